"""When an article was published: JSON-LD, meta, `<time>`, then the text near its headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from datetime import timezone as fixed_zone
from itertools import zip_longest
from operator import gt
from zoneinfo import ZoneInfo

from crawler.core.arabic.dates import DateSpan, parse_date
from crawler.core.article import DateBasis
from crawler.core.extract.container import Prose
from crawler.core.extract.jsonld import text_in
from crawler.core.extract.layout import Block
from crawler.core.extract.page import Page

META_NAMES = (
    "article:published_time", "article:published", "og:article:published_time",
    "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "publish_date", "published_time", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "date.published", "dc.date.issued", "dcterms.created",
    "dcterms.issued", "dc.date", "dc.date.created", "dcterms.date", "article.published",
    "article_date_original", "originalpublicationdate", "publication_date", "publication-date",
    "published-date", "ptime", "displaydate", "rnews:datepublished", "bt:pubdate",
    "iso-8601-publish-date", "datecreated", "date_published", "created", "date", "live_date",
)  # fmt: skip
MODIFIED_NAMES = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
)  # fmt: skip
LD_NAMES = ("datepublished", "datecreated", "uploaddate")
LINE_CHARS_MAX = 160
LINKED_SHARE = 0.8
LINKED_CHARS_MAX = 30
WORDS_MAX = 7  # besides figures: a longer line is a caption that tells when its picture was taken
# What tells source, section and date apart in one line; not "12 \u2013 13 July", which is a range.
BARS = re.compile(r"\s*[|·•]\s*|(?<!\d)\s+\u2013\s+|\s+\u2013\s+(?!\d)")
PIECES_MIN = 3  # with two, a caption and the day of its picture
PIECE_WORDS_MAX = 4  # of a piece without figures: the name of a source or a section
BARE_CLOCK = re.compile(r"(?:الساعة\s?:?\s?)?\d{1,2}:\d{2}(?!\d)")
BARE_CLOCK_CHARS_MAX = 30
SENTENCE = re.compile(r"[.؟!؛]\s|[.؟!؛]$")
# "Published in <name> on <day>" at the end of a line, whatever stands before it.
PUBLISHED_IN = re.compile(
    r"(?<!\w)(?<!قد\s)نشر(?:ت|ه)?\s(?:في\s[^\d:،.|]{2,45}\s)?(?:يوم|بتاريخ)\s(?:\w+\s)?"
    r"\d(?:[^|.،]{0,40}\d)?(?:\s?[^\W\d_]{1,6})?(?:\sبتوقيت\s\w+)?(?=\s*(?:\||$))"
)
ABOVE_MAX = 8  # blocks above the headline that may hold its date
BELOW_MAX = 14
DATE_HINT = re.compile(r"date|time|publish|posted|stamp|byline")
MACHINE = re.compile(r"\d{4}-?\d{2}-?\d{2}")
URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2]|[1-9])[/-]?(0[1-9]|[12]\d|3[01]|[1-9])(?=[/_.-]|$)"
)

OFFSET = re.compile(
    r"\d(?:\s*(?P<utc>Z|z|GMT|UTC)|\s*(?:GMT|UTC)?\s?(?P<sign>[+-])(?P<hours>0\d|1[0-4]):?(?P<minutes>[0-5]\d)?)\)?$"
)
BASES: dict[str, DateBasis] = {
    "jsonld": "jsonld",
    "meta": "meta",
    "time-tag": "time-tag",
    "url": "url",
}
# What announces a date of publication under an article; a bare "date" only close to it.
PUBLISHED_LABEL = re.compile(
    r"(?:تاريخ\s(?:ال)?نشر|(?:تم\s)?نشر(?:ت|ه)?\s(?:في|بتاريخ|يوم)|تم\sالنشر|published|posted|"
    r"first\spublished|erschienen|veröffentlicht|publié)",
    re.IGNORECASE,
)
DATE_LABEL = re.compile(r"(?:ال)?تاريخ\s?:|date\b|datum\b", re.IGNORECASE)
LABELLED_CHARS_MAX = 60
DAYS = re.compile(  # "2020/7/11-12": an event lasts for days, an article appears on one
    r"\d{4}[/.]\d{1,2}[/.]\d{1,2}\s?[-\u2013]\s?\d{1,2}(?!\d|\s?:\s?\d|[/.]\d)"
)
CLOSE_MAX = 6  # blocks after the box of the article
TITLE_CHARS_MAX = 30  # of a date in a page's title
FOREIGN = frozenset(("related", "teaser", "most_read", "latest", "comments", "sidebar"))
NOT_DATES = frozenset(("related", "teaser", "most_read", "latest", "comments", "hidden", "caption"))


@dataclass(frozen=True, slots=True)
class Published:
    """A date as the page writes it, what it means, and how it was found."""

    raw: str
    span: DateSpan
    method: str

    @property
    def basis(self) -> DateBasis:
        """The kind of place where it stood."""
        basis = BASES.get(self.method, "text-absolute")
        return "text-relative" if basis == "text-absolute" and self.span.relative else basis


@dataclass(frozen=True, slots=True)
class Clock:
    """When the page was read (None: unknown) and the zone of its publisher."""

    observed_at: datetime | None
    timezone: str

    def read(self, raw: str) -> DateSpan | None:
        """The span of a date string, or None."""
        return parse_date(raw, observed_at=self.observed_at, timezone=self.timezone)


def find_published(
    page: Page, prose: Prose, heading: int, first: int, clock: Clock
) -> Published | None:
    """The first date that parses. `heading` and `first` are the blocks of headline and body."""
    return first_date(_candidates(page, prose, heading, first), clock)


def first_date(candidates: Iterable[tuple[str, str]], clock: Clock) -> Published | None:
    """The first of some raw dates, each with its method, that can be read."""
    for raw, method in candidates:
        span = clock.read(raw)
        if span is not None:
            return Published(raw, span, method)
    return None


def find_modified(page: Page, clock: Clock) -> Published | None:
    """When the page says that the article was changed."""
    raws = [text_in(node.get("datemodified")) for node in page.article_ld]
    raws += [page.meta.get(name, "") for name in MODIFIED_NAMES]
    return first_date(((raw, "meta") for raw in raws if raw), clock)


def stamp_of(raw: str, span: DateSpan, timezone: str) -> str | None:
    """The date in ISO 8601, or None for a relative date and anything vaguer than a day.

    A time keeps the offset that the page writes, else that of the publisher's zone, so that its
    day is the one that readers saw. A day alone stays a day.
    """
    if span.relative:
        return None
    if span.precision in ("second", "minute", "hour"):
        return span.earliest.astimezone(_zone_in(raw) or ZoneInfo(timezone)).isoformat()
    if span.precision == "day":
        return span.earliest.astimezone(ZoneInfo(timezone)).date().isoformat()
    return None


def _zone_in(raw: str) -> tzinfo | None:
    match = OFFSET.search(raw)
    if match is None:
        return None
    if match["utc"]:
        return UTC
    minutes = 60 * int(match["hours"]) + int(match["minutes"] or 0)
    return fixed_zone(timedelta(minutes=-minutes if match["sign"] == "-" else minutes))


def _candidates(page: Page, prose: Prose, heading: int, first: int) -> Iterator[tuple[str, str]]:
    for node in page.article_ld:
        for name in LD_NAMES:
            if raw := text_in(node.get(name)):
                yield raw, "jsonld"
    for name in META_NAMES:
        if stated := page.meta.get(name):
            yield stated, "meta"
    yield from _stamps(page, prose, heading, first)
    yield from _lines(page, prose, heading, first)
    yield from _labelled(page, prose, first)
    yield from _titled(page.title)
    for node in page.json_ld:
        if raw := text_in(node.get("datepublished")):
            yield raw, "jsonld"
    if match := URL_DATE.search(page.url):
        yield "-".join((match[1], match[2].zfill(2), match[3].zfill(2))), "url"


def _stamps(page: Page, prose: Prose, heading: int, first: int) -> Iterator[tuple[str, str]]:
    """`<time>` elements that belong to the article, those nearest to its headline first."""
    kinds = (*prose.kinds, None)
    anchor = heading if heading >= 0 else first
    last = page.layout.boxes[prose.box].last
    near = [
        stamp
        for stamp in page.layout.stamps
        if kinds[min(stamp.block, len(kinds) - 1)] in (None, "byline", "share", "caption")
        and anchor - ABOVE_MAX <= stamp.block <= last + 3
    ]
    near.sort(
        key=lambda stamp: (
            "modif" in stamp.hint or "updat" in stamp.hint,
            abs(stamp.block - anchor),
        )
    )
    for stamp in near:
        if stamp.machine:
            yield stamp.machine, "time-tag"
        if stamp.text:
            yield stamp.text, "time-tag"


def _lines(page: Page, prose: Prose, heading: int, first: int) -> Iterator[tuple[str, str]]:
    """Short lines near the headline, those below it first."""
    blocks = page.layout.blocks
    anchor = heading if heading >= 0 else first
    below = range(anchor + 1, min(len(blocks), max(first + 2, anchor + BELOW_MAX)))
    above = range(anchor - 1, max(-1, anchor - ABOVE_MAX), -1)
    for index in (*below, *above):
        block = blocks[index]
        if len(block.text) > LINE_CHARS_MAX or prose.kinds[index] in NOT_DATES:
            continue
        if prose.values[index] >= LINE_CHARS_MAX or block.text.isdigit():  # a number of views
            continue
        if DAYS.search(block.text):
            continue
        if block.link_share > LINKED_SHARE and len(block.text) > LINKED_CHARS_MAX:
            continue
        hint = page.layout.boxes[block.box].hint
        for raw in _raws(block, has_hint=DATE_HINT.search(hint) is not None):
            yield raw, "text"


def _raws(block: Block, *, has_hint: bool) -> Iterator[str]:
    """What may be the date in a line: all of it, its pieces, what follows "published in"."""
    is_short = _words(block.text) <= WORDS_MAX
    if is_short or has_hint:
        yield block.text
        yield from block.pieces
    if is_short or SENTENCE.search(block.text):
        return
    if found := PUBLISHED_IN.search(block.text):
        yield found[0]
    yield from _dated_pieces(BARS.split(block.text))
    yield from _dated_pieces(block.pieces)


def _dated_pieces(pieces: Sequence[str]) -> Iterator[str]:
    """The pieces of a line that has only names and figures; a time first joins the day before."""
    figured = [any(letter.isdigit() for letter in piece) for piece in pieces]
    limits = (WORDS_MAX if has else PIECE_WORDS_MAX for has in figured)
    if len(pieces) < PIECES_MIN or any(map(gt, map(_words, pieces), limits)):
        return
    for piece, following in zip_longest(pieces, pieces[1:], fillvalue=""):
        if BARE_CLOCK.match(following) and len(following) <= BARE_CLOCK_CHARS_MAX:
            yield f"{piece} {following}"
        yield piece


def _words(text: str) -> int:
    return sum(word[0].isalpha() for word in text.split())


def _labelled(page: Page, prose: Prose, first: int) -> Iterator[tuple[str, str]]:
    """Short lines below the first paragraph that say they are the date of publication."""
    close = page.layout.boxes[prose.box].last + CLOSE_MAX
    for index in range(first + 1, len(page.layout.blocks)):
        block = page.layout.blocks[index]
        text = block.text
        if len(text) > LABELLED_CHARS_MAX or block.link_share or prose.kinds[index] in FOREIGN:
            continue
        if PUBLISHED_LABEL.match(text) or (index < close and DATE_LABEL.match(text)):
            yield text, "text"


def _titled(title: str) -> Iterator[tuple[str, str]]:
    """What a page's title has after a bar, when it has figures: "headline | site | 28.04.2023"."""
    for part in reversed(title.split("|")[1:]):
        if len(part) <= TITLE_CHARS_MAX and any(letter.isdigit() for letter in part):
            yield part.strip(), "text"
