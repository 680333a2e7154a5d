"""Names of months as Arabic and English pages write them.

From CLDR 48 (ar, ar-LB, ar-SY, ar-IQ, ar-DZ, ar-TN, ar-MA, ar-MR), from moment and from
published pages. Keys of the built tables are search keys (`fold_text`), so hamza and final
letters do not count.
"""

from __future__ import annotations

from collections.abc import Mapping

from crawler.core.arabic.text import fold_text

# One line a month; all names of a month stand for it, wherever the page is from.
GREGORIAN = (
    (
        "يناير",
        "كانون الثاني",
        "كانون ثاني",
        "كانون ثان",
        "كانون 2",
        "كانون2",
        "ك2",
        "جانفي",
        "january",
        "jan",
    ),
    ("فبراير", "شباط", "فيفري", "february", "feb"),
    ("مارس", "آذار", "march", "mar"),
    ("أبريل", "إبريل", "ابريل", "نيسان", "أفريل", "april", "apr"),
    ("مايو", "أيار", "ماي", "may"),
    ("يونيو", "يونيه", "يونية", "حزيران", "جوان", "june", "jun"),
    ("يوليو", "يوليه", "يولية", "تموز", "جويلية", "يوليوز", "july", "jul"),
    ("أغسطس", "آب", "أوت", "غشت", "أغشت", "august", "aug"),
    ("سبتمبر", "أيلول", "شتنبر", "شتمبر", "september", "sept", "sep"),
    (
        "أكتوبر",
        "تشرين الأول",
        "تشرين أول",
        "تشري الأول",
        "تشرين 1",
        "تشرين1",
        "ت1",
        "october",
        "oct",
    ),
    (
        "نوفمبر",
        "تشرين الثاني",
        "تشرين ثاني",
        "تشرين ثان",
        "تشرين 2",
        "تشرين2",
        "ت2",
        "نونبر",
        "november",
        "nov",
    ),
    (
        "ديسمبر",
        "كانون الأول",
        "كانون أول",
        "كانون 1",
        "كانون1",
        "ك1",
        "دجنبر",
        "دجمبر",
        "december",
        "dec",
    ),
)
HIJRI = (
    ("محرم", "المحرم"),
    ("صفر", "صفر الخير"),
    ("ربيع الأول", "ربيع أول"),
    ("ربيع الآخر", "ربيع الثاني", "ربيع ثاني"),
    ("جمادى الأولى", "جمادى الأول", "جماد الأول", "جماد أول"),
    ("جمادى الآخرة", "جمادى الآخر", "جمادى الثانية", "جمادى الثاني", "جماد الآخر", "جماد الثاني"),
    ("رجب",),
    ("شعبان",),
    ("رمضان",),
    ("شوال",),
    ("ذو القعدة", "ذي القعدة", "ذوالقعدة", "ذيالقعدة"),
    ("ذو الحجة", "ذي الحجة", "ذوالحجة", "ذيالحجة"),
)


def _numbered(months: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    """Search key of each name -> number of its month, from 1."""
    return {fold_text(name): number for number, names in enumerate(months, 1) for name in names}


GREGORIAN_MONTHS: Mapping[str, int] = _numbered(GREGORIAN)
"""Search key of a name -> month of the Gregorian calendar."""

HIJRI_MONTHS: Mapping[str, int] = _numbered(HIJRI)
"""Search key of a name -> month of the Hijri calendar."""
