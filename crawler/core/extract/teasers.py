"""Finds boxes that announce other articles: a link and little text each, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from crawler.core.extract.hints import make_of
from crawler.core.extract.layout import Box, Layout

LINKED_SHARE = 0.5
MAIN_TAG = "h1"  # of the headline, which may stand under a line of links to topics
TITLE_CHARS = 25  # of the link of a title; a shorter one is a name or a section
BESIDE_WORDS_MIN = 3  # of a title beside such titles
TEASERS_MIN = 3
TEASERS_SHARE = 0.6  # of the siblings
TEASER_CHARS_MAX = 600
LEAD_SHARE = 0.8
LEAD_BLOCKS = 4  # a picture's line, a section and a date may stand above a teaser's title
MORE_CHARS_MAX = 25
MORE_EDGES = " .…»>←→‹›«[]"
MORE = frozenset(
    ("المزيد", "للمزيد", "اقرأ المزيد", "إقرأ المزيد", "أقرأ المزيد", "قراءة المزيد",
     "تابع القراءة", "أكمل القراءة", "مواصلة القراءة", "التفاصيل", "تفاصيل", "تفاصيل الخبر",
     "more", "read more", "continue reading", "full story", "details", "weiterlesen", "mehr",
     "lire la suite", "leer más")
)  # fmt: skip


def mark_teasers(
    layout: Layout, kinds: list[str | None], prose: list[float], entries: AbstractSet[int]
) -> None:
    """Give their kind to sibling boxes of one make, each with a link and little text.

    Their blocks are no prose from here on; `entries` are blocks of live entries, which stay.
    """
    boxes, blocks = layout.boxes, layout.blocks
    short = (anchor for anchor in layout.anchors if len(anchor.text) <= MORE_CHARS_MAX)
    more = {anchor.block for anchor in short if _is_more(anchor.text)}
    leading = [
        (each.link_share > LEAD_SHARE and len(each.text) >= TITLE_CHARS) or index in more
        for index, each in enumerate(blocks)
    ]
    leads = layout.sums(leading)
    if leads[-1] < TEASERS_MIN:
        return
    chars = layout.sums([len(block.text) for block in blocks])
    mains = [index for index, each in enumerate(blocks) if each.tag == MAIN_TAG]
    mains = [index for index in mains if blocks[index].link_share <= LINKED_SHARE]
    for members in _families(boxes, leads):
        teasers = [
            index
            for index in members
            if chars[boxes[index].last] - chars[boxes[index].first] <= TEASER_CHARS_MAX
            and (_leads(leads, boxes[index]) or boxes[index].last - 1 in more)
        ]
        if len(teasers) < TEASERS_MIN or len(teasers) < TEASERS_SHARE * len(members):
            continue
        for index in teasers + _beside(layout, members, chars):
            held = range(boxes[index].first, boxes[index].last)
            if entries and any(block in entries for block in held):
                continue
            if any(main in held for main in mains):
                continue
            for block in held:
                kinds[block] = kinds[block] or "teaser"
                prose[block] = 0.0


def _beside(layout: Layout, family: list[int], chars: list[float]) -> list[int]:
    """The boxes of that make beside them that begin with a link of a few words: titles as well."""
    boxes, blocks, own = layout.boxes, layout.blocks, layout.boxes[family[0]]
    found = [
        index
        for index, box in enumerate(boxes)
        if box.parent == own.parent
        and box.tag == own.tag
        and box.first < box.last
        and blocks[box.first].link_share > LEAD_SHARE
        and index not in family
        and chars[box.last] - chars[box.first] <= TEASER_CHARS_MAX
        and blocks[box.first].text.count(" ") >= BESIDE_WORDS_MIN - 1
    ]
    return [index for index in found if make_of(boxes[index].hint) == make_of(own.hint)]


def _is_more(text: str) -> bool:
    """True for the short link that stands under a summary: "read more"."""
    return text.strip(MORE_EDGES).lower() in MORE


def _families(boxes: Sequence[Box], leads: list[float]) -> Iterator[list[int]]:
    """Boxes with links that stand side by side and are of one make, where they are several."""
    siblings: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for index, box in enumerate(boxes):
        if leads[box.last] > leads[box.first]:
            siblings[box.parent, box.tag].append(index)
    for members in siblings.values():
        if len(members) < TEASERS_MIN:
            continue
        families: dict[str, list[int]] = {}
        for index in members:
            families.setdefault(make_of(boxes[index].hint), []).append(index)
        yield from families.values()


def _leads(leads: list[float], box: Box) -> bool:
    """True when one of the first blocks of a box is a link: a title that leads elsewhere."""
    return leads[min(box.last, box.first + LEAD_BLOCKS)] > leads[box.first]
