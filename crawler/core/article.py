"""The one item that Rasid publishes, and how it is written as a line of JSON."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"
EXTRACTOR_VERSION = "1"
DatePrecision = Literal["second", "minute", "hour", "day", "week", "month", "year"]
DateBasis = Literal[
    "jsonld", "meta", "time-tag", "text-absolute", "text-relative", "url", "feed", "first-seen"
]
Event = Literal["edited", "withdrawn", "restored", "moved", "reextracted"]


class Part(BaseModel):
    """Base of everything below: no unknown field, and absent means the key is missing.

    Its checks are built when the first article is: a run that finds none needs none (20 ms).
    """

    model_config = ConfigDict(extra="forbid", defer_build=True)


class Author(Part):
    """`name` is clean, `nameRaw` is what the page shows."""

    name: str
    nameRaw: str | None = None


class Publisher(Part):
    """Whose article it is; `method` says where that was read, `confidence` is 0 to 1."""

    name: str
    url: str | None = None
    method: str | None = None
    confidence: float | None = None


class Provider(Part):
    """The aggregator that showed the article."""

    name: str
    url: str


class Source(Part):
    """Where the aggregator has it from (schema.org isBasedOn); `confidence` is 0 to 1."""

    url: str
    method: str | None = None
    confidence: float | None = None


class Media(Part):
    """An image or a video of the article."""

    url: str
    caption: str | None = None


class Link(Part):
    """A link to a related article; `position` counts from 1."""

    url: str
    name: str = ""
    position: int | None = None


class Citation(Part):
    """A link inside the body."""

    url: str
    name: str = ""


class UsageInfo(Part):
    """What the page says about reuse: robots directives and opt-out signals."""

    robots: str | None = None
    tdmReservation: str | None = None
    contentSignal: str | None = None


class Duplicate(Part):
    """Which article this one repeats; `similarity` is 0 to 1."""

    of: str
    relation: str
    similarity: float


class StoryCluster(Part):
    """The group of copies this article belongs to; `firstSeen` is UTC, ISO 8601."""

    id: str
    size: int
    firstSeen: str


class Change(Part):
    """What a version says otherwise than the one before it; long texts are cut with an ellipsis.

    Of the body only the paragraphs that changed are told.
    """

    field: str
    before: str | None = None
    after: str | None = None


class ContentHash(Part):
    """SHA-256 of the body as published, and of its folded key."""

    raw: str
    folded: str


class Removed(Part):
    """A piece of text that was taken out, and the rule that did it."""

    rule: str
    text: str


class Archive(Part):
    """Where the raw response lies."""

    file: str
    offset: int


class Metadata(Part):
    """How the article came to us. Times are UTC, ISO 8601."""

    dateDownloaded: str | None = None
    dateFirstSeen: str | None = None
    spider: str | None = None
    runId: str | None = None
    profileVersion: str | None = None
    extractorVersion: str = EXTRACTOR_VERSION
    fieldMethods: dict[str, str] = Field(default_factory=dict)
    validationMessages: dict[str, list[str]] = Field(default_factory=dict)
    httpStatus: int | None = None
    etag: str | None = None
    archive: Archive | None = None
    seq: int | None = Field(default=None, description="publication order, assigned at the seal")


class Article(Part):
    """A news article as schema.org and Zyte name its parts (`docs/article.schema.json`).

    `metadata` is the last field and `metadata.seq` the last key of a line: `with_seq` needs it.
    """

    schemaVersion: str = SCHEMA_VERSION
    identifier: str
    url: str
    canonicalUrl: str | None = None
    headline: str
    alternativeHeadline: str | None = None
    description: str | None = None
    articleSection: str | None = None
    articleBody: str = Field(description="paragraphs joined by a blank line")
    inLanguage: str = Field(description="BCP 47 primary tag, or und")
    keywords: list[str] | None = None
    author: list[Author] | None = None
    provider: Provider
    publisher: Publisher | None = None
    isBasedOn: list[Source] | None = None
    dateline: str | None = None
    datePublished: str | None = Field(default=None, description="only when the page states it")
    datePublishedRaw: str | None = None
    datePublishedEarliest: str | None = None
    datePublishedLatest: str | None = None
    datePrecision: DatePrecision | None = None
    dateBasis: DateBasis | None = None
    dateModified: str | None = None
    mainImage: Media | None = None
    images: list[Media] | None = None
    videos: list[Media] | None = None
    relatedLink: list[Link] | None = None
    citation: list[Citation] | None = None
    disambiguatingNotice: str | None = None
    usageInfo: UsageInfo | None = None
    version: int = 1
    versionCreated: str | None = None
    pubStatus: Literal["usable", "withheld", "canceled"] = "usable"
    event: Event | None = Field(default=None, description="why there is a version after the first")
    changes: list[Change] | None = None
    duplicate: Duplicate | None = None
    storyCluster: StoryCluster | None = None
    wordCount: int | None = None
    contentHash: ContentHash | None = None
    removed: list[Removed] | None = None
    metadata: Metadata = Field(default_factory=Metadata)

    def to_line(self) -> str:
        """One JSON object, unescaped UTF-8 text, absent keys missing, no newline at the end."""
        return self.model_dump_json(exclude_none=True)


@lru_cache(maxsize=1_024)  # most links of a page stand on the next one too
def identifier_of(canonical_url: str) -> str:
    """Our stable name of an article: 32 hex digits of the SHA-256 of its canonical URL."""
    return hashlib.sha256(canonical_url.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def with_seq(line: str, seq: int) -> str:
    """The line of an unsealed article with its publication order put in.

    Done on the text, so that a part that is written again has the same bytes whatever the code
    has become since. The line must end with its metadata object, as `to_line` writes it.

    >>> with_seq('{"url":"u","metadata":{"spider":"s"}}', 7)
    '{"url":"u","metadata":{"spider":"s","seq":7}}'
    """
    if not line.endswith("}}"):
        message = f"the line does not end with its metadata: {line[-40:]!r}"
        raise ValueError(message)
    return f'{line[:-2]},"seq":{seq}}}}}'


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a published line, generated from the model."""
    schema = Article.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["required"] = [
        "schemaVersion",
        "identifier",
        "url",
        "headline",
        "articleBody",
        "inLanguage",
        "provider",
        "metadata",
    ]
    return schema
