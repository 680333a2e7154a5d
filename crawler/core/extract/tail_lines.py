"""Short lines at the ends of a text that belong to it: facts, answers, sentences, a prayer.

A site's own lines stand there as well. Those of the text go on in its box, have no links, and show
what they are: a list that the text announces, numbers, labels with values, a speaker's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, takewhile

from crawler.core.extract.container import HEADING_TAGS
from crawler.core.extract.layout import Block, Layout
from crawler.core.extract.short_lines import holder_of, is_unstopped, outer_of
from crawler.core.extract.told_lines import SENTENCE_STOPS, is_told
from crawler.core.noise.phrases import closing_kind, key_of, kind_of_line

LINE_CHARS_MAX = 160
LINES_MAX = 200
LINKED_SHARE = 0.5
SHORT_WORDS_MAX = 3  # of the link of a fact, an address mostly: a headline has more
FACTS_MIN = 3  # labels with values, or items of a list: two may be the site's
FIGURES_MIN = 2  # lines with figures under the one that announces them
SAID_MIN = 2  # times that a label stands above: then it is a speaker or a column of facts
WORDS_MIN = 4  # of an item of a list, on average: tools and tags have fewer
ANNOUNCED = ":"
FACT = re.compile(r"(?P<label>[^\W\d_][^:\n]{1,39}?)\s*:\s*(?=\S)")
NUMBERED = re.compile(r"[(\[]?(?P<number>\d{1,3})\s?(?:[.)\]/-]|\u2013)\s*(?=\w)")
BULLET = re.compile(r"[-\u2022*\u25aa\u25cf\u2013]\s*(?=[^\W\d_])")
# What sites put between two paragraphs, the last two as well.
BETWEEN = frozenset(
    ("link_line", "related", "lead_in", "ad", "follow", "caption", "form", "infobox", "player")
)
ITEMS = frozenset(("li", "dt", "dd", "summary"))
TOLD_APART = frozenset(("details", "dl"))  # an element that holds a question and its answer
# Labels of what a site says of an article, not of what the article says.
OWN_LABELS = frozenset(
    map(
        key_of,
        ("المصدر", "مصدر", "الكاتب", "كتب", "كتبت", "كتابة", "بقلم", "تحرير", "المحرر", "تصوير",
         "المصور", "ترجمة", "إعداد", "متابعة", "نشر", "تاريخ", "التاريخ", "رابط", "الرابط",
         "رابط مختصر", "القسم", "التصنيف", "عدد القراءات", "القراءات", "المشاهدات", "الزيارات",
         "الوسوم", "اقرأ", "شاهد",
         "للمزيد", "source", "author", "by", "via", "editor", "editing", "photo", "photos",
         "date", "url", "link", "tags", "topics", "category", "section", "views", "read", "watch",
         "listen", "updated", "published", "posted", "reporting", "contact", "download",
         "downloads"),
    )
)  # fmt: skip
# How Arabic announcements, sermons and letters end, without a full stop.
CLOSINGS = tuple(
    map(
        key_of,
        ("إنا لله وإنا إليه راجعون", "والله الموفق", "والله ولي التوفيق", "والله المستعان",
         "والسلام عليكم ورحمة الله", "حسبنا الله ونعم الوكيل", "وآخر دعوانا أن الحمد لله",
         "رحم الله", "تغمده الله", "نسأل الله", "صدر في", "صدر ب", "حرر في", "حرر ب",
         "الموافق", "والله من وراء القصد", "وللحديث بقية", "أقول قولي هذا", "والله أعلم",
         "والله تعالى أعلم", "وبالله التوفيق", "وصلى الله", "وتقبلوا", "وتفضلوا بقبول",
         "مع خالص التحية", "أخوكم", "وأقم الصلاة", "صادر عن"),
    )
)  # fmt: skip
# How statements, letters and answers of scholars begin, and how they call whom they are for.
_OPENINGS = (
    "بسم الله الرحمن الرحيم|الحمد لله|السلام عليكم ورحمة الله|تحية طيبة|بعد التحية|أما بعد|"
    "قال تعالى|قال الله تعالى"
)
OPENINGS = tuple(map(key_of, _OPENINGS.split("|")))
TITLES_MAX = 2  # lines between such a beginning and the text: of a statement, who made it
CALLED = ("المحترم", "المحترمه", "المحترمون", "المحترمين", "الموقر", "الموقره")


def tail_end(layout: Layout, kept: Sequence[int], rules: dict[int, str], last: int) -> int:
    """The last of the lines below the block `last` that are of the text, or `last` itself."""
    lines = list(_lines(layout, kept, rules, last))
    if not lines:
        return last
    above = [layout.blocks[index].text for index in kept if index <= last and index not in rules]
    texts = [layout.blocks[index].text for index in lines]
    is_announced = len(lines) > 1 and layout.blocks[last].text.endswith(ANNOUNCED)
    ends = (
        len(lines) * is_announced,
        _last_figures(texts),
        _last_where([_is_told(text) for text in texts], 1),
        _last_where([_fact_label(text) is not None for text in texts], FACTS_MIN - _facts(above)),
        _last_numbered(layout, lines, above),
        _last_bulleted(texts, above),
        _last_where(_said_above(texts, above), 1),
        _last_item(layout, lines),
    )
    end = max(ends)
    return lines[end - 1] if end else last


def head_start(layout: Layout, kept: Sequence[int], rules: dict[int, str], first: int) -> int:
    """The first of the short sentences right above the block `first`, or `first` itself.

    They lie in the box of the text as it does; a line under a picture is its caption.
    """
    if first - 1 in rules or first - 1 not in kept:
        return first
    place, tag = holder_of(layout, first), layout.blocks[first].tag
    pictured = {image.block for image in layout.images}
    above = first - 1
    while above in kept and above not in rules and above not in pictured:
        block = layout.blocks[above]
        is_start = _opens(block.text) or is_unstopped(block)
        if block.link_chars or not is_start or not _is_beside(layout, block, place, tag):
            break
        above -= 1
    return _greeting(layout, kept, rules, above + 1)


def _greeting(layout: Layout, kept: Sequence[int], rules: dict[int, str], first: int) -> int:
    """Such a line as "in the name of God" over the title of a statement, or `first`."""
    place, tag = holder_of(layout, first), layout.blocks[first].tag
    for above in range(first - 1, max(first - 2 - TITLES_MAX, -1), -1):
        block = layout.blocks[above]
        is_line = above in kept and above not in rules and not block.link_chars
        if not is_line or not _is_beside(layout, block, place, tag):
            break
        if key_of(block.text).startswith(OPENINGS):
            return above
    return first


def _opens(text: str) -> bool:
    """True for a sentence without figures, which dates and bylines have, and for a greeting."""
    is_whole = (text.endswith(SENTENCE_STOPS) and is_told(text)) or _greets(text)
    return is_whole and not any(map(str.isdigit, text)) and closing_kind(text) is None


def _greets(text: str) -> bool:
    """True for a line with which a letter or a statement begins."""
    key = key_of(text)
    return key.startswith(OPENINGS) or key.endswith(CALLED)


def _lines(layout: Layout, kept: Sequence[int], rules: dict[int, str], last: int) -> Iterator[int]:
    """The short lines right below, as long as they stand in the box of the text as it does.

    What a site puts between two paragraphs is passed over; below it only sentences count.
    """
    place, tag = _place(layout, last), layout.blocks[last].tag
    box, is_past = layout.boxes[place], False
    for index in range(last + 1, min(box.last, last + 1 + LINES_MAX)):
        block = layout.blocks[index]
        if rules.get(index) in BETWEEN:
            is_past = True
            continue
        if is_past and not _is_told(block.text):
            return
        if index in rules or index not in kept or not _may_be(layout, block, place, tag):
            return
        yield index


def _place(layout: Layout, last: int) -> int:
    """The box of the text that the block is in; a question and its answer share one in that."""
    place = outer_of(layout, last)
    box = layout.boxes[place]
    return box.parent if box.tag in TOLD_APART and box.parent >= 0 else place


def _may_be(layout: Layout, block: Block, place: int, tag: str) -> bool:
    if len(block.text) > LINE_CHARS_MAX or closing_kind(block.text):
        return False
    if block.link_share > LINKED_SHARE and not is_short_fact(block):
        return False
    found = FACT.match(block.text)
    if found and is_own_label(found["label"]):
        return False
    own = layout.boxes[block.box]
    is_part = block.tag in ITEMS or block.tag in HEADING_TAGS or own.tag in TOLD_APART
    return is_part or _is_beside(layout, block, place, tag)


def _is_beside(layout: Layout, block: Block, place: int, tag: str) -> bool:
    """True for a line that lies in the box as the paragraphs do, or in an element for answers."""
    around = layout.boxes[block.box].parent
    if block.tag == tag and (place in (block.box, around) or _is_wrapped(layout, block, place)):
        return True
    return around >= 0 and layout.boxes[around].tag in TOLD_APART


def _is_wrapped(layout: Layout, block: Block, place: int) -> bool:
    """True for a line in boxes of its own, the outermost of which lies in the box `place`."""
    for box in layout.outward(block.box):
        if layout.boxes[box].parent == place:
            return layout.boxes[box].last - layout.boxes[box].first == 1
    return False


def is_short_fact(block: Block) -> bool:
    """True for "Website: site.example", a label with a link of a few words."""
    found = FACT.match(block.text)
    if found is None or is_own_label(found["label"]) or closing_kind(block.text):
        return False
    return len(block.text[found.end() :].split()) <= SHORT_WORDS_MAX


def is_own_label(label: str) -> bool:
    """True for a label of the site's own."""
    return key_of(label) in OWN_LABELS or kind_of_line(label) is not None


def is_fact_of_many(layout: Layout, first: int, last: int, index: int) -> bool:
    """True for such a line whose label several lines of the box begin with, each for its thing."""
    block = layout.blocks[index]
    if not is_short_fact(block):
        return False
    label = f"{_fact_label(block.text)}:"
    same = (each for each in layout.blocks[first:last] if each.text.startswith(label))
    return len(list(islice(same, FACTS_MIN))) == FACTS_MIN


def _fact_label(text: str) -> str | None:
    found = FACT.match(text)
    return found["label"] if found else None


def _facts(texts: list[str]) -> int:
    """How many paragraphs right above the lines have labels too, each another one.

    Where the text has a run of such lines elsewhere, as many as make one.
    """
    labels = [_fact_label(text) if len(text) <= LINE_CHARS_MAX else None for text in texts]
    runs = [len(set(run)) for is_run, run in groupby(labels, bool) if is_run]
    labelled = takewhile(lambda label: label is not None, map(_fact_label, reversed(texts)))
    return min(max([len(set(labelled)), *(run for run in runs if run >= FACTS_MIN)]), FACTS_MIN - 1)


def _is_told(text: str) -> bool:
    return key_of(text).startswith(CLOSINGS) or is_told(text)


def _last_where(holds: list[bool], least: int) -> int:
    """How many lines there are up to the last for which it holds; 0 where it holds for too few."""
    if sum(holds) < least:
        return 0
    return len(holds) - holds[::-1].index(True)


def _last_figures(texts: list[str]) -> int:
    """The same for lines with figures that a line among them announces, as "temperatures:" does."""
    heads = [at for at, text in enumerate(texts) if text.endswith(ANNOUNCED)]
    for head in heads:
        below = list(takewhile(lambda text: any(map(str.isdigit, text)), texts[head + 1 :]))
        if len(below) >= FIGURES_MIN:
            return head + 1 + len(below)
    return 0


def _last_bulleted(texts: list[str], above: list[str]) -> int:
    """The same for items of a list that a page writes as lines: "- three words or more"."""
    marked = [BULLET.match(text) is not None for text in texts]
    words = [text.count(" ") for text, is_item in zip(texts, marked, strict=True) if is_item]
    if sum(words) < WORDS_MIN * len(words):
        return 0
    is_list = bool(above) and BULLET.match(above[-1]) is not None
    return _last_where(marked, 1 if is_list else FACTS_MIN)


def _last_numbered(layout: Layout, lines: list[int], above: list[str]) -> int:
    """The same for lines that count (1, 2, 3), and for the one under a heading that does."""
    numbers = [_number_of(layout.blocks[index].text) for index in lines]
    known = {_number_of(text) for text in above} | set(numbers)
    holds = [bool(number) and number - 1 in known for number in numbers]
    end = _last_where(holds, 1)
    is_heading = end > 0 and layout.blocks[lines[end - 1]].tag in HEADING_TAGS
    return min(end + is_heading, len(lines))


def _number_of(text: str) -> int:
    found = NUMBERED.match(text)
    return int(found["number"]) if found else -1


def _said_above(texts: list[str], above: list[str]) -> list[bool]:
    """For each line whether its label stands in front of lines of the text, too."""
    labels = [_fact_label(text) for text in texts]
    return [
        label is not None and sum(each.startswith(f"{label}:") for each in above) >= SAID_MIN
        for label in labels
    ]


def _last_item(layout: Layout, lines: list[int]) -> int:
    """The same for items of lists, for terms and what they mean, for questions and answers."""
    blocks = [layout.blocks[index] for index in lines]
    answers = [_is_answer(layout, block) for block in blocks]
    items = [block.text for block in blocks if block.tag == "li"]
    if sum(len(text.split()) for text in items) < WORDS_MIN * len(items):
        return _last_where(answers, 1)
    both = [each or block.tag == "li" for each, block in zip(answers, blocks, strict=True)]
    return _last_where(both, FACTS_MIN)


def _is_answer(layout: Layout, block: Block) -> bool:
    """True for what elements made for it call a term, its meaning, a question or an answer."""
    around = layout.boxes[block.box].parent
    is_told_apart = around >= 0 and layout.boxes[around].tag in TOLD_APART
    return is_told_apart or (block.tag in ITEMS and block.tag != "li")
