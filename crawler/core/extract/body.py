"""The paragraphs of an article, and what stood between them and is not part of it.

Rules, as they stand in `removed`: the kinds of `phrases.txt` and of `box_names.py`; `teaser`,
`link_line`, `lead_in`: other articles and what announces them; `headline`: the headline again;
`pull_quote`: a sentence that the text has elsewhere; `ending`: a blog's line about its entry and
what follows it; `edge`: what stands above the headline, short lines above the first and below the
last paragraph; `ad` and `caption` also for lines that a widget repeats and for words in one box
with a picture; `consent`: a question on cookies; `tail`: another text after the article, or a copy
of it; `selector`, `cut_after`: the site's profile.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import TypeAdapter

from crawler.core.article import Removed
from crawler.core.extract.above import above_rules
from crawler.core.extract.appended import appended_rules
from crawler.core.extract.author_card import card_of_person_rules
from crawler.core.extract.button_box import button_rules, field_rules
from crawler.core.extract.container import HEADING_TAGS, Prose
from crawler.core.extract.copies import copy_rules
from crawler.core.extract.data_table import table_blocks
from crawler.core.extract.ends import trim
from crawler.core.extract.layout import Layout
from crawler.core.extract.lead import lead_blocks
from crawler.core.extract.line_rules import heading_rules, label_rules, line_rules
from crawler.core.extract.picture_box import picture_rules
from crawler.core.extract.refrain import refrain_rules
from crawler.core.extract.repeats import repeat_rules
from crawler.core.extract.service_box import service_rules
from crawler.core.extract.signed_lines import signed_rules
from crawler.core.extract.skipped import skip_rules
from crawler.core.extract.under_text import reply_rules, under_rules
from crawler.core.extract.widget_box import asking_rules, card_rules, twice_rules
from crawler.core.noise.phrases import closing_kind, key_of

LINKED_SHARE = 0.75
NOTICE_CHARS_MIN = 40
REMOVED_AROUND = 12  # blocks
REMOVED_MAX = 80
ALL_REMOVED = TypeAdapter(list[Removed])  # all at once: a third of one after the other


@dataclass(slots=True)
class Body:
    """The article's text: `blocks` are the indices that were kept, `rules` say why others were not.

    `first` and `last` (exclusive) bound the article's box, `is_chosen` says that a selector did.
    `shown` is where a text stands, first and last block, that was replaced by one not shown.
    """

    blocks: list[int] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    rules: dict[int, str] = field(default_factory=dict)
    notice: str | None = None
    first: int = 0
    last: int = 0
    is_chosen: bool = False
    shown: tuple[int, int] | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last block of the text as readers see it."""
        return self.shown or (self.blocks[0], self.blocks[-1])

    def text(self, layout: Layout) -> str:
        """The paragraphs, with an empty line between two."""
        return "\n\n".join(layout.blocks[index].text for index in self.blocks)


def read_body(
    layout: Layout,
    prose: Prose,
    headline: str,
    heading: int = -1,
    entries: frozenset[int] = frozenset(),
) -> Body:
    """Decide on every block of the article's box, in order.

    `heading` is the headline's block, `entries` are those of `entry_blocks`.
    """
    box = layout.boxes[prose.box]
    body = Body(first=box.first, last=box.last, is_chosen=prose.is_chosen)
    rules: dict[int, str] = {
        index: kind for index in range(box.first, box.last) if (kind := prose.kinds[index])
    }
    for index in range(
        body.first if layout.cut is None else max(layout.cut, body.first), body.last
    ):
        if layout.cut is not None:
            rules.setdefault(index, "cut_after")
    if body.first <= heading < body.last and layout.blocks[heading].tag in HEADING_TAGS:
        rules.setdefault(heading, "headline")
    tables = table_blocks(layout, body.first, body.last)
    if not body.is_chosen:
        service_rules(layout, body.first, body.last, rules, key_of(headline))
    label_rules(layout, body.first, body.last, rules)
    line_rules(layout, body.first, body.last, rules, key_of(headline), tables | entries)
    if not body.is_chosen:
        skip_rules(layout, body.first, body.last, rules)
        reply_rules(layout, body.first, body.last, rules)
        under_rules(layout, body.first, body.last, rules, entries)
    heading_rules(layout, body.first, body.last, rules)
    card_rules(layout, body.first, body.last, rules)
    repeat_rules(layout, body.first, body.last, rules)
    if not body.is_chosen:
        card_of_person_rules(layout, body.first, body.last, rules)
        field_rules(layout, body.first, body.last, rules)
        button_rules(layout, body.first, body.last, rules)
        asking_rules(layout, body.first, body.last, rules)
        again = twice_rules(layout, body.first, body.last, rules)
        copy_rules(layout, body.first, body.last, rules, again)
        refrain_rules(layout, body.first, body.last, rules)
        picture_rules(layout, body.first, body.last, rules)
        above_rules(layout, body.first, body.last, rules, heading)
        appended_rules(layout, body.first, body.last, rules, heading, entries)
        signed_rules(layout, body.first, body.last, rules, entries)
    span = (body.first, body.last)
    trim(layout, span, rules, is_chosen=body.is_chosen, tables=tables, entries=entries)
    body.blocks = [index for index in range(box.first, box.last) if index not in rules]
    if body.blocks and not body.is_chosen:
        body.blocks[:0] = lead_blocks(layout, prose, heading, body.first, body.blocks)
    body.removed = _removed(layout, body, rules)
    body.rules = rules
    body.notice = _notice(layout, body)
    return body


def _removed(layout: Layout, body: Body, rules: dict[int, str]) -> list[Removed]:
    """What was taken out of the body, from a little above it to a little below."""
    if not body.blocks:
        return []
    near = range(body.blocks[0] - REMOVED_AROUND, body.blocks[-1] + REMOVED_AROUND + 1)
    found = [
        {"rule": rule, "text": layout.blocks[index].text}
        for index, rule in sorted(rules.items())
        if index in near and rule != "outside"
    ]
    return ALL_REMOVED.validate_python(found[:REMOVED_MAX])


def _notice(layout: Layout, body: Body) -> str | None:
    """The site's disclaimer: the first line of its kind after the last paragraph."""
    after = body.blocks[-1] + 1 if body.blocks else body.last
    for block in layout.blocks[after:]:
        if len(block.text) < NOTICE_CHARS_MIN or block.link_share > LINKED_SHARE:
            continue
        if closing_kind(block.text) == "notice":
            return block.text
    return None
