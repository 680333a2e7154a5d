"""One crawl over all bad inputs: what is published and counted, who was asked, what it cost."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter

import pytest

from tests.hostile.crawl import GOOD, HOSTILE, PEAK_BYTES_MAX, QUIET, SECONDS_MAX, Crawled
from tests.hostile.row import Row
from tests.hostile.table import table
from tests.hostile.told import story

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
SERVED = [row for row in table() if row.answers]
# Every stat that says why something is not published, or that something was mended or left out.
REASONS = (
    "failed/", "check_article/", "extract/not_an_article/", "store_article/duplicate", "blocked/",
    "encoding/", "guard/", "feed/repeated", "sitemap/too_deep", "sitemap/repeated", "robots/no_",
    "links/trap/", "links/over_cap", "links/redirected", "listing/page_cap", "listing/ended",
    "soft_404/left",
)  # fmt: skip
TRIES = 3
NO_REASONS = ("check_article/valid",)
VERDICTS = {
    "hostile": (0, "all good"),
    "quiet": (0, "all good"),
    "soft": (0, "all good"),
    "named": (65, "0 new articles"),
    "flaky": (0, "all good"),
    "busy": (0, "all good"),
    "resting": (0, "all good"),
    "odd": (0, "all good"),
    "walled": (65, "the site shows us a wall in place of its listing: challenge"),
    "failing": (69, "no listing page answered: robots"),
    "closed": (69, "no listing page answered: robots"),
    "unsigned": (69, "no listing page answered: tls"),
}
FILE = re.compile(r"[a-z0-9][a-z0-9._TZ-]{0,60}|\.[a-z0-9._-]{1,60}")  # T and Z of a run's moment


@pytest.mark.parametrize("row", SERVED, ids=lambda row: str(row.number))
def test_articles_of(row: Row, crawled: Crawled) -> None:
    articles = crawled.articles_of(row)

    assert len(articles) == row.published, [each["url"] for each in articles]
    assert row.holds is None or row.holds(articles)


@pytest.mark.parametrize("row", SERVED, ids=lambda row: str(row.number))
def test_it_was_really_served(row: Row, crawled: Crawled) -> None:
    keys = [(key[: key.index("/")] or row.site, key[key.index("/") :]) for key in row.answers]
    served = [path for site, path in keys if crawled.sites[site].asked[path]]

    assert served or row.site == "unsigned", keys


def test_a_site_whose_certificate_is_refused_hears_nothing(crawled: Crawled) -> None:
    assert not crawled.sites["unsigned"].asked


def test_each_reason_is_counted_as_often_as_the_table_says(crawled: Crawled) -> None:
    wanted: Counter[str] = Counter()
    for row in crawled.rows:
        wanted.update(row.counted)
    found = crawled.total(*REASONS)
    for name in NO_REASONS:
        del found[name]

    assert dict(found) == dict(wanted)


def test_each_page_that_came_is_an_article_or_has_a_reason(crawled: Crawled) -> None:
    for name, stats in crawled.stats.items():
        ours = Counter({key.removeprefix("rasid/"): value for key, value in stats.items()})
        left_out = sum(
            value for key, value in ours.items() if key.startswith("extract/not_an_article/")
        )
        dropped = sum(
            value
            for key, value in ours.items()
            if key.startswith("check_article/") and key not in NO_REASONS
        )

        misfits = ours["failed/article/not_html"] + ours["failed/article/packed_twice"]
        assert ours["fetch/articles"] == ours["extract/articles"] + left_out + misfits, name
        assert ours["extract/articles"] == ours["check_article/valid"] + dropped, name
        stored = ours["store_article/new"] + ours["store_article/duplicate"]
        assert ours["check_article/valid"] == stored, name


@pytest.mark.parametrize(("site", "numbers"), [(HOSTILE, GOOD), ("quiet", QUIET)])
def test_good_articles_are_published_once(crawled: Crawled, site: str, numbers: tuple) -> None:
    root = crawled.sites[site].url
    texts = Counter(
        each["articleBody"] for each in crawled.articles if each["url"].startswith(root)
    )

    for number in numbers:
        assert texts["\n\n".join(story(number).paragraphs)] == 1, number


def test_no_article_twice(crawled: Crawled) -> None:
    for name in ("identifier", "articleBody"):
        values = Counter(str(each[name]) for each in crawled.articles)
        assert [value for value, number in values.items() if number > 1] == []


@pytest.mark.parametrize("site", VERDICTS)
def test_verdicts(crawled: Crawled, site: str) -> None:
    lines = "".join(run.output for run in crawled.runs).splitlines()
    code, why = VERDICTS[site]
    (line,) = [line for line in lines if line.startswith(f"{site}: ")]

    assert line.partition("; exit ")[2].startswith(f"{code}, {why}"), line


def test_exit_codes(crawled: Crawled) -> None:
    assert [run.code for run in crawled.runs] == [0, 65]


def test_memory_and_time_are_bounded(crawled: Crawled) -> None:
    peaks = [run.peak_bytes for run in crawled.runs]

    assert all(peaks) or sys.platform != "linux"
    assert max(peaks) <= PEAK_BYTES_MAX
    assert sum(run.seconds for run in crawled.runs) <= SECONDS_MAX


def test_nobody_else_is_asked(crawled: Crawled) -> None:
    assert [each.connections for each in crawled.strangers] == [0] * len(crawled.strangers)


def test_no_cookie_is_sent(crawled: Crawled) -> None:
    assert [path for site in crawled.sites.values() for path in site.cookies] == []


def test_retries_are_bounded(crawled: Crawled) -> None:
    asked = {path: times for site in crawled.sites.values() for path, times in site.asked.items()}
    walks = ("/endless", "/renamed", "/repeating")  # pages of a listing, capped by the profile
    often = {path for path, times in asked.items() if times > TRIES}

    assert often <= {*walks, "/news/2000", "/index.xml"}  # a loop of redirects, an index of indexes


def test_each_line_of_the_log_is_one_record(crawled: Crawled) -> None:
    text = (crawled.folder.parent / "run.log").read_text(encoding="utf-8")
    lines = text.split("\n")[:-1]

    assert all(json.loads(line)["message"] is not None for line in lines)
    assert "\x1b" not in text
    assert not any(line.startswith("2026-01-01") for line in lines)


def test_no_file_gets_a_name_from_a_page(crawled: Crawled) -> None:
    outside = {path.name for path in crawled.folder.parent.iterdir()}
    names = [path.name for path in crawled.folder.rglob("*")]

    assert outside == {"data", "sites", "run.log", "server.pem", "hostile.out", "named.out"}
    assert [name for name in names if not FILE.fullmatch(name)] == []
    assert len({name.casefold() for name in names}) == len(set(names))
