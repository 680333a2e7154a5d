"""Lines in the box of an article that are told one by one: labels, links, lines of the site."""

from __future__ import annotations

import re

from crawler.core.extract.button_box import leads_to_app
from crawler.core.extract.container import HEADING_TAGS, SENTENCE_ENDS
from crawler.core.extract.credit import is_credited
from crawler.core.extract.ends import LINE_CHARS_MAX
from crawler.core.extract.labelled_list import list_end
from crawler.core.extract.layout import Block, Layout
from crawler.core.extract.line_above import is_dated
from crawler.core.extract.site_lines import is_film, site_line
from crawler.core.extract.tail_lines import is_fact_of_many
from crawler.core.extract.told_lines import is_told
from crawler.core.noise.phrases import LABEL_CHARS_MAX, closing_kind, key_of, kind_of_line

LINKED_SHARE = 0.75
LINK_RULE = "link_line"
OPEN_END = ":"
LINK_WORDS_MIN = 4
LEAD_IN_CHARS_MAX = 100
LINK_CHARS_MIN = 15
HEADLINE_WORDS_MIN = 5  # a shorter one may end another heading
KICKER_CHARS_MAX = 30  # in front of a headline that no tag calls so
ANNOUNCING_WORDS_MIN = 10  # "read the following article:" is shorter
LABELLED_SHARE = 0.5
CARD_BLOCKS_MAX = 5  # of a box with a link, a date and a name: one with more is the article's
LEAD_IN_WORDS_MAX = 5  # of a label that no table knows, over a link
AROUND = re.compile(r"^\W+|(?<=\w)\W+$")
LABEL = re.compile(r"([^:|]{3,40}?)\s*(?:[:|»←]|\.{2,3}|…)\s*")
LIST_KINDS = frozenset(("related", "most_read", "latest"))
# How a sentence ends that leads to what is said next.
ANNOUNCING = tuple(
    map(
        key_of,
        ("يلي", "التالي", "التالية", "الآتي", "الآتية", "قائلا", "قائلة", "كالتالي", "كالآتي"),
    )
)
OTHER_ARTICLES = LIST_KINDS | {"teaser", LINK_RULE}
TRAILING_KINDS = frozenset(("notice", "copyright", "reuse", "byline"))


def label_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> None:
    """A label goes; what it heads goes with it as long as it is a list of links."""
    index = first
    while index < last:
        block = layout.blocks[index]
        kind = _kind_of(block.text) if rules.get(index) in (None, "teaser") else None
        index += 1
        if kind is None or kind in TRAILING_KINDS:
            continue
        rules[index - 1] = kind
        if kind in LIST_KINDS or kind == "tags":
            index = _cut_list(layout, last, rules, index, kind)


def _kind_of(text: str) -> str | None:
    """The kind of a label, whatever arrows and pictures stand around it."""
    kind = kind_of_line(text)
    if kind or len(text) > LABEL_CHARS_MAX or (text[0].isalnum() and text[-1].isalnum()):
        return kind
    return kind_of_line(AROUND.sub("", text) or text)


def _cut_list(layout: Layout, last: int, rules: dict[int, str], index: int, kind: str) -> int:
    """Cut the list under a label; returns the first index that is no part of it."""
    own = (each for each in range(index, last) if rules.get(each) == "headline")
    end = list_end(layout, index, next(own, last))
    for each in range(index, end):
        if rules.get(each) in (None, "teaser"):
            rules[each] = kind
    return end


def line_rules(  # noqa: PLR0913, PLR0917 - what the text is made of
    layout: Layout,
    first: int,
    last: int,
    rules: dict[int, str],
    headline: str,
    whole: frozenset[int],
) -> None:
    """Give a rule to each line that shows what it is; blocks of `whole` are facts and entries."""
    for index in range(first, last):
        if index in rules or index in whole:
            continue
        block = layout.blocks[index]
        rule = None
        if block.link_chars or block.text[-1] == OPEN_END or rules.get(index - 1) == LINK_RULE:
            if _is_fact(layout, first, last, index):
                continue
            rule = _link_rule(layout, index, rules)
        if rule := rule or _text_rule(block, headline):
            rules[index] = rule


def _is_fact(layout: Layout, first: int, last: int, index: int) -> bool:
    """True for one of several lines with the same label and a short link: addresses, mostly."""
    block = layout.blocks[index]
    is_labelled = block.link_share > LABELLED_SHARE and OPEN_END in block.text
    return is_labelled and is_fact_of_many(layout, first, last, index)


def _link_rule(layout: Layout, index: int, rules: dict[int, str]) -> str | None:
    """The rule for a link, for what stands around one, and for a line that leads elsewhere."""
    block = layout.blocks[index]
    if block.link_share > LINKED_SHARE and _is_lone_link(block):
        return LINK_RULE
    if (block.text.endswith(":") and _is_lead_in(layout, rules, index)) or (
        rules.get(index - 1) == LINK_RULE and _is_of_link(layout, index)
    ):
        return "lead_in"
    if block.link_chars > LINK_CHARS_MIN and _is_labelled_link(block):
        return "related"
    is_asking = block.link_chars and (_asks_to_follow(block.text) or leads_to_app(layout, index))
    return "follow" if is_asking else None


def _text_rule(block: Block, headline: str) -> str | None:
    """The rule for a line without a link that is worth a look."""
    if block.tag not in HEADING_TAGS and (is_credited(block.text) or is_film(block.text)):
        return "caption"
    if _may_be(block.text, headline) and _is_headline(block, headline):
        return "headline"
    return site_line(block)


def _may_be(text: str, headline: str) -> bool:
    """False for a text that cannot fold to the headline: folding never adds words."""
    return len(text) <= 3 * len(headline) and text.count(" ") >= headline.count(" ")


def _is_headline(block: Block, headline: str) -> bool:
    """True for the headline again, also with a few words in front ("Sport: ...")."""
    key = key_of(block.text)
    if key == headline or (key.startswith(f"{headline} ") and is_dated(key[len(headline) :])):
        return True
    is_long = headline.count(" ") >= HEADLINE_WORDS_MIN - 1
    if is_long and block.tag in HEADING_TAGS and len(key) - len(headline) <= KICKER_CHARS_MAX:
        return headline in key
    is_line = block.tag in HEADING_TAGS or len(key) - len(headline) <= KICKER_CHARS_MAX
    return is_long and is_line and key.endswith(f" {headline}")


def heading_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> None:
    """A heading over nothing but other articles goes with them."""
    over_cut, over_text = False, False  # what stands between here and the next heading
    for index in range(last - 1, first - 1, -1):
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
        return block.link_share > LABELLED_SHARE and _kind_of(_before_link(block)) in LIST_KINDS
    rest = len(block.text[match.end() :].replace(" ", ""))
    return block.link_chars >= 0.9 * rest and (
        block.link_share > LABELLED_SHARE or kind_of_line(match[1]) in LIST_KINDS
    )


def _before_link(block: Block) -> str:
    """What stands before a link at the end of a line; that link, where there is nothing."""
    left, place = block.link_chars, len(block.text)
    while left and place:
        place -= 1
        left -= block.text[place] != " "
    return block.text[:place] or block.text


def _asks_to_follow(text: str) -> bool:
    """True for a short line with a link to where else a site can be read."""
    return len(text) <= LEAD_IN_CHARS_MAX and closing_kind(text) == "follow"


def _is_lead_in(layout: Layout, rules: dict[int, str], index: int) -> bool:
    """True for a line such as "watch:" over something that was cut, or over the link of a title."""
    text = layout.blocks[index].text
    if len(text) > LEAD_IN_CHARS_MAX or _announces(text):
        return False
    if index + 1 in rules or index + 1 == len(layout.blocks):
        return index + 1 in rules
    below = layout.blocks[index + 1]
    is_title = below.link_share > LINKED_SHARE and below.text.count(" ") >= LINK_WORDS_MIN - 1
    return is_title and text.count(" ") < LEAD_IN_WORDS_MAX


def _announces(text: str) -> bool:
    """True for "and the statement said as follows:": what follows may have an advert above it."""
    is_sentence = is_told(text) or text.count(" ") >= ANNOUNCING_WORDS_MIN - 1
    return is_sentence and key_of(text).endswith(ANNOUNCING)


def _is_of_link(layout: Layout, index: int) -> bool:
    """True for a date or a name under a link that was cut, in one box with it."""
    block = layout.blocks[index]
    if block.tag in ("p", *HEADING_TAGS):
        return False
    if len(block.text) > LINE_CHARS_MAX or block.text.endswith(SENTENCE_ENDS):
        return False
    above = layout.blocks[index - 1]
    around = layout.boxes[above.box].parent
    parent = layout.boxes[block.box].parent
    if above.box in (block.box, parent):
        return True
    box = layout.boxes[around]
    is_card = box.last - box.first <= CARD_BLOCKS_MAX or is_dated(block.text)
    return around in (block.box, parent) and is_card


def _is_lone_link(block: Block) -> bool:
    return block.tag not in HEADING_TAGS or len(block.text.split()) >= LINK_WORDS_MIN
