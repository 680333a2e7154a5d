"""Which countries' calendar a name of a month is from (CLDR 48, as in `months`)."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.core.arabic.months import GREGORIAN, HIJRI
from crawler.core.arabic.text import fold_text

SHARED = "all countries"
LEVANT, MAGHREB, MOROCCO = "Levant and Iraq", "Algeria and Tunisia", "Morocco"
GULF, ENGLISH, HIJRI_CALENDAR = "Egypt, Gulf and Yemen", "English", "Hijri"
FOREIGN = "other languages"
# Names outside these lists are those of Egypt, the Gulf and Yemen, or English by their letters.
_FIRST_WORDS = {
    LEVANT: "كانون تشرين تشري شباط آذار نيسان أيار حزيران تموز آب أيلول ك1 ك2 ت1 ت2",
    MAGHREB: "جانفي فيفري أفريل جوان جويلية أوت",
    MOROCCO: "يوليوز غشت أغشت شتنبر شتمبر نونبر دجنبر دجمبر",
    SHARED: "مارس",
    "Maghreb": "ماي",
}
_FAMILY = {
    fold_text(word): family for family, words in _FIRST_WORDS.items() for word in words.split()
}


def _family_of(name: str) -> str:
    return _FAMILY.get(fold_text(name).split()[0]) or (ENGLISH if name.isascii() else GULF)


FAMILIES: Mapping[str, str] = {
    fold_text(name): _family_of(name) for names in GREGORIAN for name in names
} | {fold_text(name): HIJRI_CALENDAR for names in HIJRI for name in names}
"""Search key of a name of a month -> its calendar."""
