"""A saved page of a site and what must come of it: the `.json` beside the `.html`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crawler.core.errors import NotAnArticle
from crawler.core.site import SiteProfile
from crawler.core.stamps import moment_of, utc

if TYPE_CHECKING:
    from crawler.core.extract.page import Page

# What changes from one run or version to the next and says nothing of the page.
VOLATILE = frozenset(
    ("dateFirstSeen", "spider", "runId", "profileVersion", "extractorVersion", "httpStatus", "seq")
)
DERIVED = frozenset(("schemaVersion", "contentHash"))  # follow from the rest
LISTING = "listing"


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A response as received: `observed_at` is aware, `content_type` the header if it is known."""

    body: bytes
    url: str
    observed_at: datetime
    content_type: str | None = None

    def page(self) -> Page:
        """The page, decoded and parsed."""
        from crawler.core.encoding import decode_html
        from crawler.core.extract.page import Page

        return Page(decode_html(self.body, self.content_type).text, self.url)


def expected_of(saved: SavedPage, profile: SiteProfile, *, as_listing: bool) -> dict[str, Any]:
    """What a test holds the engine to: how the page was read, and what came of it.

    The keys are `page` and one of `listing`, `article`, `notAnArticle` (the reason word).
    """
    asked = {"url": saved.url, "observedAt": utc(saved.observed_at)}
    if saved.content_type:
        asked["contentType"] = saved.content_type
    found = _listing(saved, profile) if as_listing else _article(saved, profile)
    return {"page": asked, **found}


def saved_page(body: bytes, expected: dict[str, Any]) -> SavedPage:
    """The page that an expectation is about. Raises ValueError when it does not say when."""
    asked = expected["page"]
    moment = moment_of(asked["observedAt"])
    if moment is None:
        message = f"observedAt is no moment of ISO 8601: {asked['observedAt']!r}"
        raise ValueError(message)
    return SavedPage(body, asked["url"], moment, asked.get("contentType"))


def _listing(saved: SavedPage, profile: SiteProfile) -> dict[str, Any]:
    from crawler.core.extract.listing.reading import read_listing

    listing = read_listing(saved.page(), profile=profile)
    parts = {
        "articles": list(listing.articles),
        "nextPage": listing.next_page,
        "sections": list(listing.sections),
        "feeds": list(listing.feeds),
        "sitemaps": list(listing.sitemaps),
        "selectorsMissed": list(listing.missed),
    }
    return {LISTING: {name: value for name, value in parts.items() if value}}


def _article(saved: SavedPage, profile: SiteProfile) -> dict[str, Any]:
    from crawler.core.extract.article import article_of
    from crawler.core.finish import finished

    try:
        found = article_of(
            saved.page(),
            profile=profile,
            observed_at=saved.observed_at,
            timezone=profile.timezone,
        )
    except NotAnArticle as error:
        return {"notAnArticle": error.reason}
    told = finished(found).model_dump(mode="json", exclude_none=True, exclude=set(DERIVED))
    told["metadata"] = {
        name: value for name, value in told["metadata"].items() if value and name not in VOLATILE
    }
    return {"article": told}
