"""Which way the script-built pages of a site come: drawn, from data in them, from an endpoint."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from scrapy.http import Response

from crawler.core.extract.listing.reading import Listing, read_listing
from crawler.core.extract.page import Page
from crawler.core.extract.state.embedded import embedded
from crawler.core.extract.state.endpoint import fill_endpoint
from crawler.core.extract.state.known import PAGES_MIN, Known, Way, scope_of
from crawler.core.extract.state.paging import Asked, endpoint_key
from crawler.core.extract.state.reading import LINKS_MIN, state_page
from crawler.core.extract.state.recipe import (
    NO_RECIPE,
    Recipe,
    learn_article,
    learn_listing,
    piece_html,
    state_recipe,
)
from crawler.core.site import SiteProfile
from crawler.core.urls import general_shape
from crawler.store.rendering import Key, Renderings

LESSONS = 2  # drawings of a form of address in one run, before others of it are drawn too
KINDS = ("listing", "article")
ANSWERS = "rasid_answers"  # in a request's meta: addresses and bodies of JSON that its page loaded
API: Way = "api"  # also the flag of a response that an endpoint gave


def lesson_of(url: str, kind: str) -> Key:
    """What pages teach about each other: those of one form, whatever the section in it."""
    return kind, general_shape(scope_of(url, kind))


@dataclass(frozen=True, slots=True)
class Wish:
    """How a page is asked for: plain, drawn, or from an endpoint by a recipe."""

    draw: bool = False
    endpoint: str = ""
    recipe: Recipe = NO_RECIPE


PLAIN, DRAW = Wish(), Wish(draw=True)


class Ways:
    """The decisions of one site, read at the start of a run and written at its end."""

    def __init__(self, site: SiteProfile, records: Renderings) -> None:
        self._site = site
        self._records = records
        self._known: dict[Key, Known] = records.read() if site.render == "auto" else {}
        self._changed: set[Key] = set()
        self._used: set[Key] = set()
        self._learned: Counter[Key] = Counter()
        self._asked: set[Key] = set()  # forms of which this run has asked a page from the start

    def wish_for(self, url: str, kind: str) -> Wish:
        """How a page is to be asked for, at the moment when it is about to be asked."""
        if kind not in KINDS or self._site.render == "never":
            return PLAIN
        if self._site.render == "always":
            return DRAW
        key = kind, scope_of(url, kind)
        known = self._known.get(key)
        if known is None:
            return self.endpoint_of(url, kind) or PLAIN
        if known.is_due and key not in self._asked:
            self._asked.add(key)
            return PLAIN
        self._used.add(key)
        if known.way == "state":
            return PLAIN
        return self.endpoint_of(url, kind) or DRAW

    def endpoint_of(self, url: str, kind: str, *, even_due: bool = False) -> Wish | None:
        """The endpoint that gives a page, once enough pages have shown that it does."""
        if not self._known:  # as on sites without scripts
            return None
        known = self._known.get((kind, scope_of(url, kind)))
        if known is None or (known.way == "drawn" and not known.failures):
            known = self._like(url, kind)
        if known is None or known.way != API or (known.is_due and not even_due):
            return None
        if known.example != url and self._pages(known.recipe, kind) < PAGES_MIN:
            return None
        endpoint = fill_endpoint(known.recipe.endpoint, url)
        return Wish(endpoint=endpoint, recipe=known.recipe) if endpoint else None

    def _like(self, url: str, kind: str) -> Known | None:
        """What is known of the same form of address with another name in it, a section mostly."""
        form = general_shape(scope_of(url, kind))
        found = (
            known
            for (of, scope), known in self._known.items()
            if of == kind and known.way == API and general_shape(scope) == form
        )
        return next(found, None)

    def _pages(self, recipe: Recipe, kind: str) -> int:
        """How many pages have confirmed a recipe, whatever their form of address."""
        return sum(
            each.pages
            for (of, _), each in self._known.items()
            if of == kind and each.way == API and each.recipe.is_like(recipe)
        )

    def from_state(self, page: Page, kind: str, url: str, *, first: bool) -> Page | None:
        """The page with the data in it as its content, if they are enough.

        Of a listing that was never drawn they have to say what follows, too. Only a `first` page of
        a listing has to have links.
        """
        known = self._known.get((kind, scope_of(url, kind)))
        is_known = known is not None and known.way == "state"
        recipes = [known.recipe] if known and is_known else [*self._state_recipes(kind), NO_RECIPE]
        for recipe in recipes:
            least = int(first) if is_known else LINKS_MIN
            made = state_page(page, kind, recipe.address, recipe.paging, least)
            if kind == "article":
                return made
            if made is None:
                continue
            listing = read_listing(made, profile=self._site)
            if is_known or (listing.articles and listing.next_page):
                return made
        return None

    def _state_recipes(self, kind: str) -> Iterator[Recipe]:
        return (
            each.recipe
            for (of, _), each in self._known.items()
            if of == kind and each.way == "state"
        )

    def is_open(self, url: str, kind: str) -> bool:
        """True while a drawing of such a page may still show a way without the browser."""
        return self._site.render == "auto" and self._learned[lesson_of(url, kind)] < LESSONS

    # --- what pages have shown -------------------------------------------------------------------

    def learn(self, page: Page, kind: str, url: str, asked: Iterable[tuple[str, bytes]]) -> None:
        """Look where the content of a drawn page could have been had; `asked` are its answers."""
        if self._site.render != "auto":
            return
        self._learned[lesson_of(url, kind)] += 1
        found = _recipe(page, kind, list(_decoded(asked)), self._site)
        way: Way = API if found and found.endpoint else "state" if found else "drawn"
        self.remember(kind, url, way, found or NO_RECIPE)

    def remember(self, kind: str, url: str, way: Way, recipe: Recipe) -> None:
        """A page that was looked at from the start was to be had this way."""
        if self._site.render != "auto":
            return
        key = kind, scope_of(url, kind)
        known = self._known.get(key)
        self._put(key, known.confirmed(way, recipe, url) if known else Known(way, url, recipe))

    def needs_drawing(self, kind: str, url: str) -> None:
        """A plain page has no content: those of the same form that follow are drawn at once."""
        if self._site.render == "auto" and (kind, scope_of(url, kind)) not in self._known:
            self._put((kind, scope_of(url, kind)), Known("drawn", url))

    def state_worked(self, kind: str, url: str) -> None:
        """A page was read from the data in it."""
        key = kind, scope_of(url, kind)
        known = self._known.get(key)
        if known is None or known.way != "state" or known.is_due:
            is_state = known is not None and known.way == "state"
            self.remember(kind, url, "state", known.recipe if known and is_state else NO_RECIPE)
        else:
            self._put(key, known.worked())

    def worked(self, kind: str, url: str) -> None:
        """An endpoint gave what was expected of it."""
        key = kind, scope_of(url, kind)
        known = self._known.get(key)
        if (known is None or known.way != API) and (like := self._like(url, kind)):
            self._put(key, Known(API, url, like.recipe))
        self._change(kind, url, worked=True)

    def failed(self, kind: str, url: str) -> None:
        """An endpoint, or the data in a page, did not give what was learned."""
        self._change(kind, url, worked=False)

    def _change(self, kind: str, url: str, *, worked: bool) -> None:
        key = kind, scope_of(url, kind)
        if known := self._known.get(key):
            self._put(key, known.worked() if worked else known.failed())

    def is_static(self, kind: str, url: str) -> None:
        """A page came whole without any script: what was known of its form is forgotten."""
        key = (kind, scope_of(url, kind)) if self._known else None
        if key and self._known.pop(key, None):
            self._changed.add(key)

    def _put(self, key: Key, known: Known) -> None:
        if self._known.get(key) != known:
            self._known[key] = known
            self._changed.add(key)

    # --- pieces and the end ----------------------------------------------------------------------

    def is_endpoint(self, url: str) -> bool:
        """True for the address of a further piece of a listing that an endpoint gives."""
        return self._of_piece(url) is not None

    def piece(self, body: bytes, url: str) -> str | None:
        """Such a piece as HTML; None for other addresses, and for what is no JSON."""
        recipe = self._of_piece(url)
        try:
            return piece_html(recipe, json.loads(body), url) if recipe else None
        except (ValueError, RecursionError):
            return None

    def _of_piece(self, url: str) -> Recipe | None:
        own = endpoint_key(url)
        listings = (each for (kind, _), each in self._known.items() if kind == "listing")
        for known in listings:
            filled = fill_endpoint(known.recipe.endpoint, known.example)
            if known.way == API and filled and endpoint_key(filled) == own:
                return known.recipe
        return None

    def flush(self, now: datetime) -> None:
        """Write what changed, and that one run more has used the decisions. Raises MachineError."""
        for key in self._used & self._known.keys():
            self._put(key, replace(self._known[key], runs=self._known[key].runs + 1))
        changed = {key: self._known.get(key) for key in sorted(self._changed)}
        self._changed.clear()
        self._used.clear()
        self._records.write(changed, now)


def _recipe(page: Page, kind: str, asked: list[Asked], site: SiteProfile) -> Recipe | None:
    if kind == "article":
        return learn_article(page, asked, site.timezone)
    listing: Listing = read_listing(page, profile=site)
    return learn_listing(page, listing, asked) or state_recipe(page, listing, embedded(page))


def _decoded(asked: Iterable[tuple[str, bytes]]) -> Iterable[Asked]:
    for url, body in asked:
        try:
            yield url, json.loads(body)
        except (ValueError, RecursionError):
            continue


def is_from_endpoint(response: Response) -> bool:
    """True for a page whose content an endpoint gave."""
    return API in response.flags
