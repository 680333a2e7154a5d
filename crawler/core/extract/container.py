"""Finds the box that holds the article: the one with most prose and least of anything else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from crawler.core.extract.box_names import TAG_KINDS, is_body, kind_of_box
from crawler.core.extract.layout import Block, Box, Layout
from crawler.core.noise.phrases import kind_of_line

PROSE_CHARS = 80  # a block of this length is a paragraph
LINE_CHARS = 25  # a shorter one is a label, a menu entry, a name
SENTENCE_ENDS = (".", "!", "؟", "?", "»", '"', "”", ":", "…", "。", ".)", "'", "’")
TOLD_MIN = 3  # headings that are sentences: one or two are decks
STOPS = (".", '."', ".»", ".”", '".')  # of a sentence: headings have none
LINKED_SHARE = 0.5
BAD_CHARS_MAX = 150  # one long link cannot outweigh a paragraph
BELIEVED_SHARE = 0.4  # of the page's prose: a box with more is no noise, whatever its names
FORM_SHARE = 0.6  # of the page's blocks: what readers fill in is shorter
INSETS = frozenset(("infobox", "comments"))  # may well be longer than the article they stand in
INSET_REST = 0.25  # of the page's prose: what stands beside an inset is the article
BODY_BONUS = 1.35
KNOWN_NOISE_COST = 0.15  # it will be cut anyway, wherever it stands
SURE_CHARS = 200  # a best box with less prose may come of misread names: look again without them
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
LINE_TAGS = frozenset(("p", "li", "blockquote", "dd"))
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
    _mark_teasers(layout, kinds, prose, entries)
    values = _values(layout, prose, kinds)
    return Prose(_best_box(layout, values), kinds, values)


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
    total = sums[-1] or 1.0
    share = (sums[box.last] - sums[box.first]) / total
    if share <= BELIEVED_SHARE:
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


def _mark_teasers(
    layout: Layout, kinds: list[str | None], prose: list[float], entries: AbstractSet[int]
) -> None:
    """Sibling boxes of one make, each with a link and little text, announce other articles."""
    boxes, blocks = layout.boxes, layout.blocks
    short = (anchor for anchor in layout.anchors if len(anchor.text) <= MORE_CHARS_MAX)
    more = {anchor.block for anchor in short if _is_more(anchor.text)}
    leading = [each.link_share > LEAD_SHARE and len(each.text) >= LINE_CHARS for each in blocks]
    for index in more:
        leading[index : index + 1] = [True] * (index < len(blocks))
    leads = layout.sums(leading)
    if leads[-1] < TEASERS_MIN:
        return
    chars = layout.sums([len(block.text) for block in blocks])
    for members in _families(boxes, leads):
        teasers = [
            index
            for index in members
            if chars[boxes[index].last] - chars[boxes[index].first] <= TEASER_CHARS_MAX
            and (_leads(leads, boxes[index]) or boxes[index].last - 1 in more)
        ]
        if len(teasers) >= TEASERS_MIN and len(teasers) >= TEASERS_SHARE * len(members):
            for index in teasers:
                held = range(boxes[index].first, boxes[index].last)
                if entries and any(block in entries for block in held):
                    continue
                if any(_is_main(blocks[block]) for block in held):
                    continue
                for block in held:
                    kinds[block] = kinds[block] or "teaser"
                    prose[block] = 0.0


def _is_more(text: str) -> bool:
    """True for the short link that stands under a summary: "read more"."""
    return text.strip(MORE_EDGES).lower() in MORE


def _is_main(block: Block) -> bool:
    """True for the headline of the page, which may stand under a line of links to topics."""
    return block.tag == "h1" and block.link_share <= LINKED_SHARE


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


def make_of(hint: str) -> str:
    """The first name of a box without its numbers: siblings of one kind share it."""
    return hint.split(" ", 1)[0].rstrip("0123456789-_")


def _leads(leads: list[float], box: Box) -> bool:
    """True when one of the first blocks of a box is a link: a title that leads elsewhere."""
    return leads[min(box.last, box.first + LEAD_BLOCKS)] > leads[box.first]


def _best_box(layout: Layout, values: list[float]) -> int:
    sums = layout.sums(values)
    best, best_score = -1, 0.0
    for index, box in enumerate(layout.boxes):
        score = sums[box.last] - sums[box.first]
        if score <= 0 or score * BODY_BONUS < best_score:
            continue
        if is_body(box.hint):
            score *= BODY_BONUS
        if score >= best_score:
            best, best_score = index, score
    if best >= 0 and layout.boxes[best].tag in LINE_TAGS and layout.boxes[best].parent >= 0:
        return layout.boxes[best].parent  # one paragraph is never the whole box of an article
    return best
