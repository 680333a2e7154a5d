"""Whose article it is: what the page says of its publisher, and how sure that is."""

from __future__ import annotations

import re
from typing import Any

from crawler.core.article import Publisher, Source
from crawler.core.extract.body import Body
from crawler.core.extract.jsonld import text_in
from crawler.core.extract.page import Page
from crawler.core.extract.selected import Selected
from crawler.core.noise.phrases import key_of
from crawler.core.urls import absolute, host_of

LINE_CHARS_MAX = 80
ABOVE_MAX = 8  # blocks above the body: the headline's lines
BELOW_MAX = 4
SOURCE_LINE = re.compile(r"(?:المصدر|مصدر الخبر|نقلا عن|نقلاً عن|Source)\s*[:|-]\s*(?P<name>\S.*)")
CONFIDENCE = {"selector": 0.95, "source_line": 0.8, "class": 0.75, "jsonld": 0.7, "jsonld_own": 0.4}


def publisher_of(
    page: Page, body: Body, selected: Selected, site_names: tuple[str, ...]
) -> Publisher | None:
    """By the profile's selector, a line "المصدر: ...", or JSON-LD; None when nothing says it.

    `confidence` is low when JSON-LD names the aggregator itself.
    """
    name = selected.text("publisher")
    if name:
        link = next(iter(selected.nodes("publisher")))
        href = link.attributes.get("href") or ""
        return _publisher(name, absolute(href, page.base_url), "selector")
    return _from_line(page, body) or _from_names(page, body) or _from_json_ld(page, site_names)


def sources_of(page: Page, publisher: Publisher | None) -> list[Source] | None:
    """The addresses of the original article: JSON-LD `isBasedOn`, or the publisher's own link."""
    for node in page.article_ld:
        value = node.get("isbasedon")
        raw = value.get("url") or value.get("@id") if isinstance(value, dict) else value
        if isinstance(raw, str) and (url := absolute(raw, page.base_url)):
            return [Source(url=url, method="jsonld")]
    if publisher and publisher.url and publisher.method == "source_line":
        return [Source(url=publisher.url, method="source_line")]
    return None


def _from_line(page: Page, body: Body) -> Publisher | None:
    blocks = page.layout.blocks
    if not body.blocks:
        return None
    near = range(max(0, body.blocks[0] - ABOVE_MAX), body.blocks[-1] + BELOW_MAX)
    for index in near:
        if index >= len(blocks) or len(blocks[index].text) > LINE_CHARS_MAX:
            continue
        match = SOURCE_LINE.fullmatch(blocks[index].text)
        if match:
            return _publisher(match["name"].strip(), _link_out(page, index), "source_line")
    return None


def _from_names(page: Page, body: Body) -> Publisher | None:
    """A short text above the body whose class calls it the source or the publisher."""
    if not body.blocks:
        return None
    near = range(body.blocks[0] - ABOVE_MAX, body.blocks[0])
    for named in page.layout.sources:
        if named.block in near and 0 < len(named.text) <= LINE_CHARS_MAX:
            return _publisher(named.text, _link_out(page, named.block), "class")
    return None


def _link_out(page: Page, block: int) -> str | None:
    """The first link of a block that leaves the site."""
    for anchor in page.layout.anchors:
        if anchor.block == block:
            url = absolute(anchor.href, page.base_url)
            if url and host_of(url) != host_of(page.url):
                return url
    return None


def _from_json_ld(page: Page, site_names: tuple[str, ...]) -> Publisher | None:
    own = {key_of(name) for name in site_names}
    for node in page.article_ld:
        value: Any = node.get("publisher") or node.get("sourceorganization")
        name = text_in(value)
        if name:
            raw = value.get("url") if isinstance(value, dict) else None
            url = absolute(raw, page.base_url) if isinstance(raw, str) else None
            return _publisher(name, url, "jsonld_own" if key_of(name) in own else "jsonld")
    return None


def _publisher(name: str, url: str | None, method: str) -> Publisher:
    return Publisher(
        name=name, url=url, method=method.removesuffix("_own"), confidence=CONFIDENCE[method]
    )
