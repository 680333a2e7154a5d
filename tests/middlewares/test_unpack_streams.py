"""Streams of every kind, whole and damaged: what is unpacked of them is what zlib would give."""

from __future__ import annotations

import struct
import zlib
from random import Random

import pytest

from crawler.middlewares import unpack
from crawler.middlewares.unpack import FLAGS, RESERVED, unpacked

TEXT = "أعلنت وزارة النقل استئناف الرحلات البحرية بعد توقف دام شهرا. ".encode()
CHECKED_NAME, EXTRA, NAME, COMMENT = 2, 4, 8, 16  # flags of a header (RFC 1952, 2.3.1)
TRAILER = struct.Struct("<II")
STREAMS = 1500


def by_zlib(body, bytes_max):
    member = zlib.decompressobj(31)
    try:
        found = member.decompress(body, bytes_max)
    except zlib.error:
        return None
    return found if member.eof and not member.unused_data else None


def header(chance, flags):
    made = b"\x1f\x8b\x08" + bytes([flags]) + chance.randbytes(6)
    if flags & EXTRA:
        made += b"\x05\x00extra"
    for flag, text in ((NAME, b"page.html\0"), (COMMENT, b"a page\0")):
        made += text if flags & flag else b""
    if flags & CHECKED_NAME:
        check = zlib.crc32(made) & 0xFFFF
        made += struct.pack("<H", check ^ chance.choice((0, 0, 1)))
    return made


def text(chance):
    return chance.choice((b"", b"a", TEXT * 40, bytes(70_000), chance.randbytes(400)))


def stream(chance, flags=0):
    """A whole member and how long its header is: any level, strategy, window and kind of block."""
    data, window = text(chance), chance.choice((-15, -15, -12, -9))
    packer = zlib.compressobj(
        chance.randrange(10), zlib.DEFLATED, window, chance.randrange(1, 10), chance.randrange(5)
    )
    half = chance.randrange(len(data) + 1)
    flush = chance.choice((zlib.Z_NO_FLUSH, zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH))
    raw = packer.compress(data[:half]) + packer.flush(flush) + packer.compress(data[half:])
    begin = header(chance, flags)
    return begin + raw + packer.flush() + TRAILER.pack(zlib.crc32(data), len(data)), len(begin)


def damaged(chance, kind):
    whole, begin = stream(chance, chance.choice((0, 0, chance.randrange(256))))
    body, at = bytearray(whole), chance.randrange(len(whole))
    match kind:
        case "a bit":
            body[at] ^= 1 << chance.randrange(8)
        case "a bit of what says how it is packed":
            body[min(begin + chance.randrange(60), len(body) - 9)] ^= 1 << chance.randrange(8)
        case "bytes":
            for place in chance.choices(range(len(body)), k=5):
                body[place] = chance.randrange(256)
        case "cut":
            del body[at:]
        case "one more byte within":
            body[at:at] = b"\x07"
        case "trailer":
            body[-chance.randrange(1, 9)] ^= 1 << chance.randrange(8)
        case "rubbish behind":
            body += chance.randbytes(chance.randrange(1, 12))
        case "another behind":
            body += stream(chance)[0]
    return bytes(body)


KINDS = ("whole", "a bit", "a bit of what says how it is packed", "bytes", "cut",
         "one more byte within", "trailer", "rubbish behind", "another behind")  # fmt: skip


def told_otherwise(kind, unpack_by):
    """The streams of which something else comes out than by zlib."""
    chance = Random(kind)  # noqa: S311 - the same streams each time
    found = []
    for _ in range(STREAMS // len(KINDS)):
        body, most = damaged(chance, kind), chance.choice((0, 1, 1_000, len(TEXT) * 40, 1 << 24))
        if unpack_by(body, most) != by_zlib(body, most):
            found.append(body)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_what_comes_out_is_what_zlib_gives(kind):
    assert told_otherwise(kind, unpacked) == []


def test_the_comparison_catches_flags_that_are_passed_over(monkeypatch):
    monkeypatch.setattr(unpack, "RESERVED", 0)
    assert told_otherwise("whole", unpacked) != []


@pytest.mark.parametrize("flag", [0x20, 0x40, 0x80])
def test_a_flag_that_nobody_knows_is_refused(flag):
    body, _ = stream(Random(1))  # noqa: S311
    assert flag & RESERVED
    assert unpacked(body, 0) is not None
    assert unpacked(body[:FLAGS] + bytes([flag]) + body[FLAGS + 1 :], 0) is None


@pytest.mark.parametrize("size", range(0, 20, 3))
def test_less_than_a_header_is_nothing(size):
    whole, _ = stream(Random(2))  # noqa: S311
    assert unpacked(whole[:size], 0) is None


@pytest.mark.parametrize("most", [1, 100_000, 1 << 20])
def test_no_more_is_unpacked_than_may_be(most):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = packer.compress(bytes(1 << 24)) + packer.flush()
    assert len(bomb) < 1 << 15
    assert unpacked(bomb, most) is None
    assert len(unpacked(bomb, 1 << 24) or b"") == 1 << 24
