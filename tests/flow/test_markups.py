"""A whole crawl of each markup, without a profile: every article, every paragraph, no noise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.middlewares.browser import find_chromium
from tests.campaigns.campaign import aggregator, truth
from tests.commandline import completed

MARKUPS = ("cards", "br", "tables", "hashed", "script", "blog")
NOISE = ("Related News", "أخبار ذات صلة", "share", "شارك", "لا يتحمل أي مسؤولية", "جميع الحقوق")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.mark.parametrize("markup", MARKUPS)
def test_everything_is_found_in_this_markup(markup: str, tmp_path: Path) -> None:
    if markup == "script" and not find_chromium(""):
        pytest.skip("no Chromium: pages built by a script cannot be read (run .ci/packages)")
    with aggregator(40 if markup == "script" else 80, markup) as url:
        stories = [each for each in truth(url).values() if each["kind"] != "broken"]
        articles = crawl(url, tmp_path)

    unique = {tuple(each["paragraphs"]): each for each in stories}
    by_text = {tuple(each["articleBody"].split("\n\n")): each for each in articles}
    found = {paragraph for body in by_text for paragraph in body}
    expected = {paragraph for body in unique for paragraph in body}
    assert len(articles) == len(stories)  # copies too, as `crawl` asks for
    assert len(found & expected) >= 0.99 * len(expected), sorted(expected - found)[:3]
    assert len(found & expected) >= 0.99 * len(found), sorted(found - expected)[:3]
    assert not [label for label in NOISE for body in by_text for text in body if text == label]
    assert not [each for each in articles for story in stories if is_heading(each, story)]
    sections = {story["headline"]: story["section"] for story in stories}
    wrong = [each["headline"] for each in articles if each["headline"] not in sections]
    assert not wrong
    assert [each["articleSection"] for each in articles] == [
        sections[each["headline"]] for each in articles
    ]


def is_heading(article: dict, story: dict) -> bool:
    """A related headline must not be a line of the body."""
    return story["headline"] in article["articleBody"].split("\n\n")


def crawl(url: str, folder: Path) -> list[dict]:
    out = folder / "articles.jsonl"
    given = ("-a", f"start_urls={url}", "-O", str(out))
    each = ("-s", "RASID_DUPLICATES=publish")  # each page is looked at
    done = completed("crawl", "aggregator", *given, *each, RASID_DATA_DIR=str(folder / "data"))
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n") if line]
