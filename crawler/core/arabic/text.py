"""The two layers of every text: what readers see, and the key that searches compare.

`clean_text` is published and loses no letter. `fold_text` is never shown. Both are idempotent
and agree: the key of a cleaned text is the key of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

from crawler.core.arabic.letters import DISPLAY, FOLD, TATWEEL, character_class
from crawler.core.arabic.lookalikes import unify_lookalikes
from crawler.core.arabic.one_byte import encoded_long, letters
from crawler.core.arabic.plain_text import VOWEL_SIGNS, fold_plain, single_spaced

__all__ = ["clean_text", "fold_text", "single_spaced"]

LONG_CHARS = 200  # of a text that is a body or its beginning
KEPT_CHARS_MAX = 40  # of a text whose key is kept: names, labels, sections come again and again
_BLANK_LINES = re.compile("\n{3,}")
# The commonest letters of FOLD: replacing these one by one first leaves few runs to the regular
# expression and doubles its speed.
_FREQUENT = tuple((letter, FOLD[letter]) for letter in "أإآةىئؤ،؛؟«»“”‘’\n\u064b\u0651\u064e\u064f")
_ASCII = bytes(range(128))
# Of these letters a text is shown as it is, but for spaces: no table changes them, nothing composes
# with them, no other letter looks like them. Most lines have no others but vowel signs in their
# order, and one look tells.
_PLAIN_RANGES = (
    range(0x0A, 0x0B), range(0x20, 0x7F), range(0xA1, 0xAD), range(0xAE, 0x180),
    range(0x060C, 0x060D), range(0x061B, 0x061C), range(0x061F, 0x0620), range(0x0621, 0x063B),
    range(0x0641, 0x064B), range(0x0660, 0x066E), range(0x200C, 0x200E), range(0x2010, 0x2028),
    range(0x2030, 0x205F), range(0x20A0, 0x20C1), range(0x2122, 0x2123), range(0x25A0, 0x2700),
)  # fmt: skip
_PLAIN = [chr(point) for points in _PLAIN_RANGES for point in points if chr(point) not in DISPLAY]
_LOOK_CHARS_MIN = 400  # in a shorter text looking what is to be folded costs as much as folding
_OTHERS_SHARE_MAX = 0.2  # bytes that are not ASCII for each character of Latin text
_TATWEEL = re.compile("\u0640+")
# U+0647 U+0640 is the sign for "Hijri" (1447 AH) and for the fifth point of a list: a single
# heh that no letter touches keeps one tatweel, all other tatweel is decoration.
_MARKS = r"\u0610-\u061a\u064b-\u065f\u0670"
_SIGN = re.compile(rf"(?<=ه)(?<![^\W\d_]ه)(?<![{_MARKS}]ه)\u0640+(?![^\W\d_{_MARKS}])")


def _replacer(table: Mapping[str, str]) -> Callable[[str], str]:
    """A function that applies the table.

    `str.translate` alone runs at 12 MB/s on Arabic. A regular expression that is one character
    class finds what is to be changed five times faster than one that asks for runs or has
    characters beyond U+FFFF, so these are looked for one by one.
    """
    common = re.compile(character_class(each for each in table if each <= "\uffff"))
    rare = tuple(each for each in table if each > "\uffff")

    def replaced(found: re.Match[str]) -> str:
        return table[found[0]]

    def replace(text: str) -> str:
        """The text with each such character replaced."""
        text = common.sub(replaced, text)
        for each in rare:  # a text without such characters has none, which Python knows at once
            if each in text:
                text = text.replace(each, table[each])
        return text

    return replace


_display = _replacer(DISPLAY)
_fold = _replacer(FOLD)


_VOWEL_SIGNS = [chr(point) for point in VOWEL_SIGNS]
_all_plain = re.compile(f"{character_class([*_PLAIN, *_VOWEL_SIGNS])}+").fullmatch
_PLAIN_BYTES = bytes(byte for byte, letter in letters() if _all_plain(letter))


def _is_plain(text: str) -> bool:
    """True for a text of such letters; of a long one its bytes tell, which others ask for, too."""
    if len(text) >= LONG_CHARS and (found := encoded_long(text)) is not None:
        return not found.translate(None, _PLAIN_BYTES)
    return _all_plain(text) is not None


def _tatweel(found: re.Match[str]) -> str:
    """The one tatweel of a sign, nothing for decoration."""
    return TATWEEL if _SIGN.match(found.string, found.start()) else ""


def _spaces(text: str) -> str:
    """Single spaces, none at a line's edge, at most one blank line."""
    if "  " in text:
        text = single_spaced(text)
    if "\n" in text:
        text = "\n".join([line.strip(" ") for line in text.split("\n")])
        if "\n\n\n" in text:
            text = _BLANK_LINES.sub("\n\n", text)
    return text.strip(" \n")


def _nfc(text: str) -> str:
    """NFC; asking first is five times cheaper than normalising what is normal."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def clean_text(text: str, *, language: str | None = None) -> str:
    r"""The text as readers see it.

    NFC (UAX #15), base letters instead of presentation forms, no tatweel but in the Hijri sign,
    no invisible or bidi control, no control character, spaces and line ends of one kind, no
    more than one blank line. Vowel signs, hamza, digits, punctuation, ZWJ and ZWNJ stay. A
    character that cannot be encoded (lone surrogate) becomes U+FFFD.

    Args:
        text: Any string.
        language: BCP 47 tag of the text. Persian kaf, yeh and heh become Arabic ones in "ar"
            only; without a tag the letters of the text decide (see `lookalikes`).

    >>> clean_text("العـــربية\u200f  ﻷن 1447هـ")
    'العربية لأن 1447هـ'
    """
    if text.isascii() and text.isprintable():  # nothing but spaces to tidy
        return single_spaced(text).strip(" ")
    if _is_plain(text) and unicodedata.is_normalized("NFC", text):  # vowel signs have an order
        return _spaces(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    text = _display(text)
    if TATWEEL in text:  # composed first: whether a letter touches the sign must be seen at once
        text = _TATWEEL.sub(_tatweel, _nfc(text))
    if not text.isascii():
        text = unify_lookalikes(_nfc(text), language=language)
    return _spaces(text)


def fold_text(text: str) -> str:
    """The search key of a text: equal keys mean that a reader would call the words the same.

    Vowel signs, tatweel and joiners go; forms of alef, yeh, heh, kaf and hamza become one each;
    digits and punctuation become ASCII; case is folded; all is one line.

    >>> fold_text("أحمد في المَدرسة، ١٢") == fold_text("احمد فى المدرسه, 12")
    True
    """
    return _kept_key(text) if len(text) <= KEPT_CHARS_MAX else _key(text)


def _key(text: str) -> str:
    if text.isascii() and text.isprintable():  # no table has a printable ASCII character
        return single_spaced(text.lower()).strip(" ")
    if (plain := fold_plain(text)) is not None:
        return plain
    text = _folded(clean_text(text))
    text = text.lower() if text.isascii() else _casefold(text)
    return single_spaced(text).strip(" ")


_kept_key = lru_cache(2_048)(_key)


def _folded(text: str) -> str:
    """The text with FOLD applied."""
    for letter, folded in _FREQUENT:
        text = text.replace(letter, folded)
    if text.isascii() or (len(text) >= _LOOK_CHARS_MIN and not _is_foldable(text)):
        return text
    return _fold(text)


def _is_foldable(text: str) -> bool:
    """False for Latin text that has nothing to fold: looking at its few other letters tells."""
    others = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    if len(others) > _OTHERS_SHARE_MAX * len(text):
        return True
    return any(letter in FOLD for letter in set(others.decode("utf-8", "surrogatepass")))


def _casefold(text: str) -> str:
    """Folded case in NFC; folded again where composing gave a letter that folds further."""
    folded = text.casefold()
    if unicodedata.is_normalized("NFC", folded):
        return folded
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", folded).casefold())
