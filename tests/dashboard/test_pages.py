"""Every page in both languages: whole, escaped, and with nothing of an article that acts."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from jinja2 import UndefinedError
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import Engine

from crawler.dashboard import words
from crawler.dashboard.look import Plan
from crawler.dashboard.pages import MENU, PAGES
from crawler.dashboard.render import environment
from crawler.dashboard.showing import Showing, plans_of
from crawler.store.database import epoch
from crawler.store.runs import Runs
from tests.dashboard.filled import NOW

ABOUT = {"source": "harbour_news", "search": "الميناء"}
EVERY = [(name, language) for name in PAGES for language in words.LANGUAGES]


@pytest.fixture(scope="module")
def page(served):
    """A page as a tree."""

    def draw(name, language="en", about=None):
        html = served.page(name, language, ABOUT.get(name, "") if about is None else about)
        return None if html is None else LexborHTMLParser(html)

    return draw


class Attributes(HTMLParser):
    """All elements and attributes, as a second parser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[tuple[str, str]] = set()
        self.scripts = 0
        self.values: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.scripts += tag == "script" and not dict(attrs).get("src")
        self.seen |= {(tag, name) for name, _ in attrs}
        self.values += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_no_markup_of_ours_or_others_acts(served, name, language):
    html = served.page(name, language, ABOUT.get(name, ""))
    read = Attributes()
    read.feed(html)
    assert read.scripts == 0
    assert not [each for each in read.seen if each[1].startswith("on") or each[1] == "style"]
    assert not [
        each for each in read.values if each.lower().lstrip().startswith(("javascript:", "data:"))
    ]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", html)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_page_is_whole(page, name, language):
    tree = page(name, language)
    root = tree.css_first("html").attributes
    assert (root["lang"], root["dir"]) == (language, words.DIRECTION[language])
    assert [each.tag for each in tree.css("header, nav, main, footer")] == [
        "header",
        "nav",
        "main",
        "footer",
    ]
    assert len(tree.css("h1")) == 1
    for table in tree.css("table"):
        assert table.css_first("caption").text(strip=True)
        assert all(head.attributes.get("scope") for head in table.css("th"))
    assert not re.search(r"\b(None|Undefined|StrictUndefined)\b", tree.body.text(separator=" "))


def test_what_needs_a_person_stands_first(page):
    rows = page("board").css("#t-board ~ tbody tr")
    assert [row.css_first("th a").text() for row in rows[:3]] == [
        "harbour_news",
        "market_wire",
        "island_daily",
    ]
    assert rows[-1].css_first("th a").text() == "coast_press"  # muted
    first = " ".join(rows[0].text(separator=" ").split())
    assert "broken" in first
    assert "the start page has no link to an article" in first
    assert "5 h ago" in first.replace("\xa0", " ")


def test_the_board_says_what_changed(page):
    rows = {
        row.css_first("a.source").text(strip=True): row for row in page("board").css("tbody tr")
    }
    assert "changed since the last good run: extractor · settings · layout" in " ".join(
        rows["harbour_news"].text().split()
    )
    assert "changed since" not in rows["valley_voice"].text()


def test_an_evil_headline_is_text(page):
    shown = page("source", "ar").css_first("#t-headlines ~ tbody").text()
    assert "<script>alert(1)</script>" in shown
    assert "\u202e" not in shown


def test_alerts_show_the_bad_page_beside_the_good_one(page):
    tree = page("alerts")
    card = next(each for each in tree.css("article.incident") if "harbour_news" in each.text())
    pages = [each.attributes["href"] for each in card.css(".beside a")]
    assert pages == [
        "https://harbour-news.example/news",
        "https://harbour-news.example/news?page=1",
    ]
    assert card.css_first("kbd").text() == "scrapy doctor harbour_news"
    assert "scrapy release" in tree.css_first("#t-held ~ tbody").text()


def test_a_fault_is_never_shown_without_what_to_do_about_it(page):
    steps = {text for key, text in words.table("ar").items() if key.startswith("step.")}
    cards = page("alerts", "ar").css("article.incident")
    assert cards
    assert all({each.text() for each in card.css("dd bdi")} & steps for card in cards)
    told = page("source", "ar").css(".lead li")
    assert told
    assert all(each.css_first(".step bdi").text() in steps for each in told)


def test_a_run_is_shown_beside_the_good_one_before_it(page, served):
    found = page("source").css("#t-runs ~ tbody tr.bad th a")
    key = found[0].attributes["href"].removeprefix("run-").removesuffix(".en.html")
    tree = page("run", "en", key)
    stages = {row.css_first("th").text(): [cell.text() for cell in row.css("td")]
              for row in tree.css("#t-stages ~ tbody tr")}  # fmt: skip
    assert stages["links found"] == ["0", "40"]
    changed = [row.css_first("th").text() for row in tree.css("#t-versions ~ tbody tr.warn")]
    assert changed == ["extractor", "settings"]
    assert page("run", "en", "none") is None


def test_a_run_shows_the_worst_lines_of_its_log(served, data_dir):
    key = "20260312T000300Z-harbour_news"
    logs = data_dir / "logs"
    logs.mkdir(exist_ok=True)
    lines = [
        f'{{"asctime":"t1","level":"WARNING","name":"a","message":"first","run_id":"{key}"}}',
        f'{{"asctime":"t2","level":"ERROR","name":"a","message":"<b>worst</b>","run_id":"{key}"}}',
        f'{{"asctime":"t3","level":"INFO","name":"a","message":"quiet","run_id":"{key}"}}',
        f'{{"level":"ERROR","run_id":"{key}"',
        '{"level":"ERROR","message":"another run","run_id":"x"}',
    ]
    (logs / "2026-03-12.jsonl").write_text("\n".join(lines), encoding="utf-8")
    tree = LexborHTMLParser(served.page("run", "en", key))
    told = [row.css_first("td:nth-of-type(2) bdi").text() for row in tree.css("#t-log ~ tbody tr")]
    assert told == ["<b>worst</b>", "first"]


def test_search_finds_as_a_reader_types(page):
    tree = page("search", "ar", "اناره الطريق")
    assert "إنارة الطريق" in tree.css_first("#t-found ~ tbody").text()
    assert tree.css_first("input#q").attributes["value"] == "اناره الطريق"
    evil = '"><script>nowhere(1)</script>'
    html = page("search", "en", evil)
    assert html.css_first("input#q").attributes["value"] == evil
    assert "No headline has all of" in html.css_first(".lead").text()


def test_files_have_no_search_and_a_policy_of_their_own(as_files):
    html = as_files.page("board", "ar")
    assert 'role="search"' not in html
    assert "Content-Security-Policy" in html
    assert "default-src 'none'" in html


def test_a_name_that_is_not_given_is_an_error():
    with pytest.raises(UndefinedError):
        environment("en").from_string("{{ nothing_of_that_name }}").render()


def test_an_empty_store_has_every_page_too(engine: Engine):
    showing = Showing(engine, lambda: NOW, served=True)
    for name, language in EVERY:
        html = showing.page(name, language)
        assert html is None if name in {"source", "run"} else "<h1>" in html, name
    assert "<h1>" in showing.missing("ar")


def test_a_source_that_never_ran_has_a_page(engine):
    showing = Showing(engine, lambda: NOW, {"fresh_site": Plan("1h", timedelta(hours=1))})
    assert "never ran" in showing.page("source", "en", "fresh_site")
    assert "fresh_site" in showing.page("board", "ar")
    assert "fresh_site" in showing.page("schedule", "ar")


def test_a_run_that_was_killed_has_a_page(engine):
    Runs(engine).start(
        run_id="k1", site="windows", argv=["scrapy"], started=NOW - timedelta(days=1), versions={},
        settings_hash="x",
    )  # fmt: skip
    showing = Showing(engine, lambda: NOW)
    assert "killed" in showing.page("run", "en", "k1")
    assert "killed" in showing.page("board", "en")
    assert "killed" in showing.page("source", "en", "windows")


def test_plans_are_of_profiles_with_an_address(engine):
    class Profile:
        every, start_urls = "15m", ("http://a.example/",)
        period = NOW - NOW.replace(minute=0)

    class Nowhere(Profile):
        start_urls = ()

    plans = plans_of({"a": Profile, "b": Nowhere}, engine)
    assert list(plans) == ["a"]
    assert epoch(engine)
    assert set(MENU) <= set(PAGES)
