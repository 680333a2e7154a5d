"""Number words: "three hours", "the twenty-second of January"; in English up to ten.

The words of one number add up: خمسة عشر is 5 + 10, الثاني والعشرين is 2 + 20.
"""

from __future__ import annotations

from collections.abc import Mapping

from crawler.core.arabic.text import fold_text

_WORDS = {
    1: "واحد واحدة أحد أول إحدى حادي حادية أولى one a an",
    2: "اثنان اثنين اثنتان اثنتين إثنان اثنا اثني اثنتا اثنتي ثاني ثانية two",
    3: "ثلاث ثلاثة ثالث ثالثة three",
    4: "أربع أربعة رابع رابعة four",
    5: "خمس خمسة خامس خامسة five",
    6: "ست ستة سادس سادسة six",
    7: "سبع سبعة سابع سابعة seven",
    8: "ثمان ثماني ثمانية ثامن ثامنة eight",
    9: "تسع تسعة تاسع تاسعة nine",
    10: "عشر عشرة عاشر عاشرة ten",
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين",
    40: "أربعون أربعين",
    50: "خمسون خمسين",
}
# "ثانية" is also the unit second: the bare word is the unit, the number has its article.
_UNITS_TOO = frozenset({"ثانية"})


def _number_words() -> dict[str, int]:
    """Search key -> value, bare, with the article, and with "and"."""
    words: dict[str, int] = {}
    for value, names in _WORDS.items():
        for name in names.split():
            heads = ("ال", "وال") if name in _UNITS_TOO else ("", "و", "ال", "وال")
            words |= {fold_text(head + name): value for head in heads}
    return words


NUMBER_WORDS: Mapping[str, int] = _number_words()
"""Search key of a number word -> its value."""
