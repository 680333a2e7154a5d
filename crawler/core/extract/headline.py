"""The headline of an article without the site's name and without labels such as "breaking".

A headline is never split at a dash, a bar or a colon for its own sake: "الحوثي - إيران: …" is a
headline, and "لافروف: …" loses its speaker. What goes must be known: the site's name, or a label
with a separator after it, so that "نداء عاجل" and "شاهد عيان" stay.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from crawler.core.arabic.text import clean_text, fold_text

# What the label says -> how it is written, seen on Arabic news sites.
_LABELS = {
    "breaking": ("عاجل", "خبر عاجل", "عاجل جدا", "عاجل وهام", "هام وعاجل", "عاجل الآن", "عاجل عاجل",
                 "breaking", "breaking news", "urgent"),
    "important": ("هام", "هام جدا"),
    "video": ("فيديو", "الفيديو", "بالفيديو", "شاهد", "شاهد بالفيديو", "شاهد الفيديو",
              "شاهد فيديو", "بالفيديو شاهد", "فيديو شاهد", "مقطع فيديو", "مع الفيديو", "شاهدوا",
              "شاهد الآن", "video", "watch"),
    "photos": ("صور", "الصور", "بالصور", "شاهد بالصور", "شاهد الصور", "صورة", "بالصورة",
               "مع الصور", "ألبوم صور", "photos", "in pictures"),
    "video photos": ("صور وفيديو", "فيديو وصور", "بالصور والفيديو", "بالفيديو والصور",
                     "صور فيديو", "فيديو صور", "شاهد بالصور والفيديو"),
    "exclusive": ("حصري", "حصريا", "خاص", "خاص وحصري", "انفراد", "exclusive"),
    "infographic": ("إنفوغراف", "إنفوجراف", "إنفوغرافيك", "إنفوجرافيك", "إنفوغرافيكس",
                    "إنفوجرافيكس", "بالإنفوغراف", "بالإنفوجراف", "infographic"),
    "live": ("مباشر", "بث مباشر", "البث المباشر", "تغطية مباشرة", "تغطية حية", "مباشر الآن",
             "لحظة بلحظة", "live"),
    "update": ("تحديث", "محدث", "تحديث مستمر", "update", "updated"),
    "documents": ("بالوثائق", "بالوثيقة"),
    "audio": ("بالصوت", "صوت", "استمع", "بودكاست", "audio", "podcast"),
    "opinion": ("رأي",),
    "print": ("نسخة للطباعة", "نسخة الطباعة", "طباعة", "print version", "printable version"),
}  # fmt: skip
LABEL_OF: Mapping[str, tuple[str, ...]] = {
    fold_text(phrase): tuple(label.split())
    for label, phrases in _LABELS.items()
    for phrase in phrases
}
"""Search key of a phrase -> the labels it stands for."""

QUOTED = frozenset({"breaking", "exclusive"})  # in quotation marks the others may be names
LABEL_CHARS_MAX = 28
HEADLINE_CHARS_MAX = 500  # a longer one is no headline, and not worth the time to search it
_SIGNS = "[^\\w\\s#(\\[{«\"“'‘.:|\\u2026-]*"  # red circles, arrows and stars around a label
# A label in front: in brackets, as a hashtag, or with a separator behind.
_OPENING = re.compile(
    rf"{_SIGNS}\s*(?:[(\[{{]\s*(?P<bracketed>[^)\]}}]{{2,{LABEL_CHARS_MAX}}}?)\s*[)\]}}]"
    rf"\s*[|:/.…–—-]*|[«\"“]\s*(?P<quoted>\w{{2,{LABEL_CHARS_MAX}}})\s*[»\"”]\s*[|:/.…–—-]*"
    rf"|#(?P<hashtag>\w{{2,{LABEL_CHARS_MAX}}})\s*[|:/.…!–—-]*"
    rf"|(?P<plain>\w[\w ]{{1,{LABEL_CHARS_MAX}}}?)"
    r"\s*(?:[|¦•·…]+|\.{2,}|:+|/+|!+|,\s|،\s|\s[-–—]+|[-–—]+\s))\s*"
)
# A label at the end: in brackets, or with a separator in front. Not after a colon: that is speech.
_CLOSING = re.compile(
    rf"\s*(?:[(\[{{]\s*(?P<bracketed>[^()\[\]{{}}]{{2,{LABEL_CHARS_MAX}}})\s*[)\]}}]"
    rf"|#(?P<hashtag>\w{{2,{LABEL_CHARS_MAX}}})"
    rf"|(?:[|¦•·…+]+|\.{{2,}}|\s[-–—]+|[-–—]+\s)\s*(?P<plain>\w[\w +]{{1,{LABEL_CHARS_MAX}}}))"
    rf"\s*{_SIGNS}$"
)
# One of these stands in each of them; looking for it first costs a twentieth.
_IN_CLOSING = re.compile(r"[)\]}#|¦•·…+]|\.\.|\s[-–—]|[-–—]\s")
# One of these in turn stands in each of them, and in each opening.
_SIGN_IN_LABEL = re.compile(r"[()\[\]{}«\"“#|¦•·….:/!,،+–—-]")
_SEPARATOR = re.compile(
    r"\s*(?:::+|[|¦•·«»‹›~]+)\s*|\s+[-–—_]+\s*|[-–—]+\s+|\s*:\s+|\s*\.{2,}\s*|\s*…\s*|\s*/\s+"
)
_IN_SEPARATOR = re.compile("[-:|¦•·«»‹›~_.…/–—]")  # each has one
OPENING_QUOTE, CLOSING_QUOTE = "«", "»"
_ENDING_DOTS = re.compile(r"\s*+(?:\.{2,}+|…)[\s.…]*+$")
_ELONGATED = re.compile(r"(.)\1{2,}")
_WORDS = re.compile(r"\w+")
SITE_NAME, LABEL, DOTS = "headline_site_name", "headline_label", "headline_dots"
"""The rules under which pieces of a headline stand in `removed`."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline, the line that it was taken from, and what was cut off: (rule, piece) in order."""

    text: str
    whole: str
    cut: tuple[tuple[str, str], ...] = ()


def clean_headline(raw: str, *, site_names: Iterable[str] = ()) -> str:
    """The headline itself: one clean line, entities resolved, no site name, label or ending dots.

    A text of more than 500 characters is only cleaned. `read_headline` also says what went.

    Args:
        raw: As the page has it (title, heading or metadata).
        site_names: og:site_name, the publisher of the JSON-LD, names of the profile.

    >>> clean_headline("عاجل | وصول سفينة إلى عدن - نوافذ يمنية", site_names=["نوافذ يمنية"])
    'وصول سفينة إلى عدن'
    >>> clean_headline("لافروف: لا حل قريب")
    'لافروف: لا حل قريب'
    """
    return read_headline(raw, site_names=site_names).text


def read_headline(raw: str, *, site_names: Iterable[str] = ()) -> Headline:
    """As `clean_headline`, with the whole line and the pieces that were cut off it.

    >>> read_headline("عاجل | وصول سفينة - نوافذ", site_names=["نوافذ"]).cut
    (('headline_site_name', '- نوافذ'), ('headline_label', 'عاجل |'))
    """
    return _read(raw, tuple(site_names))


@lru_cache(maxsize=256)  # head, headings and title of a page mostly say the same
def _read(raw: str, site_names: tuple[str, ...]) -> Headline:
    names = {key for name in site_names if (key := _bare(name))}
    whole = text = _line(raw)
    if len(text) > HEADLINE_CHARS_MAX:
        return Headline(text, whole)
    cut: list[tuple[str, str]] = []
    before = None
    while text != before:
        before = text
        text = _noted(cut, SITE_NAME, text, _without_name(text, names))
        text = _noted(cut, LABEL, text, _without_label(text)[1])
    if text.rstrip().endswith((".", "…")):
        text = _noted(cut, DOTS, text, _ENDING_DOTS.sub("", text) or text)
    return Headline(text, whole, tuple(cut))


def _noted(cut: list[tuple[str, str]], rule: str, text: str, shorter: str) -> str:
    """The shorter text; what is missing at its start or its end is noted under the rule."""
    if shorter != text:
        rest = text[: -len(shorter)] if text.endswith(shorter) else text[len(shorter) :]
        cut.append((rule, rest.strip()))
    return shorter


def split_labels(raw: str) -> tuple[tuple[str, ...], str]:
    """The labels of a headline (fixed English words, in order) and the headline without them.

    >>> split_labels("(عاجل) هزة أرضية في ذمار - فيديو")
    (('breaking', 'video'), 'هزة أرضية في ذمار')
    """
    labels: list[str] = []
    text = _line(raw)
    if len(text) > HEADLINE_CHARS_MAX:
        return (), text
    while (found := _without_label(text))[1] != text:
        labels += found[0]
        text = found[1]
    return tuple(dict.fromkeys(labels)), text


def _line(raw: str) -> str:
    """One clean line. Titles escaped twice are common, so entities are resolved twice."""
    return " ".join(clean_text(html.unescape(html.unescape(raw))).split())


@lru_cache(maxsize=8_192)  # the names of a site are asked for with every headline
def _bare(text: str) -> str:
    """Search key of the words alone, so that "عدن الغد!" is "عدن الغد"."""
    return " ".join(_WORDS.findall(fold_text(text)))


def _without_name(text: str, names: set[str]) -> str:
    """The text without a site name at its start or end; whole if nothing else is left."""
    if not names:
        return text
    for found in _separators(text):
        before, after = text[: found.start()], text[found.end() :]
        if CLOSING_QUOTE in found[0] and before.count(OPENING_QUOTE) > before.count(CLOSING_QUOTE):
            before += CLOSING_QUOTE  # it closes what the headline quotes
        if before and _bare(after) in names:
            return before
        if after and _bare(before) in names:
            return after
    return text


def _separators(text: str) -> Iterator[re.Match[str]]:
    """The matches of `_SEPARATOR`, looked for only where one can be: elsewhere it costs 45 µs."""
    end = position = 0
    while sign := _IN_SEPARATOR.search(text, position):
        start = sign.start()
        spaces = end + len(text[end:start].rstrip())  # where those before the sign begin
        found = _SEPARATOR.match(text, spaces) or _SEPARATOR.match(text, start)
        if found:
            yield found
            end = found.end()
        position = found.end() if found else start + 1


def _without_label(text: str) -> tuple[tuple[str, ...], str]:
    """The labels at the start or else at the end, and the text without them."""
    if not _SIGN_IN_LABEL.search(text):
        return (), text
    found = _OPENING.match(text)
    if found and (labels := _labels(found)) and found.end() < len(text):
        return labels, text[found.end() :]
    found = _CLOSING.search(text) if _IN_CLOSING.search(text) else None
    if found and (labels := _labels(found)) and found.start() > 0:
        return labels, text[: found.start()]
    return (), text


def _labels(found: re.Match[str]) -> tuple[str, ...]:
    """The labels that the found phrase stands for."""
    phrases = found.groupdict()
    quoted = phrases.pop("quoted", None)
    phrase = quoted or next(filter(None, phrases.values()))
    key = _ELONGATED.sub(r"\1", _bare(phrase.replace("_", " ")))
    labels = LABEL_OF.get(key, ())
    return () if quoted and not QUOTED.issuperset(labels) else labels
