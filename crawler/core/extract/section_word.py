"""What a line beside a headline may be besides a section: a tool, a time, a person, a source."""

from __future__ import annotations

import re

from crawler.core.arabic.text import fold_text
from crawler.core.extract.author_names import is_verb
from crawler.core.extract.byline import is_byline
from crawler.core.extract.container import SENTENCE_ENDS
from crawler.core.extract.dates.found import Clock
from crawler.core.extract.headline import LABEL_OF
from crawler.core.extract.person import is_person
from crawler.core.extract.teasers import MORE
from crawler.core.noise.phrases import key_of, kind_of_line
from crawler.core.provenance.credit import is_label, read_credit
from crawler.core.provenance.dateline import read_dateline
from crawler.core.provenance.names import is_generic, is_outlet, is_place
from crawler.core.provenance.registry import registry
from crawler.core.provenance.section_names import is_section

# What stands beside a headline and tells nothing of its section.
TOOLS = frozenset(
    map(
        key_of,
        ("ملخص", "الملخص", "الخلاصة", "حجم الخط", "حجم الخط + -", "الخط", "+ الخط", "النص",
         "متابعة", "ابحث", "بحث", "دخول", "تسجيل الدخول", "القائمة", "في", "من", "الصورة",
         "on", "by", "in", "at", "انشر", "الوضع الليلي", "عرض الخبر", "تفاصيل", "تفاصيل الخبر",
         "الخبر", "الأرشيف", "رجوع", "تابعنا", "تعبيرية", "صورة تعبيرية", "يوتيوب",
         "الصور", "عرض الصور", "عرض الكل", "المشرف العام", "رئيس التحرير", "تثبيت", "تنزيل",
         "إكس",
         "وقت القراءة", "جدول المحتويات", "المحتويات", "في هذا المقال", "تغطية مستمرة",
         "تغطية خاصة", "english", "français"),
    )
)  # fmt: skip
# Words of tools and of times, which no section has in its name.
OTHER_WORDS = frozenset(
    map(
        key_of,
        ("فيسبوك", "تويتر", "واتساب", "تلغرام", "تليجرام", "facebook", "twitter", "whatsapp",
         "telegram", "linkedin", "دقيقة", "دقائق", "ثانية", "ثواني", "ساعة", "ساعات", "قراءة",
         "القراءة", "مشاهدة", "مشاهدات", "زيارة", "تعليق", "تعليقات", "بواسطة", "بقلم", "نشر",
         "منذ", "قبل", "تم", "أصوات", "الأصوات", "المقال",
         "الموقع", "التاريخ", "التطبيق", "للإعلان"),
    )
)  # fmt: skip
WORDS_MAX, CHARS_MAX = 4, 40
TOLD_WORDS_MIN = 3  # with a verb among them they are a short headline
# Of the words that stand for nobody, those that no section is called: "تقارير" and "ترجمة" are.
SPECIAL = frozenset(("خاص", "خاصه", "وكالات", "الوكالات"))
DASH = re.compile(r"\s[-–—|/]\s")
# Sections with a word that mastheads have.
NO_OUTLETS = frozenset(
    map(
        key_of,
        ("صوت وصورة", "صوت و صورة", "إذاعة وتلفزيون", "قناة الفيديو", "أخبار اليوم", "منبر حر"),
    )
)


def parts_of(line: str) -> tuple[str, ...]:
    """A section beside "special" ("محليات - خاص") without it; any other line as it is."""
    parts = DASH.split(line)
    others = tuple(part for part in parts if key_of(part) not in SPECIAL)
    return others if len(others) == 1 < len(parts) and is_section(others[0]) else (line,)


def may_be_section(text: str, clock: Clock) -> bool:
    """True for a word or a few that are no label of the page, no date and nobody's name."""
    words = text.split()
    if len(text) > CHARS_MAX or len(words) > WORDS_MAX or kind_of_line(text):
        return False
    if text.endswith(SENTENCE_ENDS) or ":" in text or DASH.search(text):
        return False
    key = key_of(text)
    if key in TOOLS or fold_text(text) in LABEL_OF or not OTHER_WORDS.isdisjoint(key.split()):
        return False
    if len(words) >= TOLD_WORDS_MIN and any(map(is_verb, fold_text(text).split())):
        return False
    if text.lower() in MORE or is_byline(text) or is_person(text) or is_place(text):
        return False
    letters = any(letter.isalpha() for letter in text)
    digits = any(letter.isdigit() for letter in text)
    return letters and not digits and clock.read(text) is None


def names_source(text: str) -> bool:
    """True for what the finder of origins reads as a publisher, a source line or a dateline."""
    if is_label(text) or read_credit(text) or read_dateline(text, registry(), is_whole=True):
        return True
    if is_generic(text):
        return not SPECIAL.isdisjoint(key_of(text).split())
    if registry().by_name(text):
        return True
    return is_outlet(text) and key_of(text) not in NO_OUTLETS
