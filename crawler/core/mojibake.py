"""Text that was broken before the page was written: read in a wrong charset, or escaped twice.

Every repair is gated twice: a substring that clean Arabic pages do not have says that it is
worth looking, and a piece is changed only if it turns into Arabic letters as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_plus

from crawler.core.charsets import HIGH, arabic_charset, histogram_of

PIECES_MIN = 2  # one broken word may be an accident of two clean ones
LETTERS_MIN = 8


def _characters(charset: str) -> dict[str, int]:
    """Character -> byte, for the upper half; undefined bytes are C1 controls, as browsers do it."""
    table = {chr(byte): byte for byte in HIGH}
    for byte in HIGH:
        table[bytes([byte]).decode(charset, "ignore") or chr(byte)] = byte
    return table


def _one_of(table: dict[str, int], first: int, last: int) -> str:
    """A character class of all characters that stand for a byte of the range."""
    characters = (char for char, byte in table.items() if first <= byte <= last)
    return "[" + "".join(map(re.escape, characters)) + "]"


_LATIN, _ARABIC = _characters("cp1252"), _characters("cp1256")
_TAIL_LATIN, _TAIL_ARABIC = _one_of(_LATIN, 0x80, 0xBF), _one_of(_ARABIC, 0x80, 0xBF)
# UTF-8 read as windows-1252: "Ø§Ù„" for "ال", "â€œ" for a quotation mark. Each begins with a letter
# of its own, so that the search needs not be tried everywhere: an eighth of the time.
_TAILS = dict.fromkeys("ÂÃØÙÚÛ", 1) | dict.fromkeys("âï", 2) | {"ð": 3}
_ONE_LATIN = "|".join(f"{lead}{_TAIL_LATIN}{{{tails}}}" for lead, tails in _TAILS.items())
_UTF8_AS_LATIN = re.compile(f"(?:{_ONE_LATIN})(?:{_ONE_LATIN})*")
_UTF8_AS_LATIN_SURE = re.compile(f"[ØÙÚÛ]{_TAIL_LATIN}")
# UTF-8 read as windows-1256: "ط§ظ„" for "ال". A clean word may end in "ط،", so a pair alone counts
# only where no Arabic letter stands before it.
_PAIR = f"[طظعغآ]{_TAIL_ARABIC}"
_UTF8_AS_ARABIC = re.compile(
    f"(?<![\u0621-\u064a])(?:{_PAIR}|[ï]{_TAIL_ARABIC}{{2}}|â{_TAIL_ARABIC}{{2}})+"
)
_UTF8_AS_ARABIC_SURE = re.compile(f"{_PAIR}(?:{_PAIR}){{3,}}")
# windows-1256 read as windows-1252: "ÇáÚÑÈ" for "العرب". Only letters: the marks are the same.
_ARABIC_AS_LATIN = re.compile("[\xc0-\xff][\xc0-\xff]{2,}")  # begins so that it is searched fast
_LATIN_LETTERS = str.maketrans(
    {chr(byte): bytes([byte]).decode("cp1256") for byte in range(0xC0, 0x100)}
    | {"¡": "،", "º": "؛", "¿": "؟"}
)
_ESCAPED_TWICE = re.compile(
    r"&amp;(#(?:\d{2,6}|[xX][0-9a-fA-F]{2,5})|nbsp|quot|[lr]aquo|[lr][sd]quo|hellip|[nm]dash|zwn?j);"
)
_ESCAPED_LETTER = re.compile(r"&amp;#(?:1[56]\d\d|17[0-8]\d|[xX]0?6[0-9a-fA-F]{2});")
_U_ESCAPES = re.compile(r"(?<!\\)[\\%]u06[0-9a-fA-F]{2}")
_U_ESCAPE = re.compile(r"(?<!\\)[\\%]u((?![dD][89a-fA-F])[0-9a-fA-F]{4})")
# Not within an address, where such escapes are right.
_PERCENT = re.compile(
    r"(?<![\w/=?&#.%:+-])%[Dd][89abAB]%[89abAB][\dA-Fa-f]"
    r"(?:%[\dA-Fa-f]{2}|\+(?=[%\d])|[\w.,:!()-])*"
)
_TAG = re.compile("(<[^<>]*>)")
_NOT_SHOWN = re.compile(r"<(/?)(?:script|style)\b[^<>]*>", re.IGNORECASE)
# Whatever `_shown` changes has one of the latter; how it begins, and addresses with it.
_BACKSLASHED = re.compile(r"\\u06[0-9a-fA-F]{2}")
_ESCAPES = (
    (_BACKSLASHED, _BACKSLASHED),
    (
        re.compile(r"%(?:u06[0-9a-fA-F]{2}|[Dd][89abAB]%)"),
        re.compile(r"%(?:u06[0-9a-fA-F]{2}|(?<![\w/=?&#.%:+-]%)[Dd][89abAB]%[89abAB][\dA-Fa-f])"),
    ),
)
Repair = Callable[[str], str]


def repair_text(text: str, utf8: bytes | None = None) -> tuple[str, tuple[str, ...]]:
    """The text with what was beyond doubt broken put right, and a word for each kind of repair.

    Clean text comes back as it is, after a search for a sign of each kind: for a single character,
    1 us in 50 kB, and only where that is found for a longer sign, in UTF-8 by a pattern that starts
    with a fixed byte: 25 us, where `in` takes 60 us.

    Args:
        text: A page.
        utf8: The same in UTF-8, if it is at hand.

    >>> repair_text("ط§ظ„ظٹظ…ظ† ظپظٹ ط£ط³ط¨ظˆط¹")[0]
    'اليمن في أسبوع'
    """
    repairs = []
    page = text
    has_lead = utf8 is None or LEAD in utf8
    for word, characters, sign, repair in _REPAIRS:
        if not has_lead and characters in LED:
            continue
        if not any(map(page.__contains__, characters)):
            continue
        if sign is not None:
            utf8 = utf8 or page.encode("utf-8", "replace")
            if not sign.search(utf8):
                continue
        repaired = repair(text)
        if repaired != text:
            text = repaired
            repairs.append(word)
    return text, tuple(dict.fromkeys(repairs))


def _undo(table: dict[str, int]) -> Callable[[re.Match[str]], str]:
    """A replacement that gives the bytes of a piece back and reads them as UTF-8."""

    def undo(found: re.Match[str]) -> str:
        """The piece as it was, or as it is when its bytes are no UTF-8."""
        try:
            return bytes(table[char] for char in found[0]).decode()
        except UnicodeDecodeError:
            return found[0]

    return undo


def _utf8_from_latin(text: str) -> str:
    """Undo UTF-8 read as windows-1252."""
    if len(_UTF8_AS_LATIN_SURE.findall(text)) < PIECES_MIN and "â€" not in text:
        return text
    return _UTF8_AS_LATIN.sub(_undo(_LATIN), text)


def _utf8_from_arabic(text: str) -> str:
    """Undo UTF-8 read as windows-1256."""
    if len(_UTF8_AS_ARABIC_SURE.findall(text)) < PIECES_MIN:
        return text
    return _UTF8_AS_ARABIC.sub(_undo(_ARABIC), text)


def _arabic_from_latin(text: str) -> str:
    """Undo windows-1256 read as windows-1252."""
    pieces = _ARABIC_AS_LATIN.findall(text)
    if len(pieces) < PIECES_MIN or sum(map(len, pieces)) < LETTERS_MIN:
        return text
    if arabic_charset(histogram_of("".join(pieces).encode("latin-1"))) != "cp1256":
        return text
    return text.translate(_LATIN_LETTERS)


def _escaped_once(text: str) -> str:
    """Undo entities whose ampersand was escaped: `&amp;#1575;`."""
    if len(_ESCAPED_LETTER.findall(text)) < PIECES_MIN:
        return text
    return _ESCAPED_TWICE.sub(r"&\1;", text)


def _letters(text: str) -> str:
    r"""Undo `\u0627` and `%D8%A7` in what readers see, not in scripts and addresses."""
    if not any(_is_seen(text, *stretch) for stretch in _stretches(text)):
        return text  # as on nearly all pages that have any: to take a page apart takes ten times
    parts = _TAG.split(text)  # text, tag, text, …
    hidden = False
    for number, part in enumerate(parts):
        if number % 2:
            found = _NOT_SHOWN.match(part)
            hidden = not found[1] if found else hidden
        elif not hidden and ("u06" in part or "%" in part):
            parts[number] = _shown(part)
    return "".join(parts)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where scripts and styles leave the page to its readers."""
    start, hidden = 0, False
    for tag in _NOT_SHOWN.finditer(text):
        if not (hidden or tag[1]):
            yield start, tag.start()
        hidden, start = not tag[1], tag.end() if hidden else start
    if not hidden:
        yield start, len(text)


def _is_seen(text: str, start: int, end: int) -> bool:
    """True when an escape stands there outside of tags; each tag is looked at once."""
    for begins, escape in _ESCAPES:
        here = start
        while found := begins.search(text, here, end):
            at = found.start()
            opening, after = text.rfind("<", here, at), text.find("<", at, end)
            after = after if after >= 0 else end
            closing = text.find(">", at, after)
            if opening >= 0 and closing >= 0 and text.find(">", opening, at) < 0:
                here = closing
            elif escape.search(text, at, after):
                return True
            else:
                here = after
    return False


def _shown(text: str) -> str:
    """One piece of text without its escapes."""
    if len(_U_ESCAPES.findall(text)) >= PIECES_MIN:
        text = _U_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return _PERCENT.sub(_unquoted, text)


def _unquoted(found: re.Match[str]) -> str:
    try:
        return unquote_plus(found[0], errors="strict")
    except UnicodeDecodeError:
        return found[0]


ALEF, PAIRS = "Ç", "ØÙâ"
_THREE_LATIN = re.compile(rb"\xc3[\x80-\xbf]\xc3[\x80-\xbf]\xc3[\x80-\xbf]")
LEAD, LED = b"\xc3", (ALEF, PAIRS)  # in UTF-8 all of these letters begin with it
_REPAIRS: tuple[tuple[str, str, re.Pattern[bytes] | None, Repair], ...] = (
    # The first before the second: "Ø¡" is ط، of the one, and ء of the other.
    ("cp1256_read_as_cp1252", ALEF, _THREE_LATIN, _arabic_from_latin),
    (
        "utf8_read_as_cp1252",
        PAIRS,
        re.compile(rb"\xc3(?:[\x98-\x9b]|\xa2\xe2\x82\xac)"),
        _utf8_from_latin,
    ),
    ("utf8_read_as_cp1256", "§", None, _utf8_from_arabic),  # of ط§, an alef
    ("double_escaped", "#", re.compile(rb"&amp;#"), _escaped_once),
    ("escaped_letters", "\\", re.compile(rb"\\u06[0-9a-fA-F]{2}[^<]?[\\%]u"), _letters),
    (
        "escaped_letters",
        "%",
        re.compile(rb"%(?:[Dd][89abAB]%|u06[0-9a-fA-F]{2}[^<]?[\\%]u)"),
        _letters,
    ),
)
"""Word, characters of which the text has one, a sign in UTF-8 without which there is nothing to
look for, and the repair."""
