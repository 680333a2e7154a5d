"""Of all boxes of a page the one with most prose and least of anything else."""

from __future__ import annotations

from itertools import islice

from crawler.core.extract.box_names import is_body
from crawler.core.extract.layout import Layout

BODY_BONUS = 1.35
PART_CHARS = 60  # of what a box around the best one has more: another part is as long
PART_DEPTH = 4  # boxes around each part of a text, of one make, that stand side by side
LINE_TAGS = frozenset(("p", "li", "blockquote", "dd"))


def best_box(layout: Layout, values: list[float]) -> int:
    """The box whose blocks have the highest sum of `values`, or -1; names of a text weigh more.

    Not those of a part of the text: pages are made whose editors put texts, pictures and videos
    one under the other.
    """
    sums = layout.sums(values)
    best, best_score, plain, plain_score = -1, 0.0, -1, 0.0
    for index, box in enumerate(layout.boxes):
        score = sums[box.last] - sums[box.first]
        if score <= 0 or score * BODY_BONUS < best_score:
            continue
        if score >= plain_score:
            plain, plain_score = index, score
        if is_body(box.hint):
            score *= BODY_BONUS
        if score >= best_score:
            best, best_score = index, score
    left = plain_score - best_score / BODY_BONUS
    if best != plain and left >= PART_CHARS and _is_part(layout, best, sums):
        best = plain
    return _around_line(layout, best, sums) if best >= 0 else best


def _around_line(layout: Layout, best: int, sums: list[float]) -> int:
    """The box around one paragraph, which is never the whole box of an article, else the box."""
    for _ in range(PART_DEPTH):
        box = layout.boxes[best]
        is_part = box.last - box.first == 1 and _is_part(layout, best, sums)
        if box.parent < 0 or not (box.tag in LINE_TAGS or is_part):
            break
        best = box.parent
    return best


def _is_part(layout: Layout, index: int, sums: list[float]) -> bool:
    """True for a box beside which another one of its make has prose, in one box with it."""
    boxes, own = layout.boxes, layout.boxes[index]
    *_, around = islice(layout.outward(index), PART_DEPTH + 1)
    for other in range(around + 1, len(boxes)):
        box = boxes[other]
        if box.first >= boxes[around].last:
            return False
        if own.first < box.last and box.first < own.last:
            continue
        if box.tag == own.tag and sums[box.last] > sums[box.first] and box.hint == own.hint:
            one, two = sorted((index, other))
            if _are_parts(layout, one, two):
                return True
    return False


def _are_parts(layout: Layout, one: int, other: int) -> bool:
    """True for two boxes that lie in one, each in boxes of the same make."""
    boxes = layout.boxes
    for _ in range(PART_DEPTH):
        one, other = boxes[one].parent, boxes[other].parent
        if one == other or boxes[one].hint != boxes[other].hint:
            return one == other
    return False
