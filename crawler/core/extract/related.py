"""The links of a page that lead to related articles, and those inside an article's own text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from crawler.core.article import Citation, Link
from crawler.core.extract.body import Body
from crawler.core.extract.container import Prose
from crawler.core.extract.layout import Anchor
from crawler.core.extract.page import Page
from crawler.core.noise.phrases import LABEL_CHARS_MAX, kind_of_line
from crawler.core.urls import absolute, is_page, request_url

NAME_WORDS_MIN = 3  # menus have shorter links
LINKS_MAX = 50
LISTED = ("related", "link_line")
LINKED_SHARE = 0.5
LABEL_BLOCKS_MAX = 60  # blocks that one label can head


def related_links(page: Page, prose: Prose, body: Body) -> list[Link] | None:
    """Links of blocks that were cut as related, and of related blocks after the article."""
    wanted = {index for index, rule in body.rules.items() if rule in LISTED}
    if "related" in prose.kinds:
        wanted |= {index for index, kind in enumerate(prose.kinds) if kind == "related"}
    wanted |= set(_labelled(page, body))
    return _links(page, (each for each in page.layout.anchors if each.block in wanted))


def selected_links(page: Page, nodes: Iterable[LexborNode]) -> list[Link] | None:
    """The links of all elements that a profile's selector finds."""
    hrefs = []
    for node in nodes:
        for link in [node] if node.tag == "a" else node.css("a[href]"):
            text = " ".join(link.text(separator=" ").split())
            hrefs.append(Anchor(link.attributes.get("href") or "", text, 0))
    return _links(page, iter(hrefs), words_min=0)


def citations(page: Page, body: Body) -> list[Citation] | None:
    """Links inside the paragraphs of the body, in order."""
    kept = set(body.blocks)
    found: dict[str, Citation] = {}
    for anchor in page.layout.anchors:
        if anchor.block in kept and anchor.text:
            url = absolute(anchor.href, page.base_url)
            if url:
                found.setdefault(url, Citation(url=url, name=anchor.text))
    return list(found.values()) or None


def _links(
    page: Page, anchors: Iterator[Anchor], words_min: int = NAME_WORDS_MIN
) -> list[Link] | None:
    own = request_url(page.url)
    found: dict[str, Link] = {}
    for anchor in anchors:
        if len(anchor.text.split()) < words_min:
            continue
        url = absolute(anchor.href, page.base_url)
        if url is None or url in found or not is_page(url) or request_url(url) == own:
            continue
        found[url] = Link(url=url, name=anchor.text, position=len(found) + 1)
        if len(found) == LINKS_MAX:
            break
    return list(found.values()) or None


def _labelled(page: Page, body: Body) -> Iterator[int]:
    """Blocks under a label of related articles after the body, up to the next label."""
    listed = 0
    for index in range(body.last, len(page.layout.blocks)):
        block = page.layout.blocks[index]
        if block.link_share < LINKED_SHARE and len(block.text) <= LABEL_CHARS_MAX:
            kind = kind_of_line(block.text)
            if kind is not None:
                listed = LABEL_BLOCKS_MAX if kind == "related" else 0
                continue
        if listed:
            listed -= 1
            yield index
