"""Names of authors as metadata give them: persons only, one by one, without what stands around."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from crawler.core.noise.phrases import key_of
from crawler.core.provenance.names import is_generic, is_outlet
from crawler.core.provenance.registry import registry

WORDS_MAX, PARTS_MIN = 8, 2
BEFORE = re.compile(
    r"^(?:by|written\sby|von(?!\s(?:der|den|dem|und)\b)|بقلم|كتبت?(?:ه|ها)?\s?[:/|\\-]|كتبت?(?=\s\w+\s\w+$)|"
    r"(?:ال)?كاتب(?:ة)?\s?:|إعداد\s?[:/|]|تحرير\s?[:/|]|ترجمة\s?[:/|])\s?[:/|\\-]?\s*",
    re.IGNORECASE,
)
JOINTS = re.compile(r"\s?;\s?|\s(?:&|and|und|et)\s")
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
        ),
    )
)  # fmt: skip


def persons_in(raws: Iterable[str], names: Collection[str]) -> list[str]:
    """The persons of some raw names, each once; `names` are those of the site and its publisher.

    >>> persons_in(["By Salem Ahmed and Huda Ali", "Al Waha", "admin"], ["Al-Waha"])
    ['Salem Ahmed', 'Huda Ali']
    """
    known = {_key(name) for name in names} | DESKS
    persons = (person for raw in raws for person in _persons(raw))
    return list(dict.fromkeys(each for each in persons if _is_person(each, known)))


def _key(name: str) -> str:
    """Its key, whether or not hyphens join its words."""
    return key_of(name).replace("-", " ")


def _persons(raw: str) -> Iterator[str]:
    """One name, or several where each has two words: "Salem Ahmed and Huda Ali"."""
    text = BEFORE.sub("", " ".join(raw.split()))
    parts = [part for each in JOINTS.split(text) for part in _by_and(each)]
    listed = [part for each in parts for part in COMMAS.split(each)]
    if len(listed) >= COMMAS_MIN or "\u060c" in text:
        parts = listed
    whole = all(len(part.split()) >= PARTS_MIN for part in parts)
    yield from parts if whole else (text,)


def _by_and(text: str) -> list[str]:
    found = AND.search(text)
    if found is None or text[found.end() - 1 :].split(maxsplit=1)[0] in WITH_ITS_LETTER:
        return [text]
    return [text[: found.start()], text[found.end() :]]


def _is_person(name: str, known: Collection[str]) -> bool:
    if not name or len(name.split()) > WORDS_MAX or NO_PERSON.search(name):
        return False
    if _key(name) in known or is_generic(name):
        return False
    return not is_outlet(name) and registry().by_name(name) is None
