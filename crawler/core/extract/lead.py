"""The lead of an article where it stands under the headline, but outside the box of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.core.extract.container import (
    HEADING_TAGS,
    PROSE_CHARS,
    SENTENCE_ENDS,
    Prose,
    prose_chars,
)
from crawler.core.extract.layout import Layout
from crawler.core.noise.phrases import closing_kind

ABOVE_BODY_MAX = 12  # blocks between a headline and its text: a date, a caption, share links
LEADS_MAX = 2
START_BLOCKS = 3  # of the text, where its beginning may be shown twice
# What sites call the box of a lead. Elsewhere a line without a full stop is a caption.
NAMES = re.compile(
    r"(?<![a-z])(?:lead|lede|standfirst|summary|intro|excerpt|abstract|deck|dek|teaser|sub-?title)"
)


def lead_blocks(
    layout: Layout, prose: Prose, heading: int, first: int, text: Sequence[int]
) -> list[int]:
    """Paragraphs between the block of the headline and the first block of the text's box.

    None when there are more than two: then it is another text. Captions, notices, what a box of
    noise holds and what the text itself (blocks `text`) begins with do not count.
    """
    if heading < 0 or not heading < first <= heading + ABOVE_BODY_MAX:
        return []
    if layout.blocks[heading].tag not in HEADING_TAGS:
        return []
    found = [index for index in range(heading + 1, first) if _is_lead(layout, prose, index)]
    start = " ".join(layout.blocks[index].text for index in text[:START_BLOCKS])
    found = [index for index in found if layout.blocks[index].text.rstrip(" .…") not in start]
    return found if len(found) <= LEADS_MAX else []


def _is_lead(layout: Layout, prose: Prose, index: int) -> bool:
    block = layout.blocks[index]
    is_named = NAMES.search(layout.boxes[block.box].hint) is not None
    return (
        prose.kinds[index] is None
        and (is_named or block.text.endswith(SENTENCE_ENDS))
        and prose_chars(block) >= PROSE_CHARS
        and not block.link_chars
        and closing_kind(block.text) is None
    )
