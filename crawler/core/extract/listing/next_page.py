"""The page of a listing that comes next: by rel, a label, the numbers, an arrow, "load more"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from crawler.core.extract.listing.anchors import MORE_LABELS, label_of, labels, text_of
from crawler.core.extract.listing.arrows import by_arrow
from crawler.core.extract.listing.pager import is_numbered_page, step
from crawler.core.extract.page import Page
from crawler.core.links.calendar import is_calendar
from crawler.core.links.views import view_of
from crawler.core.urls import absolute, host_of, request_url, shape_of

LABEL_CHARS_MAX = 60
NEXT_LABELS = labels(
    (
        "التالي", "التالية", "الصفحة التالية", "التالى", "الأقدم", "أقدم", "مقالات أقدم",
        "المقالات الأقدم", "أخبار أقدم", "تدوينات أقدم", "أخبار سابقة", "الأخبار السابقة",
        "مواضيع سابقة", "الصفحة القادمة", "إلى الصفحة التالية", "انتقل إلى الصفحة التالية",
        "الانتقال إلى الصفحة التالية", "الذهاب إلى الصفحة التالية", "next", "next page", "older",
        "older posts", "older entries", "older news", "go to next page",
    )
)  # fmt: skip
# What stands beside them and leads elsewhere, or back.
OTHER_PAGE_LABELS = labels(
    (
        "السابق", "السابقة", "الصفحة السابقة", "الأولى", "الأخيرة", "الأحدث", "أحدث",
        "previous", "prev", "first", "last", "newer", "newer posts",
    )
)  # fmt: skip
PAGE_LABEL = re.compile(r"(?:صفحه |الصفحه |page )?(\d{1,4})")


def next_page(page: Page, shapes: Collection[str]) -> str | None:
    """The address of the next page, or None at the end. `shapes` are those of articles."""
    own, days = request_url(page.url), None
    for url in (*_by_rel(page), *_by_label(page, shapes)):
        if is_calendar(url) and not is_calendar(own):
            days = days or url  # of a calendar beside the list, mostly
        elif url != own:
            return url
    return _by_number(page, shapes) or by_arrow(page, shapes) or days


def is_page_label(label: str) -> bool:
    """True for "next", "last", "2" and the like: links between the pages of one listing."""
    return (
        label in NEXT_LABELS
        or label in OTHER_PAGE_LABELS
        or PAGE_LABEL.fullmatch(label) is not None
    )


def _by_rel(page: Page) -> Iterator[str]:
    host = host_of(page.url)
    for node in page.tree.css("link[rel~=next i],a[rel~=next i]"):
        url = absolute(node.attributes.get("href") or "", page.base_url)
        if url and host_of(url) == host:
            yield request_url(url)


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
            # "Oldest first" is no page of this list.
            if view_of(url) <= view or is_numbered_page(url) or step(own, url):
                yield label_of(text), url


def _leads_on(label: str) -> bool:
    return label in NEXT_LABELS or label in MORE_LABELS or PAGE_LABEL.fullmatch(label) is not None


def _by_label(page: Page, shapes: Collection[str]) -> Iterator[str]:
    links = list(_labelled(page, shapes))
    yield from (url for label, url in links if label in NEXT_LABELS)
    more = dict.fromkeys(url for label, url in links if label in MORE_LABELS)
    yield from (url for url in more if is_numbered_page(url))
    if len(more) == 1:  # several are of the sections on a start page
        yield from (url for url in more if _path(url) == _path(page.url) and _path(url) != "/")


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
    return label > 1 if before is None else after > before


def _path(url: str) -> str:
    return urlsplit(url).path
