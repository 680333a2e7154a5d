"""The next version of an article: what changed since it was last published, or None.

`version`, `versionCreated` and `pubStatus` are those of IPTC ninjs: a canceled item is withdrawn.
"""

from __future__ import annotations

from typing import Final

from crawler.core.article import Article, Change, Event
from crawler.core.edits import changes_between
from crawler.core.urls import canonical_url

FIRST: Final = 1  # version of an article as it was published first
CANCELED: Final = "canceled"
# A later reading of a relative date is no better than the first, and an edit is no publication.
DATES = (
    "datePublished",
    "datePublishedRaw",
    "datePublishedEarliest",
    "datePublishedLatest",
    "datePrecision",
    "dateBasis",
)


def next_version(old: Article, new: Article) -> Article | None:
    """The article as it is to be published next, None when `new` says nothing new.

    `old` is its newest version, `new` what stands there now. A `new` that is canceled makes a
    withdrawal with the old text. Keeps the identifier, the date of publication, `dateFirstSeen`;
    a copy's mark stays with the first version. Changes neither of the two.
    """
    if new.pubStatus == CANCELED:
        return None if old.pubStatus == CANCELED else _withdrawn(old, new)
    changes = _moved(old, new) + changes_between(old, new)
    event: Event = "edited"
    if old.pubStatus == CANCELED:
        event = "restored"
    elif not changes:
        return None
    elif changes[0].field == "url":
        event = "moved"
    elif old.metadata.extractorVersion != new.metadata.extractorVersion:
        event = "reextracted"  # whether the site or our reading changed cannot be told
    made = new.model_copy(deep=True)
    _keep_dates(old, made)
    return _numbered(old, made, new, event, changes)


def is_same_article(old: Article, new: Article) -> bool:
    """True when what stands at another address is this article: the same text, or few edits."""
    changed = {change.field for change in changes_between(old, new)}
    return not {"headline", "articleBody"} <= changed


def _moved(old: Article, new: Article) -> list[Change]:
    if canonical_url(old.url) == canonical_url(new.url):
        return []
    return [Change(field="url", before=old.url, after=new.url)]


def _withdrawn(old: Article, new: Article) -> Article:
    made = old.model_copy(deep=True)
    made.pubStatus = CANCELED
    made.metadata.runId = new.metadata.runId
    made.metadata.dateDownloaded = new.metadata.dateDownloaded
    made.metadata.httpStatus = new.metadata.httpStatus
    return _numbered(old, made, new, "withdrawn", [])


def _keep_dates(old: Article, made: Article) -> None:
    """The first reading's date, unless it had none and the page states one now."""
    if old.datePublishedEarliest or not made.datePublishedEarliest:
        for name in DATES:
            setattr(made, name, getattr(old, name))


def _numbered(
    old: Article, made: Article, new: Article, event: Event, changes: list[Change]
) -> Article:
    made.identifier = old.identifier
    made.version = old.version + 1
    made.versionCreated = new.metadata.dateDownloaded
    made.event = event
    made.changes = changes or None
    made.duplicate = made.storyCluster = None
    made.metadata.dateFirstSeen = old.metadata.dateFirstSeen
    made.metadata.seq = None
    return made
