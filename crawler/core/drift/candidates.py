"""Selectors that a place of a page suggests, those that will last first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

NAME = re.compile(r"-?[A-Za-z_][\w-]*")
# Numbers belong to one page; a run of letters and digits was made by a build and lasts until the
# next one.
UNSTABLE = re.compile(r"\d{2,}|(?=\w{0,40}\d)(?=\w{0,40}[a-zA-Z])[A-Za-z0-9]{5}|__\w{5}")
MEANING = ("itemprop", "role", "data-testid", "data-role", "data-field")
CLASSES_MAX = 4
ANCESTORS_MAX = 4


def selectors_for(node: LexborNode) -> Iterator[str]:
    """Selectors that find this element, and perhaps others, in the order of trust.

    By what an attribute means, by a name of its own, by its tag and that of an ancestor with a
    name. Never by its number among others: a new advertisement would shift it.
    """
    own = list(_own(node))
    yield from own
    tag = node.tag or "*"
    parent, steps = node.parent, 0
    while parent is not None and parent.tag not in ("html", None) and steps < ANCESTORS_MAX:
        for named in _own(parent):
            yield f"{named} > {tag}" if steps == 0 else f"{named} {tag}"
            for each in own[:2]:
                yield f"{named} {each}"
        parent, steps = parent.parent, steps + 1
    if tag not in ("div", "span", "p", "a", "li", "td"):
        yield tag


def _own(node: LexborNode) -> Iterator[str]:
    """Selectors by what stands at the element itself."""
    tag = node.tag or "*"
    attributes = node.attributes
    for name in MEANING:
        if value := _plain(attributes.get(name)):
            yield f'[{name}="{value}"]'
    if identity := _plain(attributes.get("id")):
        yield f"#{identity}"
    classes = [name for name in (attributes.get("class") or "").split() if _plain(name)]
    for name in classes[:CLASSES_MAX]:
        yield f".{name}"
        yield f"{tag}.{name}"
    if len(classes) > 1:
        yield "".join(f".{name}" for name in classes[:CLASSES_MAX])


def _plain(value: str | None) -> str | None:
    """A name that a selector can hold and that other pages will have too."""
    return value if value and NAME.fullmatch(value) and not UNSTABLE.search(value) else None
