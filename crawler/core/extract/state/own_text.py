"""The page of an article whose text stands only in the data for its script, or in `<noscript>`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from crawler.core.extract.access import is_part
from crawler.core.extract.jsonld import text_in as stated_text
from crawler.core.extract.kind import says_article
from crawler.core.extract.page import Page
from crawler.core.extract.state import keys
from crawler.core.extract.state.embedded import embedded
from crawler.core.extract.state.items import TITLE_CHARS_MAX, Item, item_of, items_in
from crawler.core.extract.state.markup import article_html
from crawler.core.extract.state.reading import (
    BODY_CHARS_MIN,
    HEAD,
    main_item,
    names_address,
    told_items,
)
from crawler.core.extract.state.text import html_in, text_in
from crawler.core.extract.stated_body import is_fuller, paragraphs_in
from crawler.core.noise.phrases import key_of

# Of pages that show no article at all; what shows a list of others is left alone.
REASONS = frozenset(("script_built", "empty", "no_body", "no_headline"))
PREVIEW_MAX = 600  # characters: "read more" shows the rest of a longer one seldom
# Of the data of a script; what begins alike is looked for at once, since each search takes 20 us.
STATES = re.compile(rb"_(?:_NEXT_DATA__|_next_f|_NUXT|STATE__)")
MARKS = (b"globalContent", b"data-page=")
TITLE_METAS = ("og:title", "twitter:title", "title")
TITLE_WORDS_MIN = 4  # a shorter one may be the name of the site or of a section
NODES_MAX = 20_000  # of all data of a page
DEPTH_MAX = 24
BESIDE_MAX = 2  # levels below an object in which its title and its text may stand
NOSCRIPT = re.compile(r"</?noscript\b[^>]*>", re.IGNORECASE)


def hidden_page(page: Page, reason: str) -> tuple[Page, str] | None:
    """The page with the text that it does not show as its content, and where that is from.

    None when there is none; else `data` or `noscript`. `reason` says why the page as it came is no
    article (`NotAnArticle`). Text of data counts when its object names the page's address, or has
    the headline that the page states; none does of what readers have to pay for. Pure.
    """
    if reason not in REASONS or is_part(page, ""):
        return None
    if item := own_item(page):
        head = "".join(node.html or "" for node in page.tree.css(HEAD))
        return Page(article_html(item, head=head), page.url), "data"
    made = _without_noscript(page)
    return (made, "noscript") if made else None


def fuller_body(page: Page, shown: str) -> list[str] | None:
    """The paragraphs of the article in the page's data when the page shows only its beginning.

    None also for what readers have to pay for: the page says so, and the rest is not shown.
    """
    if len(shown) > PREVIEW_MAX or not _may_have_data(page.markup):
        return None
    item = own_item(page)
    paragraphs = paragraphs_in(item.body) if item else []
    return paragraphs if is_fuller(paragraphs, shown) and not is_part(page, shown) else None


def _may_have_data(markup: bytes) -> bool:
    """True for a page that has one of the signs of data that a script shows."""
    return any(map(markup.__contains__, MARKS)) or STATES.search(markup) is not None


def own_item(page: Page) -> Item | None:
    """The object of the page's data that is surely the article of this page."""
    values = embedded(page)
    if not values:
        return None
    items = [each for value in values for each in items_in(value)]
    titles = _titles(page)
    told = told_items(items, page.url)
    titled = [each for each in told if _agrees(each.title, titles)]
    item = max(titled, key=lambda each: len(each.body), default=None) or main_item(items, page.url)
    if item and (item in titled or names_address(item, page.url) or says_article(page)):
        return item
    return _by_value(values, titles)


def _titles(page: Page) -> frozenset[str]:
    """The headlines that the head states, folded: whole ones, not the names of sections."""
    stated = [page.meta.get(name, "") for name in TITLE_METAS]
    stated += [stated_text(node.get("headline")) for node in page.article_ld]
    stated.append(page.title)
    folded = (key_of(text) for text in stated)
    return frozenset(key for key in folded if key.count(" ") >= TITLE_WORDS_MIN - 1)


def _agrees(title: str, titles: Iterable[str]) -> bool:
    """True for a headline that the page states, alone or with the site's name beside it."""
    if len(title) > TITLE_CHARS_MAX or title.count(" ") < TITLE_WORDS_MIN - 1:
        return False  # of most texts: folding all of them takes longer than all the rest
    key = key_of(title)
    if key.count(" ") < TITLE_WORDS_MIN - 1:
        return False
    return any(key == each or each.startswith(f"{key} ") for each in titles)


def _by_value(values: list[Any], titles: frozenset[str]) -> Item | None:
    """The innermost object with the headline and a text, whatever the names of its keys."""
    if not titles:
        return None
    held = (value for value in values if isinstance(value, list | dict))
    found = [each for value in held for each in _objects(value)]
    for each in reversed(found):  # inner ones come after the outer ones
        title = next((text for text in _strings(each, 1) if _agrees(text, titles)), None)
        if title and (html := _longest(each, title)):
            return Item(title, "", 0, {**keys.by_letters(each), "articlebody": html})
    return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects of a value, outer ones first."""
    waiting = [(value, 0)]
    for current, depth in waiting:  # it grows meanwhile
        if isinstance(current, dict):
            yield current
        parts = current.values() if isinstance(current, dict) else current
        if depth < DEPTH_MAX and len(waiting) < NODES_MAX:
            waiting += [(each, depth + 1) for each in parts if isinstance(each, list | dict)]


def _strings(found: dict[str, Any], depth: int) -> Iterator[str]:
    """The plain texts of an object and of those in it."""
    for part in found.values():
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict) and depth < BESIDE_MAX:
            yield from _strings(part, depth + 1)


def _longest(found: dict[str, Any], title: str, depth: int = 0) -> str:
    """The longest text of an object as HTML, "" where none is long; not that of other articles."""
    best = ""
    for part in found.values():
        html = html_in(part)
        if isinstance(part, dict) and depth < BESIDE_MAX:
            other = item_of(part)
            if other and other.title != title:
                continue
            html = max(html, _longest(part, title, depth + 1), key=len)
        if len(html) > len(best) and _is_told(html):
            best = html
    return best


def _is_told(html: str) -> bool:
    """True for running text: no address, no code, no key."""
    text = text_in(html)
    return len(text) >= BODY_CHARS_MIN and text.count(" ") >= len(text) / 12


def _without_noscript(page: Page) -> Page | None:
    """The page as readers without scripts see it, where these get to read something."""
    told = (node.text() for node in page.tree.css("noscript"))
    if sum(map(len, told)) < BODY_CHARS_MIN:
        return None
    return Page(NOSCRIPT.sub("", page.html), page.url)
