"""A dry run says what a run would have found, and no later run goes by it."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from scrapy.exceptions import DropItem

from crawler import settings
from crawler.commands.run import DRY
from crawler.core.article import Duplicate
from crawler.extensions.dry_run import CountArticle, DryLedger, DryWatch
from crawler.extensions.signs import Signs
from crawler.extensions.watch import Watch
from crawler.store import store_of
from crawler.store.database import database_url, open_database
from crawler.store.quarantine import Quarantine
from crawler.store.runs import Runs
from tests.commandline import completed
from tests.flow.loopback import Answers, answering

GOODS = ["القمح", "العسل", "الوقود", "البن", "الأسماك", "التمور", "الأرز", "السكر"]
PLACES = ["الميناء", "الوادي", "المدينة", "الجزيرة", "الساحل", "الجبل", "السوق", "القرية"]


@pytest.fixture
def step(make_crawler):
    made = make_crawler()
    made.spider = SimpleNamespace(source="windows")
    return CountArticle.from_crawler(made)


def test_an_article_counts_as_new_and_goes_on(step, make_article):
    article = make_article()
    assert step.process_item(article) is article
    assert step.stats.get_stats() == {"rasid/store_article/new": 1}


def test_a_copy_is_dropped_as_the_store_would_drop_it(step, make_article):
    copy = Duplicate(of="a" * 32, relation="same", similarity=1.0)
    with pytest.raises(DropItem, match="duplicate"):
        step.process_item(make_article().model_copy(update={"duplicate": copy}))
    assert step.stats.get_stats() == {"rasid/store_article/duplicate": 1}


def test_a_later_version_is_no_new_article(step, make_article):
    step.process_item(make_article().model_copy(update={"version": 2}))
    assert step.stats.get_stats() == {}


@pytest.mark.parametrize(("dated", "code"), [(30, 0), (0, 65)], ids=["good", "doubted"])
def test_neither_a_row_nor_a_held_run_is_left(watch, monkeypatch, dated, code):
    """As a whole run in the ledger, the next one would stop at what is known."""
    crawler = watch.crawler
    watch.quarantine.let_go("run-1")
    dry, signs = DryWatch.from_crawler(crawler), crawler.get_extension(Signs)
    monkeypatch.setattr(crawler, "get_extension", {Signs: signs, Watch: dry}.get)
    ledger = DryLedger.from_crawler(crawler)
    dry.opened()
    ledger.opened()
    signs.counts.update({"seen/articles": 30, "seen/date": dated})
    dry.closed("finished")
    ledger.closed("finished")
    ledger.stopped()

    stats = crawler.stats.get_stats()
    assert (stats["rasid/run/exit_code"], stats["rasid/run/dry"]) == (code, True)
    assert Runs(watch.engine).recent(9) == []
    assert Quarantine(store_of(crawler.settings)).runs(state=None) == []


@pytest.mark.parametrize("name", DRY)
def test_what_stands_in_for_a_part_has_its_place(name):
    """Copies are found before they are counted, and a run is judged before it is told."""
    usual, parts = getattr(settings, name), DRY[name]
    left_out = {usual[path] for path, place in parts.items() if place is None}
    assert set(filter(None, parts.values())) <= left_out


def filled(answers, page, more=""):
    """A listing of eight articles, each with a text of its own."""
    links = []
    for place in PLACES:
        path, headline = (
            f"/news/{page}{PLACES.index(place)}",
            f"أسعار {GOODS[page]} ترتفع في {place}",
        )
        text = " ".join(f"وزاد سعر {each} في {place} بنحو {page} ريالات." for each in GOODS * 2)
        links.append(f'<li><a href="{path}">{headline} منذ الأسبوع الماضي</a></li>')
        answers.page(
            path, f"<h1>{headline} منذ الأسبوع الماضي</h1><article><p>{text}</p></article>"
        )
    answers.page("/" if page == 1 else f"/?page={page}", f"<ul>{''.join(links)}</ul>{more}")


@pytest.mark.slow
def test_the_run_after_a_dry_one_still_walks_behind_a_killed_one(tmp_path):
    """The dry run saw the older articles and stored none of them."""
    answers = Answers()
    filled(answers, 1)
    with answering(answers) as url:
        asked = ("run", "aggregator", "-a", f"start_urls={url}")
        first = completed(*asked, RASID_DATA_DIR=str(tmp_path)).stdout
        filled(answers, 1, '<a rel="next" href="/?page=2">2</a>')
        filled(answers, 2)
        source = f"aggregator@{url.split('/')[2]}"
        began = {"argv": (), "started": datetime.now(UTC), "versions": {}, "settings_hash": ""}
        Runs(open_database(database_url(tmp_path))).start(run_id="killed", site=source, **began)
        tried = completed(*asked, "--dry-run", RASID_DATA_DIR=str(tmp_path)).stdout
        after = completed(*asked, RASID_DATA_DIR=str(tmp_path)).stdout

    assert [" 8 new, 8 published" in each for each in (first, after)] == [True, True], after
    assert "a dry run, nothing is stored: 8 would be new" in tried
