"""The steps of an article: one that does not come to an end holds up nobody."""

from __future__ import annotations

import asyncio
import signal
from types import SimpleNamespace

import pytest
from scrapy.exceptions import DropItem

from crawler.middlewares.steps import QuickSteps
from crawler.walk import site_spider

SHORT_CPU_S = 0.02
LONG = 50_000_000  # rounds of a loop that is to be ended: seconds, so that a failure ends as well


class Step:
    """Notes whether a timer runs, and works so many rounds."""

    def __init__(self, rounds=0, *, reads_only=True):
        self.rounds = rounds
        self.armed = None
        if reads_only:
            self.reads_only = True

    def process_item(self, item):
        self.armed = signal.getitimer(signal.ITIMER_VIRTUAL) != (0.0, 0.0)
        for _ in range(self.rounds):
            pass
        return item


@pytest.fixture
def through(make_crawler, monkeypatch):
    """Leads an article of a version through steps; gives the stats."""

    def lead(*steps, version=1):
        crawler = make_crawler()
        item = SimpleNamespace(version=version)
        try:
            assert asyncio.run(QuickSteps(*steps, crawler=crawler).process_item_async(item)) is item
        finally:
            lead.counted = {
                name: number
                for name, number in crawler.stats.get_stats().items()
                if name.startswith("rasid/check_")
            }

    monkeypatch.setattr(site_spider, "READING_CPU_S", SHORT_CPU_S)
    return lead


@pytest.mark.parametrize(("version", "checked"), [(1, "check_article"), (2, "check_version")])
def test_an_article_on_which_a_step_does_not_end_is_left(through, version, checked):
    after = Step()
    with pytest.raises(DropItem, match=r"^too_slow$"):
        through(Step(), Step(LONG), after, version=version)
    assert through.counted == {f"rasid/{checked}/too_slow": 1}
    assert after.armed is None
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_a_step_that_stores_is_never_ended_in_the_midst(through):
    steps = Step(), Step(reads_only=False)
    through(*steps)
    assert [step.armed for step in steps] == [True, False]
    assert through.counted == {}


def test_the_steps_that_may_be_ended_are_those_before_the_store():
    from scrapy.utils.misc import load_object

    from crawler.settings import ITEM_PIPELINES

    in_order = sorted(ITEM_PIPELINES, key=ITEM_PIPELINES.__getitem__)
    may_be_ended = [getattr(load_object(name), "reads_only", False) for name in in_order]
    assert may_be_ended == [True, True, True, True, False, False]
