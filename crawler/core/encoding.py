"""The bytes of a page become its text, whatever its server says about them."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from crawler.core.charsets import (
    arabic_charset,
    declared_charset,
    header_charset,
    histogram_of,
    meta_charset,
    same_charset,
)
from crawler.core.mojibake import repair_text

# UTF-32 first: its little-endian mark starts with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FALLBACK = "cp1252"  # what browsers take where nothing is declared
_SEQUENCES = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
DAMAGED_SHARE_MAX = 0.2  # more stray bytes than that among the high ones, and it is no UTF-8
_SAMPLE_BYTES = 1024
NUL_SHARE_MIN = 0.1  # ASCII markup in UTF-16 has one in every second byte, Arabic text fewer
REPAIRS = (
    "lying_header", "lying_meta", "damaged_utf8", "utf8_read_as_cp1252", "utf8_read_as_cp1256",
    "cp1256_read_as_cp1252", "double_escaped", "escaped_letters",
)  # fmt: skip
"""The words that `DecodedPage.repairs` may hold."""


@dataclass(frozen=True, slots=True)
class DecodedPage:
    """The text of a page, the codec that gave it, and what had to be mended (see REPAIRS).

    `utf8` is the text in UTF-8 where the page came so.
    """

    text: str
    encoding: str
    repairs: tuple[str, ...] = ()
    utf8: bytes | None = field(default=None, repr=False, compare=False)


def decode_html(body: bytes, content_type: str | None) -> DecodedPage:
    """The text of a page.

    A byte order mark decides; then valid UTF-8 is UTF-8; then the letters of the text decide
    among the declared charsets and those of Arabic. Text that was already broken when the page
    was written (mojibake, double escapes) is mended where the signs are beyond doubt. Never
    raises; what cannot be decoded becomes U+FFFD.

    Args:
        body: The response body, uncompressed.
        content_type: The Content-Type header as sent, or None.

    >>> decode_html("<p>خبر عاجل</p>".encode("cp1256"), "text/html; charset=utf-8")
    DecodedPage(text='<p>خبر عاجل</p>', encoding='cp1256', repairs=('lying_header',))
    """
    decoded = (
        _marked(body) or _utf16(body) or _utf8(body, content_type) or _single(body, content_type)
    )
    text, repairs = repair_text(decoded.text, body if decoded.encoding == "utf-8" else None)
    return DecodedPage(text, decoded.encoding, decoded.repairs + repairs) if repairs else decoded


def _marked(body: bytes) -> DecodedPage | None:
    """A page with a byte order mark."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            text = body[len(mark) :].decode(encoding, "replace")
            return DecodedPage(text, encoding, ("damaged_utf8",) if "\ufffd" in text else ())
    return None


def _utf16(body: bytes) -> DecodedPage | None:
    """UTF-16 without a mark: every second byte of its markup is NUL."""
    sample = body[:_SAMPLE_BYTES]
    if 0 not in sample or sample.count(0) < NUL_SHARE_MIN * len(sample):
        return None
    encoding = "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"
    return DecodedPage(body.decode(encoding, "replace"), encoding)


def _utf8(body: bytes, content_type: str | None) -> DecodedPage | None:
    """UTF-8, also with a few stray bytes or cut within a character."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return _damaged_utf8(body)
    if len(text) == len(body):  # ASCII is the same in nearly every charset
        header, meta = declared_charset(body, content_type)
        if b"\x1b" in body and (declared := header or meta):
            return DecodedPage(body.decode(declared, "replace"), declared)
        return DecodedPage(text, "utf-8", utf8=body)
    return DecodedPage(text, "utf-8", _lies(body, content_type, "utf-8"), body)


def _damaged_utf8(body: bytes) -> DecodedPage | None:
    """UTF-8 where nearly all high bytes are in whole sequences."""
    whole = sum(map(len, _SEQUENCES.findall(body)))
    high = len(body) - len(body.translate(None, bytes(range(0x80, 0x100))))
    if not whole or high - whole > DAMAGED_SHARE_MAX * high:
        return None
    return DecodedPage(body.decode("utf-8", "replace"), "utf-8", ("damaged_utf8",))


def _single(body: bytes, content_type: str | None) -> DecodedPage:
    """A page that is not Unicode."""
    header, meta = declared_charset(body, content_type)
    arabic = arabic_charset(histogram_of(body))
    if arabic:
        return DecodedPage(
            body.decode(arabic, "replace"), arabic, _lies(body, content_type, arabic)
        )
    for declared in (header, meta):
        if declared and not same_charset(declared, "utf-8"):
            try:
                return DecodedPage(body.decode(declared), declared)
            except (UnicodeDecodeError, LookupError):
                continue
    encoding = header or meta or _FALLBACK
    return DecodedPage(body.decode(encoding, "replace"), encoding)


def _lies(body: bytes, content_type: str | None, encoding: str) -> tuple[str, ...]:
    """The repair word where the declaration that counts is another charset's."""
    header = header_charset(content_type)
    if header:
        return () if same_charset(header, encoding) else ("lying_header",)
    meta = meta_charset(body)
    return ("lying_meta",) if meta and not same_charset(meta, encoding) else ()
