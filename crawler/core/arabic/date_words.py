"""The words of dates: units, day words, weekdays, times of day, and the words around them.

All keys are search keys (`fold_text`). Months and numbers have tables of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from crawler.core.arabic.text import fold_text

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]

# Unit: bare forms that mean one, forms that mean two, forms that need a number.
_UNITS: dict[Unit, tuple[str, str, str]] = {
    "second": ("ثانية second sec", "ثانيتين ثانيتان", "ثوان ثواني seconds secs"),
    "minute": ("دقيقة minute min", "دقيقتين دقيقتان", "دقائق دقايق minutes mins"),
    "hour": ("ساعة hour hr h", "ساعتين ساعتان", "ساعات hours hrs"),
    "day": ("يوم يوما day d", "يومين يومان", "أيام ايام days"),
    "week": ("أسبوع أسبوعا week w", "أسبوعين أسبوعان", "أسابيع weeks"),
    "month": ("شهر شهرا month", "شهرين شهران", "أشهر شهور months"),
    "year": ("سنة عام عاما لعام لسنة year", "سنتين سنتان عامين عامان", "سنوات سنين أعوام years"),
}
AGO_BEFORE = "منذ قبل"
AGO_AROUND = "مضت مضى خلت ago"  # before or after what is counted
LAST = "الماضي الماضية الفائت الفائتة المنصرم المنصرمة last"
# Words that name a moment just before the page was read -> the unit it lies within.
_VAGUE: dict[Unit, tuple[str, ...]] = {
    "minute": (
        "لحظات", "لحظة", "moments", "a moment", "moment", "أقل من دقيقة", "أقل من ثانية",
        "less than a minute",
    ),
    "hour": ("قليل", "وقت قصير", "فترة قصيرة", "أقل من ساعة", "less than an hour"),
    "day": ("أقل من يوم", "less than a day"),
    "week": ("أقل من أسبوع", "less than a week"),
    "month": ("أقل من شهر", "less than a month"),
    "year": ("أقل من سنة", "أقل من عام", "less than a year"),
}  # fmt: skip
_CALENDAR: dict[Unit, str] = {"week": "الأسبوع", "month": "الشهر", "year": "العام السنة"}
_NOW = ("الآن", "للتو", "الان", "just now", "now")
_DAYS: dict[int, tuple[str, ...]] = {
    0: ("اليوم", "today"),
    1: ("أمس", "الأمس", "البارحة", "يوم أمس", "yesterday"),
    2: (
        "أول أمس", "أمس الأول", "أول من أمس", "أول البارحة", "قبل أمس", "ما قبل أمس",
        "أول الأمس", "يوم أمس الأول", "the day before yesterday",
    ),
}  # fmt: skip
_WEEKDAYS = (
    "الاثنين الإثنين اثنين monday mon",
    "الثلاثاء ثلاثاء tuesday tue tues",
    "الأربعاء أربعاء wednesday wed",
    "الخميس خميس thursday thu thur thurs",
    "الجمعة جمعة friday fri",
    "السبت سبت saturday sat",
    "الأحد أحد sunday sun",
)
# Part of the day -> what it says about an hour of the twelve-hour clock.
_DAY_PARTS: dict[str, tuple[str, ...]] = {
    "am": (
        "ص", "صباحا", "صباح", "الصباح", "فجرا", "فجر", "الفجر", "ضحى", "قبل الظهر",
        "بعد منتصف الليل", "منتصف الليل",
        "am", "a.m.", "a.m",
    ),
    "pm": (
        "مساء", "مساءا", "المساء", "مساءاً", "عصرا", "عصر", "العصر", "ظهرا", "ظهر", "الظهر",
        "بعد الظهر", "قبل منتصف الليل", "pm", "p.m.", "p.m",
    ),
    "night": ("ليلا", "ليل", "الليل", "ليلة"),
}  # fmt: skip
_MINUTES = {
    "والنصف": 30, "ونصف": 30, "والربع": 15, "وربع": 15, "والثلث": 20, "وثلث": 20,
    "إلا ربع": -15, "إلا ربعا": -15, "إلا الربع": -15, "إلا ثلث": -20, "إلا ثلثا": -20,
    "إلا الثلث": -20,
}  # fmt: skip
_SHARES = {"نصف": 30, "ربع": 15, "ثلث": 20}  # of an hour, in minutes
_FILLERS = """
    نشر نشرت نشره نشرها النشر منشور ينشر تم في فى بتاريخ التاريخ تاريخ آخر اخر تحديث التحديث محدثة
    محدث حدث تحدث الموافق الموافقة من أضيف أضيفت إضافة الإضافة كتب كتبت حرر صدر وقت توقيت نشرا
    بوقت لتاريخ منها عند على الخبر المقال t at on the of posted published publication date updated
    حوالي نحو تقريبا قرابة أكثر بضع بضعة عدة about almost over
    update time st nd rd th and created added last-modified
    de del er ème den der r г р
"""

UNITS: Mapping[str, tuple[Unit, int | None]] = {
    fold_text(word): (unit, count)
    for unit, forms in _UNITS.items()
    for count, words in zip((1, 2, None), forms, strict=True)
    for word in words.split()
}
"""Search key -> (unit, how many of it the bare word means; None: some)."""

VAGUE: Mapping[str, Unit] = {
    fold_text(word): unit for unit, words in _VAGUE.items() for word in words
}
"""Search key -> unit within which the moment lies."""

PREVIOUS: Mapping[str, Unit] = {
    fold_text(f"{word} {last}"): unit
    for unit, words in _CALENDAR.items()
    for word in words.split()
    for last in LAST.split()
} | {f"last {unit}": unit for unit in _CALENDAR}
"""Search key of "last month" and its like -> unit of the calendar."""

DAY_WORDS: Mapping[str, int] = {
    fold_text(word): days for days, words in _DAYS.items() for word in words
}
"""Search key -> how many calendar days back."""

WEEKDAYS: Mapping[str, int] = {
    fold_text(word): number for number, words in enumerate(_WEEKDAYS) for word in words.split()
}
"""Search key -> weekday, Monday is 0."""

DAY_PARTS: Mapping[str, str] = {
    fold_text(word): part for part, words in _DAY_PARTS.items() for word in words
}
"""Search key -> am, pm or night."""

MINUTES: Mapping[str, int] = {fold_text(word): value for word, value in _MINUTES.items()}
"""Search key -> minutes to add to the hour that was named."""

SHARES: Mapping[str, int] = {fold_text(word): value for word, value in _SHARES.items()}
"""Search key -> minutes of such a part of an hour."""


def keys_of(words: str | Iterable[str]) -> frozenset[str]:
    """The search keys of words in a string, or of phrases in a sequence."""
    return frozenset(map(fold_text, words.split() if isinstance(words, str) else words))


FILLERS = keys_of(_FILLERS) | keys_of(("ما يقارب", "ما يقرب من", "ما يزيد على", "ما يزيد عن"))
NOW = keys_of(_NOW)
CLOCK = keys_of("الساعة")
UP_TO = keys_of("إلى حتى to until till bis au al tot til до تا")
