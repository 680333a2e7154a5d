"""Names of authors as metadata give them: persons only, one by one, without what stands around."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from crawler.core.arabic.text import fold_text
from crawler.core.extract.person import CALLING, GIVEN, is_person
from crawler.core.noise.phrases import key_of
from crawler.core.provenance.names import is_generic, is_outlet, is_place
from crawler.core.provenance.registry import registry

WORDS_MAX, PARTS_MIN = 8, 2
BEFORE = re.compile(
    r"^(?:by|written\sby|(?:[^\W\d_]{3,6}\s)?بواسطة(?!\w)|von(?!\s(?:der|den|dem|und)\b)|بقلم|كتبت?(?:ه|ها)?\s?[:/|\\-]|كتبت?(?=\s\w+\s\w+$)|"
    r"(?:ال)?كاتب(?:ة)?\s?:|إعداد\s?[:/|]|(?:تحرير|تحليل|تقرير|حوار)\s?[:/|])\s?[:/|\\-]?\s*",
    re.IGNORECASE,
)
JOINTS = re.compile(r"\s?;\s?|\s(?:&|and|und|et|و)\s")
# What tells a name from the town, the site or the calling beside it.
SIGNS = re.compile(r"\s?[-\u2013\u2014]\s|\s?[|/()+]\s?")
# "..., photos: somebody else".
CREDIT = re.compile(
    r"[\s|/\u060c,(\u2013\u2014-]{1,4}(?:تصوير|عدسة|ترجمة|مونتاج|photos?)\s?[:/].*$", re.IGNORECASE
)
# Who only translated it or took the pictures: schema.org has properties of their own for them.
NO_WRITER = re.compile(
    r"(?:(?:ال)?مترجمة?|ترجم(?:ة|ه|ها)|تصوير|عدسة|مونتاج|translat(?:or|ed\sby|ion)|photos?(?:\sby)?)"
    r"(?:\s(?:خاصة|وتحرير|وإعداد))?\s*(?:[:/|\\-]|(?=\s\S+\s\S+$))",
    re.IGNORECASE,
)
COMMAS = re.compile(r"\s?[,\u060c]\s?")
COMMAS_MIN = 3  # parts; of two in Latin letters the second is often a calling
# "and" is written together with the name that follows it; these names begin with its letter.
AND = re.compile(r"\sو(?=\w{2,}\s\w{2})")
_NAMES = """
وليد وسيم وائل وفاء وجدي وهيب وسام ورد وحيد وداد وصال وجيه وضاح وديع وثاب وعد وئام ونيس وهبي وهبة
وجدان وصفي وعلان وزير ولاء وردة وقاص وكيل ولد ودود"""
WITH_ITS_LETTER = frozenset(_NAMES.split())
# An address, a program's name for somebody, and who made the site.
NO_PERSON = re.compile(
    r"://|www\.|@|\w{2}\.[a-z]{2,8}$|^[\W\d_]+$|^[a-z]+(?:[-_][a-z]+)+$|^(?i:developed|powered)\s[Bb]y\b"
)
# The desk, not a person.
DESKS = frozenset(
    map(
        key_of,
        (
            "admin", "administrator", "editor", "editors", "editorial", "editorial team", "red",
            "redaktion", "redacción", "redacao", "redazione", "rédaction", "newsroom", "news desk",
            "web desk", "webmaster", "staff", "staff writer", "staff reporter", "guest", "root",
            "super user", "user", "author", "anonymous", "مدير الموقع", "الادمن", "ادمن", "الكاتب",
            "مشرف", "المشرف", "كاتب", "محرر", "المحررون", "أسرة التحرير", "هيئة التحرير", "الإدارة",
            "null", "none", "undefined", "unknown",
        ),
    )
)  # fmt: skip
# How the names of desks begin and end: "the political editor", "monitoring unit", "web team".
_OFFICES = """
محرر المحرر محررو تحرير قسم القسم طاقم فريق هيئة إدارة وحدة مركز غرفة أسرة مدير سكرتير سكرتارية
دائرة شعبة مكتب مندوب مراسل مراسلو مراسلون مراسلنا مراسلونا مراقب مشرف وكالة شبكة بوابة رئيس المدير
خاص متابعات وكالات ديسك الديسك admin administrator"""
OFFICES = frozenset(map(key_of, _OFFICES.split()))
_TEAMS = "team desk staff newsroom editors agency agencies correspondent reporter bureau"
TEAMS, TEAM_WORDS_MAX = frozenset(_TEAMS.split()), 3
_PREPOSITIONS = "في من إلى عن مع ضد منذ قبل بعد"
OF_SENTENCES, VERB_LETTERS_MIN = frozenset(map(fold_text, _PREPOSITIONS.split())), 4
ACCOUNT = re.compile(r"(?:editor|user|author|writer|news[ _-]?desk|admin)[\s_]?\d*")


def persons_in(raws: Iterable[str], names: Collection[str]) -> list[str]:
    """The persons of some raw names, each once; `names` are those of the site and its publisher.

    >>> persons_in(["By Salem Ahmed and Huda Ali", "Al Waha", "admin"], ["Al-Waha"])
    ['Salem Ahmed', 'Huda Ali']
    """
    known = {_key(name) for name in names} | DESKS
    persons = (person for raw in raws for person in _persons(raw, known))
    return list(dict.fromkeys(each for each in persons if _is_person(each, known)))


def _key(name: str) -> str:
    """Its key, whether or not hyphens join its words."""
    return key_of(name).replace("-", " ")


def _persons(raw: str, known: Collection[str]) -> Iterator[str]:
    """One name, or several where each has two words: "Salem Ahmed and Huda Ali"."""
    text = BEFORE.sub("", " ".join(raw.split()))
    if NO_WRITER.match(text):
        return
    for part in own_parts(text, known):
        if SIGNS.search(part):
            yield part
            continue
        parts = [each for one in JOINTS.split(part) for each in _by_and(one)]
        listed = [each for one in parts for each in COMMAS.split(one)]
        if len(listed) >= COMMAS_MIN or "\u060c" in part:
            parts = [each for each in listed if not _is_around(each, known)]
        whole = all(len(each.split()) >= PARTS_MIN for each in parts)
        yield from parts if whole else (part,)


def own_parts(text: str, known: Collection[str] = ()) -> list[str]:
    """A name without the town, the publisher and the calling that signs tell from it.

    Of several parts that are left, the persons; where none surely is one, the text as it is.

    >>> own_parts("سالم باوزير - كاتب صحفي / المكلا")
    ['سالم باوزير']
    """
    text = CREDIT.sub("", text)
    pieces = [*filter(None, SIGNS.split(text))]
    if len(pieces) < PARTS_MIN or NO_PERSON.search(text):
        return [text]
    kept = [piece for piece in pieces if " " in piece and not _is_around(piece, known)]
    return kept if len(kept) < PARTS_MIN else [*filter(is_plain_person, kept)] or [text]


def is_plain_person(text: str) -> bool:
    """True for a person's name of which no word is of a sentence: "Salem Ahmed tells", "in Aden".

    >>> is_plain_person("محمد صلاح"), is_plain_person("محمد صلاح يتحدث")
    (True, False)
    """
    if not is_person(text):
        return False
    rest = fold_text(text).split()[1:]
    return not any(word in OF_SENTENCES or is_verb(word) for word in rest)


def is_verb(word: str) -> bool:
    """True for a word that looks like one of the present tense and is no given name."""
    return word.startswith("ي") and len(word) >= VERB_LETTERS_MIN and word not in GIVEN


def _is_around(part: str, known: Collection[str]) -> bool:
    """True for what stands beside a name: a town, a publisher, a calling."""
    if not _is_person(part, known):
        return True
    return CALLING.match(fold_text(part)) is not None and not is_person(part)


def _by_and(text: str) -> list[str]:
    found = AND.search(text)
    if found is None or text[found.end() - 1 :].split(maxsplit=1)[0] in WITH_ITS_LETTER:
        return [text]
    return [text[: found.start()], text[found.end() :]]


def _is_person(name: str, known: Collection[str]) -> bool:
    if not name or len(name.split()) > WORDS_MAX or NO_PERSON.search(name):
        return False
    if _key(name) in known or is_generic(name) or is_place(name) or _is_desk(_key(name)):
        return False
    return not is_outlet(name) and registry().by_name(name) is None


def _is_desk(key: str) -> bool:
    """True for a key that begins with an office or ends with a team, an account, no letters."""
    if not key:
        return True
    words = key.split()
    is_team = words[-1] in TEAMS and len(words) <= TEAM_WORDS_MAX
    return is_team or words[0] in OFFICES or ACCOUNT.fullmatch(key) is not None
