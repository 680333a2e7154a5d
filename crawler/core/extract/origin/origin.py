"""Whose article it is and where its original stands: what the page says, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crawler.core.article import Publisher, Source
from crawler.core.extract.body import Body
from crawler.core.extract.origin.evidence import Evidence
from crawler.core.extract.origin.shown import read_shown
from crawler.core.extract.origin.stated import read_selected, read_stated
from crawler.core.extract.page import Page
from crawler.core.extract.selected import Selected
from crawler.core.provenance.candidates import choose_publisher, choose_sources
from crawler.core.provenance.registry import registry


@dataclass(frozen=True, slots=True)
class Origin:
    """The publisher, the addresses of the original, and the dateline; None where nothing says it.

    `dateline_method` is how the dateline was found: in a line of its own or in the text.
    """

    publisher: Publisher | None
    sources: list[Source] | None
    dateline: str | None
    dateline_method: str = ""


def origin_of(
    page: Page, body: Body, selected: Selected, headline: str = "", *, day: date | None = None
) -> Origin:
    """What all places of a page say of an article's origin, weighed together.

    The site that shows the page is never its own publisher, unless the registry knows it as one.
    Links are read, never followed. `day` is the article's, for domains that changed hands.
    """
    known = registry().on(day)
    profile = selected.profile
    evidence = Evidence(page, known, profile.site_names if profile else ())
    read_selected(evidence, selected)  # the surest first: the first of equals is chosen
    line, method = read_shown(evidence, body, headline) or (None, "")
    read_stated(evidence)
    publisher = choose_publisher(evidence.candidates, known)
    sources = choose_sources(evidence.originals, publisher, known)
    return Origin(publisher, sources, line.text if line else None, method)
