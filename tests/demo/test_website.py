"""The site as a crawler meets it: every markup, encodings, links, pagination, broken pages."""

from __future__ import annotations

import json
import re
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.demo.aggregator import MARKUP_NAMES
from crawler.demo.sections import DISCLAIMER, HOME, SECTIONS
from crawler.demo.views import Link
from crawler.demo.website import Website

SINGLE = [each for each in MARKUP_NAMES if each not in ("mixed", "script")]
RELATED = ("أخبار ذات صلة", "Related News", "اقرأ أيضاً", "مقالات ذات صلة")
MOST_READ = ("الأكثر قراءة", "الأكثر مشاهدة")


def parse(site: Website, path: str) -> LexborHTMLParser:
    reply = site.reply(path)
    encoding = reply.content_type.partition("charset=")[2]
    return LexborHTMLParser(reply.body.decode(encoding))


def links(site: Website, path: str) -> dict[str, str]:
    """Targets of a page on this site, without fragments, with the text of the link."""
    found = {}
    for node in parse(site, path).css("a[href], link[href]"):
        url = urljoin(site.base + path[1:], node.attributes["href"] or "")
        if url.startswith(site.base):
            parts = urlsplit(url)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            found[target] = node.text(strip=True)
    return found


def text_of(site: Website, path: str) -> str:
    body = parse(site, path).body
    assert body is not None
    return " ".join(body.text(separator=" ").split())


@pytest.mark.parametrize("markup", MARKUP_NAMES)
def test_all_articles_are_served_in_the_encoding_that_is_said(make, base, markup):
    aggregator = make(markup=markup)
    site = Website(aggregator, base)
    for path, story in aggregator.truth().items():
        if story.kind == "broken":
            continue
        reply = site.reply(path)
        encoding = aggregator.markup_of(story.section).encoding
        assert reply.status == 200
        assert reply.content_type == f"text/html; charset={encoding}"
        assert f'charset="{encoding}"'.replace('"', "") in (
            reply.body.decode(encoding).lower().replace('"', "")
        )


@pytest.mark.parametrize("markup", SINGLE)
def test_an_article_page_shows_all_its_parts(make, base, markup):
    aggregator = make(markup=markup)
    site = Website(aggregator, base)
    for path, story in aggregator.truth().items():
        text = text_of(site, path)
        assert text.count(story.headline) >= 1
        assert all(paragraph in text for paragraph in story.paragraphs)
        assert DISCLAIMER in text
        assert any(label in text for label in RELATED)
        assert any(label in text for label in MOST_READ)
        assert "©" in text
        related = [aggregator.path_of(aggregator.story(each)) for each in story.related]
        stripped = {site._key(target) for target in links(site, path)}
        assert stripped.issuperset(map(site._key, related))


@pytest.mark.parametrize("markup", [*SINGLE, "mixed"])
def test_every_link_resolves(make, base, markup):
    aggregator = make(markup=markup, articles=50)
    site = Website(aggregator, base)
    stories = aggregator.truth().items()
    broken = {site._key(path) for path, story in stories if story.kind == "broken"}
    queue, seen = ["/"], {"/"}
    while queue:
        page = queue.pop()
        for target in links(site, page):
            if target in seen or site._key(target) in broken:
                continue
            seen.add(target)
            reply = site.reply(target)
            assert reply.status == 200, (page, target)
            if reply.content_type.startswith("text/html"):
                queue.append(target)
    keys = {site._key(each) for each in seen}
    assert keys >= {site._key(path) for path, _ in stories} - broken


@pytest.mark.parametrize("markup", SINGLE)
def test_pagination_reaches_every_story_from_the_home_page_and_from_the_sections(
    make, base, markup
):
    aggregator = make(markup=markup, articles=130)
    site = Website(aggregator, base)
    expected = {site._key(path) for path in aggregator.truth()}
    assert walked(site, aggregator.markup_of(HOME).listing_path(HOME, 1)) >= expected
    parts = [aggregator.markup_of(each).listing_path(each, 1) for each in SECTIONS]
    assert set().union(*(walked(site, each) for each in parts)) >= expected


def walked(site: Website, path: str) -> set[str]:
    """Keys of all links of a listing, following its pages by what a reader sees."""
    found: set[str] = set()
    page = 1
    while path:
        here = links(site, path)
        found |= {site._key(each) for each in here}
        page += 1
        path = next(
            (
                target
                for target, text in here.items()
                if text in ("»", "التالي", "مقالات أقدم", str(page)) and not target.endswith("#")
            ),
            "",
        )
    return found


def test_each_markup_pages_in_its_own_way(make, base):
    ways = {}
    for markup in SINGLE:
        site = Website(make(markup=markup), base)
        ways[markup] = site.aggregator.markup_of("sport").listing_path("sport", 2)
    assert ways == {
        "cards": "/section/sport?page=2",
        "br": "/cat-sport-2.html",
        "tables": "/list.asp?cat=sport&page=2",
        "hashed": "/t/sport/page/2",
        "blog": "/category/sport/page/2/",
    }


def test_some_links_are_tracked_and_lead_to_the_same_page(site):
    hrefs = " ".join(node.attributes["href"] or "" for node in parse(site, "/").css("a[href]"))
    assert "utm_source=" in hrefs
    assert "#comments" in hrefs
    path = next(iter(site.aggregator.truth()))
    joint = "&" if "?" in path else "?"
    assert site.reply(f"{path}{joint}utm_source=x&fbclid=y") is site.reply(path)


def test_a_script_page_is_an_empty_shell_with_the_story_behind_it(make, base):
    aggregator = make(markup="script")
    site = Website(aggregator, base)
    path, story = next(iter(aggregator.truth().items()))
    assert story.headline not in site.reply(path).body.decode()
    tree = parse(site, path)
    source = tree.css_first("#app").attributes["data-source"]
    assert tree.css_first("script").attributes["src"] == "/assets/app.js"
    data = json.loads(site.reply(source).body)
    assert (data["headline"], tuple(data["paragraphs"])) == (story.headline, story.paragraphs)
    listing = json.loads(site.reply("/api/").body)
    assert len(listing["teasers"]) == 20
    assert listing["following"] == "/?page=2"


def test_broken_pages_are_listed_and_broken_as_the_truth_says(site):
    listed = {site._key(each) for page in ("/", "/?page=2") for each in links(site, page)}
    replies = {
        story.reason: site.reply(path)
        for path, story in site.aggregator.truth().items()
        if story.kind == "broken" and site._key(path) in listed
    }
    assert {reason: each.status for reason, each in replies.items()} == {
        "http_404": 404, "http_500": 500, "empty": 200,
        "truncated": 200, "soft_404": 200, "challenge": 200,
    }  # fmt: skip
    assert replies["empty"].body == b""
    assert replies["truncated"].body.endswith(b"</")
    assert b"</html>" not in replies["truncated"].body
    assert "الصفحة غير موجودة".encode() in replies["soft_404"].body
    assert b"Just a moment" in replies["challenge"].body


def test_a_truncated_page_is_one_when_pages_are_padded_too(make, base):
    site = Website(make(), base, pages_kb=44)
    truth = site.aggregator.truth().items()
    path = next(path for path, story in truth if story.reason == "truncated")
    assert len(site.reply(path).body) > 38_000
    assert site.reply(path).body.endswith(b"</")


def test_robots_disallow_a_part_that_pages_link(site):
    robots = site.reply("/robots.txt").body.decode()
    assert "Disallow: /private/" in robots
    assert robots.count("Sitemap: http://127.0.0.1:8000/") == 2
    assert "__" not in robots
    assert "/private/archive" in links(site, "/")
    assert site.reply("/private/2019").status == 200


def test_feeds_name_every_article(site):
    stories = [each for each in site.aggregator.listed() if each.kind != "broken"]
    assert site.reply("/sitemap.xml").body.decode().count("<loc>") == len(stories)
    assert site.reply("/rss.xml").body.decode().count("<item>") == 30
    news = site.reply("/news-sitemap.xml").body.decode()
    assert 0 < news.count("<news:title>") <= len(stories)
    assert "/rss.xml" in links(site, "/")


def test_a_single_markup_has_no_feeds_unless_wanted(make, base):
    plain, fed = (Website(make(markup="br", feeds=each), base) for each in (None, True))
    assert plain.reply("/rss.xml").status == 404
    assert "Sitemap" not in plain.reply("/robots.txt").body.decode()
    assert fed.reply("/rss.xml").status == 200


def test_moving_the_clock_makes_the_pages_anew(make, base):
    aggregator = make(markup="cards")
    site = Website(aggregator, base)
    old, path = site.reply("/"), next(iter(aggregator.truth()))
    ago = re.compile('<span class="ago">([^<]*)</span>')
    before = ago.findall(site.reply(path).body.decode())[0]
    assert site.reply("/") is old
    aggregator.move(26)
    assert site.reply("/").etag != old.etag
    assert ago.findall(site.reply(path).body.decode())[0] == "قبل يوم" != before


@pytest.mark.parametrize("markup", SINGLE)
def test_padding_brings_pages_to_the_size_wanted(make, base, markup):
    site = Website(make(markup=markup), base, pages_kb=44)
    for path in ("/", *list(site.aggregator.truth())[:5]):
        assert 38_000 < len(site.reply(path).body) < 70_000
    path, story = next(iter(site.aggregator.truth().items()))
    assert story.paragraphs[0] in text_of(site, path)


def test_small_padding_is_none(make, base):
    padded, plain = (Website(make(), base, pages_kb=each) for each in (5, 0))
    assert padded.reply("/").body == plain.reply("/").body


def test_what_is_not_there_is_a_404(site):
    assert site.reply("/news/1").status == 404
    assert site.reply("/media/1.svg").content_type.startswith("image/svg+xml")


def test_section_links_are_in_the_language_of_the_markup(make, base):
    english = Website(make(markup="br"), base)
    assert "Local" in links(english, "/").values()
    assert english._pages.section_link("local") == Link("/cat-local.html", "محليات")
