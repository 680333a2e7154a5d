"""Comments that no label and no name of a box tells: a name, a date, a text, again and again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from crawler.core.extract.container import HEADING_TAGS, LINE_CHARS, SENTENCE_ENDS, prose_of
from crawler.core.extract.layout import Block, Layout

RULE = "comments"
LEAD_IN = "lead_in"  # a date under the link that answers the comment above
COMMENTS_MIN = 2
ABOVE_MIN = 0.4  # of the prose stands above: a list of events has as many dates, and no article
PROSE_MIN = 150  # and so many characters
NAME_CHARS_MAX, NAME_WORDS_MAX = 40, 5
LINE_CHARS_MAX = 90  # of a name with its date
CELLS = HEADING_TAGS | {"td", "th", "dt", "dd", "figcaption"}
CLOCK = (
    r"(?:[\s,،|-]{0,4}(?:at|الساعة)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:[apAP]\.?[mM]\.?|[صم]))?)?"
)
MONTHS = (
    "يناير|فبراير|مارس|[أا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر|كانون|شباط|"
    "[آا]ذار|نيسان|[أا]يار|حزيران|تموز|[آا]ب|[أا]يلول|تشرين"
)
# Without its year a day needs an hour: programmes and chronicles have days alone.
YEARLESS = rf"(?:\d{{1,2}}/\d{{1,2}}|\d{{1,2}}\s(?:{MONTHS})(?:\s(?:ال[أا]ول|الثاني))?)"
HOUR = r"[\s,،|-]{1,4}(?:at\s|(?:في\s)?الساعة\s)?\d{1,2}:\d{2}(?:\s?(?:[apAP]\.?[mM]\.?|[صم]))?"
STAMP = re.compile(
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|\d{1,2}\s[^\W\d_]{3,12},?\s\d{4}"
    rf"|(?<!\w)[^\W\d_]{{3,12}}\s\d{{1,2}},\s\d{{4}}){CLOCK}|(?<![\d/.]){YEARLESS}{HOUR}(?!\d)"
    r"|(?<!\w)(?:قبل|منذ)\s(?:\d{1,3}\s[^\W\d_]{3,12}|(?:ساع|دقيق|سن)(?:ة|تين)|(?:يوم|شهر|أسبوع|عام)(?:ين)?|"
    r"قليل|لحظات|ثوان)(?!\w)|(?<!\w)أمس$|\d{1,3}\s(?:minutes?|hours?|days?|weeks?)\sago"
)
# What every such date has: it takes a tenth of the time to see that a line has none of it.
MAYBE = re.compile(r"\d[/.-]\d{1,2}[/.-]\d|(?:19|20)\d\d|قبل|منذ|أمس|\sago|\d:\d\d")
SAYS = re.compile(r"\s(?:يقول|تقول|قال|قالت|كتب|علق|says?|said|wrote)\s?:$")
EMBED_BLOCKS_MAX = 6  # of a quotation with its name; a whole article may be one, too
DASHES = "\u2014\u2013"  # before the name under a quotation; a comment's name stands above it
JOINT = " \t|,،-–—•·()[]"


def signed_rules(
    layout: Layout, first: int, last: int, rules: dict[int, str], entries: AbstractSet[int]
) -> None:
    """Give the rule to such comments and to all that stands below the first of them."""
    blocks = layout.blocks
    dated = [
        index
        for index in range(first, last)
        if rules.get(index, LEAD_IN) == LEAD_IN and len(blocks[index].text) <= LINE_CHARS_MAX
        if MAYBE.search(blocks[index].text) or _says(blocks[index].text)
    ]
    if len(dated) < COMMENTS_MIN:  # so it is on most pages
        return
    starts = list(dict.fromkeys(_starts(layout, dated, rules, entries)))
    if len(starts) < COMMENTS_MIN:
        return
    kept = [index for index in range(first, last) if index not in rules]
    start = _first_comment(layout, kept, starts) if kept else None
    if start is not None:
        rules.update((index, RULE) for index in kept if index >= start)


def _first_comment(layout: Layout, kept: list[int], starts: list[int]) -> int | None:
    """The first of the lines with which comments begin, or None where no text stands under each.

    The date of the article may stand above them, that of its change below.
    """
    prose = prose_of(layout)
    says = _say(layout, kept, starts)
    while says and not says[-1]:
        says.pop()
    place = max((at + 1 for at, is_said in enumerate(says) if not is_said), default=0)
    first = next((index for index in kept if prose[index]), kept[-1])
    while place < len(says) and starts[place] <= first:
        place += 1
    if len(says) - place < COMMENTS_MIN:
        return None
    above = sum(prose[index] for index in kept if index < starts[place])
    least = max(PROSE_MIN, ABOVE_MIN * sum(prose[index] for index in kept))
    return starts[place] if above >= least else None


def _starts(
    layout: Layout, dated: Sequence[int], rules: dict[int, str], entries: AbstractSet[int]
) -> Iterator[int]:
    """The lines with which comments begin: a name with a date, or a name over a date."""
    for index in dated:
        block = layout.blocks[index]
        if index in entries or block.tag in CELLS or _is_signature(layout, index):
            continue
        name = _signed_by(" ".join(block.pieces) or block.text)
        if name:
            yield index
        elif name == "" and index - 1 not in rules and _is_name(layout.blocks[index - 1]):
            yield index - 1


def _is_signature(layout: Layout, index: int) -> bool:
    """True for a name and a date under what was said, as embedded posts have them."""
    block = layout.blocks[index]
    if block.text[0] in DASHES:
        return True
    around = (layout.boxes[each] for each in layout.outward(block.box))
    box = next((each for each in around if each.tag == "blockquote"), None)
    return box is not None and box.first < index and box.last - box.first <= EMBED_BLOCKS_MAX


def _says(text: str) -> bool:
    """True for "somebody says:", which software for blogs writes over comments."""
    return text[-1] == ":" and SAYS.search(text) is not None


def _signed_by(text: str) -> str | None:
    """What stands beside the date of a line, "" for a date alone, None for any other line."""
    found = STAMP.search(text) or SAYS.search(text)
    if found is None:
        return None
    name = f"{text[: found.start()]} {text[found.end() :]}".strip(JOINT)
    name = SAYS.sub("", name)
    is_short = len(name) <= NAME_CHARS_MAX and len(name.split()) <= NAME_WORDS_MAX
    return name if is_short and not name.endswith((*SENTENCE_ENDS,)) else None


def _is_name(block: Block) -> bool:
    text = SAYS.sub("", block.text)
    is_short = len(text) <= NAME_CHARS_MAX and len(text.split()) <= NAME_WORDS_MAX
    return is_short and block.tag not in CELLS and not text.endswith((*SENTENCE_ENDS,))


def _say(layout: Layout, kept: Sequence[int], starts: Sequence[int]) -> list[bool]:
    """For each of them whether a text stands under it: results and programmes are lines alone."""
    said = [index for index in kept if _is_said(layout.blocks[index].text)]
    ends = [*starts[1:], kept[-1] + 1]
    return [
        bisect_right(said, start) < bisect_left(said, end)
        for start, end in zip(starts, ends, strict=True)
    ]


def _is_said(text: str) -> bool:
    return len(text) > LINE_CHARS_MAX or (len(text) >= LINE_CHARS and _signed_by(text) is None)
