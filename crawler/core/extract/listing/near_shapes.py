"""Links that are articles though their address has another name, or their text few words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from crawler.core.extract.listing.anchors import HEADLINE_WORDS_MIN, Anchor
from crawler.core.extract.listing.menu import APPS_AND_ACCOUNTS, is_no_news
from crawler.core.extract.listing.teaser import SHORT_WORDS_MIN, is_teased
from crawler.core.urls import general_shape, shape_of

LAST_NAME = re.compile(r"~(?=/?$)")
# A key with few turns among others with more: 12-ab7 or abcd beside 3k9x-1f7, whose shape is "#".
LAST_KEY = re.compile(
    r"(?:(?<=[^/]/)[a-z#]+|(?<=/)(?:[a-z-]*#){2}[a-z#-]*)(?=(?:\.[a-z]{2,5})?/?$)"
)
# A slug of few words with a number before, behind or in it: #-port, road-crash-#.
NUMBERED = re.compile(r"(?<=/)(?=[^/?]*#)(?=[^/?]*[-_])[^/?*~]+(?=/?$)")
# A word before the number, which is another one in each address: port-#.html, road-crash-#.
WORD_AND_NUMBER = re.compile(r"(?<=/)[^/#*~?]+[-_]#(?P<end>(?:\.[a-z]{2,5})?)$")

# The slug of few words that a parameter names: read.php?title=gold-price.
VALUE = re.compile(r"(?<==)[^&=#*?]*-[^&=#*?]*$")

TOLD_MIN = 2
PLACED_WORDS_MIN = 2  # of a headline that only its place tells from the entry of a menu
CARD_DEPTH = 5  # boxes from a link up to its card
AROUND_MAX, STEPS_MAX = 6, 24  # what is looked at: cards on each side, nodes on the way to them
Step = tuple[str | None, str | None]  # tag and class


def articles_among(anchors: Sequence[Anchor], shapes: AbstractSet[str]) -> list[Anchor]:
    """Those with an address of these shapes, and those that nearly have one and are told.

    By a text as long as a headline; a shorter one by its place: among slugs a short one is an
    article too, /خبر-عاجل where the others have the shape "/*".
    """
    taken: list[Anchor] = []
    near: list[Anchor] = []
    for anchor in anchors:
        if shape_of(anchor.url) in shapes:
            taken.append(anchor)
            continue
        words = anchor.words
        if (words >= PLACED_WORDS_MIN or not anchor.texts) and fits_nearly(anchor.url, shapes):
            (taken if words >= HEADLINE_WORDS_MIN else near).append(anchor)
    if not near:
        return taken
    nodes = {node.mem_id for anchor in taken for node in anchor.nodes}
    placed = {anchor.url for anchor in near if _is_placed(anchor, nodes)}
    placed.update(anchor.url for anchor in taken)
    return [anchor for anchor in anchors if anchor.url in placed]


def _is_placed(anchor: Anchor, articles: AbstractSet[int]) -> bool:
    """True for a link with an age in its card, or in a card among those of `articles`."""
    if anchor.is_more:
        return False
    is_aged = (anchor.words >= SHORT_WORDS_MIN or not anchor.texts) and is_teased(anchor)
    return is_aged or any(_is_among(node, articles) for node in anchor.nodes)


def _is_among(node: LexborNode, articles: AbstractSet[int]) -> bool:
    """True where two of three boxes around a link's have at its place in them only articles.

    At least two: one may stand beside the name of its publisher, and a menu has some long names.
    """
    place: list[Step] = []
    box: LexborNode | None = node
    for _ in range(CARD_DEPTH):
        if box is None or box.tag in ("body", "html"):
            return False
        around = (*islice(_like(box, "prev"), AROUND_MAX), *islice(_like(box, "next"), AROUND_MAX))
        told = sum(_holds_articles(each, place, articles) for each in around)
        if told >= TOLD_MIN and 3 * told >= 2 * len(around):
            return True
        place.insert(0, _step(box))
        box = box.parent
    return False


def _step(node: LexborNode) -> Step:
    return node.tag, node.attributes.get("class")


def _like(card: LexborNode, way: str) -> Iterator[LexborNode]:
    """The boxes with the tag of a card, from it on in one direction."""
    box = card
    for _ in range(STEPS_MAX):
        box = getattr(box, way)
        if box is None:
            return
        if box.tag == card.tag:
            yield box


def _holds_articles(box: LexborNode, place: Sequence[Step], articles: AbstractSet[int]) -> bool:
    """True for a box in which all links at this place lead to one of these articles."""
    found = [box]
    for step in place:
        parts = (part for node in found for part in islice(node.iter(), STEPS_MAX))
        found = [*islice((part for part in parts if _step(part) == step), AROUND_MAX)]
    hrefs = {link.attributes.get("href") for link in found}
    return len(hrefs) == 1 and found[0].mem_id in articles


@lru_cache(maxsize=1_024)  # the addresses of a site have few shapes
def with_open_word(shape: str) -> str:
    """The shape with the words before its last number left open.

    >>> with_open_word("/port-#.html"), with_open_word("/arab/road-crash-#")
    ('/~-#.html', '/~/~-#')
    """
    return WORD_AND_NUMBER.sub(r"~-#\g<end>", general_shape(shape))


def fits_nearly(url: str, shapes: AbstractSet[str]) -> bool:
    """True for an address of these shapes but for its names; a text has to say that it is news."""
    if shapes.isdisjoint(_near_shapes(shape_of(url))) or is_no_news(url):
        return False
    return APPS_AND_ACCOUNTS.search(unquote(url)) is None


@lru_cache(maxsize=1_024)
def _near_shapes(shape: str) -> frozenset[str]:
    """The shape with its last name, key or numbered slug read otherwise; each also in general."""
    near = (
        shape,
        LAST_NAME.sub("*", general_shape(shape)),
        LAST_KEY.sub("#", shape),
        with_open_word(shape),
        NUMBERED.sub("*", shape),
        VALUE.sub("*", shape),
    )
    return frozenset((*near, *map(general_shape, near)))
