"""The page of a listing that comes next: by rel, a label, the numbers, an arrow, "load more"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.core.extract.listing.anchors import text_of
from crawler.core.extract.listing.arrows import by_arrow
from crawler.core.extract.listing.link_labels import (
    MORE_LABELS,
    PAGE_LABEL,
    is_next_label,
    label_of,
)
from crawler.core.extract.listing.pager import is_numbered_page, is_same_listing, step
from crawler.core.extract.page import Page
from crawler.core.links.calendar import is_calendar
from crawler.core.links.views import view_of
from crawler.core.urls import absolute, host_of, request_url, shape_of

LABEL_CHARS_MAX = 60
# They turn the comments under a list, not the list.
COMMENT_PAGES = re.compile(r"[?&](?:c|comments?_?)page=|/comment-page-", re.IGNORECASE)
SECOND_PAGE = 2
NEAR_MAX = 9  # the highest number that may follow the first page
FRONT_SLASHES = 3  # of "https://site.example/"


def next_page(page: Page, shapes: Collection[str]) -> str | None:
    """The address of the next page, or None at the end. `shapes` are those of articles."""
    own, days = request_url(page.url), None
    for url in (*_by_rel(page, shapes), *_by_label(page, shapes)):
        if _goes_back(own, url):
            continue
        if is_calendar(url) and not is_calendar(own):
            days = days or url  # of a calendar beside the list, mostly
        elif url != own:
            return url
    return _by_number(page, shapes) or by_arrow(page, shapes) or days


def _by_rel(page: Page, shapes: Collection[str]) -> Iterator[str]:
    """What `rel=next` names, unless it is an article: the next one, not the next page."""
    host = host_of(page.url)
    for node in page.tree.css("link[rel~=next i],a[rel~=next i]"):
        url = absolute(node.attributes.get("href") or "", page.base_url)
        if url and host_of(url) == host and shape_of(request_url(url)) not in shapes:
            yield request_url(url)


def _goes_back(own: str, url: str) -> bool:
    """True for the front, and the first or the second page seen from a later one.

    Whatever the markup says: some templates name the second page as the next one on every page, and
    "/#latest" is a place on the front.
    """
    if url.count("/") == FRONT_SLASHES and url.endswith("/"):
        return True
    found = step(own, url) if is_numbered_page(own) and is_numbered_page(url) else None
    return found is not None and found[0] is not None and found[1] <= min(SECOND_PAGE, found[0])


def _labelled(page: Page, shapes: Collection[str]) -> Iterator[tuple[str, str]]:
    """Links of this site that say "next", "more" or a number, and are no articles."""
    own, host, view = request_url(page.url), host_of(page.url), view_of(page.url)
    for node in page.tree.css("a[href]"):
        text = text_of(node)
        if not text or len(text) > LABEL_CHARS_MAX or not _leads_on(label_of(text)):
            continue
        url = absolute(node.attributes.get("href") or "", page.base_url)
        if url and host_of(url) == host and shape_of(request_url(url)) not in shapes:
            url = request_url(url)
            if COMMENT_PAGES.search(url):
                continue
            # "Oldest first" is no page of this list.
            if view_of(url) <= view or is_numbered_page(url) or step(own, url):
                yield label_of(text), url


@lru_cache(maxsize=2_048)  # menus stand on every page of a site
def _leads_on(label: str) -> bool:
    return is_next_label(label) or label in MORE_LABELS or PAGE_LABEL.fullmatch(label) is not None


def _by_label(page: Page, shapes: Collection[str]) -> Iterator[str]:
    links = list(_labelled(page, shapes))
    yield from (url for label, url in links if is_next_label(label))
    more = dict.fromkeys(url for label, url in links if label in MORE_LABELS)
    own = request_url(page.url)
    yield from (url for url in more if is_numbered_page(url) or _follows(own, url))
    if len(more) == 1 and _path(own) != "/":  # several are of the sections on a start page
        yield from (url for url in more if is_same_listing(own, url))


def _follows(own: str, url: str) -> bool:
    """True for the page of this list whose number is the next one: /latest, /latest/2."""
    found = step(own, url)
    return (
        found is not None
        and is_same_listing(own, url)
        and found[1] == (found[0] or 1) + 1
        and _path(own) != "/"
    )


def _by_number(page: Page, shapes: Collection[str]) -> str | None:
    """The link with the lowest number after this page's own.

    Its address differs from this page's in one number only; that may also be an offset or count
    from 0. A calendar differs in more.
    """
    own = request_url(page.url)
    found: dict[int, str] = {}
    for label, url in _labelled(page, shapes):
        match = PAGE_LABEL.fullmatch(label)
        if match and _goes_on(own, url, int(match[1])):
            found.setdefault(int(match[1]), url)
    return found[min(found)] if found else None


def _goes_on(own: str, other: str, label: int) -> bool:
    found = step(own, other)
    if found is None:
        return False
    before, after = found
    if before is None:  # from the first page on; "50" alone is the length of a list
        return 1 < label <= NEAR_MAX
    return after > before


def _path(url: str) -> str:
    return urlsplit(url).path
