"""A page, parsed once; everything that reads a page reads it from here."""

from __future__ import annotations

import re
from functools import cached_property

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from crawler.core.extract.blocks import lay_out
from crawler.core.extract.dates.marks import DATA, DATA_SIGN, MARKED
from crawler.core.extract.jsonld import Node, article_nodes, own_articles, read_json_ld, with_parts
from crawler.core.extract.layout import Layout
from crawler.core.extract.microdata import read_microdata
from crawler.core.extract.nesting import markup_of
from crawler.core.urls import absolute

# All in one question: each of its own costs a tenth of the parse, as does a search of the text.
# What has a `:not` stands last: all that follows it takes the parser's selectors twice the time.
_HEAD = (
    'base[href],meta[content],link[rel*="canonical" i],script[type*="ld+json" i],title,'
    "video,video source,iframe{},[itemtype]:not(meta,link,script)"
)
HEAD, AMP_HEAD = _HEAD.format(""), _HEAD.format(",amp-video,amp-youtube[data-videoid]")
AMP_PLAYERS = ("amp-video", "amp-youtube")  # a tag that a page does not have costs nothing
BEGIN = re.compile("<body", re.IGNORECASE)
END = re.compile("</(?:body|html)", re.IGNORECASE)
# Events copy the chosen option of a list into a button, which is no text of ours.
NO_EVENTS = LexborDocumentOptions.WO_EVENTS.value
EMPTY = b"<html></html>"
LINK_RELS = ("canonical",)
PLAYERS = frozenset(("video", "source", "iframe", *AMP_PLAYERS))


class Page:
    """The parsed page and what its head says.

    `html` is the decoded text, `url` its address after redirects, `utf8` the text in UTF-8 where
    that is at hand, `markup` what was parsed. Parsing never fails.
    """

    def __init__(self, html: str, url: str, utf8: bytes | None = None) -> None:
        self.html = html
        self.url = url
        self.markup = markup_of(html, utf8) or EMPTY
        self.tree = LexborHTMLParser(self.markup, options=NO_EVENTS)
        self.meta: dict[str, str] = {}
        self.meta_lists: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.players: list[LexborNode] = []
        self.title = ""
        self._scripts: list[str] = []
        self._has_items = False
        self.base_url = url
        self._read_head()

    def _read_head(self) -> None:
        base = None
        is_amp = any(map(self.tree.tags, AMP_PLAYERS))
        for node in self.tree.css(AMP_HEAD if is_amp else HEAD):
            tag = node.tag
            if tag == "meta":
                self._read_meta(node.attributes)
            elif tag == "script":
                self._scripts.append(node.text())
            elif tag == "link":
                attributes = node.attributes
                rel = (attributes.get("rel") or "").lower().strip()
                if rel in LINK_RELS:
                    self.links.setdefault(rel, attributes.get("href") or "")
            elif tag == "title":
                self.title = self.title or " ".join(node.text().split())
            elif tag == "base":
                base = base or node.attributes.get("href")
            else:
                self._read_element(node, tag or "")
        self.base_url = absolute(base or "", self.url) or self.url

    def _read_element(self, node: LexborNode, tag: str) -> None:
        """Note an item of microdata, a player, or both."""
        self._has_items = self._has_items or "itemtype" in node.attributes
        if tag in PLAYERS:
            self.players.append(node)

    def _read_meta(self, attributes: dict[str, str | None]) -> None:
        content = (attributes.get("content") or "").strip()
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name and content:
            name = name.strip().lower()
            self.meta.setdefault(name, content)
            if name.startswith("article:"):
                self.meta_lists.setdefault(name, []).append(content)

    @cached_property
    def json_ld(self) -> list[Node]:
        """All JSON-LD objects, flattened, keys in lower case."""
        return read_json_ld(self._scripts)

    @cached_property
    def article_ld(self) -> list[Node]:
        """The JSON-LD objects that describe the article of this page."""
        return with_parts(own_articles(article_nodes(self.json_ld), self.url), self.json_ld)

    @cached_property
    def microdata(self) -> list[Node]:
        """The articles that the page's microdata describe, in the form of `article_ld`."""
        return read_microdata(self.tree) if self._has_items else []

    @cached_property
    def layout(self) -> Layout:
        """The visible text as blocks in document order."""
        return lay_out(self.tree)

    @cached_property
    def hrefs(self) -> tuple[str, ...]:
        """What its links say, each once, in the order of the page."""
        said = [node.attributes.get("href") for node in self.tree.tags("a")]
        return tuple(dict.fromkeys(filter(None, said)))

    @cached_property
    def marked(self) -> list[LexborNode]:
        """Elements that microdata, RDFa or hAtom call a date of publication."""
        return self.tree.css(MARKED)

    @cached_property
    def moments(self) -> list[LexborNode]:
        """Elements with a moment in a data attribute, for a script that shows it."""
        return self.tree.css(DATA) if DATA_SIGN.search(self.markup) else []

    @cached_property
    def has_end(self) -> bool:
        """True for a page that closes its body or itself."""
        if self.html.rfind("</body", -4096) >= 0:
            return True
        return any(END.search(part) for part in (self.html[-4096:], self.html))

    @property
    def is_cut_off(self) -> bool:
        """True for a page with a body that neither it nor the page closes.

        A site that never closes its pages is right by HTML (13.1.2.4); who knows the site's other
        pages can tell.
        """
        return not self.has_end and BEGIN.search(self.html) is not None
