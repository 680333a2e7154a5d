"""Which language a text is in: the script first, then letters only one language has, then CLD2."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from string import ascii_letters

import numpy as np
from numpy.typing import NDArray

from crawler.core.arabic.one_byte import encoded_long, letters
from crawler.core.arabic.text import clean_text

try:
    import pycld2
except ImportError:  # it has no wheels for some machines, see pyproject.toml
    pycld2 = None

UNKNOWN = "und"  # BCP 47: undetermined
ARABIC_SCRIPT = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\u08a0-\u08c9]+"
)
LATIN_SCRIPT = re.compile("[A-Za-z\u00c0-\u024f]+")
_IS_ARABIC, _IS_LATIN = 1, 2


def _scripts() -> NDArray[np.uint8]:
    """The script of each character of the two expressions, 0 for all others."""
    found = np.zeros(1 << 16, dtype=np.uint8)
    for script, mark in ((ARABIC_SCRIPT, _IS_ARABIC), (LATIN_SCRIPT, _IS_LATIN)):
        found[[point for point in range(0x900) if script.match(chr(point))]] = mark
    return found


_SCRIPTS = _scripts()
TEXT_CHARS_MAX = 4000  # more adds time and no certainty
# Letters of one language among those written in Arabic script (alphabets of CLDR 48).
_OWN_LETTERS: Mapping[str, re.Pattern[str]] = {
    "ug": re.compile("[ۇۈۋ]"),
    "ckb": re.compile("[ڕڵێ]|^(?=.*ۆ).*[یک]", re.MULTILINE),
    "ps": re.compile("[ټډړږښځڅۍګ]"),
    "ur": re.compile("[ٹڈڑںہ]"),
}
# Sorani and Uyghur write the vowel ە; Sorani with Persian kaf and yeh, Uyghur with Arabic ones.
_VOWEL = re.compile("ە.*[ەۆ]|[ۆې].*ە")
_UYGHUR_WITH_VOWEL, _SORANI_WITH_VOWEL = re.compile("[ىيك]"), re.compile("[یک]")
# One of these is in every text that the patterns above match, and in few others.
_SPECIAL = re.compile("[ۇۈۋڕڵێۆټډړږښځڅۍګٹڈڑںہە]")
# CLD2's codes that BCP 47 writes otherwise. Kurdish in Arabic script is Sorani in practice.
_TAGS = {"iw": "he", "jw": "jv", "in": "id", "sh": "sr", "un": UNKNOWN, "xxx": UNKNOWN}
_ARABIC_SCRIPT_TAGS = {
    "ar": "ar", "fa": "fa", "ur": "ur", "ps": "ps", "ug": "ug", "ku": "ckb", "sd": "sd",
}  # fmt: skip
_ARABIC = re.compile(r"[ةىأإ]|(?<![^\W_])(?:و?ال|في|من|على|إلى|أن|عن|هذا)")
_PERSIAN = re.compile("[پچژگکی]")
# Arabic beyond doubt: none of the letters that other languages have added, and some words that only
# Arabic has. Of 1,300 texts in six languages that use its script one such word told Arabic apart.
_ADDED = re.compile("[\u066e-\u06ff\u0750-\u08ff]")
_ARABIC_WORDS = (" في ", " على ", " إلى ", " عن ", " أن ", " التي ", " الذي ", " هذا ", " هذه ")
_WORDS_MIN = 3
# What is left without these bytes of UTF-8 are ASCII letters and what begins letters beyond Arabic.
_NOT_LATIN = bytes({*range(0x80)} - {*ascii_letters.encode()} | {*range(0x80, 0xC3)} | {0xD8, 0xD9})
_COMMON = ("ا", "ل")


def script_share(text: str) -> float:
    """The share of letters in Arabic script among letters of Arabic and Latin script, 0 to 1."""
    points = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    scripts = _SCRIPTS.take(points)
    arabic = int(np.count_nonzero(scripts == _IS_ARABIC))
    return arabic / max(1, arabic + int(np.count_nonzero(scripts == _IS_LATIN)))


def identify_language(text: str) -> str:
    """The BCP 47 primary tag of the text's language, or "und".

    >>> identify_language("أعلنت الوزارة عن موعد بدء العام الدراسي الجديد")
    'ar'
    >>> identify_language("12:30")
    'und'
    """
    text = clean_text(text[:TEXT_CHARS_MAX], language=UNKNOWN)
    if _is_surely_arabic(text):  # most texts; CLD2 alone takes five times as long
        return "ar"
    if script_share(text) < 0.5:  # noqa: PLR2004 - the majority
        return _detected(text) or UNKNOWN
    detected = _ARABIC_SCRIPT_TAGS.get(_detected(text) or UNKNOWN)
    return _by_own_letters(text) or detected or _by_common_words(text)


def _is_surely_arabic(text: str) -> bool:
    """True for Arabic letters and words, and fewer letters of other scripts than alef and lam."""
    words = accumulate(map(text.count, _ARABIC_WORDS))
    if not any(number >= _WORDS_MIN for number in words):
        return False
    if (found := encoded_long(text)) is not None:  # no letter with a place is an added one
        return len(found.translate(None, _NOT_OTHER)) <= len(found.translate(None, _NOT_COMMON))
    if _ADDED.search(text):
        return False
    return _others(text) <= sum(map(text.count, _COMMON))


def _others(text: str) -> int:
    """The number of ASCII letters, and of letters beyond Arabic."""
    return len(text.encode("utf-8", "surrogatepass").translate(None, _NOT_LATIN))


# The same for texts as one byte a letter.
_NOT_OTHER = bytes(byte for byte, letter in letters() if not _others(letter))
_NOT_COMMON = bytes(byte for byte, letter in letters() if letter not in _COMMON)


@dataclass(frozen=True, slots=True)
class LanguageEvidence:
    """What `identify_language` looked at.

    Attributes:
        tag: Its answer.
        arabic_share: Letters of Arabic script among those of Arabic and Latin script, 0 to 1.
        own_letters: The language that alone has a letter of the text, or None.
        cld2: What CLD2 says, or None where it cannot say.
    """

    tag: str
    arabic_share: float
    own_letters: str | None
    cld2: str | None


def language_evidence(text: str) -> LanguageEvidence:
    """The answer of `identify_language` with its reasons.

    >>> language_evidence("افتتح المحافظ مدرسة جديدة").own_letters is None
    True
    """
    tag = identify_language(text)
    text = clean_text(text[:TEXT_CHARS_MAX], language=UNKNOWN)
    return LanguageEvidence(tag, script_share(text), _by_own_letters(text), _detected(text))


def _by_own_letters(text: str) -> str | None:
    """The language that alone has a letter of the text."""
    if not _SPECIAL.search(text):
        return None
    for tag, own in _OWN_LETTERS.items():
        if own.search(text):
            return tag
    if _VOWEL.search(text):
        sorani = _SORANI_WITH_VOWEL.search(text) or not _UYGHUR_WITH_VOWEL.search(text)
        return "ckb" if sorani else "ug"
    return None


def _detected(text: str) -> str | None:
    """What CLD2 says, or None where it says nothing, cannot take the text, or is not there."""
    if pycld2 is None:
        return None
    try:
        _, _, details = pycld2.detect(text, isPlainText=True, bestEffort=True)
    except pycld2.error:  # some control and private-use characters
        return None
    tag = _TAGS.get(details[0][1], details[0][1])
    return None if tag == UNKNOWN else str(tag)


def _by_common_words(text: str) -> str:
    """Arabic, Persian or undetermined, by letters and the commonest words."""
    if _PERSIAN.search(text):
        return "fa"
    return "ar" if _ARABIC.search(text) else UNKNOWN
