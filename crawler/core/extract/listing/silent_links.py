"""Links that only a script follows: a row with `onclick`, a card with `data-href`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.core.extract.listing.anchors import Anchor, anchor_of, own_link, root_of
from crawler.core.extract.page import Page
from crawler.core.urls import host_of

NAMES = ("data-href", "data-link", "data-url")
CLICKS = ("onclick", "@click", "x-on:click", "v-on:click")  # plain, and of Alpine and Vue
CARRIERS = (
    ",".join(f"[{name}]" for name in (*NAMES, *CLICKS)).replace("@", "\\@").replace(":", "\\:")
)
GOES_TO = re.compile(
    r"(?:location(?:\.href)?\s*=|(?:location\.(?:assign|replace)|window\.open|router\.push)\s*\()\s*"
    r"['\"]([^'\"\s]{1,500})['\"]"
)


def silent_anchors(page: Page) -> list[Anchor]:
    """What the rows and cards of a page lead to, one for each address; for a page without links."""
    found: dict[str, tuple[str, list[LexborNode]]] = {}
    host, root = host_of(page.url), root_of(page)
    for node in page.tree.css(CARRIERS):
        for target in _targets(node):
            if own := own_link(target, page.base_url, root, host):
                found.setdefault(own[1], (own[0], []))[1].append(node)
    return [anchor_of(url, nodes) for url, nodes in found.values()]


def _targets(node: LexborNode) -> Iterator[str]:
    attributes = node.attributes
    yield from filter(None, map(attributes.get, NAMES))
    for name in CLICKS:
        if goes_to := GOES_TO.search(attributes.get(name) or ""):
            yield goes_to[1]
