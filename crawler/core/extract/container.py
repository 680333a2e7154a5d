"""Finds the box that holds the article: the one with most prose and least of anything else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from crawler.core.extract.best_box import best_box
from crawler.core.extract.box_names import TAG_KINDS, kind_of_box
from crawler.core.extract.layout import Block, Box, Layout
from crawler.core.extract.teasers import mark_teasers
from crawler.core.noise.phrases import kind_of_line

PROSE_CHARS = 80  # a block of this length is a paragraph
LINE_CHARS = 25  # a shorter one is a label, a menu entry, a name
SENTENCE_ENDS = (".", "!", "؟", "?", "»", '"', "”", ":", "…", "。", ".)", "'", "’")
TOLD_MIN = 3  # headings that are sentences: one or two are decks
STOPS = (".", '."', ".»", ".”", '".')  # of a sentence: headings have none
LINKED_SHARE = 0.5
BAD_CHARS_MAX = 150  # one long link cannot outweigh a paragraph
BELIEVED_SHARE = 0.4  # of the page's prose: a box with more is no noise, whatever its names
CAPTION, CAPTION_SHARE = "figcaption", 0.8  # news of a sentence is no longer than its caption
FOOT = "footer"
FORM_SHARE = 0.6  # of the page's blocks: what readers fill in is shorter
INSETS = frozenset(("infobox", "comments"))  # may well be longer than the article they stand in
INSET_REST = 0.25  # of the page's prose: what stands beside an inset is the article
KNOWN_NOISE_COST = 0.15  # it will be cut anyway, wherever it stands
SURE_CHARS = 200  # a best box with less prose may come of misread names: look again without them
HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class Prose:
    """Where the article stands: its box, and for each block of the page the noise it is part of."""

    box: int
    kinds: list[str | None]
    values: list[float]
    is_chosen: bool = False


def find_prose(
    layout: Layout,
    chosen: Sequence[int] = (),
    entries: AbstractSet[int] = frozenset(),
    foot: AbstractSet[int] = frozenset(),
) -> Prose:
    """The box of the article. `box` is -1 for a page without text.

    `chosen` are the boxes that a profile's selector names: then these are it. `entries` are blocks
    of live entries, which are no teasers, `foot` those of the foot of the page.
    """
    if chosen:
        return _chosen_prose(layout, chosen)
    prose = prose_of(layout)
    best = _weighed(layout, prose, named=True, entries=entries, foot=foot)
    if _score(layout, best) < SURE_CHARS:
        other = _weighed(layout, prose, named=False, entries=entries, foot=foot)
        if _score(layout, other) > 2 * _score(layout, best):
            return other
    return best


def _chosen_prose(layout: Layout, chosen: Sequence[int]) -> Prose:
    """The smallest box that holds all chosen ones; what lies between them is outside."""
    paths = [layout.ancestors(box) for box in chosen]
    common = next(box for box in paths[0] if all(box in path for path in paths))
    trusted = frozenset(box for path in paths for box in path)
    prose = _weighed(layout, prose_of(layout), trusted=trusted)
    inside = {
        index for box in chosen for index in range(layout.boxes[box].first, layout.boxes[box].last)
    }
    box = layout.boxes[common]
    for index in range(box.first, box.last):
        if index not in inside:
            prose.kinds[index] = "outside"
    prose.box = common
    prose.is_chosen = True
    return prose


def _weighed(  # noqa: PLR0913 - what is known of the blocks
    layout: Layout,
    prose: list[float],
    *,
    named: bool = True,
    trusted: Collection[int] = (),
    entries: AbstractSet[int] = frozenset(),
    foot: AbstractSet[int] = frozenset(),
) -> Prose:
    """The best box, by the names of the boxes or without them; those of `trusted` are no noise."""
    prose = list(prose)
    kinds = _block_kinds(layout, prose, named=named, trusted=trusted)
    for index in foot:
        kinds[index] = kinds[index] or "footer"
    mark_teasers(layout, kinds, prose, entries)
    values = _values(layout, prose, kinds)
    return Prose(best_box(layout, values), kinds, values)


def _score(layout: Layout, prose: Prose) -> float:
    if prose.box < 0:
        return 0.0
    box = layout.boxes[prose.box]
    return sum(prose.values[box.first : box.last])


def prose_of(layout: Layout) -> list[float]:
    """`prose_chars` of each block of the page, counted once.

    Headings that are sentences, where there are several, are paragraphs from here on.
    """
    if len(layout.prose) != len(layout.blocks):
        told = [block for block in layout.blocks if block.tag in HEADING_TAGS and _is_told(block)]
        if len(told) >= TOLD_MIN:
            for block in told:
                block.tag = "p"
        layout.prose = [prose_chars(block) for block in layout.blocks]
    return layout.prose


def prose_chars(block: Block) -> float:
    """Characters of running text in a block, 0 for labels and links."""
    chars = len(block.text)
    if chars < LINE_CHARS or block.link_share > LINKED_SHARE:
        return 0.0
    if block.tag in HEADING_TAGS:
        return 0.0
    if chars >= PROSE_CHARS or block.text.endswith(SENTENCE_ENDS):
        return float(chars - block.link_chars)
    return 0.3 * chars


def _is_told(block: Block) -> bool:
    """True for a paragraph that a page writes as a heading, below that of the page."""
    is_long = len(block.text) >= PROSE_CHARS and block.tag != "h1"
    return is_long and block.text.endswith(STOPS) and not block.link_chars


def _values(layout: Layout, prose: list[float], kinds: list[str | None]) -> list[float]:
    """What each block adds to the score of a box that holds it; negative for noise."""
    values = []
    for block, chars, kind in zip(layout.blocks, prose, kinds, strict=True):
        if kind is not None:
            values.append(-KNOWN_NOISE_COST * min(len(block.text), BAD_CHARS_MAX))
        elif chars:
            values.append(chars)
        elif block.link_share > LINKED_SHARE:
            values.append(-1.0 * min(len(block.text), BAD_CHARS_MAX))
        else:
            values.append(-3.0)
    return values


def _block_kinds(
    layout: Layout, prose: list[float], *, named: bool, trusted: Collection[int]
) -> list[str | None]:
    """For each block the kind of the outermost box of noise that holds it."""
    pictured = {image.box for image in layout.images}
    sums = layout.sums(prose)
    box_kinds: list[str | None] = []
    for index, box in enumerate(layout.boxes):
        kind = None
        if box.last > box.first:  # else no box in it holds anything either
            kind = box_kinds[box.parent] if box.parent >= 0 else None
            if box.is_noise:
                kind = "selector"
            elif trusted and index in trusted:
                kind = None
            elif kind is None:
                if (hint := box.hint if named else "") or box.tag in TAG_KINDS:
                    kind = kind_of_box(box.tag, hint)
                if box.tag == "figure" and index in pictured:
                    kind = "caption"
                if kind is not None:
                    kind = _believed(layout, box, kind, sums)
        box_kinds.append(kind)
    return [box_kinds[block.box] if block.box >= 0 else None for block in layout.blocks]


def _believed(layout: Layout, box: Box, kind: str, sums: list[float]) -> str | None:
    """The kind that its tag or its names give a box, or None where what it holds speaks against."""
    if kind == "related" and not _lists(layout, box):
        return None
    if kind == "form" and box.last - box.first > FORM_SHARE * len(layout.blocks):
        return None  # around a whole page, which may have no prose at all
    if box.tag == FOOT and sums[box.first]:
        return kind  # no page has its article there, however short that is
    total = sums[-1] or 1.0
    share = (sums[box.last] - sums[box.first]) / total
    if share <= BELIEVED_SHARE or (box.tag == CAPTION and share < CAPTION_SHARE):
        return kind
    around = layout.boxes[max(box.parent, 0)]
    rest = (sums[around.last] - sums[around.first]) / total - share
    return kind if kind in INSETS and rest > INSET_REST else None


def _lists(layout: Layout, box: Box) -> bool:
    """True for a box with a link or a label: "teaser" also names the lead of an article."""
    return any(
        block.link_chars or kind_of_line(block.text)
        for block in layout.blocks[box.first : box.last]
    )
