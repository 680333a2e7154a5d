"""The address behind "load more" and other pagers of scripts: an attribute or a form has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from crawler.core.extract.listing.anchors import text_of
from crawler.core.extract.listing.link_labels import MORE_LABELS, label_of
from crawler.core.extract.listing.pager import NUMBER, PAGE_NUMBER, is_numbered_page
from crawler.core.extract.page import Page
from crawler.core.urls import absolute, host_of, is_page, request_url, with_parameter

URL_NAMES = (
    "data-url", "data-href", "data-next-url", "data-next", "data-ajax-url", "data-endpoint",
    "data-load-url", "data-load-more", "data-action", "data-path", "data-more-url", "hx-get",
    "data-hx-get", "data-next-page",
)  # fmt: skip
NEXT_NAMES = ("data-next-page", "data-nextpage")  # the page to ask
PAGE_NAMES = ("data-page", "data-current-page", "data-paged")  # it, or the one that is shown
LAST_NAMES = ("data-max-pages", "data-max", "data-last-page", "data-pages", "data-total-pages")
PLACE_NAMES = ("cursor", "next-cursor", "offset", "after", "last-id")  # where the next piece begins
CARRIERS = ",".join(
    (
        *(f"[{name}]" for name in (*URL_NAMES, *NEXT_NAMES, *PAGE_NAMES)),
        *(f"[data-{name}]" for name in PLACE_NAMES),
        "button[onclick]",
        "a[onclick]",
    )
)
NAMED = re.compile(
    r"(?:load|show|view|see)[-_]?more|more[-_]?(?:btn|button|posts|news)"
    r"|infinite[-_]?(?:scroll|load)|scroll[-_]?(?:trigger|sentinel|load|more)|load[-_]?next",
    re.IGNORECASE,
)
OPEN_PLACE = re.compile(
    r"\{\{?\s*(?:page|n|num|#)\s*\}?\}|__page__|:page\b|\[page\]"
    r"|%d(?![0-9a-f])",  # with another digit it is half an escaped Arabic letter
    re.IGNORECASE,
)
# WordPress answers there when it is told what to do: its script does so in a POST.
UNTOLD = re.compile(r"/admin-ajax\.php(?:\?(?!(?:[^#]*&)?action=)|$)")
QUOTED = re.compile(r"""['"]((?:https?:/)?/[^'"\s]{1,500}|\?[^'"\s]{1,500})['"]""")
LABEL_CHARS_MAX = 60


def load_more(page: Page) -> str | None:
    """The address that the page's "load more" would ask, of the same site, or None."""
    own = request_url(page.url)
    for node in page.tree.css(CARRIERS):
        if not _says_more(node):
            continue
        for target in _targets(node, own):
            if url := own_page(target, page, own):
                return url
    return None


def own_page(target: str, page: Page, own: str) -> str | None:
    """The address to ask that an attribute means: of another page of the site; else None."""
    url = absolute(target, page.base_url)
    if url is None or host_of(url) != host_of(page.url) or not is_page(url):
        return None
    if UNTOLD.search(url):
        return None
    url = request_url(url)
    return url if url != own else None


def _says_more(node: LexborNode) -> bool:
    if "data-next-cursor" in node.attributes:
        return True
    text = text_of(node) or node.attributes.get("value") or ""
    if len(text) <= LABEL_CHARS_MAX and label_of(text) in MORE_LABELS:
        return True
    names = (node.attributes.get(name) or "" for name in ("class", "id"))
    return any(NAMED.search(name) for name in names)


def _targets(node: LexborNode, own: str) -> Iterator[str]:
    """What its attributes may mean, the surest first."""
    number = _number(node, own)
    last = _first_number(node, LAST_NAMES)
    if number is not None and last is not None and number > last:
        return
    place = _place(node)
    for name in URL_NAMES:
        if target := (node.attributes.get(name) or "").strip():
            if NUMBER.fullmatch(target) or not re.search(r"[/?.]", target):
                continue  # a number, or a word for a script
            if place:
                yield with_parameter(target, *place)
            if number is None and OPEN_PLACE.search(target):
                number = _shown(own) + 1
            yield target if number is None else _with_page(target, number)
    if place:
        yield with_parameter(own, *place)
    yield from QUOTED.findall(node.attributes.get("onclick") or "")
    if number is not None:
        yield _with_page(own, number)


def _place(node: LexborNode) -> tuple[str, str] | None:
    """The parameter that says where the next piece begins: data-last-id=20 is last_id=20."""
    for name in PLACE_NAMES:
        if value := (node.attributes.get(f"data-{name}") or "").strip():
            return name.removeprefix("next-").replace("-", "_"), value
    return None


def _number(node: LexborNode, own: str) -> int | None:
    """The page to ask. `data-page` may be the shown one: then the next is meant."""
    following = _first_number(node, NEXT_NAMES)
    if following is not None:
        return following
    number = _first_number(node, PAGE_NAMES)
    if number is None:
        return None
    shown = _shown(own)
    return number if number > shown else shown + 1


def _shown(own: str) -> int:
    """The number of the page that is shown."""
    found = PAGE_NUMBER.search(own)
    return int(found["number"]) if found else 1


def _first_number(node: LexborNode, names: tuple[str, ...]) -> int | None:
    values = (node.attributes.get(name) or "" for name in names)
    return next((int(value) for value in values if NUMBER.fullmatch(value)), None)


def _with_page(target: str, number: int) -> str:
    """The address for a page: in an open place, in its page number, or as a parameter."""
    if OPEN_PLACE.search(target):
        return OPEN_PLACE.sub(str(number), target)
    if target.endswith("="):
        return f"{target}{number}"
    if is_numbered_page(target):
        return PAGE_NUMBER.sub(lambda found: _replaced(found, number), target, count=1)
    return f"{target}{'&' if urlsplit(target).query else '?'}page={number}"


def _replaced(found: re.Match[str], number: int) -> str:
    whole, start = found[0], found.start("number") - found.start()
    return f"{whole[:start]}{number}{whole[start + len(found['number']) :]}"
