"""The embedded aggregator as addresses and answers; each answer is made once and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from urllib.parse import urlsplit

from crawler.core.urls import request_url
from crawler.demo.aggregator import Aggregator
from crawler.demo.broken import broken_reply, not_found
from crawler.demo.feeds import news_sitemap, rss, sitemap
from crawler.demo.markups.script import APP
from crawler.demo.padding import padding
from crawler.demo.pages import PRIVATE, Pages
from crawler.demo.reply import Reply, html_reply, text_reply
from crawler.demo.sections import HOME, SECTIONS, SITE_NAME
from crawler.demo.story import Story

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360">'
    '<rect width="640" height="360" fill="#acd"/><circle cx="500" cy="90" r="44" fill="#f2c14e"/>'
    '<path d="M0 360 L220 170 L400 360 Z" fill="#5b7b7a"/></svg>'
)
PRIVATE_PAGE = (
    '<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">'
    f"<title>أرشيف المشتركين - {SITE_NAME}</title></head><body><h1>أرشيف المشتركين</h1>"
    '<ul><li><a href="/private/2019">أعداد العام 2019 كاملة للمشتركين فقط</a></li>'
    '<li><a href="/private/2020">أعداد العام 2020 كاملة للمشتركين فقط</a></li></ul></body></html>'
)

Maker = Callable[[], Reply]


class Website:
    """Answers requests for a site whose address is `base` (ending in a slash).

    `pages_kb` pads article and listing pages to about that size. When the aggregator's clock has
    been moved, everything is made anew.
    """

    def __init__(self, aggregator: Aggregator, base: str, *, pages_kb: int = 0) -> None:
        self.aggregator = aggregator
        self.base = base
        self._pages_kb = pages_kb
        self._build()

    def reply(self, target: str) -> Reply:
        """The answer for a request target (path and query); unknown addresses give a 404."""
        if self._moment != self.aggregator.now:
            self._build()
        key = self._key(target)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = self._make(key)
        return kept

    def is_article(self, target: str) -> bool:
        """True for the address of an article, shown now or not."""
        if self._moment != self.aggregator.now:
            self._build()
        return self._key(target) in self._articles

    def _build(self) -> None:
        self._moment = self.aggregator.now
        pages = Pages(self.aggregator, self.base)
        if self._pages_kb:
            nav = tuple(
                (escape(link.href), link.text) for link in map(pages.section_link, SECTIONS)
            )
            pages = Pages(self.aggregator, self.base, padding(self._pages_kb, nav))
        self._pages = pages
        self._makers = {self._key(path): maker for path, maker in self._routes()}
        self._articles = {self._key(path) for path in self.aggregator.truth()}
        self._kept: dict[str, Reply] = {}

    def _key(self, target: str) -> str:
        """One key for all spellings of an address, without what only tracks the reader."""
        return request_url(f"{self.base}{target.removeprefix('/')}")

    def _make(self, key: str) -> Reply:
        if maker := self._makers.get(key):
            return maker()
        path = urlsplit(key).path
        if path.startswith("/media/"):
            return text_reply(PICTURE, "image/svg+xml")
        if path.startswith("/private/"):
            return html_reply(PRIVATE_PAGE)
        return not_found()

    def _routes(self) -> Iterator[tuple[str, Maker]]:
        yield "/robots.txt", self._robots
        yield "/assets/app.js", lambda: text_reply(APP, "text/javascript")
        yield PRIVATE, lambda: html_reply(PRIVATE_PAGE)
        yield from self._feeds()
        for path, story in self.aggregator.truth().items():
            yield from self._article(path, story)
        for section in (HOME, *SECTIONS):
            for page in range(1, self._pages.count(section) + 1):
                yield from self._listing(section, page)

    def _article(self, path: str, story: Story) -> Iterator[tuple[str, Maker]]:
        markup = self.aggregator.markup_of(story.section)

        def page() -> str:
            return markup.article(self._pages.article(story))

        if story.kind == "broken":
            yield path, lambda: broken_reply(story, page)
            return
        yield path, lambda: html_reply(page(), encoding=markup.encoding)
        if draw := markup.article_json:
            yield f"/api{path}", lambda: _json(draw(self._pages.article(story)))

    def _listing(self, section: str, page: int) -> Iterator[tuple[str, Maker]]:
        markup = self.aggregator.markup_of(section)
        path = markup.listing_path(section, page)

        def text() -> str:
            return markup.listing(self._pages.listing(section, page))

        yield path, lambda: html_reply(text(), encoding=markup.encoding)
        if draw := markup.listing_json:
            yield f"/api{path}", lambda: _json(draw(self._pages.listing(section, page)))

    def _feeds(self) -> Iterator[tuple[str, Maker]]:
        site = self.aggregator
        if not site.feeds:
            return
        placed = [
            (f"{self.base}{site.path_of(story)[1:]}", story)
            for story in site.listed()
            if story.kind != "broken"
        ]
        yield "/rss.xml", lambda: text_reply(rss(self.base, placed), "application/rss+xml")
        yield "/sitemap.xml", lambda: text_reply(sitemap(placed), "application/xml")
        yield (
            "/news-sitemap.xml",
            lambda: text_reply(news_sitemap(site.now, placed), "application/xml"),
        )

    def _robots(self) -> Reply:
        lines = ["User-agent: *", "Disallow: /private/", "Allow: /"]
        if self.aggregator.feeds:
            lines += [f"Sitemap: {self.base}{name}.xml" for name in ("sitemap", "news-sitemap")]
        return text_reply("\n".join(lines) + "\n", "text/plain")


def _json(text: str) -> Reply:
    return text_reply(text, "application/json")
