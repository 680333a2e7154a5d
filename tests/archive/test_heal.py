"""A site changes its layout: the command proposes selectors by the texts that it remembers."""

from __future__ import annotations

import subprocess

import pytest

from tests.archive.crawled import Crawled
from tests.campaigns.started import ROOT
from tests.core.drift import layouts
from tests.flow.loopback import Answers, answering

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
SITES = ("-s", "SPIDER_MODULES=spiders,tests.archive.drifting_sites")
MODULE = "tests/archive/drifting_sites/drifting.py"
NEW = layouts.OLD | layouts.RENAMED[0]


def publish(answers, names):
    """The site as it is in a layout."""
    told = layouts.stories(8, seed=1)
    for number, story in enumerate(told):
        others = told[:number] + told[number + 1 :]
        answers.page(f"/news/{story.number}", layouts.page(story, others, names))
    links = "".join(f'<li><a href="/news/{each.number}">{each.headline}</a></li>' for each in told)
    answers.page("/", f"<html><body><h1>نوافذ</h1><ul>{links}</ul></body></html>")


def test_selectors_are_proposed_as_a_difference_that_applies(tmp_path):
    answers, data = Answers(), Crawled(tmp_path / "data")
    publish(answers, layouts.OLD)
    with answering(answers) as url:
        code, said = data.command("run", "drifting", "-a", f"start_urls={url}", *SITES)
        assert code == 0, said
        assert len(data.published()) >= 5  # some are taken for copies
        assert data.command("heal", "drifting", *SITES) == (0, "")  # all is well
        publish(answers, NEW)
        code, text = data.command("heal", "drifting", *SITES)

    assert code == 0, text
    assert '+        headline="h1.title, .entry-title",' in text
    assert '+        body="div.text, .entry-content",' in text
    checked = subprocess.run(
        ["git", "apply", "--check", "-"], input=text, cwd=ROOT, text=True, capture_output=True,
        check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr
    assert MODULE in text


def test_without_a_selector_no_page_is_asked(crawled):
    """Its server is gone: whoever asked would end with 69."""
    ended, said = crawled.here("heal", "aggregator")
    assert (ended, said) == (
        0,
        "rasid: aggregator: its profile names no selector: nothing to heal\n",
    )


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [((), 64, "usage"), (("nobody",), 64, "nobody"), (("yemeress",), 78, "no article")],
)
def test_without_a_site_or_its_articles_nothing_is_asked(tmp_path, arguments, code, word):
    ended, said = Crawled(tmp_path / "data").here("heal", *arguments)
    assert ended == code
    assert word in said
