"""Inputs 46 to 52: feeds and sitemaps that are bombs, read files, run in circles, or are none."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache

from tests.hostile.row import Row
from tests.hostile.server import Answer, page
from tests.hostile.told import article, story
from tests.hostile.where import Where, path

XML = "Content-Type: application/xml"
FILE = "/etc/hostname"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
CORE = "tests/core/test_feeds.py::"
URLS = 60_000


def rows(where: Where) -> Iterator[Row]:
    """The rows in the order of their numbers."""
    yield Row(
        46, "an entity bomb in a feed", "refused before it is parsed, the other feeds are read",
        {"/bomb.xml": feed(bomb(), "&e8;")}, {"failed/feed/internal_dtd": 1}, feeds=("/bomb.xml",),
        proof=(CORE + "test_an_entity_bomb_and_an_external_entity_expand_to_nothing",),
    )  # fmt: skip
    outside = f"http://127.0.0.2:{where.second}/x"
    yield Row(
        47, "external entities in a feed and in a sitemap", "nothing is read, nobody is asked",
        {
            "/entity.xml": feed(external(f"file://{FILE}"), "&x;"),
            "/entity-map.xml": sitemap(external(outside), f"<url><loc>&x;{path(47)}</loc></url>"),
        },
        {"failed/feed/internal_dtd": 1, "failed/sitemap/internal_dtd": 1},
        feeds=("/entity.xml",), sitemaps=("/entity-map.xml",),
        proof=(CORE + "test_a_sitemap_reads_no_file_and_no_bomb",),
    )  # fmt: skip
    yield Row(
        48, "a parameter entity that loads a DTD", "nothing is read, nobody is asked",
        {"/dtd.xml": feed(f'<!ENTITY % d SYSTEM "{outside}.dtd">%d;', "x")},
        {"failed/feed/internal_dtd": 1}, feeds=("/dtd.xml",),
    )  # fmt: skip
    yield from maps()
    yield from no_feeds()


def maps() -> Iterator[Row]:
    """Sitemaps of every size."""
    yield Row(
        49, "a packed sitemap of 60,000 addresses", "cut to its newest, published",
        {"/huge.xml.gz": lambda _: page(huge(), "Content-Type: application/gzip"),
         path(49): lambda _: page(article(49))},
        links=(), sitemaps=("/huge.xml.gz",), published=1,
        proof=(CORE + "test_a_sitemap_is_bounded", CORE + "test_a_gzip_bomb_is_cut"),
    )  # fmt: skip
    yield Row(
        50, "an index that names itself, or ever new indexes", "each is asked once, the chain ends",
        {"/index.xml": lambda time: page(index("/index.xml", f"/index.xml?n={time}"), XML)},
        {"sitemap/too_deep": 1}, sitemaps=("/index.xml",),
    )  # fmt: skip


def no_feeds() -> Iterator[Row]:
    """Feeds with too much in them, or too little."""
    yield Row(
        51, "markup in a title, CDATA, relative links in a feed", "resolved, published",
        {"/markup.xml": lambda _: page(markup(), XML), path(51): lambda _: page(article(51))},
        links=(), feeds=("/markup.xml",), published=1,
    )  # fmt: skip
    yield Row(
        52, "a feed that is a page", "counted as no feed",
        {"/login.xml": lambda _: page("<html><body><form>x</form></body></html>")},
        {"failed/feed/not_a_feed": 1}, feeds=("/login.xml",),
    )  # fmt: skip


def bomb() -> str:
    return "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(9))


def external(target: str) -> str:
    return f'<!ENTITY x SYSTEM "{target}">'


def feed(entities: str, title: str) -> Answer:
    item = f"<item><title>{title}</title><link>{path(1)}</link></item>"
    head = f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]>'
    text = f"{head}<rss version='2.0'><channel><title>{title}</title>{item}</channel></rss>"
    return lambda _: page(text, XML)


def sitemap(entities: str, urls: str) -> Answer:
    text = f'<?xml version="1.0"?><!DOCTYPE urlset [{entities}]><urlset xmlns="{SITEMAP}">{urls}'
    return lambda _: page(text + "</urlset>", XML)


@cache
def huge() -> bytes:
    """The newest entry is ours, the others are of another host, so that nobody is asked."""
    other = "<url><loc>https://other.example/news/{0}</loc><lastmod>2020-01-01</lastmod></url>"
    urls = "".join(other.format(at) for at in range(URLS))
    own = f"<url><loc>{path(49)}</loc><lastmod>2025-01-01</lastmod></url>"
    return gzip.compress(f'<urlset xmlns="{SITEMAP}">{urls}{own}</urlset>'.encode())


def index(*targets: str) -> str:
    parts = "".join(f"<sitemap><loc>{target}</loc></sitemap>" for target in targets)
    return f'<sitemapindex xmlns="{SITEMAP}">{parts}</sitemapindex>'


def markup() -> str:
    title = f"<![CDATA[<b onclick='x()'>{story(51).headline}</b>]]>"
    item = f"<item><title>{title}</title><link><![CDATA[ ..{path(51)}#top ]]></link></item>"
    return f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>"
