"""Inputs 1 to 20: markup that breaks off, bombs, drips, resets, lying lengths, endless headers."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import repeat

import brotli

from tests.hostile.row import Articles, Row
from tests.hostile.server import HTML, Act, Answer, Parts, page, raw, redirect
from tests.hostile.told import article, story
from tests.hostile.where import Where, path

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MEGABYTE = 1 << 20
HEAD = f"HTTP/1.1 200 X\r\n{HTML}\r\nConnection: close\r\n".encode()
CHUNK = b"x" * 65_536


def rows(_where: Where) -> Iterator[Row]:
    """The rows in the order of their numbers."""
    yield Row(
        1, "unclosed and overlapping tags", "read as a browser reads it, published",
        {path(1): lambda _: page(unclosed())}, published=1, holds=unclosed_is_whole,
    )  # fmt: skip
    yield Row(
        2, "HTML cut off within a tag", "dropped, asked again by the next run",
        {path(2): lambda _: page(article(2)[:900] + "<a hre")},
        {"check_article/truncated": 1},
    )  # fmt: skip
    yield Row(
        3, "a page of 100 MB", "cut at 3 MiB, dropped",
        {path(3): lambda _: raw_length(100 * MEGABYTE)}, {"failed/article/too_large": 1},
    )  # fmt: skip
    yield packed(4, "a gzip bomb of 2 GiB", (("gzip", gzip_bomb),))
    yield packed(
        5, "brotli, zstd and deflate bombs",
        (("br", brotli_bomb), ("zstd", zstd_bomb), ("deflate", deflate_bomb)),
    )  # fmt: skip
    yield Row(
        6, "gzip within gzip", "unpacked once, as its header says, dropped",
        {path(6): lambda _: page(gzip.compress(gzip.compress(whole(6))), "Content-Encoding: gzip")},
        {"failed/article/packed_twice": 1},
    )  # fmt: skip
    yield Row(
        7, "a wrong Content-Encoding", "dropped",
        {path(7): lambda _: page(whole(7), "Content-Encoding: gzip")},
        {"failed/article/decode_error": 1},
    )  # fmt: skip
    yield Row(
        8, "a Content-Length that is too long", "asked again, then given up",
        {path(8): lambda _: raw(whole(8), HTML, length=len(whole(8)) + 500)},
        {"failed/article/data_loss": 1},
    )  # fmt: skip
    yield Row(
        9, "a Content-Length that is too short", "asked again, then given up: half a page is none",
        {path(9): lambda _: raw(whole(9), HTML, length=1_200)},
        {"failed/article/connection": 1},
    )  # fmt: skip
    yield from broken_off()
    yield from slow()
    yield from heads()


def broken_off() -> Iterator[Row]:
    """What ends before its end, or has none."""
    yield Row(
        10, "chunks with a bad length", "asked again, then given up",
        {path(10): lambda _: chunked()}, {"failed/article/connection": 1},
    )  # fmt: skip
    yield Row(
        11, "a reset within the body", "asked again, then given up",
        {path(11): lambda _: (*raw(whole(11)[:600], HTML, length=len(whole(11))), Act.RESET)},
        {"failed/article/data_loss": 1},
    )  # fmt: skip


def slow() -> Iterator[Row]:
    """What takes for ever."""
    given_up = "given up after DOWNLOAD_TIMEOUT as a whole, asked again, then left"
    timeout = {"failed/article/timeout": 1}
    yield Row(12, "a body in drips", given_up, {path(12): lambda _: drip()}, timeout)
    yield Row(13, "a head in drips", given_up, {path(13): lambda _: drip_head()}, timeout)
    yield Row(14, "silence", given_up, {path(14): lambda _: (Act.SILENCE,)}, timeout)
    yield Row(
        15, "a body without an end", "cut at 3 MiB, dropped",
        {path(15): lambda _: endless()}, {"failed/article/too_large": 1},
    )  # fmt: skip


def heads() -> Iterator[Row]:
    """Heads that are none, or too large."""
    yield Row(
        16, "HTTP/0.9, and no HTTP at all", "dropped",
        {
            path(16): lambda _: (b"<h1>old</h1>",),
            path(16, 1): lambda _: (b"\x00\xff\x16\x03" * 99,),
        },
        {"failed/article/connection": 2},
    )  # fmt: skip
    yield Row(
        17, "a header of 1 MiB", "dropped",
        {path(17): lambda _: page(whole(17), "X-Long: " + "x" * MEGABYTE)},
        {"failed/article/connection": 1},
    )  # fmt: skip
    yield Row(
        18, "50,000 headers, 400 cookies", "refused at 128 headers, the crawl goes on",
        {
            path(18): lambda _: page(whole(18), *(f"X-{n}: y" for n in range(50_000))),
            path(18, 1): lambda _: page(whole(81), *(f"Set-Cookie: c{n}=1" for n in range(400))),
        },
        {"failed/article/connection": 2},
    )  # fmt: skip
    yield Row(
        19, "Set-Cookie for another domain", "no cookie is kept or sent, published",
        {path(19): lambda _: page(whole(19), "Set-Cookie: a=b; Domain=other.example; Path=/")},
        published=1,
    )  # fmt: skip
    yield Row(
        20, "a loop of redirects", "given up after REDIRECT_MAX_TIMES",
        {
            path(20): lambda time: redirect(f"{path(20)}?turn={time}"),
            path(20, 1): lambda _: redirect(path(20, 1)),
        },
        {"failed/article/redirects": 1, "links/redirected_to_seen": 1},
    )  # fmt: skip


def whole(number: int) -> bytes:
    return article(number).encode()


def unclosed() -> str:
    """Overlapping formatting, paragraphs without an end, a table cell out of place."""
    told = story(1)
    text = "".join(f"<p><b><i>{each[:40]}</b>{each[40:]}</i>" for each in told.paragraphs)
    return f"<html><body><div><td><h1>{told.headline}<div></h1>{text}</span></section></body>"


def unclosed_is_whole(articles: Articles) -> bool:
    told = story(1)
    (one,) = articles
    return one["headline"] == told.headline and one["articleBody"] == "\n\n".join(told.paragraphs)


def raw_length(size: int) -> Parts:
    """A page that says how large it is."""
    yield HEAD + f"Content-Length: {size}\r\n\r\n".encode()
    yield from repeat(CHUNK, size // len(CHUNK))


def endless() -> Parts:
    yield HEAD + b"\r\n" + b"<html><body><p>"
    yield from repeat(CHUNK)


def chunked() -> Parts:
    body = whole(10)
    yield HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    yield f"{len(body):x}\r\n".encode() + body + b"\r\nnot hexadecimal\r\n"


def drip() -> Parts:
    yield HEAD + b"Content-Length: 9999\r\n\r\n"
    for _ in range(999):
        yield b"x"
        yield Act.WAIT


def drip_head() -> Parts:
    yield b"HTTP/1.1 200 X\r\n"
    for number in range(999):
        yield f"X-{number}: y\r\n".encode()
        yield Act.WAIT


def packed(number: int, name: str, bombs: tuple[tuple[str, object], ...]) -> Row:
    """A bomb for each encoding."""
    answers = {
        path(number, variant): bomb_answer(encoding, make)
        for variant, (encoding, make) in enumerate(bombs)
    }
    outcome = "refused while it is unpacked, memory bounded"
    return Row(number, name, outcome, answers, {"failed/article/too_large": len(bombs)})


def bomb_answer(encoding: str, make: object) -> Answer:
    return lambda _: page(make(), f"Content-Encoding: {encoding}")  # type: ignore[operator]


@cache
def gzip_bomb() -> bytes:
    return gzip.compress(bytes(64 * MEGABYTE), 6) * 32


@cache
def brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=3)
    return b"".join(packer.process(bytes(MEGABYTE)) for _ in range(128)) + packer.finish()


@cache
def zstd_bomb() -> bytes:
    return zstd.compress(bytes(128 * MEGABYTE))


@cache
def deflate_bomb() -> bytes:
    return zlib.compress(bytes(128 * MEGABYTE))
