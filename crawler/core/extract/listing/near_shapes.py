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


def fits_nearly(url: str, shapes: AbstractSet[str]) -> bool:
    """True for an address of these shapes but for its names; a text has to say that it is news."""
    return not shapes.isdisjoint(_near_shapes(shape_of(url))) and not is_no_news(url)


@lru_cache(maxsize=1_024)  # the addresses of a site have few shapes
def _near_shapes(shape: str) -> tuple[str, str, str]:
    general = general_shape(shape)
    return general, LAST_NAME.sub("*", general), LAST_KEY.sub("#", shape)
