"""The links of a page to its own site, one for each address, and what their texts say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from crawler.core.extract.listing.link_labels import MORE_LABELS, label_of, reads_on
from crawler.core.extract.page import Page
from crawler.core.urls import absolute, canonical_url, host_of, is_page, request_url

HEADLINE_WORDS_MIN = 4  # Arabic headlines have 5 to 14 words; menus and tags 1 to 3
ROOTED = ("/", "http:", "https:")
CUT = ("...", "\u2026")  # how a text ends that was too long for its place


@dataclass(slots=True)
class Anchor:
    """All links of a page to one address. What only says "more" or "read more" is no text of it."""

    url: str
    texts: list[str] = field(default_factory=list)
    is_teaser: bool = False
    is_more: bool = False
    is_foreign: bool = False  # the markup says that the page is in another language than Arabic
    nodes: list[LexborNode] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The longest text, which stands for the address."""
        return max(self.texts, key=len, default="")

    @property
    def words(self) -> int:
        """Number of words of the text; "read more" promises as much as a headline does."""
        own = len(self.text.split())
        return max(own, HEADLINE_WORDS_MIN) if self.is_teaser else own

    @property
    def is_headline(self) -> bool:
        """True for a text as long as a headline."""
        return self.words >= HEADLINE_WORDS_MIN

    def add(self, text: str) -> None:
        """One more text that links here."""
        label = label_of(text)
        if reads_on(label):
            self.is_teaser = True
        elif label in MORE_LABELS:
            self.is_more = True
        elif text:
            self.texts.append(text)


def anchors_of(page: Page) -> list[Anchor]:
    """The links to pages of the same site, one for each address, in the order of the page."""
    return [anchor_of(url, nodes) for url, nodes in own_links(page)]


def own_links(page: Page) -> Iterable[tuple[str, list[LexborNode]]]:
    """Each address of the same site and the links to it, in the order of the page."""
    found: dict[str, tuple[str, list[LexborNode]]] = {}
    links: dict[str | None, list[LexborNode]] = {}  # by what they say; menus say it many times
    host, root = host_of(page.url), root_of(page)
    for node in page.tree.tags("a"):  # a third of the time of a CSS question
        href = node.attributes.get("href")
        nodes = links.get(href)
        if nodes is None:
            own = own_link(href, page.base_url, root, host) if href else None
            nodes = links[href] = found.setdefault(own[1], (own[0], []))[1] if own else []
        nodes.append(node)
    return found.values()


def root_of(page: Page) -> str:
    """The address that "/" means on a page."""
    return absolute("/", page.base_url) or urljoin(page.base_url, "/")


def own_link(href: str, base: str, root: str, host: str) -> tuple[str, str] | None:
    """The address to ask that a link means, and its canonical form; None for what is not asked.

    That is another host than `host`, a place on the page itself, a file. `root` is `root_of` the
    page with this `base`.
    """
    if href[0] == "#":
        return None
    # What does not depend on the page itself is worked out once for all pages.
    return _own(href, root if href.startswith(ROOTED) else base, host)


def anchor_of(url: str, nodes: list[LexborNode]) -> Anchor:
    """What all these links say of their one address."""
    anchor = Anchor(url, nodes=nodes)
    for node in nodes:
        anchor.add(text_of(node))
        if language := node.attributes.get("hreflang"):
            anchor.is_foreign |= not language.lower().startswith("ar")
    return anchor


@lru_cache(maxsize=1_024)  # of one page: the next has another base
def _own(href: str, base: str, host: str) -> tuple[str, str] | None:
    """The address to ask and its canonical form, or None for another site and for files."""
    url = absolute(href, base)
    if url is None or host_of(url) != host or not is_page(url):
        return None
    url = request_url(url)
    if (
        url[:5] == "http:"
        and base[:6] == "https:"
        and urlsplit(url).netloc == urlsplit(base).netloc
    ):
        url = f"https{url[4:]}"  # from before the site had it: only a redirect to the same page
    return url, canonical_url(url)


def text_of(node: LexborNode) -> str:
    """The text of a link, whole; of one without text its title, its label, or its image's."""
    text = " ".join(node.text(separator=" ").split())
    if text.endswith(CUT):
        whole = " ".join((node.attributes.get("title") or "").split())
        return max(text, whole, key=len)
    if label_of(text):
        return text
    said = [node.attributes.get(name) for name in ("title", "aria-label")]
    said += [image.attributes.get("alt") for image in node.css("img[alt]")]
    return next((" ".join(each.split()) for each in said if each and each.strip()), text)
