"""What stands beside a link in its card: the age of an article, or its headline as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

from selectolax.lexbor import LexborNode

from crawler.core.arabic.dates import parse_date
from crawler.core.extract.listing.anchors import HEADLINE_WORDS_MIN, Anchor

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
HEADING = ",".join(sorted(HEADINGS))
NEXT_CARD = HEADINGS | {"a"}
CARD_DEPTH = 4  # boxes from a link up to its card
CARD_CHARS_MAX = 600
FOLLOWING_MAX = 4  # nodes behind a card that may be of it, white space included
SHORT_WORDS_MIN, SUMMARY_WORDS_MIN = 3, 8  # of a short headline; of what tells its story
DATE_CHARS_MAX = 40  # "published 3 hours ago, 12:30"
# Whether a text is a date does not depend on now; it must not lie ahead, or dates of today do.
ANY_MOMENT = datetime(2099, 6, 15, 12, tzinfo=UTC)
TIMED = re.compile(r"\d|منذ|قبل|ago|الآن|أمس|امس|اليوم|yesterday|today|now", re.IGNORECASE)


def is_teased(anchor: Anchor, *, is_label: bool = False) -> bool:
    """True for a link with a date in its card; for one without a headline also beside one.

    It has none without any text, or when its text is a label of many links or a date itself.
    """
    for node in anchor.nodes:
        for line in _beside(node):
            if _is_date(line):
                return True
            says_nothing = is_label or not anchor.texts or _is_date(anchor.text)
            if says_nothing and len(line.split()) >= HEADLINE_WORDS_MIN:
                return True
    return False


def is_summed_up(anchor: Anchor) -> bool:
    """True for a short headline in a heading of a card that also has a summary of its article."""
    if anchor.words < SHORT_WORDS_MIN or not is_headed(anchor):
        return False
    lines = (line for node in anchor.nodes for line in _beside(node))
    return any(len(line.split()) >= SUMMARY_WORDS_MIN for line in lines)


def is_headed(anchor: Anchor) -> bool:
    """True for a link in a heading, or around one."""
    return any(
        node.parent is not None and node.parent.tag in HEADINGS for node in anchor.nodes
    ) or any(node.css_first(HEADING) is not None for node in anchor.nodes)


def _beside(node: LexborNode) -> Iterator[str]:
    """The texts of the card but the link's own; of a bare list what follows up to the next link."""
    own = " ".join(node.text(separator=" ").split())
    card = card_of(node)
    if card is not None:
        lines = (" ".join(line.split()) for line in card.text(separator="\n").split("\n"))
        yield from (line for line in lines if line and line != own)
    following = (node if card is None else card).next
    for _ in range(FOLLOWING_MAX):
        if following is None or following.tag in NEXT_CARD or following.css_first("a[href]"):
            break
        yield " ".join((following.text(separator=" ") or "").split()).strip(" -|()[]،,")
        following = following.next


def card_of(node: LexborNode) -> LexborNode | None:
    """The widest box around a link in which no other address is linked."""
    href, card = node.attributes.get("href"), None
    box = node.parent
    for _ in range(CARD_DEPTH):
        if box is None or box.tag in ("body", "html"):
            break
        if any(each.attributes.get("href") != href for each in box.css("a[href]")):
            break
        card, box = box, box.parent
    return card if card is not None and len(card.text()) <= CARD_CHARS_MAX else None


# "10:44", "19/11": of today, of this year.
MOMENT = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?[صم])?|[0-3]?\d/[01]?\d")


@lru_cache(maxsize=4_096)
def _is_date(line: str) -> bool:
    if len(line) > DATE_CHARS_MAX or not TIMED.search(line):
        return False
    if MOMENT.fullmatch(line):
        return True
    return parse_date(line, observed_at=ANY_MOMENT, timezone="UTC") is not None
