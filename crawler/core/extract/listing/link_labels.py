"""Link texts that are no headlines: "more", "read on", and the key by which they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from crawler.core.arabic.text import fold_text

ENDS = re.compile(r"^[\W_]+|[\W_]+$")


@lru_cache(maxsize=2_048)  # menus and related lists stand on every page of a site
def label_of(text: str) -> str:
    """The key of a link text without the arrows and dots around it: "التالي »" is "التالي"."""
    return ENDS.sub("", " ".join(fold_text(text).split()))


def labels(texts: Iterable[str]) -> frozenset[str]:
    """A table of link texts as their keys."""
    return frozenset(map(label_of, texts))


# Of a section on a start page, or of the pages that follow.
_SHOW = ("", "عرض", "اعرض", "تحميل", "حمل", "شاهد", "مشاهدة", "إظهار", "أظهر", "جلب", "هات")
_WHAT = ("الأخبار", "المقالات", "المواضيع", "العناوين", "النتائج")
_OTHERS = ("أخرى", "أكثر", "إضافية", "أقدم")
_MORE = (
    f"{show} {more} {of}"
    for show in _SHOW
    for more in ("المزيد", "مزيد", "مزيدا")
    for of in ("", *(f"من {what}" for what in _WHAT))
)
_OTHER = (
    f"{show} {what.removeprefix('ال')} {others}"
    for show in _SHOW[1:]
    for what in _WHAT
    for others in _OTHERS
)
MORE_LABELS = labels(
    (
        *_MORE, *_OTHER, "عرض الكل", "مشاهدة الكل", "الكل", "أخبار أكثر", "عرض أكثر",
        "تحميل أكثر", "more", "load more", "show more", "view more", "more news", "more stories",
        "view all", "see all",
    )
)  # fmt: skip
# Under a teaser: its article, whose headline may be no link.
READ_LABELS = labels(
    (
        "اقرأ المزيد", "قراءة المزيد", "إقرأ التفاصيل", "التفاصيل", "تفاصيل", "تفاصيل الخبر",
        "المزيد من التفاصيل", "لمزيد من التفاصيل", "تابع القراءة", "متابعة القراءة",
        "أكمل القراءة", "read more", "continue reading", "full story", "details",
    )
)  # fmt: skip
# The same in other words: all of these, the first of them one that says what the reader does.
_READ_HEADS = "اقرأ إقرأ قراءة تابع متابعة أكمل واصل لقراءة لمتابعة للتفاصيل تفاصيل التفاصيل read"
_READ_REST = (
    "المزيد مزيد من عن حول هنا الخبر المقال التقرير الموضوع النص التفاصيل تفاصيل بقية كامل كاملا "
    "كاملة الكامل القراءة قراءة more full story the article news on"
)
READ_WORDS_MAX = 5
READ_HEADS = labels(_READ_HEADS.split())
READ_WORDS = READ_HEADS | labels(_READ_REST.split())
NEXT_LABELS = labels(
    (
        "التالي", "التالية", "الصفحة التالية", "التالى", "اللاحق", "اللاحقة", "الصفحة اللاحقة",
        "الأقدم", "أقدم", "الصفحة القادمة", "أخبار سابقة", "الأخبار السابقة", "مواضيع سابقة",
        "إلى الصفحة التالية", "انتقل إلى الصفحة التالية", "الانتقال إلى الصفحة التالية",
        "الذهاب إلى الصفحة التالية", "next", "next page", "older", "older posts", "older entries",
        "older news", "go to next page",
        *(
            f"{what}{which}"
            for what in ("أخبار", "مقالات", "مواضيع", "عناوين", "مشاركات", "تدوينات", "رسائل")
            for which in (" أقدم", " قديمة", " تالية")
        ),
        *(
            f"{what}{which}"
            for what in (*_WHAT, "المشاركات", "التدوينات", "الرسائل")
            for which in (" الأقدم", " القديمة", " التالية")
        ),
    )
)  # fmt: skip
# What stands beside them and leads elsewhere, or back.
OTHER_PAGE_LABELS = labels(
    (
        "السابق", "السابقة", "الصفحة السابقة", "الأولى", "الأخيرة", "الأحدث", "أحدث",
        "previous", "prev", "first", "last", "newer", "newer posts",
    )
)  # fmt: skip
PAGE_LABEL = re.compile(
    r"(?:(?:انتقل|الانتقال|اذهب|الذهاب|go) (?:الي|to) )?(?:صفحه |الصفحه |page )?(\d{1,4})"
    r"(?: (?:من|of) \d{1,5})?"
)
WITH_NUMBER = re.compile(r"(.+?)[ (\[]{1,3}\d{1,4}")  # "next (5)"


@lru_cache(maxsize=2_048)
def reads_on(label: str) -> bool:
    """True for the label of a link from a teaser to its article."""
    if label in READ_LABELS:
        return True
    words = label.split(" ", READ_WORDS_MAX)
    return words[0] in READ_HEADS and READ_WORDS.issuperset(words)


def is_next_label(label: str) -> bool:
    """True for "next" and "older", also with the number of the page."""
    if label in NEXT_LABELS or not label[-1:].isdigit():
        return label in NEXT_LABELS
    found = WITH_NUMBER.fullmatch(label)
    return found is not None and found[1] in NEXT_LABELS


def is_page_label(label: str) -> bool:
    """True for "next", "last", "2" and the like: links between the pages of one listing."""
    return (
        is_next_label(label)
        or label in OTHER_PAGE_LABELS
        or PAGE_LABEL.fullmatch(label) is not None
    )
