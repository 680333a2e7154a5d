"""Members: any reader of gzip finds what was put in, and a packed body stays as it came."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from isal import isal_zlib

from crawler.store.archive.member import PACKED, STORED_MAX, pack

END = b"\r\n\r\n"
HEAD = b"WARC/1.1\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
TEXT = "استؤنفت الرحلات البحرية بعد توقف دام شهرا. ".encode()


@given(st.binary(), st.binary(), st.sampled_from([b"", *PACKED]))
def test_what_was_put_in_is_found(head, body, begins):
    body = begins + body
    assert gzip.decompress(pack(head, body, END)) == head + body + END


@pytest.mark.parametrize("more", [-5, -4, -3, 0, 1, STORED_MAX, STORED_MAX + 1, 3 * STORED_MAX])
def test_a_body_of_any_number_of_blocks(more):
    body = PACKED[0].ljust(STORED_MAX + more, b"\x07")
    made = pack(HEAD, body, END)
    assert gzip.decompress(made) == HEAD + body + END
    whole = zlib.decompressobj(31)
    whole.decompress(made)
    assert (whole.eof, whole.unused_data) == (True, b"")  # one member, and nothing behind it


def test_a_packed_body_is_not_packed_again():
    body = gzip.compress(TEXT * 50)
    assert body in pack(HEAD, body, END)


def test_a_body_that_is_not_packed_is():
    assert len(pack(HEAD, TEXT * 50, END)) < len(TEXT) * 5


def test_the_size_and_the_check_are_of_all_three(monkeypatch):
    body = gzip.compress(TEXT)
    real = isal_zlib.crc32
    monkeypatch.setattr(isal_zlib, "crc32", lambda data, *_: real(data))  # of one alone
    broken = pack(HEAD, body, END)
    monkeypatch.undo()
    with pytest.raises(gzip.BadGzipFile, match="CRC"):
        gzip.decompress(broken)


def test_a_body_that_came_unpacked_takes_no_more_room_than_zlibs_fastest():
    lines = (f"<p>{number} {hash_of(number)} ".encode() + TEXT for number in range(400))
    body = b"".join(lines)
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    theirs = packer.compress(HEAD + body + END) + packer.flush()
    assert len(pack(HEAD, body, END)) < 1.02 * len(theirs)


def hash_of(number: int) -> str:
    return f"{zlib.crc32(b'%d' % number):x}"
