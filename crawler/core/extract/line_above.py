"""The line above an article's text that readers take for its headline, whatever its tag is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from crawler.core.extract.container import HEADING_TAGS, SENTENCE_ENDS, Prose
from crawler.core.extract.credit import is_credited
from crawler.core.extract.layout import Layout
from crawler.core.noise.phrases import key_of, kind_of_line
from crawler.core.provenance.section_names import is_section

PARAGRAPH_CHARS = 60
SURE_CHARS = 120  # a line of this length is a paragraph, though no full stop ends it
LINKED_SHARE = 0.5
WORDS_MIN = 4  # of a line that nothing else calls a headline
CHARS_MAX = 400
ABOVE_MAX = 12  # blocks between a headline and its article: section, date, share, caption
NAME_WORDS_MAX = 3  # of a site or a section: a headline is longer
NEWS_OF = key_of("أخبار") + " "  # with a subject: a section
OPEN_ENDS = (":", "-", "–", "—")  # of a line that leads to the text: a place and an agency
FIGURES_MIN = 2  # of a date: its day and its year or hour
FIGURE = re.compile(r"\d+")
TOKEN = re.compile(r"\w+")
WORD = re.compile(r"\w{3,}")
PARAGRAPHS = 4  # of the text that a headline speaks of
UNTOLD_MAX = 0.34
TOLD_MIN = 0.4  # of the words of a headline that its text has too
TITLE_TIMES = 2  # the share of a title that tells of the site


def line_above(layout: Layout, prose: Prose, names: Collection[str], after: int = -1) -> int:
    """The block of the line, or -1: a heading of the highest rank, else the last line.

    A date and what stands right under a picture count only where there is nothing else. A line
    that speaks of the text goes before a heading of another box that does not: a site's motto.

    Args:
        layout: The page.
        prose: Where its text stands.
        names: What the site is called, in the form of `key_of`.
        after: The block of a heading that was found not to be the headline.
    """
    if prose.box < 0:
        return -1
    lines = list(_lines(layout, prose, names, after))
    headings = [index for index in lines if layout.blocks[index].tag in HEADING_TAGS]
    if headings:
        best = min(headings, key=lambda index: (layout.blocks[index].tag, -index))
        if best >= (start := layout.boxes[prose.box].first):
            return best
        below = (index for index in lines if index >= start)
        return next((index for index in below if _is_motto(layout, prose, best, index)), best)
    pictured = {image.block for image in layout.images}
    sure = [
        index
        for index in lines
        if index not in pictured and not is_dated(layout.blocks[index].text)
    ]
    return max(sure or lines, default=-1)


def _is_motto(layout: Layout, prose: Prose, heading: int, line: int) -> bool:
    """True for a heading that tells less of the text than a line below it does."""
    below, above = layout.blocks[line].text, layout.blocks[heading].text
    return tells_more(layout, prose, below, above, times=TITLE_TIMES)


def _lines(layout: Layout, prose: Prose, names: Collection[str], after: int) -> Iterator[int]:
    """The lines as long as a headline above the first paragraph: no links, labels and names."""
    first = _first_paragraph(layout, prose)
    for index in range(max(after + 1, first - ABOVE_MAX), first):
        block = layout.blocks[index]
        fits = block.text.count(" ") >= WORDS_MIN - 1 and len(block.text) <= CHARS_MAX
        fits = fits and len(TOKEN.findall(block.text)) >= WORDS_MIN
        if not fits or block.link_share > LINKED_SHARE or kind_of_line(block.text):
            continue
        if block.text.endswith(OPEN_ENDS):
            continue
        if not is_credited(block.text) and key_of(block.text) not in names:
            yield index


def _first_paragraph(layout: Layout, prose: Prose) -> int:
    """The first block of the article's box that is a paragraph, and no headline as long as one."""
    box = layout.boxes[prose.box]
    long = [index for index in range(box.first, box.last) if prose.values[index] >= PARAGRAPH_CHARS]
    for index in long:
        text = layout.blocks[index].text
        if len(text) >= SURE_CHARS or text.endswith(SENTENCE_ENDS):
            return index
    return long[0] if long else box.first


def is_dated(text: str) -> bool:
    """True for a line with the figures of a date or an hour.

    >>> is_dated("الأربعاء 14 يناير 2026 - 10:25 م"), is_dated("إقرار موازنة 2026 في جلسة واحدة")
    (True, False)
    """
    return len(FIGURE.findall(text)) >= FIGURES_MIN


def is_name(layout: Layout, index: int) -> bool:
    """True for a heading of few words that is a section's name or a link, here or elsewhere.

    Such are the names of sites and sections over the headline itself.
    """
    block = layout.blocks[index]
    if block.text.count(" ") >= NAME_WORDS_MAX:
        return False
    if block.link_share > LINKED_SHARE or is_section(block.text):
        return True
    key = key_of(block.text)
    if key.startswith(NEWS_OF):
        return True
    same = (each for each in layout.anchors if abs(len(each.text) - len(block.text)) <= 1)
    return any(key_of(each.text) == key for each in same)


def tells_more(layout: Layout, prose: Prose, line: str, other: str, *, times: float = 1) -> bool:
    """True when a line has more words of the article's text than another one.

    `times`: so many times the share that the other one has.
    """
    text = _start(layout, prose, line)
    told = _told(line, text)
    return told >= TOLD_MIN and told > times * _told(other, text)


def is_untold(layout: Layout, prose: Prose, line: str) -> bool:
    """True for a line of which the text has few words: what a site says of itself."""
    return _told(line, _start(layout, prose, line)) < UNTOLD_MAX


def _start(layout: Layout, prose: Prose, line: str) -> str:
    """The first paragraphs that are not the line itself."""
    box = layout.boxes[prose.box]
    long = [index for index in range(box.first, box.last) if prose.values[index] >= PARAGRAPH_CHARS]
    texts = [layout.blocks[index].text for index in long[:PARAGRAPHS]]
    return key_of(" ".join(each for each in texts if each != line))


def _told(line: str, text: str) -> float:
    """The share of a line's words that stand in a text, also with a prefix."""
    words = set(WORD.findall(key_of(line)))
    return sum(word in text for word in words) / (len(words) or 1)
