"""What was found of an article's origin so far, without the aggregator itself and its own links."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from crawler.core.extract.own_names import own_names
from crawler.core.extract.page import Page
from crawler.core.extract.person import is_person
from crawler.core.provenance.candidates import Candidate, Original
from crawler.core.provenance.names import is_generic, is_place, name_key
from crawler.core.provenance.outbound import is_own, source_address
from crawler.core.provenance.registry import Registry
from crawler.core.provenance.section_names import is_section
from crawler.core.urls import host_of

PUBLISHER_CONFIDENCE = {
    "selector": 0.95, "source_link": 0.75, "class": 0.75, "jsonld": 0.7, "beside": 0.7,
    "microdata": 0.65, "author": 0.6,
    "beside_unknown": 0.5, "path": 0.5, "host": 0.45, "site": 0.6, "canonical": 0.6,
}  # fmt: skip
SOURCE_CONFIDENCE = {
    "selector": 0.9, "source_link": 0.85, "source_line": 0.8, "jsonld": 0.8, "class": 0.75,
    "meta": 0.7, "headline_link": 0.7, "beside": 0.7, "canonical": 0.5,
}  # fmt: skip
DECODED = 0.05  # what a redirector says is less sure than a plain link


@lru_cache(maxsize=256)  # an aggregator names the same few
def _is_no_publisher(name: str) -> bool:
    return is_person(name) or is_place(name) or is_generic(name) or is_section(name)


class Evidence:
    """Candidates for the publisher and for the original of the article on a page.

    `site` is what the registry knows of the page's own site.
    """

    def __init__(self, page: Page, known: Registry, site_names: tuple[str, ...] = ()) -> None:
        self.page, self.registry = page, known
        self.site = known.by_url(page.url)
        self.own = own_names(page, site_names)
        if self.site:
            self.own |= {name_key(each) for each in (self.site.name, *self.site.aliases)}
        self.candidates: list[Candidate] = []
        self.originals: list[Original] = []

    @property
    def is_house(self) -> bool:
        """True when the site publishes its own articles."""
        return self.site is not None and self.site.kind != "aggregator"

    def is_itself(self, name: str) -> bool:
        """True for the name of a site that only shows what others write."""
        return name_key(name) in self.own and not self.is_house

    def add(
        self, name: str, method: str, confidence: float | None = None, link: str | None = None
    ) -> None:
        """Keep a publisher, unless it is an aggregator: this one or one that is known.

        Under "source" sites also name who wrote, where, in which section, or nobody in particular.
        """
        if self.is_itself(name):
            return
        known = self.registry.by_name(name)
        if known.kind != "aggregator" if known else not _is_no_publisher(name):
            sure = PUBLISHER_CONFIDENCE[method] if confidence is None else confidence
            self.candidates.append(Candidate(name, method, sure, link))

    def source(self, href: Any) -> tuple[str, str] | None:
        """Where a link leads outside the site, and how that was written (`source_address`)."""
        page = self.page
        if not href or not isinstance(href, str):
            return None
        return source_address(href, page.url, page.base_url, self.registry)

    def original(self, href: Any, method: str) -> str | None:
        """Keep where a link leads as the original; returns the address, decoded."""
        found = self.source(href)
        if found is None:
            return None
        url, kind = found
        sure = SOURCE_CONFIDENCE[method] - (DECODED if kind else 0.0)
        self.originals.append(Original(url, f"{method}/{kind}" if kind else method, sure))
        return url

    def link_out(self, block: int, method: str) -> str | None:
        """Keep the first link of a block that leaves the site; returns its address."""
        for anchor in self.page.layout.anchors:
            if anchor.block == block and (url := self.original(anchor.href, method)):
                return url
        return None

    def is_own_address(self, raw: Any) -> bool:
        """True for an address, or a bare host, of a site that only shows what others write."""
        if not isinstance(raw, str) or self.is_house or " " in raw:
            return False
        url = raw if "://" in raw else f"https://{raw}/"
        return "." in host_of(url) and is_own(url, self.page.url, self.registry)
