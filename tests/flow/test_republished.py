"""Two sites that republish each other: one article is published, the other recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commandline import completed
from tests.flow.loopback import Answers, answering
from tests.flow.runs import published, run
from tests.flow.told import page_of, stories

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
OWN = 4  # articles that a site has alone; it shows two of the other's


def site(first: int, others: tuple[int, ...], prefix: str) -> Answers:
    """Articles of its own and of the other's, each with teasers of all beside it."""
    answers = Answers()
    told = stories(2 * OWN)
    numbers = (*range(first, first + OWN), *others)
    links = "".join(
        f"<li><a href='/{prefix}/{n}'>{told[n].headline}</a>"
        f"<p>{' '.join(told[n].paragraphs[0].split()[:25])}…</p></li>"
        for n in numbers
    )
    related = f"<h3>أخبار ذات صلة</h3><ul>{links}</ul>"
    answers.page("/", f"<html><body><ul>{links}</ul></body></html>")
    for number in numbers:
        answers.page(f"/{prefix}/{number}", page_of(told[number], related))
        answers.page(f"/{prefix}/{number}?utm_source=feed", page_of(told[number], related))
    return answers


def shown(folder: Path, *names: str) -> dict:
    done = completed("duplicates", *names, "--json", "-s", f"RASID_DATA_DIR={folder}")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_an_article_of_two_sites_is_published_once(tmp_path: Path) -> None:
    told = stories(2 * OWN)
    with (
        answering(site(0, (OWN, OWN + 1), "news")) as one,
        answering(site(OWN, (0, 1), "article")) as other,
    ):
        first = run(one, tmp_path)
        second = run(other, tmp_path)

    texts = ["\n\n".join(story.paragraphs) for story in told]
    assert first.stats["rasid/find_duplicates/unique"] == OWN + 2
    assert second.stats["rasid/find_duplicates/same"] == 4
    assert second.stats["rasid/store_article/duplicate"] == 4
    assert second.stats["rasid/store_article/new"] == OWN - 2
    # Each story once, whole: no teaser beside another article was taken for an article.
    assert sorted(each["articleBody"] for each in published(tmp_path)) == sorted(texts)
    group = shown(tmp_path, f"{other}article/0")
    assert group["head"]["url"] == f"{one}news/0"
    assert [each["url"] for each in group["members"]] == [f"{other}article/0"]
    assert [each["published"] for each in group["members"]] == [False]
