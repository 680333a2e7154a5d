"""An archived page read by today's engine, and how the result differs from what was published."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from crawler.core.access.usage import USAGE_HEADERS, FileUsage, usage_of
from crawler.core.access.validators import is_sendable
from crawler.core.article import Article, Change, UsageInfo, identifier_of
from crawler.core.checks import fault_of
from crawler.core.edits import shortened
from crawler.core.encoding import decode_html
from crawler.core.errors import NotAnArticle
from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page
from crawler.core.extract.rendering import needs_browser
from crawler.core.extract.state.reading import state_page
from crawler.core.finish import finished
from crawler.core.hints import with_feed_date
from crawler.core.noise.edges import LEARNED
from crawler.core.received import Known, Received
from crawler.core.site import SiteProfile
from crawler.core.stamps import moment_of
from crawler.core.urls import canonical_url
from crawler.core.versions import DATES

# What a page gives. The rest of an article follows from these, or from other articles and runs.
FIELDS = (
    "headline", "alternativeHeadline", "description", "articleSection", "articleBody",
    "inLanguage", "keywords", "author", "provider", "publisher", "isBasedOn", "dateline",
    "datePublished", "datePublishedRaw", "datePublishedEarliest", "datePublishedLatest",
    "datePrecision", "dateBasis", "dateModified", "mainImage", "images", "videos", "relatedLink",
    "citation", "disambiguatingNotice", "usageInfo", "canonicalUrl", "removed",
)  # fmt: skip
MESSAGES = "validationMessages"
REEXTRACTED: Literal["reextracted"] = "reextracted"
Kind = Literal["unchanged", "filled", "lost", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that today's reading has otherwise; values as JSON text, None where there is none."""

    field: str
    kind: Kind
    before: str | None
    after: str | None


def replay(
    page: Received, known: Known, profile: SiteProfile, published: Article | None = None
) -> Article:
    """The article as a crawl would make it of this page today. Pure: no store, no clock.

    What other pages of the site had taught when the page was first read is taken from `published`,
    the article that came of it then: a difference is one of the engine, not of what it had seen.

    Raises:
        NotAnArticle: The page is none, or its article is not whole; `reason` says why.
    """
    article = finished(_read(page, known, profile), _taught(published))
    names = {"site_names": profile.site_names, "languages": profile.languages}
    if fault := fault_of(article, **names):
        raise NotAnArticle(fault, page.url)
    article = _signed(article, page, known, profile)
    if published and _is_later(published, article):
        for name in DATES:
            setattr(article, name, getattr(published, name))
    return article


def differences(published: Article, today: Article) -> list[Difference]:
    """Every field that a page gives and that is not the same, in the order of an article."""
    pairs = [(name, getattr(published, name), getattr(today, name)) for name in FIELDS]
    found = [_difference(*pair) for pair in pairs if pair[1] != pair[2]]
    before, after = published.metadata.validationMessages, today.metadata.validationMessages
    return found + ([_difference(MESSAGES, before, after)] if before != after else [])


def reextracted(published: Article, today: Article, *, moment: str, run_id: str) -> Article:
    """The next version of a published article: today's reading under the name it has.

    `moment` is UTC, ISO 8601. The mark of a copy and its group stay with the first version.
    """
    made = today.model_copy(deep=True)
    made.identifier = published.identifier
    made.version = published.version + 1
    made.versionCreated = moment
    made.event = REEXTRACTED
    made.changes = [
        Change(field=each.field, before=shortened(each.before), after=shortened(each.after))
        for each in differences(published, today)
        if each.field != MESSAGES
    ]
    made.metadata.runId = run_id
    made.metadata.spider = published.metadata.spider
    made.metadata.dateFirstSeen = published.metadata.dateFirstSeen
    made.metadata.archive = published.metadata.archive
    return made


def _read(page: Received, known: Known, profile: SiteProfile) -> Article:
    """What the page itself, its answer and its listing say, before anything is cleaned."""
    article = article_of(
        _whole(page),
        profile=profile,
        observed_at=moment_of(known.observed),
        timezone=profile.timezone,
    )
    article = with_feed_date(article, moment_of(known.feed_date))
    article.identifier = identifier_of(canonical_url(page.url))
    article.usageInfo = _usage(article.usageInfo, page, known)
    if not known.ends:
        article.metadata.validationMessages.pop("page", None)
    return article


def _usage(said: UsageInfo | None, page: Received, known: Known) -> UsageInfo | None:
    """What the page, its answer and the files of its site say of its use."""
    headers = known.headers or {name: page.all_of(name) for name in USAGE_HEADERS}
    return usage_of(said, headers, FileUsage(**(known.files or {})))


def _is_later(published: Article, article: Article) -> bool:
    """True for a page that was looked at again: its version has the dates of the first reading."""
    return published.metadata.dateFirstSeen != article.metadata.dateDownloaded


def _whole(page: Received) -> Page:
    """The page with its content: as it came, or from the data in it that a script would show."""
    decoded = decode_html(page.body, page.header("Content-Type"))
    made = Page(decoded.text, page.url, decoded.utf8)
    if page.is_drawn or not needs_browser(made):
        return made
    return state_page(made, "article") or made


def _taught(published: Article | None) -> Callable[[str], bool] | None:
    removed = published.removed if published else None
    lines = {each.text for each in removed or () if each.rule == LEARNED}
    return lines.__contains__ if lines else None


def _signed(article: Article, page: Received, known: Known, profile: SiteProfile) -> Article:
    """With what the crawl knew about it."""
    meta = article.metadata
    meta.spider, meta.runId, meta.httpStatus = profile.name, known.run, page.status
    meta.profileVersion = profile.version()
    meta.dateFirstSeen = meta.dateDownloaded
    etag = page.header("ETag")
    meta.etag = etag if etag and is_sendable(etag) else None
    return article


def _difference(name: str, before: Any, after: Any) -> Difference:
    kind: Kind = "changed"
    if before and not after:
        kind = "lost"
    elif after and not before:
        kind = "filled"
    return Difference(name, kind, _text(before), _text(after))


def _text(value: Any) -> str | None:
    """Text as it is, anything else as JSON."""
    if not value:
        return None
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(part: Any) -> Any:
    return part.model_dump(mode="json", exclude_none=True)
