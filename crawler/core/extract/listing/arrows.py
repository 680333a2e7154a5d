"""Links to the next page that are an arrow or an icon.

An arrow points to the next page in one direction of writing and to the previous one in the other;
so the numbers in the addresses decide, or what the markup says in words, never the arrow.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from selectolax.lexbor import LexborNode

from crawler.core.arabic.text import fold_text
from crawler.core.extract.listing.pager import is_numbered_page, is_same_listing, step
from crawler.core.extract.page import Page
from crawler.core.urls import absolute, host_of, request_url, shape_of

ARROWS = re.compile(
    r"[\s\u00a0\u200e\u200f<>«»‹›←→↞↠⇐⇒⇽⇾⟨⟩⟪⟫⟵⟶❮❯❰❱◀▶◁▷◂▸◃▹◄►⏪⏩➔➜➝➞➡⬅⮕⮜⮞⯇⯈〈〉《》|…·-]+"
)
SAYS_NEXT = re.compile(r"(?<![a-z])(?:next|older)(?![a-z])|nextpost|nextpage|التالي|الاقدم")
SAYS_BACK = re.compile(
    r"(?<![a-z])(?:prev|previous|newer|first|last)(?![a-z])|السابق|الاحدث|الاخير"
)
# Icon fonts draw it: "fa-angle-left", "bi-chevron-double-right", "icon-arrow-left".
ICON = re.compile(
    r"(?<![a-z])(?:angle|chevron|arrow|caret)s?(?:[-_](?:double|circle|small))?[-_](?:left|right)"
)
ATTRIBUTES = ("rel", "class", "id", "aria-label", "title")
SECOND_PAGE = 2


def by_arrow(page: Page, shapes: Collection[str]) -> str | None:
    """The nearest page that arrows or icons lead forward to, or None."""
    own = request_url(page.url)
    forward: dict[int, str] = {}
    said = []
    for url, is_said in _arrows(page, shapes):
        number = _later(own, url)
        if number:
            forward.setdefault(number, url)
        elif number is None and is_said and url != own:
            said.append(url)
    if forward:
        return forward[min(forward)]
    return said[0] if said else None


def _arrows(page: Page, shapes: Collection[str]) -> Iterator[tuple[str, bool]]:
    """Links without words, but for articles, and whether their markup says "next".

    One without any text may be an image of an article; only its markup tells.
    """
    host = host_of(page.url)
    for node in page.tree.css("a[href]"):
        text = node.text().strip()
        if text and not ARROWS.fullmatch(text):
            continue
        url = absolute(node.attributes.get("href") or "", page.base_url)
        if not url or host_of(url) != host or shape_of(request_url(url)) in shapes:
            continue
        words = " ".join(_words(node))
        is_said = bool(SAYS_NEXT.search(words)) and not SAYS_BACK.search(words)
        if text or is_said or ICON.search(words):
            yield request_url(url), is_said


def _later(own: str, url: str) -> int | None:
    """The number of a page that comes later, 0 for an earlier one, None when no number tells."""
    found = step(own, url)
    if found is None or not (is_same_listing(own, url) or is_numbered_page(url)):
        return None
    before, after = found
    if before is None:  # the first page may be 1, or 0 where they count from 0
        return after if after >= SECOND_PAGE else None
    return after if after > before else 0


def _words(node: LexborNode) -> Iterator[str]:
    """What the markup says of a link: on itself, on its icon, on a box that holds nothing else."""
    around = [node, *node.css("i,span,svg,img")]
    parent = node.parent
    if parent is not None and parent.tag in ("li", "span", "div") and len(parent.css("a")) == 1:
        around.append(parent)
    for each in around:
        for name in (*ATTRIBUTES, "alt"):
            if value := each.attributes.get(name):
                yield fold_text(value).lower()
