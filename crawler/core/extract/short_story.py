"""The text of a story of one sentence, where what stands around it outweighs it."""

from __future__ import annotations

from crawler.core.extract.container import HEADING_TAGS, SENTENCE_ENDS, Prose
from crawler.core.extract.layout import Layout
from crawler.core.extract.titles import Heading
from crawler.core.noise.phrases import closing_kind

HEADLINE_WORDS_MIN = 5  # sections have shorter names, and a line below them tells what they are for
BELOW_MAX = 8  # blocks between headline and sentence: section, date, share links
CHARS_MIN = 40


def short_story_box(layout: Layout, prose: Prose, heading: Heading | None) -> int:
    """The box of the first whole sentence under a headline of several words, or -1.

    For pages where no box is more text than links.
    """
    if heading is None or heading.block < 0 or len(heading.text.split()) < HEADLINE_WORDS_MIN:
        return -1
    if layout.blocks[heading.block].tag not in HEADING_TAGS:
        return -1
    for index in range(heading.block + 1, min(heading.block + BELOW_MAX, len(layout.blocks))):
        block = layout.blocks[index]
        is_sentence = len(block.text) >= CHARS_MIN and block.text.endswith(SENTENCE_ENDS)
        if is_sentence and not block.link_chars and prose.kinds[index] is None:
            return block.box if closing_kind(block.text) is None else -1
    return -1
