"""The places of a page that show a text which is known from before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from crawler.core.arabic.text import fold_text
from crawler.core.extract.page import Page

NEVER = frozenset(("script", "style", "noscript", "template", "title", "head", "html"))
PARAGRAPHS_SHARE_MIN = 0.9  # of a body that a place must show
LINE_SHARE_MAX = 8
NODES_MAX = 20_000


def key_of(text: str) -> str:
    """A text by its words: spelling marks and spaces do not count."""
    return " ".join(fold_text(text).split())


def places_of_line(page: Page, text: str) -> list[LexborNode]:
    """The elements whose whole text is this line, the outermost of each place first."""
    wanted = key_of(text)
    if not wanted:
        return []
    longest = LINE_SHARE_MAX * len(text)  # with the spaces of its markup
    lines = ((node, node.text(separator=" ")) for node in elements_of(page))
    return [node for node, shown in lines if len(shown) <= longest and key_of(shown) == wanted]


def places_of_body(page: Page, paragraphs: Iterable[str]) -> list[LexborNode]:
    """The elements that show nearly all paragraphs, the innermost first."""
    wanted = [key for text in paragraphs if (key := key_of(text))]
    least = max(1, round(PARAGRAPHS_SHARE_MIN * len(wanted)))
    found = []
    shortest = sum(map(len, wanted)) * PARAGRAPHS_SHARE_MIN
    for node in elements_of(page):
        text = node.text(separator=" ")
        if len(text) < shortest:
            continue
        text = key_of(text)
        if sum(key in text for key in wanted) >= least:
            found.append(node)
    return found[::-1]


def elements_of(page: Page) -> Iterator[LexborNode]:
    """The elements of the body in document order, without those that show no text."""
    body = page.tree.body
    if body is None:
        return
    for number, node in enumerate(body.traverse(include_text=False)):
        if number >= NODES_MAX:
            return
        if node.tag not in NEVER:
            yield node
