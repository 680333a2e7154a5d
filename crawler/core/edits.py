"""How two readings of one article differ, and whether that is news or only the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import Any

from crawler.core.arabic.dates import parse_date
from crawler.core.article import Article, Change
from crawler.core.dedup.content_key import content_key
from crawler.core.noise.learned import is_sentence
from crawler.core.noise.phrases import kind_of_line

# What an article says; a difference in one of these makes a version.
SAID = ("headline", "alternativeHeadline", "articleBody", "author")
# Changes of these are told with a version but make none: pages renew them at every visit.
BESIDE = (
    "description",
    "articleSection",
    "keywords",
    "dateline",
    "publisher",
    "isBasedOn",
    "mainImage",
    "disambiguatingNotice",
    "dateModified",
)
CHANGE_CHARS_MAX = 500  # of each side of a change: enough to see what it was
SITES_OWN = frozenset(
    ("related", "most_read", "latest", "share", "tags", "comments", "follow", "ad", "byline",
     "copyright", "notice", "reuse", "ending")
)  # fmt: skip
LISTS = frozenset(("related", "most_read", "latest"))  # a headline stands under these labels
COUNTED_CHARS_MAX = 60
# A line such as "views: 1,204"; a number inside a sentence is news.
COUNTED = re.compile(
    r"(?<!\w)(?:ال)?(?:مشاهد(?:ة|ات)|قراء(?:ة|ات)|زيار(?:ة|ات)|تعليق(?:ات|ا)?|مشارك(?:ة|ات)|"
    r"إعجاب(?:ات)?|اعجاب(?:ات)?|views?|reads?|comments?|shares?|likes?)(?!\w)",
    re.IGNORECASE,
)
DATE_CHARS_MAX = 60
SENTENCE_WORDS_MIN = 8  # of a line with a date, from which on it speaks of something
ANY_MOMENT = datetime(2100, 1, 1, tzinfo=UTC)  # after all dates: the future has none


def changes_between(old: Article, new: Article) -> list[Change]:
    """What `new` says otherwise than `old`, fields of what is said first; [] for trivial edits.

    Trivial are spelling marks, spaces and punctuation, counters, ads, dates, related links (lines
    that are the text of a link), and lines that one of the readings has cut as the site's own.
    """
    said = [change for name in SAID if (change := _change(name, old, new))]
    if not said:
        return []
    return said + [change for name in BESIDE if (change := _change(name, old, new))]


def is_beside(line: str) -> bool:
    """True for a line of a body that is the page's: a label, a counter, a date, an ad.

    >>> is_beside("عدد المشاهدات: 1204"), is_beside("آخر تحديث: 4 مارس 2025")
    (True, True)
    >>> is_beside("أصيب 12 عاملا في حريق المصنع.")
    False
    """
    if kind_of_line(line) in SITES_OWN:
        return True
    return not is_sentence(line) and (_is_counter(line) or _is_date(line))


def _is_counter(line: str) -> bool:
    is_short = len(line) <= COUNTED_CHARS_MAX and any(map(str.isdigit, line))
    return is_short and len(line.split()) < SENTENCE_WORDS_MIN and bool(COUNTED.search(line))


def _is_date(line: str) -> bool:
    if len(line) > DATE_CHARS_MAX or len(line.split()) >= SENTENCE_WORDS_MIN:
        return False
    return parse_date(line, observed_at=ANY_MOMENT, timezone="UTC") is not None


def _change(name: str, old: Article, new: Article) -> Change | None:
    if name == "articleBody":
        return _body_change(old, new)
    before, after = (_text(getattr(each, name)) for each in (old, new))
    if _key(before) == _key(after):
        return None
    # A byline or a second headline that one reading has and the other lacks was not found there.
    if name in ("alternativeHeadline", "author") and not (before and after):
        return None
    return Change(field=name, before=shortened(before), after=shortened(after))


def _key(text: str | None) -> str | None:
    """Words are compared; a text without words, such as an address of signs, as it is."""
    return content_key(text) if text else None


def _body_change(old: Article, new: Article) -> Change | None:
    before, after = _said(old, new), _said(new, old)
    keys = [[content_key(line) for line in lines] for lines in (before, after)]
    if keys[0] == keys[1] or content_key(" ".join(before)) == content_key(" ".join(after)):
        return None
    gone, come = _differing(before, after, keys)
    return Change(
        field="articleBody", before=shortened("\n\n".join(gone)), after=shortened("\n\n".join(come))
    )


def _said(article: Article, other: Article) -> list[str]:
    """The paragraphs that are the article's own; not what the other reading has cut."""
    cut = {content_key(removed.text) for removed in other.removed or ()}
    linked = {
        content_key(link.name) for link in (*(article.relatedLink or ()), *(article.citation or ()))
    }
    kept: list[str] = []
    under_label = False
    for line in article.articleBody.split("\n\n"):
        key = content_key(line)
        is_listed = not is_sentence(line) and (under_label or key in linked)
        under_label = kind_of_line(line) in LISTS
        if not is_listed and not is_beside(line) and key not in cut:
            kept.append(line)
    return kept


def _differing(
    before: Sequence[str], after: Sequence[str], keys: Sequence[Sequence[str]]
) -> tuple[list[str], list[str]]:
    """The paragraphs that only one of two texts has, in their order."""
    gone: list[str] = []
    come: list[str] = []
    matcher = SequenceMatcher(a=keys[0], b=keys[1], autojunk=False)
    for tag, low, high, new_low, new_high in matcher.get_opcodes():
        if tag != "equal":
            gone += before[low:high]
            come += after[new_low:new_high]
    return gone, come


def _text(value: Any) -> str | None:
    """A field as one text, None for an empty one."""
    if isinstance(value, str) or value is None:
        return value or None
    if isinstance(value, Iterable) and not hasattr(value, "model_dump"):
        return ", ".join(filter(None, map(_text, value))) or None
    return getattr(value, "name", None) or getattr(value, "url", None)


def shortened(text: str | None) -> str | None:
    """A side of a change at the length that is published; None for an empty one."""
    if not text:
        return None
    return text if len(text) <= CHANGE_CHARS_MAX else f"{text[: CHANGE_CHARS_MAX - 1]}…"


def reading_key(article: Article) -> str:
    """A key that is equal when two readings say the same, as far as a version is concerned."""
    return content_key(f"{article.headline}\n\n{article.articleBody}")
