"""Tells from a page's static form whether only a browser can draw it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from crawler.core.extract.page import Page
from crawler.core.extract.stated_body import stated_body

BARE_CHARS_MAX = 200  # of visible text: a title bar and a line of copyright, no article, no listing
FRAME_CHARS_MAX = 1_500  # a menu and a footer around an empty app: no text of any length
LINE_CHARS_MAX = 120  # the longest block of such a frame; a paragraph is longer
LINKS_MAX = 5  # a bare page with more links is a short listing
TITLE_WORDS_MIN = 4  # a link of so many words is a headline, not an entry of a menu
# Elements that React, Vue, Next, Nuxt, Gatsby, Angular, Svelte, Ember and Quasar draw into.
APP_ROOTS = (
    "#root", "#app", "#__next", "#__nuxt", "#___gatsby", "#app-root", "#react-root", "#vue-app",
    "#svelte", "#ember-app", "#q-app", "#main-app", "#application", "app-root", "[data-reactroot]",
    "[ng-app]", "[ng-version]", "[data-server-rendered]", "[data-v-app]",
)  # fmt: skip
ROOT_SELECTOR = ",".join(APP_ROOTS)
UNSEEN = frozenset(("script", "style", "noscript", "template", "svg"))
# What a page says to readers without scripts, in English or Arabic: "enable JavaScript".
SCRIPT_WANTED = re.compile(r"java\s?script|جافا", re.IGNORECASE)
SCRIPT_DRAWS = re.compile(
    r"\bfetch\s*\(|XMLHttpRequest|createElement|innerHTML|document\.write\b|"
    r"__NEXT_DATA__|__NUXT__|__INITIAL_STATE__|webpackJsonp"
)
LEFT_ALONE = frozenset(("challenge", "login"))  # a wall is respected, a browser would not be let in


def needs_browser(page: Page) -> bool:
    """True when the static form shows next to nothing and a script builds the rest.

    A page is a candidate when it has under `BARE_CHARS_MAX` visible characters and few links, or
    only a frame of short lines, no list of headlines, around an empty app element. It needs a
    browser when, on top of that, there is a script and one of: an empty app element, a note that
    JavaScript is wanted, a script that draws. Walls (challenge, login) and pages whose JSON-LD
    holds the whole article do not. Cheap on ordinary pages: the layout is there already.
    """
    chars = 0
    for block in page.layout.blocks:
        chars += len(block.text)
        if chars > FRAME_CHARS_MAX or len(block.text) > LINE_CHARS_MAX:
            return False
    titles = sum(len(anchor.text.split()) >= TITLE_WORDS_MIN for anchor in page.layout.anchors)
    if titles > LINKS_MAX:
        return False
    scripts = page.tree.css("script")
    if not any(_runs(script) for script in scripts) or _says_it_all(page):
        return False
    if _is_wall(page):
        return False
    if _has_empty_app(page):
        return True
    is_bare = chars <= BARE_CHARS_MAX and len(page.layout.anchors) <= LINKS_MAX
    return is_bare and (_wants_script(page) or any(_draws(script) for script in scripts))


def _is_wall(page: Page) -> bool:
    from crawler.core.extract.kind import shell_kind  # few pages come so far

    return shell_kind(page) in LEFT_ALONE


def _runs(script: LexborNode) -> bool:
    """False for data blocks (JSON-LD, JSON, templates), which the browser does not run."""
    kind = (script.attributes.get("type") or "").strip().lower()
    return kind in ("", "module") or "javascript" in kind or "ecmascript" in kind


def _draws(script: LexborNode) -> bool:
    """True for a script with signs of drawing, or a deferred or module file, the usual bundle."""
    if not _runs(script):
        return False
    attributes = script.attributes
    if attributes.get("src"):
        return attributes.get("type") == "module" or "defer" in attributes
    return SCRIPT_DRAWS.search(script.text()) is not None


def _wants_script(page: Page) -> bool:
    return any(SCRIPT_WANTED.search(note.text()) for note in page.tree.css("noscript"))


def _has_empty_app(page: Page) -> bool:
    return any(_is_empty(root) for root in page.tree.css(ROOT_SELECTOR))


def _is_empty(root: LexborNode) -> bool:
    """True when an element holds no text but a short "loading" and no link."""
    if root.css_first("a[href]") is not None:
        return False
    texts = (
        node.text(deep=False)
        for node in root.traverse(include_text=False)
        if node.tag not in UNSEEN and (node.parent is None or node.parent.tag not in UNSEEN)
    )
    return sum(len("".join(text.split())) for text in texts) <= LINE_CHARS_MAX


def _says_it_all(page: Page) -> bool:
    """True when JSON-LD carries the article's whole text: nothing has to be drawn."""
    return stated_body(page, "") is not None
