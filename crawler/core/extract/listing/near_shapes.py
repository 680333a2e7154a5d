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
from crawler.core.extract.listing.teaser import SHORT_WORDS_MIN, card_of, is_teased
from crawler.core.urls import general_shape, shape_of

LAST_NAME = re.compile(r"~(?=/?$)")
# A key with few turns among others with more: 12-ab7 beside 3k9x-1f7, which has the shape "#".
LAST_KEY = re.compile(r"(?<=/)(?:(?:[a-z-]*#){2}[a-z#-]*|[a-z]+#[a-z]+)(?=/?$)")
# A word before the number, which is another one in each address: port-#.html, road-crash-#.
WORD_AND_NUMBER = re.compile(r"(?<=/)[^/#*~?]+[-_]#(?P<end>(?:\.[a-z]{2,5})?)$")

TOLD_MIN = 2
PLACED_WORDS_MIN = 2  # of a headline that only its place tells from the entry of a menu
AROUND_MAX, STEPS_MAX = 6, 24  # cards on each side that are looked at; nodes on the way to them


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
    """True where two of three boxes like a link's card, before and after it, are of one article.

    At least two: one may stand beside the name of its publisher, and a menu has some long names.
    """
    card = card_of(node) or node
    around = [*islice(_like(card, "prev"), AROUND_MAX), *islice(_like(card, "next"), AROUND_MAX)]
    told = sum(_holds_one(box, articles) for box in around)
    return told >= TOLD_MIN and 3 * told >= 2 * len(around)


def _like(card: LexborNode, way: str) -> Iterator[LexborNode]:
    """The boxes with the tag and the class of a card, from it on in one direction."""
    names, box = card.attributes.get("class"), card
    for _ in range(STEPS_MAX):
        box = getattr(box, way)
        if box is None:
            return
        if box.tag == card.tag and box.attributes.get("class") == names:
            yield box


def _holds_one(box: LexborNode, articles: AbstractSet[int]) -> bool:
    """True for a box in which all links lead to one of these articles."""
    links: Sequence[LexborNode] = [box] if box.tag == "a" else box.css("a[href]")
    hrefs = {link.attributes.get("href") for link in links}
    return len(hrefs) == 1 and links[0].mem_id in articles


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
def _near_shapes(shape: str) -> tuple[str, ...]:
    general = general_shape(shape)
    named = LAST_NAME.sub("*", general)
    if "#" not in shape:  # without a number all others are one of these
        return (general, named, shape)
    return (
        general,
        named,
        LAST_KEY.sub("#", shape),
        with_open_word(shape),
        WORD_AND_NUMBER.sub("*", shape),
    )
