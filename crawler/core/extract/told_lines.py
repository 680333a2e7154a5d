"""Short lines that are sentences of a text: they end as one, or go on as Arabic reports do."""

from __future__ import annotations

import re

from crawler.core.noise.phrases import key_of

WORDS_MIN = 3
LETTERS_MIN = 10  # initials of editors have stops as well
SENTENCE_STOPS = (".", "!", "؟", "?", "۔", "…", ".»", '."', ".”")
# "And he said, and he added, it is worth telling": no line of a site begins so.
_VERBS = (
    "قال قالت أضاف أضافت أشار أشارت أكد أكدت أوضح أوضحت ذكر ذكرت لفت لفتت نوه نوهت شدد شددت "
    "دعا دعت طالب طالبت ختم ختمت اختتم اختتمت بين بينت عبر عبرت كشف كشفت اعتبر اعتبرت رأى رأت "
    "زعم أعرب أعربت حذر حذرت وصف وصفت كان كانت يذكر يشار تجدر يأتي تأتي جاء جاءت قد هو هي في "
    "من لا لم لن إن أن"
)
_OTHERS = (
    "كما", "فيما", "بينما", "يذكر أن", "يشار إلى", "الجدير بالذكر", "جدير بالذكر",
    "تجدر الإشارة", "من جهته", "من جهتها", "من جانبه", "من جانبها",
)  # fmt: skip
CONTINUES = re.compile(
    rf"(?:و(?:{'|'.join(map(key_of, _VERBS.split()))})|{'|'.join(map(key_of, _OTHERS))})(?!\w)"
)


def is_told(text: str) -> bool:
    """True for a short line that is a sentence.

    >>> is_told("وانتهى العمل أمس."), is_told("وختم حديثه بالشكر"), is_told("ع.ع / س.م.")
    (True, True, False)
    """
    words = text.split()
    if len(words) < WORDS_MIN - text.startswith("و") or sum(map(len, words)) < LETTERS_MIN:
        return False
    if text.endswith(SENTENCE_STOPS):
        return not text[0].isdigit()
    return text[0] in "وكفيتجم" and CONTINUES.match(key_of(text)) is not None
