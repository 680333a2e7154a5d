"""The publisher whom no label names: between section and age, as a link or as a logo."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from crawler.core.extract.origin.evidence import PUBLISHER_CONFIDENCE, Evidence
from crawler.core.provenance.credit import LINE_CHARS_MAX
from crawler.core.provenance.names import NAME_CHARS_MAX, is_name, is_outlet
from crawler.core.provenance.section_names import is_region

BESIDE_CHARS_MIN = 3  # "RT" beside a headline is no publisher
AGO = re.compile(r"(?<!\w)(?:منذ|قبل)\s")
JOINT = re.compile(r"\s?[|•·]\s?|\s[-–—]\s")


def read_beside(
    evidence: Evidence, lines: Iterable[int], is_caption: Callable[[int], bool]
) -> None:
    """A name between section and date under the headline, in one of these blocks but captions.

    A link over it that leads to another site leads to the original.
    """
    for index in lines:
        block = evidence.page.layout.blocks[index]
        parts, logos = block.pieces or _parts(block.text), [*_logos(evidence, index)]
        is_piece = len(parts) > 1 or bool(logos) or _is_over_age(evidence, index)
        for name in (*parts, *logos):
            method = _named(evidence, name, is_piece=is_piece)
            if method and not is_caption(index):
                sure = PUBLISHER_CONFIDENCE[method]
                evidence.add(name, "beside", sure, _link_over(evidence, index, name))


def _link_over(evidence: Evidence, index: int, name: str) -> str | None:
    """Keep where the link over a name or a logo leads as the original; returns the address."""
    for anchor in evidence.page.layout.anchors:
        if anchor.block == index and anchor.text in ("", name):
            return evidence.original(anchor.href, "beside")
    return None


def _parts(line: str) -> Sequence[str]:
    """A name and an age in one line ("name - 3 hours ago") apart; any other line as it is."""
    return JOINT.split(line) if len(line) <= LINE_CHARS_MAX and AGO.search(line) else (line,)


def _logos(evidence: Evidence, index: int) -> Iterator[str]:
    """What the images in a line with an age are called: aggregators show whose logo it is."""
    layout = evidence.page.layout
    text = layout.blocks[index].text
    if len(text) <= LINE_CHARS_MAX and AGO.search(text):
        yield from (image.alt for image in layout.images if image.block == index and image.alt)


def _named(evidence: Evidence, text: str, *, is_piece: bool) -> str | None:
    if not BESIDE_CHARS_MIN <= len(text) <= NAME_CHARS_MAX:
        return None
    if evidence.registry.by_name(text) and (is_piece or not is_region(text)):
        return "beside" if is_name(text) else None
    return "beside_unknown" if is_piece and is_outlet(text) else None


def _is_over_age(evidence: Evidence, index: int) -> bool:
    """True for a line right above "3 hours ago": there aggregators name the publisher."""
    blocks, below = evidence.page.layout.blocks, index + 1
    text = blocks[below].text if below < len(blocks) else ""
    return len(text) <= NAME_CHARS_MAX and AGO.match(text) is not None
