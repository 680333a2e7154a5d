"""Time zones as pages name them: "بتوقيت غرينتش", "GMT+3", "+0300", cities and countries.

A name that stands for two zones is not here: عمان is Amman and Oman, AST is Arabia and Atlantic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from crawler.core.arabic.text import fold_text

_NAMES = {
    "UTC": "غرينتش, غرينيتش, جرينتش, جرينيتش, جرينتس, غرينتس, غرينيتس, العالمي, ت غ, ت.غ, "
    "gmt, utc, ut, z",
    "Asia/Aden": "عدن, صنعاء, اليمن, تعز, المكلا",
    "Asia/Riyadh": "مكة, مكة المكرمة, السعودية, الرياض, جدة, المدينة المنورة",
    "Asia/Dubai": "دبي, أبوظبي, الإمارات, أبو ظبي",
    "Asia/Muscat": "مسقط, سلطنة عمان",
    "Asia/Qatar": "الدوحة, قطر",
    "Asia/Kuwait": "الكويت",
    "Asia/Bahrain": "المنامة, البحرين",
    "Asia/Baghdad": "بغداد, العراق",
    "Asia/Damascus": "دمشق, سوريا, سورية",
    "Asia/Beirut": "بيروت, لبنان",
    "Asia/Amman": "الأردن",
    "Asia/Gaza": "غزة, فلسطين",
    "Asia/Hebron": "القدس, رام الله",
    "Africa/Cairo": "القاهرة, مصر",
    "Africa/Khartoum": "الخرطوم, السودان",
    "Africa/Tripoli": "طرابلس, ليبيا",
    "Africa/Tunis": "تونس",
    "Africa/Algiers": "الجزائر",
    "Africa/Casablanca": "الرباط, المغرب, الدار البيضاء",
    "Africa/Nouakchott": "نواكشوط, موريتانيا",
    "Africa/Mogadishu": "مقديشو, الصومال",
    "Africa/Djibouti": "جيبوتي",
    "Asia/Tehran": "طهران, إيران",
    "Europe/Istanbul": "إسطنبول, اسطنبول, أنقرة, تركيا",
    "Europe/London": "لندن",
    "Europe/Paris": "باريس",
    "Europe/Berlin": "برلين",
    "Europe/Moscow": "موسكو",
    "America/New_York": "واشنطن, نيويورك",
}
_LOCAL = "المحلي, المحلية, التوقيت المحلي, بالتوقيت المحلي"
# RFC 5322 section 4.3, and the European ones that have one meaning. Hours from UTC.
ABBREVIATIONS = {
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "ksa": 3,
    "trt": 3, "pkt": 5, "wib": 7, "sgt": 8, "hkt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11,
    "nzst": 12, "nzdt": 13,
}  # fmt: skip
# India, Ireland or Israel; British or Bangladesh; Arabia or Atlantic: a time with these is no time.
AMBIGUOUS = ("ist", "bst", "ast")
OFFSET = re.compile(r"(?:gmt|utc|[غج]ريني?تش)?\s?([+-])(\d{1,2})(?::?(\d{2}))?$")
_HOURS_MAX = 14  # Kiribati


def _keys(names: str) -> list[str]:
    """Search keys of names with commas between them."""
    return [fold_text(name) for name in names.split(", ")]


def _zone_names() -> dict[str, str]:
    """Search key -> IANA name; "" for the publisher's own zone."""
    table = {key: zone for zone, names in _NAMES.items() for key in _keys(names)}
    return table | dict.fromkeys(_keys(_LOCAL), "")


ZONE_NAMES: Mapping[str, str] = _zone_names()
"""Search key of a place or abbreviation -> IANA name, "" means the publisher's zone."""


def zone_of(key: str, own: tzinfo) -> tzinfo | None:
    """The zone that a search key names, or None where the name is not known.

    Args:
        key: A name, an abbreviation or an offset ("+0300", "gmt+3").
        own: The publisher's zone, for "local time".
    """
    if key in ZONE_NAMES:
        return ZoneInfo(ZONE_NAMES[key]) if ZONE_NAMES[key] else own
    if key in ABBREVIATIONS:
        return timezone(timedelta(hours=ABBREVIATIONS[key]))
    return _offset(key)


def _offset(key: str) -> tzinfo | None:
    """A fixed offset from UTC."""
    found = OFFSET.match(key)
    if not found or int(found[2]) > _HOURS_MAX:
        return None
    distance = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-distance if found[1] == "-" else distance)
