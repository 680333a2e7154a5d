"""Addresses that have the shape of articles but for a name or a key in them."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from crawler.core.extract.listing.menu import is_no_news
from crawler.core.urls import general_shape, shape_of

LAST_NAME = re.compile(r"~(?=/?$)")
# A key with few turns among others with more: 12-ab7 beside 3k9x-1f7, which has the shape "#".
LAST_KEY = re.compile(r"(?<=/)(?:(?:[a-z-]*#){2}[a-z#-]*|[a-z]+#[a-z]+)(?=/?$)")
# A word before the number, which is another one in each address: port-#.html, road-crash-#.
WORD_AND_NUMBER = re.compile(r"(?<=/)[^/#*~?]+[-_]#(?P<end>(?:\.[a-z]{2,5})?)$")


@lru_cache(maxsize=1_024)  # the addresses of a site have few shapes
def with_open_word(shape: str) -> str:
    """The shape with the words before its last number left open.

    >>> with_open_word("/port-#.html"), with_open_word("/arab/road-crash-#")
    ('/~-#.html', '/~/~-#')
    """
    return WORD_AND_NUMBER.sub(r"~-#\g<end>", general_shape(shape))


def fits_nearly(url: str, shapes: AbstractSet[str]) -> bool:
    """True for an address of these shapes but for its names; a text has to say that it is news."""
    return not shapes.isdisjoint(_near_shapes(shape_of(url))) and not is_no_news(url)


@lru_cache(maxsize=1_024)
def _near_shapes(shape: str) -> tuple[str, ...]:
    general = general_shape(shape)
    return (
        general,
        LAST_NAME.sub("*", general),
        LAST_KEY.sub("#", shape),
        with_open_word(shape),
        WORD_AND_NUMBER.sub("*", shape),
    )
