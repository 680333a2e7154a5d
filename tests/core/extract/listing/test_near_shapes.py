"""Addresses that have the shape of articles but for a name, a key, or the length of their slug."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.core.extract.listing.near_shapes import _near_shapes, fits_nearly
from crawler.core.urls import general_shape

PARTS = st.sampled_from(("/", "#", "*", "~", "a", "news", "-", "_", ".html", "?id=#", "?lang=ar"))


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/gold-price", "/*"),
        ("/awraq/road-gold", "/~/*"),
        ("/world/road-gold.html", "/~/*"),
        ("/index.php/health/836-wheat-road", "/~/~/*"),
        ("/8205-gold-price", "/*"),
        ("/castle-fire-b9094f", "/*"),
        ("/road-crash-7", "/*"),
        ("/road-crash-7.html", "/~-#.html"),
        ("/n/abcdef", "/n/#"),
        ("/n/12-ab7", "/n/#"),
        ("/n/ab12cd.html", "/n/#.html"),
        ("/read.php?title=gold-price", "/read.php?title=*"),
    ],
)
def test_one_slug_or_key_among_longer_ones(path, shape):
    assert fits_nearly(f"https://windows.example{path}", {shape})


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/weather", "/#"),  # a word at the root is no key
        ("/gold-price", "/#"),
        ("/n/gold-price", "/n/#"),
        ("/awraq/road-gold", "/*"),
        ("/read.php?cat=sport", "/read.php?cat=*"),  # no slug
        ("/tag/gold-price", "/~/*"),
        ("/app/download-now", "/~/*"),
    ],
)
def test_what_only_looks_like_it(path, shape):
    assert not fits_nearly(f"https://windows.example{path}", {shape})


@example("/port-#.html")
@example("/news/a#a")
@given(st.lists(PARTS, max_size=7).map(lambda parts: "/" + "".join(parts)))
def test_every_near_shape_is_there_in_general_too(shape):
    near = _near_shapes(shape)
    assert {shape, *map(general_shape, near)} <= near
