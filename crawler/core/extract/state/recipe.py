"""How the pages of one form are read without a browser: an endpoint, a form of links, the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urljoin

from crawler.core.arabic.text import fold_text
from crawler.core.errors import NotAnArticle
from crawler.core.extract.listing.anchors import anchors_of
from crawler.core.extract.listing.reading import Listing
from crawler.core.extract.page import Page
from crawler.core.extract.state.endpoint import is_of_its_page, learn_endpoint
from crawler.core.extract.state.items import Item, items_in
from crawler.core.extract.state.link_form import learn_link_form, link_of
from crawler.core.extract.state.paging import Asked, endpoint_key, following, learn_paging
from crawler.core.extract.state.reading import article_of_data, listing_of
from crawler.core.urls import absolute, canonical_url

LINKS_SHARE_MIN = 0.8  # of the drawn article links that the data must give
BODY_SHARE_MIN = 0.9  # of the drawn paragraphs


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was learned. `endpoint` is "" where the data stand in the page itself (`state`).

    `link` is the form of article addresses, "" where the data state them; `paging` as
    `learn_paging` says.
    """

    endpoint: str = ""
    link: str = ""
    paging: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Recipe:
        """From what is stored; what is of another kind counts as nothing."""
        endpoint, link = (str(stored.get(name) or "") for name in ("endpoint", "link"))
        paging = stored.get("paging")
        return cls(endpoint, link, dict(paging) if isinstance(paging, dict) else {})

    def is_like(self, other: Recipe) -> bool:
        """True when two pages have shown the same, though the last one of a walk has no next."""
        return (self.endpoint, self.link) == (other.endpoint, other.link)

    def address(self, item: Item) -> str:
        """The address of an article, as it would stand in a link."""
        return link_of(self.link, item)


NO_RECIPE = Recipe()


def html_of(recipe: Recipe, kind: str, asked: Asked, page_url: str, least: int = 1) -> str | None:
    """The page that an endpoint's answer stands for, or None when it is not what was learned.

    A listing has `least` links: the last page of a walk may have none.
    """
    endpoint_url, answer = asked
    if kind == "article":
        return article_of_data([answer], page_url, address=recipe.address)
    more = following(recipe.paging, endpoint_url, answer, page_url) if recipe.paging else None
    return listing_of([answer], page_url, more or "", recipe.address, least)


def piece_html(recipe: Recipe, answer: Any, url: str) -> str:
    """A further piece of a listing; an empty one ends the walk."""
    more = following(recipe.paging, url, answer, url) if "append" not in recipe.paging else None
    return listing_of([answer], url, more or "", recipe.address, 0) or "<html></html>"


def learn_listing(page: Page, listing: Listing, asked: Sequence[Asked]) -> Recipe | None:
    """The recipe by which the answers give what the drawn listing shows; None when none does.

    Answers of one endpoint that differ in their paging count together: a page that was scrolled
    shows all of them.
    """
    drawn = {canonical_url(url) for url in listing.articles}
    if not drawn:
        return None
    groups: dict[str, list[Asked]] = {}
    for url, answer in asked:
        groups.setdefault(endpoint_key(url), []).append((url, answer))
    tried = (_listing_recipe(page, listing, group, drawn) for group in groups.values())
    found = [each for each in tried if each]
    return max(found, key=lambda each: each[0])[1] if found else None


def _listing_recipe(
    page: Page, listing: Listing, group: Sequence[Asked], drawn: set[str]
) -> tuple[float, Recipe] | None:
    items = [item for _, answer in group for item in items_in(answer)]
    form = learned_links(page, items, drawn)
    given = {
        canonical_url(url) for item in items if (url := _absolute(link_of(form, item), page.url))
    }
    share = len(given & drawn) / len(drawn)
    if share < LINKS_SHARE_MIN:
        return None
    paging = learn_paging(group, page.url, listing.next_page)
    return share, Recipe(learn_endpoint(page.url, group[0][0]), form, paging)


def learned_links(page: Page, items: Iterable[Item], drawn: set[str]) -> str:
    """The form of the addresses that the drawn page gives to these objects; "": they state them."""
    items = list(items)
    stated = {canonical_url(url) for item in items if (url := _absolute(item.url, page.url))}
    if len(stated & drawn) >= LINKS_SHARE_MIN * len(drawn):
        return ""
    linked = {
        fold_text(text): anchor.url
        for anchor in anchors_of(page)
        if canonical_url(anchor.url) in drawn
        for text in anchor.texts
    }
    return learn_link_form(
        (item, url) for item in items if (url := linked.get(fold_text(item.title)))
    )


def _absolute(url: str, base: str) -> str | None:
    return absolute(url, base) if url else None


def learn_article(page: Page, asked: Sequence[Asked], timezone: str) -> Recipe | None:
    """The recipe by which an answer gives the drawn article, or None.

    Headline and paragraphs have to be those of the drawn page, and another page must have another
    endpoint.
    """
    from crawler.core.extract.article import article_of

    try:
        drawn = article_of(page, timezone=timezone)
    except NotAnArticle:
        return None
    wanted = {fold_text(part) for part in drawn.articleBody.split("\n\n")}
    for url, answer in asked:
        form = learn_endpoint(page.url, url)
        html = article_of_data([answer], page.url) if is_of_its_page(form) else None
        if html is None:
            continue
        try:
            told = article_of(Page(html, page.url), timezone=timezone)
        except NotAnArticle:
            continue
        given = {fold_text(part) for part in told.articleBody.split("\n\n")}
        is_same = fold_text(told.headline) == fold_text(drawn.headline)
        if is_same and len(wanted & given) >= BODY_SHARE_MIN * len(wanted):
            return Recipe(form)
    return None


def state_recipe(page: Page, listing: Listing, values: Sequence[Any]) -> Recipe | None:
    """The recipe by which the data in the page itself give what it shows when it is drawn."""
    drawn = {canonical_url(url) for url in listing.articles}
    items = [item for value in values for item in items_in(value)]
    form = learned_links(page, items, drawn)
    given = {canonical_url(urljoin(page.url, link_of(form, item))) for item in items}
    covers = drawn and len(given & drawn) >= LINKS_SHARE_MIN * len(drawn)
    if not covers:
        return None
    return Recipe("", form, learn_paging([(page.url, list(values))], page.url, listing.next_page))
