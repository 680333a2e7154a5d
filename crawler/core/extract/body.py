"""The paragraphs of an article, and what stood between them and is not part of it.

Rules, as they stand in `removed`: the kinds of `phrases.txt` and of `box_names.py`; `teaser`,
`link_line`, `lead_in`: other articles and what announces them; `headline`: the headline again;
`pull_quote`: a sentence that the text has elsewhere; `ending`: a blog's line about its entry and
what follows it; `edge`: what stands above the headline, short lines above the first and below the
last paragraph; `ad` and `caption` also for lines that a widget repeats and for words in one box
with a picture; `consent`: a question on cookies; `tail`: another text after the article;
`selector`, `cut_after`: the site's profile.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from crawler.core.article import Removed
from crawler.core.extract.above import above_rules
from crawler.core.extract.appended import appended_rules
from crawler.core.extract.author_card import card_of_person_rules
from crawler.core.extract.button_box import button_rules, field_rules, leads_to_app
from crawler.core.extract.container import HEADING_TAGS, SENTENCE_ENDS, Prose
from crawler.core.extract.credit import is_credited
from crawler.core.extract.data_table import table_blocks
from crawler.core.extract.ends import LINE_CHARS_MAX, trim
from crawler.core.extract.labelled_list import list_end
from crawler.core.extract.layout import Block, Layout
from crawler.core.extract.lead import lead_blocks
from crawler.core.extract.line_above import is_dated
from crawler.core.extract.picture_box import picture_rules
from crawler.core.extract.refrain import refrain_rules
from crawler.core.extract.repeats import repeat_rules
from crawler.core.extract.service_box import service_rules
from crawler.core.extract.signed_lines import signed_rules
from crawler.core.extract.skipped import skip_rules
from crawler.core.extract.tail_lines import is_fact_of_many
from crawler.core.extract.under_text import under_rules
from crawler.core.extract.widget_box import asking_rules, card_rules, twice_rules
from crawler.core.noise.phrases import closing_kind, key_of, kind_of_line

LINKED_SHARE = 0.75
LINK_WORDS_MIN = 4
LEAD_IN_CHARS_MAX = 100
LINK_CHARS_MIN = 15
HEADLINE_WORDS_MIN = 5  # a shorter one may end another heading
KICKER_CHARS_MAX = 30  # in front of a headline that no tag calls so
LABELLED_SHARE = 0.5
LABEL = re.compile(r"([^:|]{3,40}?)\s*(?:[:|»←]|\.{2,3}|…)\s*")
NOTICE_CHARS_MIN = 40
REMOVED_AROUND = 12  # blocks
REMOVED_MAX = 80
ALL_REMOVED = TypeAdapter(list[Removed])  # all at once: a third of one after the other
LIST_KINDS = frozenset(("related", "most_read", "latest"))
OTHER_ARTICLES = LIST_KINDS | {"teaser", "link_line"}
TRAILING_KINDS = frozenset(("notice", "copyright", "reuse", "byline"))


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
    _label_rules(layout, body, rules)
    _line_rules(layout, body, rules, key_of(headline), tables | entries)
    if not body.is_chosen:
        skip_rules(layout, body.first, body.last, rules)
        under_rules(layout, body.first, body.last, rules, entries)
    _heading_rules(layout, body, rules)
    card_rules(layout, body.first, body.last, rules)
    repeat_rules(layout, body.first, body.last, rules)
    if not body.is_chosen:
        card_of_person_rules(layout, body.first, body.last, rules)
        field_rules(layout, body.first, body.last, rules)
        button_rules(layout, body.first, body.last, rules)
        asking_rules(layout, body.first, body.last, rules)
        twice_rules(layout, body.first, body.last, rules)
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


def _label_rules(layout: Layout, body: Body, rules: dict[int, str]) -> None:
    """A label goes; what it heads goes with it as long as it is a list of links."""
    index = body.first
    while index < body.last:
        block = layout.blocks[index]
        kind = kind_of_line(block.text) if rules.get(index) in (None, "teaser") else None
        index += 1
        if kind is None or kind in TRAILING_KINDS:
            continue
        rules[index - 1] = kind
        if kind in LIST_KINDS or kind == "tags":
            index = _cut_list(layout, body, rules, index, kind)


def _cut_list(layout: Layout, body: Body, rules: dict[int, str], index: int, kind: str) -> int:
    """Cut the list under a label; returns the first index that is no part of it."""
    end = list_end(layout, index, body.last)
    for each in range(index, end):
        if rules.get(each) in (None, "teaser"):
            rules[each] = kind
    return end


def _line_rules(
    layout: Layout, body: Body, rules: dict[int, str], headline: str, whole: frozenset[int]
) -> None:
    for index in range(body.first, body.last):
        if index in rules or index in whole:
            continue
        block = layout.blocks[index]
        if (
            block.link_share > LABELLED_SHARE
            and ":" in block.text
            and is_fact_of_many(layout, body.first, body.last, index)
        ):
            continue
        if block.link_share > LINKED_SHARE and _is_lone_link(block):
            rules[index] = "link_line"
        elif (block.text.endswith(":") and _is_lead_in(block, rules, index)) or (
            rules.get(index - 1) == "link_line" and _is_of_link(layout, index)
        ):
            rules[index] = "lead_in"
        elif block.link_chars > LINK_CHARS_MIN and _is_labelled_link(block):
            rules[index] = "related"
        elif block.link_chars and (_asks_to_follow(block.text) or leads_to_app(layout, index)):
            rules[index] = "follow"
        elif block.tag not in HEADING_TAGS and is_credited(block.text):
            rules[index] = "caption"
        elif _may_be(block.text, headline) and _is_headline(block, headline):
            rules[index] = "headline"


def _may_be(text: str, headline: str) -> bool:
    """False for a text that cannot fold to the headline: folding never adds words."""
    return len(text) <= 3 * len(headline) and text.count(" ") >= headline.count(" ")


def _is_headline(block: Block, headline: str) -> bool:
    """True for the headline again, also with a few words in front ("Sport: ...")."""
    key = key_of(block.text)
    if key == headline or (key.startswith(f"{headline} ") and is_dated(key[len(headline) :])):
        return True
    is_long = headline.count(" ") >= HEADLINE_WORDS_MIN - 1
    is_line = block.tag in HEADING_TAGS or len(key) - len(headline) <= KICKER_CHARS_MAX
    return is_long and is_line and key.endswith(f" {headline}")


def _heading_rules(layout: Layout, body: Body, rules: dict[int, str]) -> None:
    """A heading over nothing but other articles goes with them."""
    over_cut, over_text = False, False  # what stands between here and the next heading
    for index in range(body.last - 1, body.first - 1, -1):
        rule = rules.get(index)
        if rule in OTHER_ARTICLES:
            over_cut = True
        elif rule is None and layout.blocks[index].tag in HEADING_TAGS:
            if over_cut and not over_text:
                rules[index] = "lead_in"
            over_cut, over_text = False, False
        elif rule is None:
            over_text = True


def _is_labelled_link(block: Block) -> bool:
    """True for "Read also: ..." whose words after the label are all link."""
    match = LABEL.match(block.text)
    if match is None:
        return False
    rest = len(block.text[match.end() :].replace(" ", ""))
    return block.link_chars >= 0.9 * rest and (
        block.link_share > LABELLED_SHARE or kind_of_line(match[1]) in LIST_KINDS
    )


def _asks_to_follow(text: str) -> bool:
    """True for a short line with a link to where else a site can be read."""
    return len(text) <= LEAD_IN_CHARS_MAX and closing_kind(text) == "follow"


def _is_lead_in(block: Block, rules: dict[int, str], index: int) -> bool:
    """True for a line such as "watch:" over something that was cut."""
    return len(block.text) <= LEAD_IN_CHARS_MAX and index + 1 in rules


def _is_of_link(layout: Layout, index: int) -> bool:
    """True for a date or a name under a link that was cut, in one box with it."""
    block = layout.blocks[index]
    if block.tag in ("p", *HEADING_TAGS):
        return False
    if len(block.text) > LINE_CHARS_MAX or block.text.endswith(SENTENCE_ENDS):
        return False
    above = layout.blocks[index - 1]
    around = layout.boxes[above.box].parent
    return block.box in (above.box, around) or layout.boxes[block.box].parent == around


def _is_lone_link(block: Block) -> bool:
    return block.tag not in HEADING_TAGS or len(block.text.split()) >= LINK_WORDS_MIN
