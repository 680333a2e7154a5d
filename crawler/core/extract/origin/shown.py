"""What readers see of an article's origin: lines, names and links around its text, its ends."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.core.extract.body import Body
from crawler.core.extract.origin.beside import JOINT, read_beside
from crawler.core.extract.origin.evidence import PUBLISHER_CONFIDENCE, Evidence
from crawler.core.noise.phrases import key_of, kind_of_line
from crawler.core.provenance.credit import (
    LINE_CHARS_MAX,
    SENTENCE_CHARS_MAX,
    SOURCE_LINE,
    Credit,
    credit_of,
    first_of,
    is_label,
    read_credit,
    read_sentence,
    read_special,
    read_tail,
    read_weak,
)
from crawler.core.provenance.dateline import Dateline, read_dateline
from crawler.core.provenance.names import NAME_CHARS_MAX
from crawler.core.provenance.outbound import SPEAKS, is_source_label, names_owner, reads_at
from crawler.core.urls import host_of

ABOVE_MAX = 8  # blocks above the body: the headline's lines
BELOW_MAX = 6
HEADLINE_CHARS_MIN = 15
# A label there needs no colon, nor one of these lines above the text: below it may be a tag.
CELLS = frozenset(("td", "th", "dt", "h3", "h4", "h5", "h6"))
LINES = frozenset(("li", "div", "p"))
WEAK_STARTS = ("عن ", "عن:", "via ", "via:", "Via ", "Via:", "By ", "BY ", "ترجمة عن", "خاص")
CAPTION_BOXES = 3
CAPTION_TAGS = frozenset(("figure", "figcaption"))
CAPTION_NAMES = re.compile(r"caption|figure|image|photo|picture|thumb|(?<![a-z])img")


def read_shown(evidence: Evidence, body: Body, headline: str) -> tuple[Dateline, str] | None:
    """Ask every place in and around the text; returns the dateline and where it stood."""
    if not body.blocks:
        return None
    shown = _Shown(evidence, body)
    shown.lines()
    shown.names()
    shown.links(headline)
    dateline = shown.dateline()
    shown.tail()
    read_beside(evidence, shown.above, shown.is_caption)
    return dateline


@lru_cache(maxsize=1_024)
def _is_of_picture(hint: str) -> bool:
    """True for the names of a box around a picture."""
    return CAPTION_NAMES.search(hint) is not None


def _may_be(text: str, headline: str) -> bool:
    """False for a link that cannot fold to the headline: folding never adds words."""
    return len(text) > HEADLINE_CHARS_MIN and text.count(" ") >= headline.count(" ")


def _speaks(text: str) -> bool:
    """False for a line without the words that name a source; an expression takes ten times.

    Lower case takes 8 ns a letter of an Arabic line, which has no "s".
    """
    if (
        "مصدر" in text
        or "مصادر" in text
        or "نقل" in text
        or "نشر" in text
        or "منقول" in text
        or "ظهر" in text
    ):
        return True
    if text.startswith(WEAK_STARTS):
        return True
    return ("s" in text or "S" in text) and "source" in text.lower()


class _Shown:
    """The blocks from a little above the text to a little below it."""

    def __init__(self, evidence: Evidence, body: Body) -> None:
        self.evidence, self.body = evidence, body
        self.layout = evidence.page.layout
        self.blocks = self.layout.blocks
        self.above = range(max(0, body.blocks[0] - ABOVE_MAX), body.blocks[0])
        self.near = range(self.above.start, self._end())

    def _end(self) -> int:
        """Not beyond a list of other articles."""
        last = self.body.blocks[-1] + 1
        stop = min(len(self.blocks), last + BELOW_MAX)
        labels = (i for i in range(last, stop) if kind_of_line(self.blocks[i].text) == "related")
        return next(labels, stop)

    def lines(self) -> None:
        """A line "source: name"; the name may stand in the line below its label."""
        for index in self.near:
            text = self.blocks[index].text
            if len(text) > SENTENCE_CHARS_MAX or not _speaks(text) or self.is_caption(index):
                continue
            if found := self._credit(index) or self._known(index):
                credit, at = self._other(first_of(found[0], self.evidence.registry)), found[1]
                link = self.evidence.link_out(at, "source_line")
                self.evidence.add(credit.name, "source_line", credit.confidence, link)
            elif SOURCE_LINE.fullmatch(text):  # "source: agencies" may lead to one of them
                self.evidence.link_out(index, "source_line")

    def _other(self, credit: Credit) -> Credit:
        """Whom a line names beside the site itself; any other credit as it is."""
        if credit.others and self.evidence.is_itself(credit.name):
            return Credit(credit.others[0], credit.confidence)
        return credit

    def _credit(self, index: int) -> tuple[Credit, int] | None:
        """The source that a line, a part of it, or the line below it names, and where."""
        block, below = self.blocks[index], index + 1
        if len(block.text) > LINE_CHARS_MAX:
            return None
        for text in (block.text, *block.pieces, *JOINT.split(block.text)):
            if credit := read_credit(text):
                return credit, index
        is_line = index in self.above and block.tag in LINES and not block.link_chars
        is_cell = (is_line or block.tag in CELLS) and is_label(f"{block.text}:")
        if (is_cell or is_label(block.text)) and below in self.near:
            credit = credit_of(self.blocks[below].text)
            return (credit, below) if credit else None
        return None

    def _known(self, index: int) -> tuple[Credit, int] | None:
        """A known publisher, where only that tells that the line names a source.

        Sentences about the article stand below it; above it a deck may speak of another's report.
        """
        if index in self.body.blocks:
            return None
        text, known = self.blocks[index].text, self.evidence.registry
        credit = read_weak(text, known) or read_special(text, known)
        if credit is None and index > self.body.blocks[-1]:
            credit = read_sentence(text, known)
        return (credit, index) if credit else None

    def names(self) -> None:
        """A short text above the body whose class calls it the source or the publisher."""
        for named in self.layout.sources:
            short = 0 < len(named.text) <= LINE_CHARS_MAX
            if not short or named.block not in self.above or self.is_caption(named.block):
                continue
            if credit := read_credit(named.text) or credit_of(named.text):
                link = self.evidence.link_out(named.block, "class")
                sure = min(credit.confidence, PUBLISHER_CONFIDENCE["class"])
                self.evidence.add(credit.name, "class", sure, link)

    def links(self, headline: str) -> None:
        """Links that call themselves the source, or that are the headline and leave the site."""
        key = key_of(headline)
        for anchor in self.layout.anchors:
            if anchor.block not in self.near:
                continue
            line = self.blocks[anchor.block].text
            if line != anchor.text and reads_at(line, anchor.text):
                if url := self.evidence.original(anchor.href, "source_link"):
                    self.evidence.add(anchor.text, "source_link", link=url)
            elif is_source_label(anchor.text) or self._reads_on(anchor.text, anchor.href):
                self._owner(self.evidence.original(anchor.href, "source_link"))
            elif _may_be(anchor.text, key) and key_of(anchor.text) == key:
                self.evidence.original(anchor.href, "headline_link")

    def _reads_on(self, text: str, href: str) -> bool:
        """True for a link to the rest of the article at a publisher whom it names."""
        if "//" not in href or not SPEAKS.search(text):
            return False
        found = self.evidence.source(href)
        return found is not None and names_owner(text, found[0], self.evidence.registry)

    def _owner(self, url: str | None) -> None:
        """Whose site an original stands on: by the registry, else its host."""
        if url and (known := self.evidence.registry.by_url(url)):
            self.evidence.add(known.name, "source_link", link=url)
        elif url:
            sure = PUBLISHER_CONFIDENCE["host"]
            self.evidence.add(host_of(url), "source_link", sure, url)

    def dateline(self) -> tuple[Dateline, str] | None:
        """In a line of its own above the text, else at its beginning."""
        found = self._dateline()
        if found and (name := found[0].publisher):
            self.evidence.add(name, "dateline", found[0].confidence)
        return found

    def _dateline(self) -> tuple[Dateline, str] | None:
        known = self.evidence.registry
        for index in self.above:
            text = self.blocks[index].text
            whole = len(text) <= LINE_CHARS_MAX
            if whole and (found := read_dateline(text, known, is_whole=True)):
                return found, "line"
        found = read_dateline(self.blocks[self.body.blocks[0]].text, known)
        return (found, "text") if found else None

    def tail(self) -> None:
        """The bracket or the note that ends the last paragraph, or a name alone below it."""
        last, known = self.body.blocks[-1], self.evidence.registry
        credit = read_tail(self.blocks[last].text, known)
        if credit is None and last + 1 in self.near:
            below = self.blocks[last + 1].text
            credit = read_tail(below, known) if len(below) <= NAME_CHARS_MAX else None
            if credit and any(anchor.block == last + 1 for anchor in self.layout.anchors):
                return  # a tag
        if credit:
            self.evidence.add(credit.name, "tail", credit.confidence)

    def is_caption(self, block: int) -> bool:
        """True for a line under a picture: it names the picture's source."""
        place = self.blocks[block].box
        for _ in range(CAPTION_BOXES):
            if place < 0:
                return False
            box = self.layout.boxes[place]
            if box.tag in CAPTION_TAGS or _is_of_picture(box.hint):
                return True
            place = box.parent
        return False
