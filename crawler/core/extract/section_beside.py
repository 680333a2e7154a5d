"""The section in the lines beside a headline: a name that many sites use, or a line of its own.

A line that is neither counts where it is a link or of a word or two, and nothing that stands beside
headlines as well: a person, the site, a tool, a time, a place, a publisher, the entry of a menu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from urllib.parse import urlsplit

from crawler.core.arabic.text import fold_text
from crawler.core.extract.byline import NO_NAMES
from crawler.core.extract.layout import Block
from crawler.core.extract.line_above import is_dated
from crawler.core.extract.metadata import publishers_of, title_ends
from crawler.core.extract.page import Page
from crawler.core.extract.person import CALLING
from crawler.core.extract.reading import Reading
from crawler.core.extract.section_label import LABEL, labelled
from crawler.core.extract.section_menu import LINKED_SHARE, MENU_LINKS, is_of_menu
from crawler.core.extract.section_trail import HOME, trail_end
from crawler.core.extract.section_word import CHARS_MAX, may_be_section, names_source, parts_of
from crawler.core.noise.phrases import key_of, kind_of_line
from crawler.core.provenance.credit import is_label
from crawler.core.provenance.dateline import read_dateline
from crawler.core.provenance.registry import registry
from crawler.core.provenance.section_names import is_region, is_section
from crawler.core.urls import absolute, host_of, shape_of

ITEM_WORDS_MAX = 2
PLAIN_WORDS_MAX, LATIN_WORDS_MAX = 2, 1
OTHER_KINDS = NO_NAMES | {"ad"}
BESIDE_MAX, FAR_MAX = 4, 8  # lines between the headline and the section, and a known one
ABOVE_LINKED, ABOVE_MAX = 2, 4  # a kicker may stand between; a date and a name, without links
NO_SECTION = re.compile(
    r"^#|^javascript|author|autor|profile|/people|/staff|/by/|/user|login|/tags?/|/sources?/|publisher",
    re.IGNORECASE,
)
ALL_NEWS = frozenset(map(key_of, ("أخبار", "الأخبار")))  # says less than what stands beside it
SECTION_HINT = re.compile(r"cat|sect|topic|rubri|depart|channel|crumb|label|tag|badge")
SECTION_PATH = re.compile(r"/(?:category|categories|section|rubrik|ressort|topic|kategori)\w*/")
ARABIC = re.compile(r"[\u0621-\u064a]")
SIGN = re.compile(r"\s*[/|:-]")  # behind the name of a publisher
BARS, AGO = re.compile(r"\s?[|·•]\s?|\s[-–—]\s"), re.compile(r"(?:منذ|قبل)\s")
TRAIL = re.compile(r"\s?[»›>/\\←]\s?")


def section_beside(reading: Reading) -> str | None:
    """A known section in a line under the headline or above it, else a line that may be one."""
    if reading.heading.block < 0:
        return None
    lines = (index for index in _lines(reading) if _may_hold(reading, index))
    return next(_told(reading, lines), None)


def _lines(reading: Reading) -> list[int]:
    """The short lines under the headline, then those above it, nearest first."""
    heading, blocks = reading.heading.block, reading.page.layout.blocks
    values = reading.prose.values
    below = range(heading + 1, min(len(blocks), heading + 1 + FAR_MAX))
    above = range(heading - 1, max(-1, heading - 1 - ABOVE_MAX), -1)
    plain = takewhile(lambda index: not blocks[index + 1].link_chars, above[ABOVE_LINKED:])
    short = takewhile(lambda index: values[index] <= CHARS_MAX, below)
    return [*short, *above[:ABOVE_LINKED], *plain]


def _told(reading: Reading, found: Iterator[int]) -> Iterator[str]:
    """What these lines may name as the section, the surest first: mostly one of the first lines."""
    end = trail_end(reading.page, reading.heading.block)
    if end and (is_section(end) or may_be_section(end, reading.clock)):
        yield end
    lines, blocks = [], reading.page.layout.blocks
    for index in found:
        lines.append(index)
        texts = [*_texts(reading.page, index), *_amid_times(blocks[index].text)]
        named = filter(is_section, (LABEL.sub("", text, count=1) for text in texts))
        yield from sorted(named, key=lambda text: key_of(text) in ALL_NEWS)
    yield from labelled(reading)
    for index in lines:
        yield from _region(reading, index)
    names = _names(reading)
    heading = reading.heading.block
    for index in sorted(lines, key=lambda index: not blocks[index].link_chars):
        if heading - 1 <= index <= heading + BESIDE_MAX:
            yield from _others(reading, index, names)


def _may_hold(reading: Reading, index: int) -> bool:
    """False for a label, a source, somebody's name, an item of a summary, an entry of a menu."""
    page, block = reading.page, reading.page.layout.blocks[index]
    kind = kind_of_line(block.text)
    is_row = kind == "byline" and len(block.pieces) > 1  # "posted by ... on ... in ..."
    if (kind and not is_row) or _is_sourced(page, index) or _is_point(block):
        return False
    heading = reading.heading.block
    if index > heading:
        return not _is_person(page, index)
    return reading.prose.kinds[index] not in OTHER_KINDS and not is_of_menu(page, index, heading)


def _texts(page: Page, index: int) -> list[str]:
    """The parts of a line; of a trail from the site's front the last ones first, none of a menu."""
    block = page.layout.blocks[index]
    texts = [text for text in block.pieces or parts_of(block.text) if key_of(text)]
    if len(texts) == 1:
        trail = TRAIL.split(texts[0])
        texts = trail if key_of(trail[0]) in HOME else texts
    if not texts or key_of(texts[0]) not in HOME:
        return texts
    is_trail = TRAIL.search(block.text) or any(
        _leads_here(page, each.href) for each in page.layout.anchors if each.block == index
    )
    return texts[:0:-1] if is_trail else []


def _amid_times(line: str) -> list[str]:
    """The parts of a line in one piece of which one is a time: "Local · 2 hours ago · share"."""
    parts = BARS.split(line)
    return parts if any(is_dated(part) or AGO.match(part) for part in parts[1:]) else []


def _leads_here(page: Page, href: str) -> bool:
    """True for a link to a folder that the page's own address lies in."""
    path = urlsplit(href).path.rstrip("/")
    return bool(path) and urlsplit(page.url).path.startswith(f"{path}/")


def _region(reading: Reading, index: int) -> Iterator[str]:
    """A link that is a line of its own and names a part of the world, as newspapers do, too."""
    block = reading.page.layout.blocks[index]
    if block.link_share > LINKED_SHARE and not block.pieces and is_region(block.text):
        yield block.text


def _names(reading: Reading) -> frozenset[str]:
    """What the site, its publisher and the authors are called, as keys."""
    page = reading.page
    names = [*reading.names, *publishers_of(page), *title_ends(page)]
    names += [each.name for each in (reading.authors or ((), ""))[0]]
    return frozenset(map(key_of, names))


def _others(reading: Reading, index: int, names: frozenset[str]) -> Iterator[str]:
    """The parts of a line that may be sections nobody else has."""
    page = reading.page
    is_trail = any(key_of(text) in HOME for text in page.layout.blocks[index].pieces[:1])
    links = sum(each.block == index for each in page.layout.anchors)
    is_menu = links >= MENU_LINKS and not is_dated(page.layout.blocks[index].text)
    if (is_menu and not is_trail) or (not links and _is_of_tool(reading, index)):
        return
    named = {each.text for each in page.layout.sources if each.block == index}
    for text in _texts(page, index):
        if text in named or key_of(text) in names or names_source(text) or key_of(text) in HOME:
            continue
        if _is_signed(reading, text):
            continue
        if index < reading.heading.block and _is_kicker(page, index, text):
            continue
        if may_be_section(text, reading.clock) and _is_sure(page, index, text):
            yield text


def _is_of_tool(reading: Reading, index: int) -> bool:
    """True for a line without links that has several parts and no date, or is an item of a list."""
    block = reading.page.layout.blocks[index]
    if block.tag == "li" and index < reading.heading.block:
        return True  # an answer of a poll
    return len(block.pieces) > 1 and not any(map(reading.clock.read, block.pieces))


def _is_kicker(page: Page, index: int, text: str) -> bool:
    """True for a plain line of several words right above the headline: it tells of the story.

    Unless the names of its box call it a section.
    """
    block = page.layout.blocks[index]
    hint = page.layout.boxes[block.box].hint if block.box >= 0 else ""
    return " " in text and not block.link_chars and SECTION_HINT.search(hint) is None


def _is_signed(reading: Reading, text: str) -> bool:
    """True for what a line under the headline has before a sign, as publishers stand there."""
    start = reading.heading.block + 1
    lines = (block.text for block in reading.page.layout.blocks[start : start + FAR_MAX])
    return any(line.startswith(text) and SIGN.match(line, len(text)) for line in lines)


def _is_sure(page: Page, index: int, text: str) -> bool:
    """False for the link to a person or a tool, and for a line of more than a word or two.

    Outside of Arabic true for the link of a section only: there a line beside a headline is a label
    or a name more often than a section.
    """
    links = (each for each in page.layout.anchors if each.block == index and each.text == text)
    hrefs = [each.href for each in links]
    if any(map(NO_SECTION.search, hrefs)) or any(_is_story(page, href) for href in hrefs):
        return False
    if any(_is_foreign(page, href) for href in hrefs):
        return False
    if ARABIC.search(page.title or text):
        most = PLAIN_WORDS_MAX if ARABIC.search(text) else LATIN_WORDS_MAX
        return bool(hrefs) or len(text.split()) <= most
    if any(_leads_here(page, href) for href in hrefs):
        return True
    return any(SECTION_PATH.search(urlsplit(href).path) for href in hrefs)


def _is_story(page: Page, href: str) -> bool:
    """True for a link to an address of the page's own shape: a headline of three words."""
    shape = shape_of(absolute(href, page.base_url) or "")
    return ("#" in shape or "*" in shape) and shape == shape_of(page.url)


def _is_foreign(page: Page, href: str) -> bool:
    """True for a link to another site."""
    own, host = host_of(page.url), host_of(absolute(href, page.base_url) or "")
    is_own = f".{own}".endswith(f".{host}") or f".{host}".endswith(f".{own}")
    return bool(own and host) and not is_own


def _is_point(block: Block) -> bool:
    """True for an item of a summary in points; a list may name section, date and source, too."""
    is_item = block.tag == "li" and not block.link_chars
    return is_item and len(block.text.split()) > ITEM_WORDS_MAX and not is_section(block.text)


def _is_person(page: Page, index: int) -> bool:
    """True for a line over one that begins with a calling: "a writer and researcher"."""
    below = page.layout.blocks[index + 1 : index + 2]
    return any(CALLING.match(fold_text(block.text[:CHARS_MAX])) for block in below)


def _is_sourced(page: Page, index: int) -> bool:
    """True for a line that is a dateline as a whole, or that stands under "source:"."""
    blocks = page.layout.blocks
    if index and is_label(blocks[index - 1].text):
        return True
    return read_dateline(blocks[index].text, registry(), is_whole=True) is not None
