"""The page of a listing that comes next: by rel, by a label, by the numbers of the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from urllib.parse import unquote, urlsplit

from crawler.core.extract.anchors import MORE_LABELS, label_of, labels, text_of
from crawler.core.extract.page import Page
from crawler.core.urls import absolute, host_of, request_url, shape_of

LABEL_CHARS_MAX = 60
NEXT_LABELS = labels(
    (
        "التالي", "التالية", "الصفحة التالية", "التالى", "الأقدم", "أقدم", "مقالات أقدم",
        "المقالات الأقدم", "أخبار أقدم", "تدوينات أقدم", "next", "next page", "older",
        "older posts", "older entries",
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
NUMBER = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"(?:[?&/](?:page|p|paged|pg|pageno|start|offset)[=/-]?)(\d{1,6})(?:\D|$)", re.IGNORECASE
)


def next_page(page: Page, shapes: Collection[str]) -> str | None:
    """The address of the next page, or None at the end. `shapes` are those of articles."""
    own = request_url(page.url)
    for url in (*_by_rel(page), *_by_label(page, shapes)):
        if url != own:
            return url
    return _by_number(page, shapes)


def is_numbered_page(url: str) -> bool:
    """True for an address that says which page of a listing it is."""
    return PAGE_NUMBER.search(url) is not None


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
    host = host_of(page.url)
    for node in page.tree.css("a[href]"):
        text = text_of(node)
        if not text or len(text) > LABEL_CHARS_MAX or not _leads_on(label_of(text)):
            continue
        url = absolute(node.attributes.get("href") or "", page.base_url)
        if url and host_of(url) == host and shape_of(request_url(url)) not in shapes:
            yield label_of(text), request_url(url)


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
    own = _numbers(request_url(page.url))
    found: dict[int, str] = {}
    for label, url in _labelled(page, shapes):
        match = PAGE_LABEL.fullmatch(label)
        if match and _goes_on(own, _numbers(url), int(match[1])):
            found.setdefault(int(match[1]), url)
    return found[min(found)] if found else None


def _goes_on(own: Counter[int], other: Counter[int], label: int) -> bool:
    added, removed = list((other - own).elements()), list((own - other).elements())
    if len(added) != 1 or len(removed) > 1:
        return False
    return added[0] > removed[0] if removed else label > 1


def _numbers(url: str) -> Counter[int]:
    parts = urlsplit(url)
    return Counter(map(int, NUMBER.findall(unquote(f"{parts.path}?{parts.query}"))))


def _path(url: str) -> str:
    return urlsplit(url).path
