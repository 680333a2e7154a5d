"""Inputs 35 to 45: charsets that lie, characters that hide, markup that weighs a ton."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator

from tests.hostile.row import Articles, Row
from tests.hostile.server import page
from tests.hostile.told import article, paragraphs, story
from tests.hostile.where import Where, path

BARE = "Content-Type: text/html"
INVISIBLE = "\u200b\u200c\ufeff\u0640\u202e\u2066\u2069\u202c"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
LINES = "\u2028\u2029\u0085"
PLAIN = 107  # a story that iso-8859-6 has all characters of
WORD = "كلمة\n"
CONTROLS = "\x00\x01\x08\x0b\x1b\x7f\x80\x9b"


def rows(_where: Where) -> Iterator[Row]:
    """The rows in the order of their numbers."""
    yield Row(
        35, "a cp1256 body under a utf-8 header", "read as cp1256, published, counted",
        {path(35): lambda _: page(coded(35, "cp1256"))}, {"encoding/lying_header": 1},
        published=1, holds=tells(35),
    )  # fmt: skip
    yield Row(
        36, "a cp1256 body without a charset", "read as cp1256, published",
        {path(36): lambda _: page(coded(36, "cp1256"), BARE)}, published=1, holds=tells(36),
    )  # fmt: skip
    yield Row(
        37, "iso-8859-6, UTF-16 without a mark, UTF-7", "read, or dropped; never garbled",
        {
            path(37): lambda _: page(coded(PLAIN, "iso-8859-6"), BARE),
            path(37, 1): lambda _: page(coded(85, "utf-16-le"), BARE),
            path(37, 2): lambda _: page(coded(86, "utf-7"), BARE + "; charset=utf-7"),
        },
        {"check_article/garbled": 1}, published=2, holds=tells(PLAIN, 85),
    )  # fmt: skip
    yield Row(
        38, "utf-8 that was read as cp1252 and written again", "repaired, published, counted",
        {path(38): lambda _: page(twice_encoded(38))}, {"encoding/utf8_read_as_cp1252": 1},
        published=1, holds=tells(38),
    )  # fmt: skip
    yield Row(
        39, "NUL and other control characters", "taken out, published",
        {path(39): lambda _: page(sprinkled(39, CONTROLS))}, published=1, holds=tells(39),
    )  # fmt: skip
    yield Row(
        40, "lone surrogates, characters that are none", "replaced, the feed is valid UTF-8",
        {path(40): lambda _: page(surrogates())}, {"encoding/damaged_utf8": 1},
        published=1, holds=is_utf_8,
    )  # fmt: skip
    yield from hidden()
    yield from heavy()


def hidden() -> Iterator[Row]:
    """Characters that nobody sees."""
    yield Row(
        41, "bidi overrides in a title", "taken out, the text stays",
        {path(41): lambda _: page(article(41, title=with_bidi(41)))}, published=1, holds=tells(41),
    )  # fmt: skip
    yield Row(
        42, "zero width, tatweel, presentation forms", "one text: the copy is recorded only",
        {path(42): lambda _: page(article(42)), path(42, 1): lambda _: page(dressed(42))},
        {"store_article/duplicate": 1}, published=1,
    )  # fmt: skip
    yield Row(
        43, "line separators in a text", "one line of the feed for one article",
        {path(43): lambda _: page(sprinkled(43, LINES))}, published=1, holds=tells(43),
    )  # fmt: skip


def heavy() -> Iterator[Row]:
    """Pages that cost a careless parser minutes."""
    yield Row(
        44, "a million nested divs", "too large: dropped; a fifth of it is read, published",
        {path(44): lambda _: page(nested(44, 1_000_000)),
         path(44, 1): lambda _: page(nested(90, 270_000))},
        {"failed/article/too_large": 1}, published=1, holds=tells(90),
    )  # fmt: skip
    yield Row(
        45, "a million attributes, a text of 10 MB", "too large: dropped; less is bounded in time",
        {
            path(45): lambda _: page(attributes(45, 1_000_000)),
            path(45, 1): lambda _: page(long_text(87, 1_000_000)),
            path(45, 2): lambda _: page(attributes(91, 300_000)),
            path(45, 3): lambda _: page(long_text(92, 330_000)),
        },
        {"failed/article/too_large": 2, "extract/not_an_article/too_long": 1},
        published=1, holds=tells(91),
    )  # fmt: skip


class tells:  # noqa: N801 - reads as a word where it is used
    """True when the published articles are the stories of these numbers, letter by letter."""

    def __init__(self, *numbers: int) -> None:
        self.numbers = numbers

    def __call__(self, articles: Articles) -> bool:
        wanted = {(story(at).headline, "\n\n".join(story(at).paragraphs)) for at in self.numbers}
        return {(each["headline"], each["articleBody"]) for each in articles} == wanted


def coded(number: int, charset: str) -> bytes:
    """The page of a story in a charset, without a word about it."""
    text = article(number).replace("<meta charset='utf-8'>", "")
    return text.encode(charset)


def twice_encoded(number: int) -> str:
    """As a program does that takes each byte for a character, those without one included."""
    return "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in article(number).encode()
    )


def sprinkled(number: int, hidden_ones: str) -> str:
    """The page of a story with such characters between its words and paragraphs."""
    told = story(number)
    text = "".join(
        f"<p>{hidden_ones[at % len(hidden_ones)]}{each}{hidden_ones}</p>"
        for at, each in enumerate(told.paragraphs)
    )
    return f"<html><body><h1>{told.headline}{hidden_ones}</h1>{text}</body></html>"


def surrogates() -> str:
    told = story(40)
    text = f"<p>&#xD800;{told.paragraphs[0]}\ud83d\uffff&#xFFFE;</p>{paragraphs(told)}"
    return f"<html><body><h1>{told.headline}&#xDFFF;</h1>{text}</body></html>"


def is_utf_8(articles: Articles) -> bool:
    line = json.dumps(articles, ensure_ascii=False)
    return line.encode().decode() == line and story(40).paragraphs[0] in line


def with_bidi(number: int) -> str:
    first, _, rest = story(number).headline.partition(" ")
    return f"\u202e{first}\u202c \u2067{rest}\u2069{BIDI}"


def dressed(number: int) -> str:
    """The same story in presentation forms, with characters of no width, and stretched."""
    forms = {
        unicodedata.normalize("NFKC", chr(code)): chr(code)
        for code in range(0xFE80, 0xFEF5)
        if unicodedata.name(chr(code), "").endswith("ISOLATED FORM")
    }
    told = story(number)
    table = str.maketrans(forms)
    text = "".join(
        f"<p>{each.translate(table).replace(' ', ' ' + INVISIBLE)}</p>" for each in told.paragraphs
    )
    return f"<html><body><h1>{told.headline}</h1>{text}</body></html>"


def nested(number: int, deep: int) -> str:
    told = story(number)
    return (
        f"<html><body>{'<div>' * deep}<h1>{told.headline}</h1>{paragraphs(told)}"
        f"{'</div>' * deep}</body></html>"
    )


def attributes(number: int, count: int) -> str:
    many = " ".join(f"a{at}=1" for at in range(count))
    return article(number).replace("<h1>", f"<div {many}></div><h1>")


def long_text(number: int, words: int) -> str:
    return article(number, more=f"<p>{WORD * words}</p>")
