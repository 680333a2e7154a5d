"""The section in the lines beside a headline: a name that many sites use, or a line of its own.

A line that is neither counts where it is a link or of a word or two, and nothing that stands beside
headlines as well: a person, the site, a tool, a time, a place, a publisher, the entry of a menu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from urllib.parse import urlsplit

from crawler.core.arabic.text import fold_text
from crawler.core.extract.byline import NO_NAMES
from crawler.core.extract.container import HEADING_TAGS
from crawler.core.extract.layout import Block
from crawler.core.extract.metadata import publishers_of, title_ends
from crawler.core.extract.page import Page
from crawler.core.extract.person import CALLING
from crawler.core.extract.reading import Reading
from crawler.core.extract.section_word import CHARS_MAX, may_be_section, names_source, parts_of
from crawler.core.noise.phrases import key_of, kind_of_line
from crawler.core.provenance.credit import is_label
from crawler.core.provenance.dateline import read_dateline
from crawler.core.provenance.registry import registry
from crawler.core.provenance.section_names import is_region, is_section

LABEL = re.compile(r"^(?:القسم|التصنيف|نشر(?:ت)? في|كتب في|ضمن)\s*:?\s*")
ITEM_WORDS_MAX = 2
PLAIN_WORDS_MAX, LATIN_WORDS_MAX = 2, 1
LINKED_SHARE = 0.5
TRAIL_MAX = 3  # links of a trail: a menu has more
MENU_LINKS, RUN_MAX = 3, 5  # one under the other
OTHER_KINDS = NO_NAMES | {"ad"}
HOME = frozenset(
    map(key_of, ("الرئيسية", "الصفحة الرئيسية", "home", "homepage", "start", "صفحه اصلی", "خانه"))
)
BESIDE_MAX, FAR_MAX = 4, 8  # lines between the headline and the section, and a known one
ABOVE_LINKED, ABOVE_MAX = 2, 4  # a kicker may stand between; a date and a name, without links
AFTER_MAX = 8  # blocks under the text
NO_SECTION = re.compile(
    r"^#|author|autor|profile|/people|/staff|/by/|/user|login|/tags?/", re.IGNORECASE
)
SECTION_PATH = re.compile(r"/(?:category|categories|section|rubrik|ressort|topic|kategori)\w*/")
ARABIC = re.compile(r"[\u0621-\u064a]")
SIGN = re.compile(r"\s*[/|:-]")  # behind the name of a publisher
TRAIL = re.compile(r"\s?[»›>/\\←]\s?")


def section_beside(reading: Reading) -> str | None:
    """A known section in a line under the headline or above it, else a line that may be one."""
    if reading.heading.block < 0:
        return None
    lines = [index for index in _lines(reading) if _may_hold(reading, index)]
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


def _told(reading: Reading, lines: list[int]) -> Iterator[str]:
    """What these lines may name as the section, the surest first."""
    for index in lines:
        texts = _texts(reading.page, index)
        yield from filter(is_section, (LABEL.sub("", text, count=1) for text in texts))
    yield from _labelled(reading)
    for index in lines:
        yield from _region(reading, index)
    names = _names(reading)
    heading = reading.heading.block
    for index in lines:
        if heading - 1 <= index <= heading + BESIDE_MAX:
            yield from _others(reading, index, names)


def _may_hold(reading: Reading, index: int) -> bool:
    """False for a label, a source, somebody's name, an item of a summary, an entry of a menu."""
    page, block = reading.page, reading.page.layout.blocks[index]
    if kind_of_line(block.text) or _is_sourced(page, index) or _is_point(block):
        return False
    is_above = index < reading.heading.block
    if is_above and (reading.prose.kinds[index] in OTHER_KINDS or _is_of_menu(page, index)):
        return False
    return is_above or not _is_person(page, index)


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


def _leads_here(page: Page, href: str) -> bool:
    """True for a link to a folder that the page's own address lies in."""
    path = urlsplit(href).path.rstrip("/")
    return bool(path) and urlsplit(page.url).path.startswith(f"{path}/")


def _region(reading: Reading, index: int) -> Iterator[str]:
    """A link that is a line of its own and names a part of the world, as newspapers do, too."""
    block = reading.page.layout.blocks[index]
    if block.link_share > LINKED_SHARE and not block.pieces and is_region(block.text):
        yield block.text


def _labelled(reading: Reading) -> Iterator[str]:
    """The link behind "published in" around the headline or under the text."""
    layout = reading.page.layout
    head, last = reading.heading.block + 1, reading.body.span[1] + 1
    near = [*range(head, head + BESIDE_MAX), *range(last, last + AFTER_MAX)]
    for index in near:
        block = layout.blocks[index] if index < len(layout.blocks) else None
        label = LABEL.match(block.text) if block and block.link_chars else None
        if block is None or label is None or len(block.text) > CHARS_MAX:
            continue
        text = block.text[label.end() :]
        if any(each.block == index and each.text == text for each in layout.anchors):
            yield text


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
    if links >= MENU_LINKS and not is_trail:
        return
    named = {each.text for each in page.layout.sources if each.block == index}
    for text in _texts(page, index):
        if text in named or key_of(text) in names or names_source(text) or key_of(text) in HOME:
            continue
        if _is_signed(reading, text):
            continue
        if may_be_section(text, reading.clock) and _is_sure(page, index, text):
            yield text


def _is_signed(reading: Reading, text: str) -> bool:
    """True for what a line under the headline has before a sign, as publishers stand there."""
    start = reading.heading.block + 1
    lines = (block.text for block in reading.page.layout.blocks[start : start + FAR_MAX])
    return any(line.startswith(text) and SIGN.match(line, len(text)) for line in lines)


def _is_of_menu(page: Page, index: int) -> bool:
    """True for one of several links in lines of their own, but not for the end of a short `ol`."""
    below = page.layout.blocks[index + 1 : index + MENU_LINKS]
    more = len([*takewhile(lambda block: block.link_share > LINKED_SHARE, below)])
    above = reversed(page.layout.blocks[: index + 1])
    run = [*takewhile(lambda block: block.link_share > LINKED_SHARE, islice(above, RUN_MAX))]
    if not run or len(run) + more < MENU_LINKS:
        return False
    if _begins_at_home(page, index) or _is_headed(page, index):
        return False
    is_short = not more and len(run) < RUN_MAX and key_of(run[-1].text) in HOME
    return not (is_short and _is_ordered(page, index))


def _is_headed(page: Page, index: int) -> bool:
    """True for the first line of a box with the heading below it: the menu stands outside."""
    layout = page.layout
    boxes = (layout.boxes[box] for box in layout.outward(layout.blocks[index].box))
    around = next((box for box in boxes if box.last > index + 1), None)
    if around is None or around.first != index:
        return False
    return layout.blocks[index + 1].tag in HEADING_TAGS


def _begins_at_home(page: Page, index: int) -> bool:
    """True for the last link of a short list from the site's front to the page itself."""
    layout = page.layout
    place = layout.boxes[layout.blocks[index].box].parent
    if place < 0 or not 0 < index - layout.boxes[place].first < TRAIL_MAX:
        return False
    below = layout.blocks[index + 1 : layout.boxes[place].last]
    is_last = len(below) == 1 and not below[0].link_chars  # the page itself
    return is_last and key_of(layout.blocks[layout.boxes[place].first].text) in HOME


def _is_ordered(page: Page, index: int) -> bool:
    """True for an item of an ordered list: the order of a trail matters, that of a menu not."""
    boxes = page.layout.boxes
    around = boxes[page.layout.blocks[index].box].parent
    return around >= 0 and boxes[around].tag == "ol"


def _is_sure(page: Page, index: int, text: str) -> bool:
    """False for the link to a person or a tool, and for a line of more than a word or two.

    Outside of Arabic true for the link of a section only: there a line beside a headline is a label
    or a name more often than a section.
    """
    links = (each for each in page.layout.anchors if each.block == index and each.text == text)
    hrefs = [each.href for each in links]
    if any(map(NO_SECTION.search, hrefs)):
        return False
    if ARABIC.search(page.title or text):
        most = PLAIN_WORDS_MAX if ARABIC.search(text) else LATIN_WORDS_MAX
        return bool(hrefs) or len(text.split()) <= most
    if any(_leads_here(page, href) for href in hrefs):
        return True
    return any(SECTION_PATH.search(urlsplit(href).path) for href in hrefs)


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
