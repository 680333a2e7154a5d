"""The paragraphs of an article, and what stood between them and is not part of it.

Rules, as they stand in `removed`: the kinds of `phrases.txt` and of `box_names.py`; `teaser`,
`link_line`, `lead_in`: other articles and what announces them; `headline`: the headline again;
`edge`: short lines above the first and below the last paragraph; `tail`: another text after the
article; `selector`, `cut_after`: the site's profile.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crawler.core.article import Removed
from crawler.core.extract.container import (
    HEADING_TAGS,
    SENTENCE_ENDS,
    Prose,
    make_of,
    prose_chars,
)
from crawler.core.extract.layout import Block, Layout
from crawler.core.noise.phrases import closing_kind, key_of, kind_of_line

LINKED_SHARE = 0.75
CORE_SHARE = 0.6  # of the paragraphs in one box: what follows that box is no part of the article
LINK_WORDS_MIN = 4
LEAD_IN_CHARS_MAX = 100
LINK_CHARS_MIN = 15
LABELLED_SHARE = 0.5
LABEL = re.compile(r"([^:|]{3,40}?)\s*[:|»←]\s*")
CREDIT = re.compile(
    r".{0,120}\xa9\s?[^\W\d][^.!?\u061f\d]{1,40}(?:\.\w{2,4})?"
)  # "... © an agency"
LINE_CHARS_MAX = 60
NOTICE_CHARS_MIN = 40
REMOVED_AROUND = 12  # blocks
REMOVED_MAX = 80
LIST_KINDS = frozenset(("related", "most_read", "latest"))
OTHER_ARTICLES = LIST_KINDS | {"teaser", "link_line"}
TRAILING_KINDS = frozenset(("notice", "copyright", "reuse", "byline"))
LABELLED_LINE_CHARS_MAX = 140  # of a line inside a related list that is no link: a date, a summary


@dataclass(slots=True)
class Body:
    """The article's text: `blocks` are the indices that were kept, `rules` say why others were not.

    `first` and `last` (exclusive) bound the article's box, `is_chosen` says that a selector did.
    """

    blocks: list[int] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    rules: dict[int, str] = field(default_factory=dict)
    notice: str | None = None
    first: int = 0
    last: int = 0
    is_chosen: bool = False

    def text(self, layout: Layout) -> str:
        """The paragraphs, with an empty line between two."""
        return "\n\n".join(layout.blocks[index].text for index in self.blocks)


def read_body(layout: Layout, prose: Prose, headline: str) -> Body:
    """Decide on every block of the article's box, in order."""
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
    _label_rules(layout, body, rules)
    _line_rules(layout, body, rules, key_of(headline))
    _heading_rules(layout, body, rules)
    _trim(layout, body, rules)
    body.blocks = [index for index in range(box.first, box.last) if index not in rules]
    body.removed = _removed(layout, body, rules)
    body.rules = rules
    body.notice = _notice(layout, body)
    return body


def _removed(layout: Layout, body: Body, rules: dict[int, str]) -> list[Removed]:
    """What was taken out of the body, from a little above it to a little below."""
    if not body.blocks:
        return []
    near = range(body.blocks[0] - REMOVED_AROUND, body.blocks[-1] + REMOVED_AROUND + 1)
    return [
        Removed(rule=rule, text=layout.blocks[index].text)
        for index, rule in sorted(rules.items())
        if index in near and rule != "outside"
    ][:REMOVED_MAX]


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
    """Cut the links under a label; returns the first index that is not one of them."""
    seen_link = False
    while index < body.last:
        block = layout.blocks[index]
        linked = block.link_share > LINKED_SHARE
        short = len(block.text) <= LINE_CHARS_MAX and not block.text.endswith((".", "؟", "!"))
        if not linked and not (seen_link and short and block.tag not in HEADING_TAGS):
            break
        seen_link = seen_link or linked
        if rules.get(index) in (None, "teaser"):
            rules[index] = kind
        index += 1
    return index


def _line_rules(layout: Layout, body: Body, rules: dict[int, str], headline: str) -> None:
    for index in range(body.first, body.last):
        if index in rules:
            continue
        block = layout.blocks[index]
        if block.link_share > LINKED_SHARE and _is_lone_link(block):
            rules[index] = "link_line"
        elif _is_lead_in(layout, rules, index) or _is_of_link(layout, rules, index):
            rules[index] = "lead_in"
        elif block.link_chars > LINK_CHARS_MIN and _is_labelled_link(block):
            rules[index] = "related"
        elif "\xa9" in block.text and CREDIT.fullmatch(block.text):
            rules[index] = "caption"
        elif len(block.text) <= 3 * len(headline) and key_of(block.text) == headline:
            rules[index] = "headline"


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


def _is_lead_in(layout: Layout, rules: dict[int, str], index: int) -> bool:
    """True for a line such as "watch:" over something that was cut."""
    text = layout.blocks[index].text
    return text.endswith(":") and len(text) <= LEAD_IN_CHARS_MAX and index + 1 in rules


def _is_of_link(layout: Layout, rules: dict[int, str], index: int) -> bool:
    """True for a date or a name under a link that was cut, in one box with it."""
    block = layout.blocks[index]
    if rules.get(index - 1) != "link_line" or block.tag in ("p", *HEADING_TAGS):
        return False
    if len(block.text) > LINE_CHARS_MAX or block.text.endswith(SENTENCE_ENDS):
        return False
    above = layout.blocks[index - 1]
    around = layout.boxes[above.box].parent
    return block.box in (above.box, around) or layout.boxes[block.box].parent == around


def _is_lone_link(block: Block) -> bool:
    return block.tag not in HEADING_TAGS or len(block.text.split()) >= LINK_WORDS_MIN


def _trim(layout: Layout, body: Body, rules: dict[int, str]) -> None:
    """Short lines before the first and after the last paragraph: section, date, names, tools."""
    kept = [index for index in range(body.first, body.last) if index not in rules]
    solid = [index for index in kept if _is_solid(layout.blocks[index])]
    while solid and (kind := closing_kind(layout.blocks[solid[-1]].text)):
        last = solid.pop()
        rules[last] = kind
        if kind == "notice":
            _drop_beside(layout, body, rules, solid, last)
    if not body.is_chosen:
        _drop_tail(layout, rules, solid)
    if not solid:  # a body of short lines, or no body at all
        told = (index for index in kept if index not in rules)
        solid = [index for index in told if _is_told(layout.blocks[index])]
    for index in kept:
        if not solid or index < solid[0] or index > solid[-1]:
            rules.setdefault(index, "edge")


def _drop_beside(
    layout: Layout, body: Body, rules: dict[int, str], solid: list[int], notice: int
) -> None:
    """What stands in a box of its own with a notice is part of it."""
    parent = layout.boxes[layout.boxes[layout.blocks[notice].box].parent]
    if not body.first < parent.first or parent.last > body.last:
        return
    while solid and solid[-1] >= parent.first:
        rules[solid.pop()] = "notice"


def _drop_tail(layout: Layout, rules: dict[int, str], solid: list[int]) -> None:
    """Prose after the box of most paragraphs, elsewhere in the article's box, is another text."""
    chars: dict[int, int] = {}
    for index in solid:
        box = layout.boxes[layout.blocks[index].box]
        chars[box.parent] = chars.get(box.parent, 0) + len(layout.blocks[index].text)
    if not chars:
        return
    core = max(chars, key=lambda box: chars[box])
    if chars[core] < CORE_SHARE * sum(chars.values()):
        return
    main = layout.boxes[core]
    while solid and solid[-1] >= main.last:
        beside = layout.boxes[layout.boxes[layout.blocks[solid[-1]].box].parent]
        if (beside.tag, make_of(beside.hint)) == (main.tag, make_of(main.hint)):
            return  # the article goes on in a box of the same make
        rules[solid.pop()] = "tail"


def _is_told(block: Block) -> bool:
    """True for a line that may be all of a short article's text."""
    return prose_chars(block) > 0 and closing_kind(block.text) is None


def _is_solid(block: Block) -> bool:
    if prose_chars(block) == 0:
        return False
    return len(block.text) >= LINE_CHARS_MAX or block.text.endswith(SENTENCE_ENDS)
