"""Words that say whose date stands beside them: that of publication, of a change, of a day."""

from __future__ import annotations

import re
from functools import lru_cache

# What announces a date of publication; a bare "date" only close to the article.
PUBLISHED = re.compile(
    r"(?:تاريخ\s(?:ال)?نشر|(?:تم\s)?نشر(?:ت|ه)?\s(?:في|بتاريخ|يوم)|تم\sالنشر|(?<!\w)(?:ال)?نشر\s?:|"
    r"(?<!\w)نشر\s(?=\d{1,4}[\s/.-]\w{1,9}[\s/.-]\d)|"
    r"تاريخ\s(?:ال)?(?:[إا]ضافة|خبر|مقال|موضوع)|تمت\s(?:ال)?[إا]ضافة|[أا]ضيفت?\s(?:في|بتاريخ|يوم)|published|posted|"
    r"first\spublished|erschienen|veröffentlicht|publi(?:é|cado|cato|ée)|pubblicat[oa]|"
    r"yayın(?:lan)?\w*|gepubliceerd|تاریخ\sانتشار|опубликовано|opublikowano)",
    re.IGNORECASE,
)
DATE = re.compile(r"(?:ال)?تاريخ\s?:|date\b|datum\b|tarih\b|fecha\b|data\s?:", re.IGNORECASE)
# What announces the date of a change. "Published and updated" is both: then the first counts.
UPDATED = re.compile(
    r"(?:و?[آأا]خر|تاريخ|تم|وقت|جرى)\s(?:ال)?(?:تحديث|تعديل)\w*|"
    r"(?<!\w)(?:ال)?(?:تحديث|تعديل)\s?(?::|(?=في\s|يوم\s|بتاريخ\s|\d|"
    r"ال(?:سبت|[أا]حد|[إا]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة)[\s\u060c,]{1,3}\d))|\bمحدثة?\b|"
    r"^(?:حدث|عدل)ت?(?:\s(?:في|يوم|بتاريخ)[\s:]|\s?:)|"
    r"(?<!\w)و?(?:حدث|عدل)ت?\s(?:(?:في|يوم|بتاريخ)\s)?(?=\d)|"
    # A word of another element may stand right before or behind: "4 MarchUpdated5 March".
    r"(?<![^\W\d_])(?:last\s)?(?:updated?|modified|revised|reviewed)(?![^\W\d_])|"
    r"\bmise?\sà\sjour\b|\bmodifié|"
    r"\baktualisiert\b|\b(?:letzte\sänderung|(?:zuletzt\s)?geändert|stand)\b|"
    r"\b(?:última\s)?actuali[sz]a\w+|"
    r"\batuali[sz]ad[oa]\b|\baggiornat[oa]\b|\bultim[oa]\s(?:aggiornamento|modifica)\b|"
    r"(?:son\s)?güncelle\w+|\bbijgewerkt\b|\bобновлен\w*|\baktualizacja\b|\bzaktualizowan\w+|"
    r"(?:به\s?)?روز\s?رسانی|بروز\s?رسانی|آخرین\sویرایش",
    re.IGNORECASE,
)
# What follows "date of" where that is the date of publication, or the date itself.
OF_STORIES = (
    "نشر|[إا]ضافة|خبر|مقال|موضوع|مادة|تقرير|[إا]دراج|تحرير|[إا]رسال|كتابة|رفع|تدوين|تحديث|تعديل|"
    "[آا]خر|يوم|سبت|[أا]حد|[إا]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة"
)
# What announces the day of something else: an event, a picture, a birth, the site's rights.
OTHER = re.compile(
    r"(?<!\w)من\s[^:|]{0,12}\d[^:|]{0,24}\s(?:إلى|الى|حتى)\s[^:|]{0,12}\d|"
    r"(?<!\w)(?:ال)?(?:خبر|مقال|موضوع|مقالة)\s(?:ال)?(?:سابقة?|تالية?)(?!\w)|"
    r"^[\u2014\u2013-]{1,2}\s?[^()]{1,60}\(@\w{1,20}\)|"  # a post of another site
    r"[آا]خر\s(?:ال)?(?:مقالة?|ظهور|زيارة|[أا]جل)(?!\w)|(?<!\w)(?:عضو\sمنذ|انضم\w?\s)|"
    # A birth, a memory, the time of an event; "ولد" alone may be a part of a name.
    r"^(?:تاريخ\s)?(?:ال)?(?:ولدت?|توفيت?|ميلاد|وفاة)\s?(?::|(?=في\s|يوم\s|عام\s|\d))|^بعد\s|"
    r"(?<!\w)(?:ال)?ذكرى(?!\w)|(?<!\w)الزمان\s?:|"
    # When a program took the article over, or built the page.
    r"(?<!\w)تم\s(?:ال)?(?:جلب|سحب|حفظ|[أا]رشفة)(?!\w)|[إا]نشاء\s(?:هذه\s)?الصفحة|"
    r"(?<!\w)(?:(?:تمت|وقت)\s(?:ال)?(?:طباع|مراجع|ترجم)(?:ة|ته|تها)|طبعت?\s(?:هذ[اه]|في|بتاريخ))(?!\w)|"
    # When an archive kept it.
    r"(?<!\w)(?:(?:نسخة|لقطة)\s(?:مؤرشفة|محفوظة|مخبأة|مخزنة)|محفوظة\sمن\s|استرجعت?\s(?:في|بتاريخ))|"
    # "Date of ..." but for what is published; and the label of another day.
    rf"^تاريخ\s(?!(?:ال)?(?:{OF_STORIES}))[^\W\d_]{{3,}}|(?<!\w)[آا]خر\sتقديم(?!\w)|"
    r"^(?:ال)?(?:افتتاح|اختتام|[إا]غلاق|انتهاء|صلاحية|حادث|صدور|سريان|تسجيل|تأسيس|مراجعة)"
    r"(?:\s\w{1,15})?\s?:|"
    r"(?<!\w)(?:ال)?(?:موعد|فعالية|فعاليات|دورة|مهرجان|معرض|مسابقة|مباراة|مواليد|صورة|تصوير|أرشيف\w*|"
    r"حقوق|ينعقد|تنعقد|يقام|تقام|ينتهي|تنتهي|يبدأ|تبدأ|ينطلق|تنطلق|يصادف|تم\sالوصول)(?!\w)|©|"
    r"\b(?:events?|deadline|starts?|ends?|begins?|until|due|expires?|exhibition|festival|"
    r"conference|born|died|generated|cached|fetched|archived|snapshot|printed|print\sdate|photo(?:graph)?|file\sphoto|copyright|joined|accessed|retrieved|"
    r"ausstellung|termin|veranstaltung|archivbild|foto|événement|exposition|etkinlik|sergi|"
    r"evento|mostra|fotograf\w*)\b|(?<!\w)(?:رویداد|نمایشگاه|عکس)(?!\w)",
    re.IGNORECASE,
)
# When the publisher that it is taken from brought it.
ELSEWHERE = re.compile(
    r"(?<!\w)نشرت?ه?\sفي\sال[أا]صل(?!\w)|\boriginally\spublished\b", re.IGNORECASE
)
_ELSEWHERE_SIGNS = ("الأصل", "الاصل", "originally")
# One of these is in every line, in folded case, where UPDATED or OTHER finds something: most lines
# have none, and looking for 20 of them takes a tenth of the time. No "i", which has forms that only
# an expression takes for it.
_UPDATED_SIGNS = (
    "تحديث", "تعديل", "حدث", "عدل", "updat", "mod", "rev", "jour", "tual", "nder", "stand", "orna",
    "ncelle", "gewerkt", "обновлен", "رسان", "ویرا",
)  # fmt: skip
_OTHER_SIGNS = (
    "من", "آخر", "اخر", "انضم", "خبر", "مقال", "موضوع", "موعد", "فعالي", "دورة", "مهرجان", "معرض",
    "مسابقة", "مواليد", "صورة", "تصوير", "أرشيف", "حقوق", "نعقد", "قام", "نتهي", "بدأ", "نطلق",
    "صادف", "الوصول", "©", "(@", "مبارا", "ولد", "توف", "ميلاد", "وفا", "بعد", "ذكرى", "زمان",
    "جلب", "سحب", "حفظ", "رشفة", "الصفحة", "طبا", "طبع", "مراجع", "ترجم", "محفوظ", "مخبأ", "مخزن",
    "استرجع", "تاريخ", "تقديم", "فتتاح", "ختتام", "غلاق", "نتهاء", "صلاحية", "حادث", "صدور",
    "سريان", "تسجيل", "تأسيس", "snap", "print",
    "vent", "deadl", "start", "end", "beg", "unt", "due", "exp", "exh", "fest", "conf", "born",
    "ed", "photo", "copyr", "tellung", "term", "anstaltung", "arch", "foto", "nement", "etk",
    "serg", "mostra", "رویداد", "نمایشگاه", "عکس",
)  # fmt: skip
# Vowel signs and tatweel: labels are often written with them.
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
# "5 March 2025, last update": the label of a column stands under what it names.
LABEL_BEHIND = re.compile(
    r"(?:[آا]خر|تاريخ|وقت)\s(?:ال)?(?:تحديث|تعديل)\s*|last\supdated?\s*", re.IGNORECASE
)
LABEL_CHARS_MAX = 45  # before a date: more is a sentence that speaks of something


def bare(line: str) -> str:
    """A line without vowel signs and tatweel, in which labels are looked for.

    >>> bare("حُدِّثَ")
    'حدث'
    """
    return line if line.isascii() else _MARKS.sub("", line)


def find_change(line: str) -> re.Match[str] | None:
    """The first word of a change in a line, or None."""
    return UPDATED.search(line) if line and _has_one(line, _UPDATED_SIGNS) else None


def _has_one(line: str, signs: tuple[str, ...]) -> bool:
    return any(map(line.casefold().__contains__, signs))


def is_change(before: str) -> bool:
    """True where the words that stand before a date say that it is the date of a change.

    >>> is_change("Published 3 March, updated ")
    True
    >>> is_change("نشر في ")
    False
    """
    near = bare(before)[-LABEL_CHARS_MAX:]
    if find_change(near) is None:
        return False
    changed = [found.start() for found in UPDATED.finditer(near)]
    published = [found.start() for found in PUBLISHED.finditer(near)]
    return not published or changed[-1] > published[-1]


@lru_cache(maxsize=512)  # each rung of the ladder looks at the same lines
def tells_change_only(line: str) -> bool:
    """True for a line that has the date of a change and none of publication.

    >>> tells_change_only("آخر تحديث: 4 مارس 2025")
    True
    >>> tells_change_only("4 مارس 2025 - آخر تحديث: 5 مارس 2025")
    False
    """
    line = bare(line)
    found = find_change(line)
    if found is None:
        return False
    is_behind = any(letter.isdigit() for letter in line[: found.start()])
    if is_behind and not LABEL_BEHIND.fullmatch(line, found.start()):
        return False
    return PUBLISHED.search(line) is None


def tells_change_too(line: str) -> bool:
    """True for a line with a day, then the word of a change and another day.

    >>> tells_change_too("4 مارس 2025 - آخر تحديث: 5 مارس 2025")
    True
    >>> tells_change_too("نشر في 4 مارس 2025")
    False
    """
    line = bare(line)
    found = find_change(line)
    if found is None:
        return False
    ends = line[: found.start()], line[found.end() :]
    return all(any(letter.isdigit() for letter in end) for end in ends)


def is_of_elsewhere(line: str) -> bool:
    """True for a line that says when another publisher brought the article first.

    >>> is_of_elsewhere("نشرت في الأصل في صحيفة الخليج بتاريخ 2 فبراير 2019")
    True
    """
    return _has_one(line, _ELSEWHERE_SIGNS) and ELSEWHERE.search(line) is not None


@lru_cache(maxsize=512)
def is_of_something_else(line: str) -> bool:
    """True for a line that gives the day of an event, of a picture or of the site's rights.

    >>> is_of_something_else("موعد الفعالية: 4 مارس 2025")
    True
    >>> is_of_something_else("Published on 4 March 2025 - photo: agency")
    False
    """
    line = bare(line)
    if is_of_elsewhere(line):
        return True
    if not _has_one(line, _OTHER_SIGNS):
        return False
    return OTHER.search(line) is not None and PUBLISHED.search(line) is None
