"""Which addresses are likely one article under several names."""

from __future__ import annotations

import pytest

from crawler.core.links.kin import kin_of

SITE = "https://windows.example"
SLUG = "/%D8%AE%D8%A8%D8%B1-%D8%B9%D9%86-%D8%B3%D9%81%D9%8A%D9%86%D8%A9-%D9%88%D9%82%D9%88%D8%AF"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/news/7/a", "/news/7/b?visit=2"),
        ("/news/7-a.html", "/news/7-b.html"),
        ("/show.php?id=77&cat=2", "/show.php?cat=3&id=77"),
        ("/2026/11/12/7", "/2026/11/12/7-b"),
        (f"{SLUG}?from=top", SLUG),
    ],
)
def test_alike(one, other):
    assert kin_of(SITE + one) is not None
    assert kin_of(SITE + one) == kin_of(SITE + other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/news/7/a", "/news/8/a"),
        ("/news/7/a", "/video/7/a"),
        ("/2026/11/a-b-c-d", "/2026/11/e-f-g-h"),
        ("/show.php?id=77", "/show.php?id=78"),
        ("/news/7", "/show.php?id=7"),  # forms are for `same_forms` to tell
        ("/show.php?id=7", "/list.php?id=7"),
    ],
)
def test_unlike(one, other):
    assert kin_of(SITE + one) != kin_of(SITE + other)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?name=fuel",
        "/show.php?name=fuel",
        "/arab",
        "/arab?x=y",
        "/1999/12/31/a",  # a day, of whichever century, is no number of an article
        "/%D8%B3%D8%AF",  # nor are those of letters that stand encoded
    ],
)
def test_what_tells_no_article_from_another_has_no_kin(path):
    assert kin_of(SITE + path) is None
