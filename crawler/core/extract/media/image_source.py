"""The address of an image, as sites that load images late write it."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Where scripts keep the address until the image is scrolled to; `src` is a placeholder then.
LAZY = (
    "data-src", "data-lazy-src", "data-original", "data-lazy", "data-img-src", "data-image",
    "data-hi-res-src", "data-large_image", "data-orig-file",
)  # fmt: skip
LATE = frozenset(LAZY)
SOURCE = "src"
SETS = ("srcset", "data-srcset", "data-lazy-srcset")
CANDIDATE = re.compile(
    r"(?P<url>[^\s,]\S*[^\s,]|[^\s,])(?:\s+(?P<size>\d+(?:\.\d+)?)[wx])?\s*(?:,|$)"
)
DOT_MAX = 3  # pixels of an image that only counts visits


def image_source(attributes: Mapping[str, str | None]) -> str | None:
    """The largest address of an `<img>`: of its srcset, else of its lazy attributes, else its src.

    None for images that have none but inline data, and for dots of up to three pixels.
    """
    if _is_dot(attributes.get("width")) or _is_dot(attributes.get("height")):
        return None
    for name in SETS:
        if name in attributes and (value := attributes[name]) and (url := largest(value)):
            return url
    for name in (SOURCE,) if LATE.isdisjoint(attributes) else (*LAZY, SOURCE):
        url = (attributes.get(name) or "").strip()
        if url and not url.startswith("data:"):
            return url
    return None


def largest(srcset: str) -> str | None:
    """The address of the widest or densest candidate of a srcset (HTML, 4.8.4.2)."""
    best, best_size = None, -1.0
    for match in CANDIDATE.finditer(srcset):
        size = float(match["size"] or 1)
        if size > best_size and not match["url"].startswith("data:"):
            best, best_size = match["url"], size
    return best


def _is_dot(size: str | None) -> bool:
    if size is None:
        return False
    size = size.strip().removesuffix("px")
    return size.isdigit() and int(size) <= DOT_MAX
