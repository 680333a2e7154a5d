"""The words of a text: how many there are, and how a text of the usual kind is split fast."""

from __future__ import annotations

import re
from string import ascii_letters, digits, whitespace

from crawler.core.arabic.one_byte import encoded_long, letters

# Starts with a letter or digit and runs to a space or a mark that ends a word. `\w+` alone would
# break vocalised words apart, since Python counts Arabic vowel signs as no word character.
_WORD = re.compile(r"""[^\W_][^\s.,;:!?()\[\]{}<>"«»“”‘‹›…،؛؟٪%/\\|*=+_–—-]*""")
_ENDS = whitespace + '\x1c\x1d\x1e\x1f.,;:!?()[]{}<>"«»“”‘…،؛؟%/\\|*=+_–—-'
_ASCII = bytes(range(128))
SIGNS = "".join(sorted({*map(chr, range(128))} - {*ascii_letters, *digits}))
"""All ASCII characters that are neither letters nor digits."""


class Splitter:
    """Splits text at `ends` and drops the characters of `dropped`, on bytes: ten times as fast.

    Only for text that then has nothing but letters and digits, which most news is.
    """

    def __init__(self, ends: str, dropped: str = "") -> None:
        replaced = {ord(each): " " for each in ends if each.isascii()}
        self._table = bytes(range(256)).decode("latin-1").translate(replaced).encode("latin-1")
        self._dropped = "".join(filter(str.isascii, dropped)).encode()
        self._rare = [(each, " ") for each in ends if not each.isascii()]
        self._rare += [(each, "") for each in dropped if not each.isascii()]

    def split(self, text: str) -> list[bytes] | None:
        """The words in UTF-8, or None where another character is left."""
        if not text.isascii():
            for mark, instead in self._rare:
                text = text.replace(mark, instead)
        raw = text.encode("utf-8", "surrogatepass").translate(self._table, self._dropped)
        rest = raw.translate(None, _ASCII).decode("utf-8", "surrogatepass")
        return raw.split() if not rest or rest.isalnum() else None


_DROPPED = "’„‚€£®™°¿¡·•\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_END, _LETTER, _RARE = b" ", b"a", b"?"
_IN_WORDS = bytes(byte for byte, letter in letters() if letter in {*SIGNS, *_DROPPED} - {*_ENDS})
"""What ends no word between two letters."""


def _kinds() -> bytes:
    """What each letter is to a word: its end, a letter of it, or rare."""
    kinds = bytearray(_RARE * 256)
    for byte, letter in letters():
        if letter in _ENDS:
            kinds[byte : byte + 1] = _END
        elif letter.isalnum():
            kinds[byte : byte + 1] = _LETTER
    return bytes(kinds)


_KINDS = _kinds()


def count_words(text: str) -> int:
    """The number of words, within 0.1 % of the word breaks of UAX #29 on Arabic news.

    >>> count_words("كَشَفَ الوزير، اليوم: 12 قراراً")
    5
    """
    found = encoded_long(text)
    kinds = found.translate(_KINDS, _IN_WORDS) if found is not None else _RARE
    if _RARE in kinds:
        return len(_WORD.findall(text))
    return kinds.startswith(_LETTER) + kinds.count(_END + _LETTER)
