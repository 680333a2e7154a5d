"""What a profile's selector, JSON-LD, the head of a page and its address say of its origin."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from crawler.core.extract.jsonld import text_in
from crawler.core.extract.origin.evidence import Evidence
from crawler.core.extract.own_names import title_ends_with
from crawler.core.extract.selected import Selected
from crawler.core.provenance.outbound import is_home
from crawler.core.urls import absolute, host_of, path_of

ORIGINAL_METAS = ("original-source", "syndication-source", "dc.source")


def read_selected(evidence: Evidence, selected: Selected) -> None:
    """The publisher that the site's profile points at."""
    name = selected.text("publisher")
    if name:
        node = next(iter(selected.nodes("publisher")))
        link = evidence.original(node.attributes.get("href"), "selector")
        evidence.add(name, "selector", link=link)


def read_stated(evidence: Evidence) -> None:
    """All that no reader sees."""
    for node in evidence.page.article_ld:
        _publisher(evidence, node.get("publisher") or node.get("sourceorganization"))
        _agency(evidence, node.get("author"))
        _based_on(evidence, node.get("isbasedon") or node.get("isbasedonurl"))
    for node in evidence.page.microdata:
        _publisher(evidence, node.get("publisher"), "microdata")
    for name in ORIGINAL_METAS:
        evidence.original(evidence.page.meta.get(name), "meta")
    _canonical(evidence)
    _address(evidence)


def _publisher(evidence: Evidence, value: Any, method: str = "jsonld") -> None:
    name = text_in(value)
    raw = value.get("url") if isinstance(value, dict) else None
    if title_ends_with(evidence.page, name) and not evidence.is_house:
        return  # the site under its own name; a publisher is named in more places than here
    if name and not any(map(evidence.is_own_address, (raw, name))):
        found = evidence.source(raw)
        evidence.add(name, method, link=found[0] if found else None)


def _agency(evidence: Evidence, value: Any) -> None:
    """A publisher that is known, where a person's name should be."""
    for each in value if isinstance(value, list) else [value]:
        known = evidence.registry.by_name(text_in(each))
        if known and known is not evidence.site:
            evidence.add(known.name, "author")


def _based_on(evidence: Evidence, value: Any) -> None:
    for each in value if isinstance(value, list) else [value]:
        raw = each.get("url") or each.get("@id") if isinstance(each, dict) else each
        evidence.original(raw, "jsonld")


def _canonical(evidence: Evidence) -> None:
    """A canonical address on another site, unless it is a front page or only the site's mirror."""
    page, href = evidence.page, evidence.page.links.get("canonical", "")
    address = absolute(href, page.base_url) or ""
    if address == page.url:  # as it is on most pages
        return
    here, there = urlsplit(page.url), urlsplit(address)
    if not host_of(page.url) or (here.path, here.query) == (there.path, there.query):
        return
    url = evidence.original(href, "canonical")
    known = evidence.registry.by_url(url)
    if url and known and not is_home(url):
        evidence.add(known.name, "canonical", link=url)


def _address(evidence: Evidence) -> None:
    """The word before the number in an aggregator's address; a publisher's own site."""
    word, _, rest = path_of(evidence.page.url).strip("/").partition("/")
    if rest.partition("/")[0].isdigit() and (known := evidence.registry.by_slug(word)):
        evidence.add(known.name, "path")
    if evidence.site and evidence.is_house:
        evidence.add(evidence.site.name, "site")
