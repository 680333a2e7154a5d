"""Why a page became the article that it is: encoding, sources, date, language, what was cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from crawler.core.arabic.date_explained import DateReading, explain_date
from crawler.core.arabic.language import language_evidence
from crawler.core.arabic.text import clean_text
from crawler.core.article import Article
from crawler.core.charsets import declared_charset
from crawler.core.clean import LANGUAGE_CHARS
from crawler.core.encoding import DecodedPage, decode_html
from crawler.core.errors import NotAnArticle
from crawler.core.extract.article import article_of
from crawler.core.extract.headline import split_labels
from crawler.core.extract.page import Page
from crawler.core.finish import finished
from crawler.core.site import SiteProfile

VALUE_CHARS_MAX = 160
NONE = "-"
Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the account: rows of a name and a value, one clean line each."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The account of a page, and its article (None: `reason` is the word why there is none)."""

    sections: tuple[Section, ...]
    article: Article | None = None
    reason: str | None = None


def explain_page(  # noqa: PLR0913 - what decoding and extraction take
    body: bytes,
    url: str,
    *,
    content_type: str | None = None,
    profile: SiteProfile | None = None,
    observed_at: datetime | None = None,
    timezone: str = "Asia/Aden",
) -> Explanation:
    """The account of how the bytes of a page become an article. Pure.

    Args:
        body: The response body, uncompressed.
        url: The address of the page.
        content_type: The Content-Type header, if it is known.
        profile: As for `article_of`.
        observed_at: When the page was read (aware); None: relative dates are not read.
        timezone: IANA name of the publisher's zone.
    """
    decoded = decode_html(body, content_type)
    encoding = _section("encoding", _encoding(body, content_type, decoded))
    page = Page(decoded.text, url)
    try:
        found = article_of(page, profile=profile, observed_at=observed_at, timezone=timezone)
    except NotAnArticle as error:
        none = _section("article", [("none", error.reason)])
        return Explanation((encoding, none), reason=error.reason)
    article = finished(found)
    return Explanation((encoding, *_account(article, observed_at, timezone)), article)


def _account(article: Article, observed_at: datetime | None, timezone: str) -> tuple[Section, ...]:
    """What is told of a page that has an article."""
    return (
        _section("headline", _headline(article)),
        _section("sources", _sources(article)),
        _section("date", _date(article, observed_at, timezone)),
        _section("language", _language(article)),
        _section("removed", [(each.rule, each.text) for each in article.removed or ()]),
        _section("findings", _findings(article)),
    )


def _section(title: str, rows: Iterable[Row]) -> Section:
    """Rows whose values are one clean line of bounded length; a dash where there is nothing."""
    return Section(title, tuple((name, _line(value)) for name, value in rows) or ((NONE, NONE),))


def _line(value: str) -> str:
    """No control character and no direction of its own gets to a terminal."""
    text = " ".join(clean_text(value).split())
    return (text if len(text) <= VALUE_CHARS_MAX else text[: VALUE_CHARS_MAX - 1] + "…") or NONE


def _encoding(body: bytes, content_type: str | None, decoded: DecodedPage) -> list[Row]:
    header, meta = declared_charset(body, content_type)
    return [
        ("bytes", str(len(body))),
        ("header says", header or NONE),
        ("page says", meta or NONE),
        ("used", decoded.encoding),
        ("repairs", ", ".join(decoded.repairs) or NONE),
    ]


def _headline(article: Article) -> list[Row]:
    """The headline and what was cut off it; labels by their fixed English words."""
    whole = article.alternativeHeadline or article.headline
    rows = [("text", article.headline), ("labels", ", ".join(split_labels(whole)[0]) or NONE)]
    if article.alternativeHeadline:
        rows.insert(1, ("alternative", article.alternativeHeadline))
    cut = [each for each in article.removed or () if each.rule.startswith("headline_")]
    return rows + [("cut", each.text) for each in cut]


def _sources(article: Article) -> list[Row]:
    """Which place of the page gave each field."""
    return sorted(article.metadata.fieldMethods.items())


def _date(article: Article, observed_at: datetime | None, timezone: str) -> list[Row]:
    raw = article.datePublishedRaw
    reading = explain_date(raw, observed_at=observed_at, timezone=timezone) if raw else None
    return [
        ("raw", raw or NONE),
        *(_reading(reading, timezone) if reading else ()),
        ("published", article.datePublished or NONE),
        ("earliest", article.datePublishedEarliest or NONE),
        ("latest", article.datePublishedLatest or NONE),
        ("precision", article.datePrecision or NONE),
        ("basis", article.dateBasis or NONE),
    ]


def _reading(reading: DateReading, timezone: str) -> list[Row]:
    tokens = " ".join(f"{key} [{kind}]" for key, kind in reading.tokens)
    return [
        ("form", reading.form),
        ("months of", " + ".join(reading.calendars) or NONE),
        ("digits", " + ".join(reading.digits) or NONE),
        ("zone", reading.zone or f"{timezone} (none is named)"),
        ("tokens", tokens or NONE),
    ]


def _language(article: Article) -> list[Row]:
    evidence = language_evidence(article.articleBody[:LANGUAGE_CHARS])
    return [
        ("tag", article.inLanguage),
        ("arabic script", f"{evidence.arabic_share:.0%} of the letters"),
        ("letters of", evidence.own_letters or NONE),
        ("cld2 says", evidence.cld2 or NONE),
    ]


def _findings(article: Article) -> list[Row]:
    messages = article.metadata.validationMessages
    return [(name, ", ".join(words)) for name, words in sorted(messages.items())]
