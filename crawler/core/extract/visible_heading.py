"""The headline where what the head and the headings agree on is rather the name of something."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from crawler.core.extract.container import HEADING_TAGS, Prose
from crawler.core.extract.headline import read_headline
from crawler.core.extract.layout import Layout
from crawler.core.extract.line_above import (
    NAME_WORDS_MAX,
    TITLE_TIMES,
    is_name,
    is_untold,
    line_above,
    tells_more,
)
from crawler.core.extract.page import Page
from crawler.core.extract.titles import MAIN_TAGS, Heading, Title
from crawler.core.provenance.names import is_outlet
from crawler.core.urls import absolute, request_url

LINKED_SHARE = 0.5
ROOT_SLASHES = 3  # of the address of a site's front


def is_doubtful(page: Page, prose: Prose, found: Heading | None, announced: list[Title]) -> bool:
    """True for what may be the name of the site or of a section, and is no more than a title."""
    if found is None:
        return True
    if any(title.method != "title" for title in announced):
        return found.block < 0 and is_untold(page.layout, prose, found.text)
    if found.block < 0 or is_name(page.layout, found.block):
        return True
    return _leads_elsewhere(page, found.block) or _is_short_main(page.layout, found)


def _own_link(page: Page, prose: Prose) -> int:
    """The first heading that is a link to the page itself, above its text or in it; or -1."""
    blocks, address = page.layout.blocks, request_url(page.url)
    if "?" not in address and address.count("/") <= ROOT_SLASHES and address.endswith("/"):
        return -1
    own = address.rstrip("/").rpartition("/")[2]  # to make an address of each link is dear
    for anchor in page.layout.anchors:
        if anchor.block >= page.layout.boxes[prose.box].last:
            break
        if own not in anchor.href:
            continue
        block = blocks[anchor.block]
        if block.tag in HEADING_TAGS and block.link_share > LINKED_SHARE:
            url = absolute(anchor.href, page.base_url)
            if url and request_url(url) == address:
                return anchor.block
    return -1


def _leads_elsewhere(page: Page, index: int) -> bool:
    """True for a heading that is a link, though not to the page itself."""
    if page.layout.blocks[index].link_share <= LINKED_SHARE:
        return False
    hrefs = [anchor.href for anchor in page.layout.anchors if anchor.block == index]
    own = request_url(page.url)
    return all(request_url(absolute(href, page.base_url) or own) != own for href in hrefs)


def _is_short_main(layout: Layout, found: Heading) -> bool:
    """True for a few words over another heading of the highest rank: a name in large letters."""
    if found.text.count(" ") >= NAME_WORDS_MAX:
        return False
    return any(block.tag in MAIN_TAGS for block in layout.blocks[found.block + 1 :])


def visible_heading(
    page: Page,
    prose: Prose,
    site_names: tuple[str, ...],
    names: AbstractSet[str],
    found: Heading | None,
) -> Heading | None:
    """The line above the text where it is rather the headline than what was found."""
    own = _own_link(page, prose)
    if own >= 0 and (found is None or own != found.block):
        line = read_headline(page.layout.blocks[own].text, site_names=site_names)
        return Heading(line, "guess", own)
    after = found.block if found else -1
    index = line_above(page.layout, prose, names, after)
    if index < 0:
        return found
    blocks = page.layout.blocks
    text = blocks[index].text
    times = TITLE_TIMES if after < 0 else 1
    is_linked = after >= 0 and blocks[after].link_share > LINKED_SHARE
    is_site = found is not None and after < 0 and is_outlet(found.text)
    if found and not (
        is_linked or is_site or tells_more(page.layout, prose, text, found.text, times=times)
    ):
        return found
    return Heading(read_headline(text, site_names=site_names), "guess", index)
