"""Names of publishers as pages write them: their key, what is no name, several in one line."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from crawler.core.noise.phrases import key_of, kind_of_line
from crawler.core.provenance.section_names import is_section

PLACES_FILE = Path(__file__).with_name("places.txt")
NAME_WORDS_MAX = 6
NAME_CHARS_MAX = 45
# What stands before or after a name and is not needed to tell whose it is.
BEFORE = re.compile(
    r"^(?:(?:ال)?(?:صحيفه|جريده|موقع|قناه|وكاله|شبكه|منصه|مجله)|وكاله انباء|وكاله الانباء)\s+"
)
AFTER = re.compile(
    r"\s+(?:الاخباريه?|للانباء|الالكترونيه?|الفضا[ءيئ]يه?|عربيه?|بالعربيه?|نسخه عربيه)$"
)
SIGNS = re.compile(r"[\s.\"'()«»“”-]+")  # a key has none of them
# Nobody in particular: many agencies, the site's own staff, social networks.
_GENERIC = """
وكالات|الوكالات|وكالات الأنباء|وكالات أنباء|متابعات|متابعة|متابعة خاصة|خاص|خاص بالموقع|تقرير|تقارير|
تقرير خاص|مواقع|صحف|مواقع إخبارية|مواقع إلكترونية|وسائل إعلام|مواقع التواصل|مواقع التواصل الاجتماعي|
غرفة الأخبار|قسم الأخبار|التحرير|هيئة التحرير|المحرر|فريق التحرير|مراسلنا|مصادر|مصادر محلية|
مصادر متعددة|مصادر خاصة|انترنت|الإنترنت|رصد|رصد خاص|ترجمة|ترجمة خاصة|فيسبوك|تويتر|إكس|يوتيوب|تلغرام|
واتساب|انستغرام|الموقع|هنا|اضغط هنا|رابط|الرابط|رابط الخبر|من هنا|الخبر|الأصلي|غير معروف|مجهول|
agencies|special|staff|source|here|facebook|twitter|unknown"""
# "Local press", "Hebrew media": the first of such words with any of the others names nobody.
_GENERIC_HEADS = (
    "صحافة صحف إعلام وسائل مواقع وكالات مصادر متابعات متابعة رصد خاص تقارير صفحات قنوات "
    "بيان بيانات مكتب مركز منصة منصات حساب حسابات"
)
_GENERIC_REST = (
    "أنباء أخبار إخبارية إلكترونية محلية محلي عربية عربي دولية دولي عالمية أجنبية غربية عبرية عبري "
    "إسرائيلية أمريكية خليجية يمنية رسمية رسمي حكومية متعددة مختلفة متطابقة متفرقة خاصة تواصل "
    "اجتماعي مقروءة صحفي صحفية إعلامي إعلامية محافظة سلطة إكس تويتر فيسبوك تلغرام"
)
GENERIC_HEADS = frozenset(map(key_of, _GENERIC_HEADS.split()))
GENERIC_WORDS = GENERIC_HEADS | frozenset(map(key_of, _GENERIC_REST.split()))
ARTICLE = re.compile(r"^و?(?:ال)?(?=\w{3})")
GENERIC = frozenset(key_of(word) for word in _GENERIC.replace("\n", "").split("|"))
# A line with one of these speaks of somebody, it does not name a publisher.
NO_NAME = re.compile(
    r"(?<!\w)(?:مصدر|مصادر|مس[وءيؤئ]+ل(?:ين|ون)?|خبير|خبراء|شهود|مراقبون|ناشط|ناشطون|مواطن|مواطنون|طبيب|طبي|امني"
    r"|لن|لم|لا|ليس|ليست|نحن|هذا|هذه|هناك|سوف|لقد|قد|كما"
    r"|قال|قالت|قبل|منذ|ان|انه|الذي|التي|صوره|الصوره|تصوير|من|الي|في|علي)(?!\w)"
)
NOT_OF_NAMES = re.compile(r"[:@#\n!؟?؛;…]|\.\s|\.$|\d{3}")
_OUTLET = (
    "نت نيوز برس بوست اونلاين بوابه صحيفه جريده وكاله قناه شبكه منصه موقع مجله اذاعه راديو "
    "تلفزيون صدي صوت منبر نبا مناره نافذه نوافذ مرصد دفاتر اوراق تايمز"
)
OUTLET_WORDS = frozenset(_OUTLET.split())
OUTLET_LAST = frozenset(("اليوم", "الان", "الاخبار", "الخبر", "الاخباريه", "الاخباري"))
LABEL_FIRST = frozenset(("اخر", "اهم", "كل", "جميع", "احدث", "ارشيف", "قسم", "حدث", "صوره", "موجز"))
NAMED_WORDS = range(2, 5)
# Also what one took from another: the first of a chain showed it last.
SEVERAL = re.compile(
    r"\s*(?:[+/|،,&]|\s[-–—\u0640]+\s|\s(?:نقل(?:ا|\u0627\u064b|\u064b\u0627)\s+)?عن\s)\s*"
)
WRAPPING = " \t:.-–—\u0640_*•«»<>()[]{}\"'“”،/|\u200e\u200f"


@lru_cache(maxsize=4_096)
def name_key(name: str) -> str:
    """The form in which names are compared: folded, without "newspaper" and spaces.

    >>> name_key("صحيفة «عدن الغد»") == name_key("عدن الغد")
    True
    """
    key = key_of(tidy_name(name))
    return SIGNS.sub("", AFTER.sub("", BEFORE.sub("", key)) or key)


def tidy_name(raw: str) -> str:
    """The name without quotation marks, brackets and dashes around it; a bracket inside stays."""
    name = " ".join(raw.split()).strip(WRAPPING)
    return f"{name})" if name.count("(") > name.count(")") else name


def is_generic(name: str) -> bool:
    """True for "agencies", "special", "follow-ups": nobody in particular."""
    key = key_of(tidy_name(name))
    return key in GENERIC or _is_nobody(re.findall(r"\w+", key))


def _is_nobody(words: list[str]) -> bool:
    """True for words of which none says whose press, media or sites are meant."""
    if not 1 < len(words) <= NAME_WORDS_MAX:
        return False
    bare = [word if word in GENERIC_WORDS else ARTICLE.sub("", word) for word in words]
    return bare[0] in GENERIC_HEADS and GENERIC_WORDS.issuperset(bare)


@lru_cache(maxsize=4_096)
def is_name(text: str) -> bool:
    """True for a text that may name a publisher: a few words, no sentence, nobody generic."""
    name = tidy_name(text)
    if not 1 < len(name) <= NAME_CHARS_MAX or len(name.split()) > NAME_WORDS_MAX:
        return False
    if NOT_OF_NAMES.search(name) or is_generic(name) or kind_of_line(name):
        return False
    if is_section(name):
        return False
    return any(map(str.isalpha, name)) and not NO_NAME.search(key_of(name))


@lru_cache(maxsize=4_096)
def is_outlet(text: str) -> bool:
    """True for a name with a word that mastheads have and persons have not.

    >>> is_outlet("صدى الساحل"), is_outlet("سالم أحمد"), is_outlet("آخر الأخبار")
    (True, False, False)
    """
    words = key_of(tidy_name(text)).split()
    if len(words) not in NAMED_WORDS or words[0] in LABEL_FIRST:
        return False
    if OUTLET_WORDS.isdisjoint(words) and words[-1] not in OUTLET_LAST:
        return False
    return not any(map(str.isdigit, text)) and is_name(text)


def names_in(line: str) -> list[str]:
    """The names of a line such as "الجزيرة + وكالات", those of nobody left out."""
    parts = (tidy_name(part) for part in SEVERAL.split(" ".join(line.split())))
    return [part for part in parts if is_name(part)]


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    lines = PLACES_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(key_of(line) for line in lines if line and line[0] != "#")


def is_place(text: str) -> bool:
    """True for a city or a governorate of `places.txt`."""
    return key_of(tidy_name(text)) in _places()
