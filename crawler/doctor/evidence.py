"""The column beside an article: where each field is from, the date, the rules of use."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.core.article import Article
from crawler.doctor.diagnosis import Diagnosis
from crawler.doctor.markup import Markup, joined, tag, technical

NONE = "–"
Row = tuple[str, str | None]


def evidence(told: Diagnosis) -> Markup:
    """All tables that fit this page."""
    parts = [_table("الصفحة", "source", _source(told))]
    if article := told.article:
        parts += [
            _table("التاريخ", "date", _date(article)),
            _table("من أين جاء كل حقل", "methods", sorted(article.metadata.fieldMethods.items())),
            _table("قواعد الاستخدام", "robots", _usage(article)),
            _table("ملاحظات الفحص", "messages", _messages(article)),
        ]
    elif told.listing.missed:
        missed = ((name, "selector_missed") for name in told.listing.missed)
        parts.append(_table("ملاحظات الفحص", "messages", missed))
    return joined(*parts)


def _source(told: Diagnosis) -> Iterable[Row]:
    yield "spider", told.profile.name
    yield "profileVersion", told.profile.version()
    yield "bytes", str(len(told.saved.body))
    yield "Content-Type", told.saved.content_type
    yield "encoding", told.decoded.encoding
    yield "repairs", ", ".join(told.decoded.repairs)
    yield "robots.txt", told.robots_txt or "not asked: a saved page"


def _date(article: Article) -> Iterable[Row]:
    yield "datePublishedRaw", article.datePublishedRaw
    yield "datePublished", article.datePublished
    yield "datePublishedEarliest", article.datePublishedEarliest
    yield "datePublishedLatest", article.datePublishedLatest
    yield "datePrecision", article.datePrecision
    yield "dateBasis", article.dateBasis
    yield "dateModified", article.dateModified


def _usage(article: Article) -> Iterable[Row]:
    usage = article.usageInfo
    yield "robots", usage.robots if usage else None
    yield "tdmReservation", usage.tdmReservation if usage else None
    yield "contentSignal", usage.contentSignal if usage else None
    yield "canonicalUrl", article.canonicalUrl
    yield "inLanguage", article.inLanguage


def _messages(article: Article) -> Iterable[Row]:
    for name, words in sorted(article.metadata.validationMessages.items()):
        yield name, ", ".join(words)


def _table(title: str, name: str, rows: Iterable[Row]) -> Markup:
    shown = [
        tag("tr", tag("th", technical(field)), tag("td", tag("bdi", value or NONE, class_="code")))
        for field, value in rows
    ] or [tag("tr", tag("td", NONE))]
    return tag("section", tag("h2", title), tag("table", *shown), id=name)
