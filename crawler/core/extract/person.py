"""Tells the name of a person by its first word: one that Arabic speakers give to their children.

Names that are everyday words as well ("Nour", "Amal", "Amir") are left out: a line of two words
that begins with one of them is as often the name of a site or of a section.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.core.arabic.text import fold_text
from crawler.core.provenance.names import is_generic, is_outlet, is_place
from crawler.core.provenance.section_names import is_section

NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]{1,2}[^\W\d_]+){1,4}")
TITLE = re.compile(
    r"^(?:(?:(?:ال)?دكتوره?|(?:ال)?مهندسه?|(?:ال)?استاذه?|(?:ال)?صحفيه?|(?:ال)?كاتبه?|بروفيسور)\s+|"
    r"(?:ا\.?\s?د|د|ا|م)\s?[./]\s?)+"
)
NO_NAME = re.compile(r"[\d:|()،,]")  # folding changes none of these into a letter
SERVANT = re.compile(r"عبد\s?\w{3,}")  # "servant of" and a name of God, in one word or two
# What follows the name of somebody who is introduced: a calling, or "is a".
CALLING = re.compile(
    r"[\s:،,\-–—()]*(?:هو |هي )?(?:ال)?(?:كاتبه?|صحفيه?|صحافيه?|باحثه?|محرره?|مراسله?|اعلاميه?|"
    r"اكاديميه?|استاذه?|دكتوره?|محاميه?|روائيه?|شاعره?|ناشطه?|خبيره?|محلله?|مديره?|رءيسه?)(?!\w)|"
    r"\s+(?:is|was|has|writes|covers|joined|reports)\s"
)
_GIVEN = """
احمد محمد محمود حامد حمد حمود حميد علي عمر عثمان حسن حسين حسان خالد سالم سليم سليمان سعيد سعد مسعد
صالح صلاح طارق طه طاهر عادل عامر عباس عدنان عصام عماد عمار غسان فارس فؤاد فهد فهمي فيصل فوزي قاسم
كامل كمال لؤي ماجد مازن مالك مجدي محسن مراد مروان مصطفى معاذ منصور منير مهدي موسى مؤيد ناصر نبيل
نجيب نزار نضال هاشم هاني هشام هيثم وائل وليد وسام وضاح ياسر ياسين يحيى يزيد يوسف يونس زكريا زياد
زيد رائد راشد رامي رشاد رشيد رضا رمزي رياض سامر سامي سمير سيف شادي شاكر شوقي بدر بسام بشار بشير
بلال بكر بندر تامر توفيق ثابت جابر جلال جمال جميل جواد جهاد حاتم حازم حافظ حمزة خليل خليفة داود
ابراهيم اسامة اسماعيل اشرف اكرم امين انس انور اياد ايمن ايهاب ايوب باسم باسل صدام صادق صبري
ضياء ظافر عارف عاطف عبيد عزام عزت عقيل علاء عوض عيسى غازي غالب فاضل فايز فتحي فراس فضل لطفي
مأمون ماهر مبارك متعب مختار مدحت مشاري معتز معمر مفيد ممدوح منذر مهند نادر نافع نايف نعمان
نواف هادي هلال همام يعقوب اديب ادهم اسعد انيس رافت رفيق زاهر سفيان شريف شهاب صهيب عقبة فواز
نورهان فاطمة مريم عائشة خديجة زينب سارة سلمى سمية سناء سهام سهى سوسن شيماء صفاء ضحى عبير غادة
فاتن فدوى فوزية كريمة لبنى لمياء لينا ليلى مها منى منال ميادة مي نادية نادين نجلاء نجوى ندى
نرمين نسرين نهى نوال هالة هاجر هبة هدى هناء هند هيفاء وردة وداد ياسمين يسرى رانيا رباب رحاب
رشا رغد رنا رندا رولا ريم ريما زهراء اروى اسماء اسراء الهام امنة اماني اميرة انعام ايناس ايمان
بثينة بشرى بلقيس نعيمة نجاة شادية تغريد تهاني جميلة حنان خلود دعاء دلال دينا سعاد سعدية سمر سميرة"""
GIVEN = frozenset(map(fold_text, _GIVEN.split()))


@lru_cache(maxsize=1_024)  # sections, publishers and tools come again on a site's next page
def is_person(text: str) -> bool:
    """True for two to five words of which the first, after a title, is a given name.

    >>> is_person("د. هدى الكاف"), is_person("عبدالرحمن السقاف"), is_person("عدن الحدث")
    (True, True, False)
    """
    if NO_NAME.search(text):
        return False
    name = TITLE.sub("", fold_text(text).strip())
    if not NAME.fullmatch(name):
        return False
    if name.split(" ", 1)[0] not in GIVEN and not SERVANT.match(name):
        return False
    return not (is_generic(text) or is_outlet(text) or is_place(text) or is_section(text))
