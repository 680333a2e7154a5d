"""Dates near an article that belong to something else, by where they stand on the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import timedelta
from itertools import islice, takewhile
from operator import attrgetter

from crawler.core.arabic.dates import DateSpan
from crawler.core.extract.container import HEADING_TAGS, LINKED_SHARE, SENTENCE_ENDS
from crawler.core.extract.date_line import is_date_line
from crawler.core.extract.dates.found import SAME_DAY, Clock
from crawler.core.extract.dates.labels import PUBLISHED, bare
from crawler.core.extract.layout import Block, Layout
from crawler.core.extract.under_text import ending_kind
from crawler.core.noise.phrases import closing_kind

TITLE_WORDS_MIN = 4  # of a link that is the title of another article
HEAD_WORDS_MIN = 3  # a shorter one is the name of the site
STORY_WORDS_MIN, STORY_SHARE_MIN = 6, 0.5  # of a linked title; of its line: the rest is a date
TEASER_BLOCKS_MAX = 6  # title, date, section, summary; a longer box is no teaser
NOW_WITHIN = timedelta(minutes=2)  # of the reading: a program wrote the moment of the request
CLOCK_WITHIN = timedelta(hours=1)  # of the visit: how wrong the clock of a site may be
# "A ship in the port on 3 February": words, a preposition, and the day that they speak of.
OF_PICTURE = re.compile(
    r"(?:[^\W\d_]+\s+){3,}(?:في|يوم|بتاريخ|on|in|am|vom|le|el|il)\s+(?:[^\W\d_]+\s+)?\(?\d",
    re.IGNORECASE,
)
# "A ship in the port of Aden, 3 February": the same without a preposition before the day.
PLACED = re.compile(
    r"(?!بقلم|كتب|by\b)(?:[^\W\d_]+\s+){2,8}?(?:في|على|خلال|أثناء|قرب|داخل|أمام|in|at|near|during)\s+"
    r"(?:[^\W\d_]+[\s،,:]+){1,4}\d",
    re.IGNORECASE,
)
# "Part of the opening, 3 February": how captions begin.
SCENE = re.compile(r"(?:جانب|مشهد|لقطة|صورة|من)\s[^\W\d_]")
SAYS = re.compile(r"(?<!\w)(?:يقول|تقول|says)\s?:?$")  # "Salem says:", as WordPress heads comments
# "4 March · Reply": what may stand under a comment, in links of its own.
REPLY = re.compile(r"(?:^|[|·•\d-])\s?(?:رد|الرد|إعجاب|reply|like)\s?(?:$|[|·•-])", re.IGNORECASE)
# "Issue 4512", "the 12th year": what a newspaper has beside its day.
ISSUE = re.compile(
    r"(?<!\w)(?:(?:ال)?عدد\s?(?:رقم\s?)?[:(]?\s?\d{2,6}(?!\d)|issue\s(?:no\.?\s)?\d)", re.IGNORECASE
)
BY = re.compile(r"بقلم|بواسطة|كتب|إعداد|(?:by|von|par)\b", re.IGNORECASE)
FIGURE, CARD_CHARS_MAX, CARD_DEPTH = re.compile(r"\d"), 40, 2
COMMENT_BLOCKS_MAX = 4  # a picture's place, a name, a date, what was written
WIDGET_BLOCKS_MIN = 4  # heading, date, rates or hours; a kicker over a byline is shorter
ARTICLES = frozenset(("article", "main"))


def is_of_teaser(layout: Layout, anchor: int, block: int) -> bool:
    """True for a date in a small box, without the headline, with a heading that leads elsewhere."""
    if block >= len(layout.blocks) or layout.blocks[block].box < 0:
        return False
    for index in layout.outward(layout.blocks[block].box):
        box = layout.boxes[index]
        if box.first <= anchor < box.last or box.last - box.first > TEASER_BLOCKS_MAX:
            return False
        held = layout.blocks[box.first : box.last]
        if any(map(_is_title, held)):
            return layout.blocks[anchor].text not in {each.text for each in held}
    return False


def _is_title(block: Block) -> bool:
    return block.tag in HEADING_TAGS and _is_linked_title(block)


def is_heading(block: Block) -> bool:
    """True for a heading of several words that leads nowhere."""
    is_linked = block.link_share > LINKED_SHARE
    return block.tag in HEADING_TAGS and not is_linked and len(block.text.split()) >= HEAD_WORDS_MIN


def is_of_link(layout: Layout, anchor: int, block: int) -> bool:
    """True for a date in one line with the linked title of another article.

    Above the headline also for one in the next line: lists there often have no boxes.
    """
    if _has_story(layout, anchor, block):
        return True
    return block < anchor and any(
        _has_story(layout, anchor, index) and not _parts(layout, anchor, block, index)
        for index in (block - 1, block + 1)
    )


def _parts(layout: Layout, anchor: int, block: int, near: int) -> bool:
    """True where a box holds a line and the headline, and not the line `near` it."""
    boxes = layout.boxes
    around = (boxes[each] for each in layout.outward(layout.blocks[block].box))
    common = next((box for box in around if box.first <= anchor < box.last), None)
    return common is not None and not common.first <= near < common.last


def _has_story(layout: Layout, anchor: int, block: int) -> bool:
    """True for a line that is mostly a link of as many words as only titles have.

    The date itself may be the link: its figures are no words.
    """
    if not 0 <= block < len(layout.blocks) or layout.blocks[block].link_share < STORY_SHARE_MIN:
        return False
    first = bisect_left(layout.anchors, block, key=attrgetter("block"))
    links = takewhile(lambda link: link.block == block, islice(layout.anchors, first, None))
    headline = layout.blocks[anchor].text if anchor >= 0 else ""
    stories = (each.text for each in links if each.text != headline)
    return any(
        sum(word[0].isalpha() for word in text.split()) >= STORY_WORDS_MIN for text in stories
    )


def is_of_comment(layout: Layout, end: int, block: int) -> bool:
    """True for a date below the last paragraph `end` that a comment has.

    Below a label of comments, between a name and what that reader wrote, or beside "reply".
    """
    if not end < block < len(layout.blocks):
        return False
    between, line = layout.blocks[end + 1 : block], layout.blocks[block]
    if any(ending_kind(each.text) == "comments" for each in between):
        return True
    if REPLY.search(line.text) or any(SAYS.search(each.text) for each in between[-1:]):
        return True
    if not between and (is_date_line(line.text) or PUBLISHED.search(bare(line.text))):
        return False  # of the article itself, over a notice
    following = layout.blocks[block + 1 : block + 2]
    return any(map(_is_written, following))


def _is_written(block: Block) -> bool:
    """True for a sentence that is neither a heading nor a notice of the site."""
    is_sentence = block.text.endswith(SENTENCE_ENDS) and not block.link_chars
    return is_sentence and block.tag not in HEADING_TAGS and closing_kind(block.text) is None


def is_of_picture(layout: Layout, block: int) -> bool:
    """True for a line right under an image whose words tell when it was taken."""
    is_under = any(image.block == block for image in layout.images)
    if not is_under:
        return False
    text = layout.blocks[block].text
    is_told = OF_PICTURE.match(text) or PLACED.match(text) or SCENE.match(text)
    return is_told is not None and PUBLISHED.search(bare(text)) is None


def is_answer(layout: Layout, begun: int, end: int, block: int) -> bool:
    """True for a date in a small box between a name and a sentence, behind the paragraph `begun`.

    That is a comment which was taken for the last paragraph `end` of the text.
    """
    if not begun < block < len(layout.blocks) - 1 or not _is_written(layout.blocks[block + 1]):
        return False
    boxes = (layout.boxes[each] for each in layout.outward(layout.blocks[block].box))
    around = next((box for box in boxes if box.last - box.first > 1), None)
    if around is None or not begun < around.first < block:
        return False
    return end < around.last <= around.first + COMMENT_BLOCKS_MAX


def is_of_card(layout: Layout, first: int, end: int, block: int) -> bool:
    """True for a date below the paragraph `first` that follows the title of another article.

    Or that stands above such a title: in a box of the two, or where a date follows that one too.
    Up to the last paragraph `end` the title is one link of more words than authors beside the
    date have.
    """
    blocks = layout.blocks
    if not first < block < len(blocks) or PUBLISHED.match(bare(blocks[block].text)):
        return False
    if _leads_on(layout, block - 1, is_under=block > end):
        return True
    if block + 1 >= len(blocks) or not _leads_on(layout, block + 1, is_under=block > end):
        return False
    boxes = (layout.boxes[each] for each in layout.outward(blocks[block].box))
    if any((box.first, box.last) == (block, block + 2) for box in islice(boxes, CARD_DEPTH)):
        return True
    dated = blocks[block + 2].text if block + 2 < len(blocks) else ""
    return len(dated) <= CARD_CHARS_MAX and bool(FIGURE.search(dated))


def _leads_on(layout: Layout, block: int, *, is_under: bool) -> bool:
    line = layout.blocks[block]
    if not _is_linked_title(line):
        return False
    return is_under or (_has_story(layout, -1, block) and BY.match(line.text) is None)


def _is_linked_title(block: Block) -> bool:
    return block.link_share > LINKED_SHARE and len(block.text.split()) >= TITLE_WORDS_MIN


def is_of_visit(layout: Layout, anchor: int, block: int, raw: str, clock: Clock) -> bool:
    """True for a date `raw` of the day of the visit, above the headline and in no box with it.

    That of an article of this very day is lost with it: the two cannot be told apart. An age is the
    article's, and so is a time of day that is not that of the visit.
    """
    if block >= anchor or clock.observed_at is None:
        return False
    if not (_is_outside(layout, anchor, block) or _is_in_widget(layout, anchor, block)):
        return False
    span = clock.read(raw)
    if span is None or span.relative:
        return False
    within = SAME_DAY if span.precision == "day" else CLOCK_WITHIN
    return span.earliest - within <= clock.observed_at <= span.latest + within


def is_of_issue(layout: Layout, anchor: int, block: int) -> bool:
    """True for the day of a printed issue in the masthead: the newest one's, on all pages."""
    if block >= anchor or not _is_outside(layout, anchor, block):
        return False
    near = layout.blocks[max(0, block - 1) : min(block + 2, anchor)]
    return any(ISSUE.search(each.text) for each in near if len(each.text) <= CARD_CHARS_MAX * 2)


def _is_outside(layout: Layout, anchor: int, block: int) -> bool:
    """True for a block that no box but the page itself holds together with the headline.

    A box with the links of the site above the headline is the page too, but for its foot.
    """
    boxes = layout.boxes
    around = layout.outward(layout.blocks[block].box)
    common = next((each for each in around if boxes[each].first <= anchor < boxes[each].last), -1)
    if common < 0 or (boxes[common].first, boxes[common].last) == (0, len(layout.blocks)):
        return True
    if boxes[common].first or boxes[common].tag in ARTICLES:
        return False
    return any(each.link_share > LINKED_SHARE for each in layout.blocks[:anchor])


def _is_in_widget(layout: Layout, anchor: int, block: int) -> bool:
    """True for a line in a box of several, without the headline, that has a heading of its own."""
    boxes = (layout.boxes[each] for each in layout.outward(layout.blocks[block].box))
    return any(
        box.last - box.first >= WIDGET_BLOCKS_MIN
        and box.first < block
        and layout.blocks[box.first].tag in HEADING_TAGS
        for box in takewhile(lambda box: not box.first <= anchor < box.last, boxes)
    )


def is_of_reading(span: DateSpan | None, clock: Clock) -> bool:
    """True for a time that is that of the request, to two minutes."""
    if span is None or clock.observed_at is None or span.precision not in ("second", "minute"):
        return False
    return not span.relative and abs(clock.observed_at - span.earliest) <= NOW_WITHIN
