"""The text of a story of a sentence or two, where what stands around it outweighs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from crawler.core.arabic.text import fold_text
from crawler.core.extract.consent import is_cookie_notice
from crawler.core.extract.container import (
    HEADING_TAGS,
    SENTENCE_ENDS,
    SURE_CHARS,
    Prose,
    find_prose,
)
from crawler.core.extract.layout import Block, Layout
from crawler.core.extract.person import CALLING, is_person
from crawler.core.extract.short_lines import is_said, is_unstopped
from crawler.core.extract.titles import Heading
from crawler.core.extract.under_text import ending_kind
from crawler.core.noise.phrases import closing_kind

HEADLINE_WORDS_MIN = 5  # sections have shorter names, and a line below them tells what they are for
BELOW_MAX = 12  # blocks between headline and sentence: section, date, share links
CHARS_MIN = 40
LINKED_SHARE = 0.5
LINK_WORDS_MIN = 4
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
OTHER_KINDS = frozenset(("comments", "related", "most_read", "latest", "sidebar", "footer"))
ASKED = "?؟"
SEVERAL_BLOCKS_MAX = 60  # where the sentence alone is not the whole story
NAME_WORDS_MIN, NAME_WORDS_MAX = 2, 4
BLOCKS_MAX = 12  # of a box with several sentences and what stands around them


def short_prose(
    layout: Layout, prose: Prose, entries: AbstractSet[int], foot: AbstractSet[int]
) -> Prose:
    """Of a page with little text the box of what is no line of the site's own."""
    if prose.box < 0 or _is_sure(layout, prose):
        return prose
    own = {
        index
        for index, value in enumerate(prose.values)
        if value > 0 and _is_own(layout.blocks[index].text)
    }
    if not own:
        return prose
    found = find_prose(layout, entries=entries, foot=foot | own)
    for index in own:  # for the choice of the box alone: they may name an author
        found.kinds[index] = prose.kinds[index]
    return found


def _is_own(text: str) -> bool:
    return is_cookie_notice(text) or closing_kind(text) is not None


def short_story_box(layout: Layout, prose: Prose, heading: Heading | None) -> int:
    """The box of the text of a short story, or the one that was found.

    It is that of the first whole sentence under a headline of several words, where no box is more
    text than links, or where other things stand between that sentence and a short text below it: a
    note on the author, a comment, what the site says of itself.
    """
    if prose.box >= 0 and _is_sure(layout, prose):
        return prose.box
    found = _sentence(layout, prose, heading)
    if heading is None or found < 0:
        return prose.box
    if prose.box < 0 or _is_other(layout, prose, heading.block, found):
        return _box_of(layout, prose, found)
    box = layout.boxes[prose.box]
    if box.last - box.first > 1:
        return prose.box
    wider = _box_of(layout, prose, min(found, box.first))
    return wider if layout.boxes[wider].last >= box.last else prose.box


def _is_sure(layout: Layout, prose: Prose) -> bool:
    box = layout.boxes[prose.box]
    return sum(prose.values[box.first : box.last]) >= SURE_CHARS


def _sentence(layout: Layout, prose: Prose, heading: Heading | None) -> int:
    """The block of the first sentence under a headline, or -1."""
    if heading is None or heading.block < 0 or len(heading.text.split()) < HEADLINE_WORDS_MIN:
        return -1
    is_known = heading.method == "agreed" and prose.box >= 0
    if not is_known and layout.blocks[heading.block].tag not in HEADING_TAGS:
        return -1
    return min(_lines(layout, prose, heading.block), default=(False, -1))[1]


def _lines(layout: Layout, prose: Prose, heading: int) -> Iterator[tuple[bool, int]]:
    """The lines under a headline down to the first whole sentence; whether each may be a caption.

    Short news often end without a full stop; so do captions, but right under a picture.
    """
    pictured = {image.block for image in layout.images}
    for index in range(heading + 1, min(heading + BELOW_MAX, len(layout.blocks))):
        block = layout.blocks[index]
        if prose.kinds[index] is not None:
            continue
        if ending_kind(block.text):
            return
        if _is_sentence(block):
            if closing_kind(block.text) is None:
                yield False, index
            return
        if is_unstopped(block) and not _is_of_person(layout, index):
            yield index in pictured, index


def _is_of_person(layout: Layout, index: int) -> bool:
    """True for what somebody does, under that person's name: a card on the author."""
    above, text = layout.blocks[index - 1], layout.blocks[index].text
    if CALLING.match(fold_text(text)) is None:
        return False
    words = len(above.text.split())
    is_heading = above.tag in HEADING_TAGS and NAME_WORDS_MIN <= words <= NAME_WORDS_MAX
    return is_heading or is_person(above.text)


def _is_sentence(block: Block) -> bool:
    is_long = len(block.text) >= CHARS_MIN and not block.link_chars
    return is_long and block.text.endswith(SENTENCE_ENDS)


def _is_other(layout: Layout, prose: Prose, heading: int, found: int) -> bool:
    """True when the box that was found is not that of the sentence, nor of a text under it."""
    box = layout.boxes[prose.box]
    if found >= box.first:
        return found >= box.last
    is_dated = any(YEAR.search(block.text) for block in layout.blocks[heading + 1 : found])
    for index in range(found + 1, box.first):
        block = layout.blocks[index]
        is_title = block.link_share > LINKED_SHARE and block.text.count(" ") >= LINK_WORDS_MIN - 1
        is_noise = prose.kinds[index] in OTHER_KINDS or closing_kind(block.text)
        is_noise = is_noise or ending_kind(block.text)
        if is_title or is_noise or block.tag in HEADING_TAGS:
            return True
        if not is_dated and YEAR.search(block.text):  # when it was published: the text follows
            return False
    text = layout.blocks[box.first].text
    if text[-1] in ASKED or closing_kind(text) or ending_kind(text):
        return True
    is_card = box.last - box.first > 1 and _is_of_person(layout, box.first + 1)
    return is_card or CALLING.match(fold_text(text)) is not None


def _box_of(layout: Layout, prose: Prose, found: int) -> int:
    """The box of the sentence, or the one around it and the sentences right below."""
    last = found
    for index in range(found + 1, min(found + BLOCKS_MAX, len(layout.blocks))):
        block = layout.blocks[index]
        if prose.kinds[index] or not (_is_sentence(block) or is_said(block)):
            break
        last = index
    place = layout.blocks[found].box
    around = next(box for box in layout.outward(place) if layout.boxes[box].last > last)
    most = BLOCKS_MAX if last == found else SEVERAL_BLOCKS_MAX
    return around if layout.boxes[around].last - layout.boxes[around].first <= most else place
