"""What giving up a doubted run leaves alone: what readers have, and addresses that moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from crawler.core.article import Article, identifier_of
from crawler.store.database import reading
from crawler.store.feed import Feed
from crawler.store.new_article import NewArticle
from crawler.store.outbox import Outbox
from crawler.store.quarantine import DISCARDED, RELEASED, Quarantine
from crawler.store.runs import Runs
from crawler.store.schema import articles
from crawler.store.seen import Seen, Visit
from crawler.store.versions import Versions

DOUBTED = "run-doubted"
MOVED_TO = "https://news.example/story/1"
EDITED = "السفينة ترسو في الميناء"


@dataclass
class World:
    """A store with its feed, and the present moment."""

    engine: Engine
    feed: Feed
    article: Callable[..., NewArticle]
    now: datetime

    def store(self, number, run, **changes):
        """Store an article as a run does; the article."""
        made = self.article(number, run_id=run, **changes)
        box = Outbox(self.engine)
        box.add(made)
        box.flush()
        return made

    def look(self, article, run, **changes):
        """Find an article changed at a second look; what became of it."""
        read = Article.model_validate_json(article.line)
        read = read.model_copy(update={"version": 2} | changes)
        read.metadata.dateDownloaded = self.now.isoformat()
        found = Versions(self.engine).offer(read, site="windows", run_id=run, now=self.now)
        return found[0]

    def give_up(self, run):
        """Hold a run back and have its articles fetched again; how many."""
        quarantine = Quarantine(self.engine)
        quarantine.hold(run, "windows", "drift", self.now)
        return quarantine.discard(run, self.now)


@pytest.fixture
def world(engine, tmp_path, article, now):
    return World(engine, Feed(engine, tmp_path / "feed"), article, now)


@pytest.fixture
def quarantine(engine):
    return Quarantine(engine)


def test_a_version_that_readers_have_stays(world):
    article = world.store(1, "run-1")
    world.feed.publish()
    assert world.look(article, DOUBTED, headline=EDITED) == "edited"
    world.feed.publish()

    assert world.give_up(DOUBTED) == 0
    newest = Versions(world.engine).newest(article.identifier)
    assert (newest.version, newest.headline) == (2, EDITED)


def test_an_address_that_moved_is_no_copy_to_be_published(world):
    article = world.store(1, DOUBTED)
    assert world.look(article, "run-2", url=MOVED_TO) == "moved"

    assert world.give_up(DOUBTED) == 1
    with reading(world.engine) as connection:
        alias = articles.c.identifier == identifier_of(MOVED_TO)
        of = connection.scalar(select(articles.c.duplicate_of).where(alias))
    assert of == article.identifier


def test_a_copy_that_takes_the_place_of_what_was_given_up_is_no_copy_in_its_line(world):
    first, copy = world.store(1, DOUBTED, body=EDITED), world.store(2, "run-2", body=EDITED)
    line = select(articles.c.line).where(articles.c.identifier == copy.identifier)
    with reading(world.engine) as connection:
        before = Article.model_validate_json(connection.scalar(line))
    assert before.duplicate.of == first.identifier

    world.give_up(DOUBTED)
    (part,) = world.feed.publish()
    told = (world.feed._folder / part.file).read_text(encoding="utf-8").splitlines()
    (published,) = map(Article.model_validate_json, told)
    assert (published.identifier, published.duplicate) == (copy.identifier, None)


def test_an_address_that_was_to_wait_for_hours_is_due_at_once(world):
    article, seen = world.store(1, DOUBTED), Seen(world.engine)
    seen.note([Visit(article.identifier, article.url, "windows", "gone", world.now)])
    world.give_up(DOUBTED)
    assert seen.decided([article.identifier], world.now) == (set(), set())
    assert seen.due("windows", world.now, 9) == [article.url]


def test_a_run_is_decided_once(quarantine, now):
    decide = {RELEASED: quarantine.release, DISCARDED: quarantine.discard}
    for state, first in decide.items():
        quarantine.hold(state, "windows", "drift", now)
        first(state, now)
        for again in decide.values():
            with pytest.raises(KeyError):
                again(state, now + timedelta(hours=1))
    found = {each.run: (each.state, each.decided) for each in quarantine.runs(state=None)}
    assert found == {state: (state, now) for state in decide}


def test_runs_are_told_newest_first_with_what_is_said_last(quarantine, now):
    for hours, run in enumerate(("run-a", "run-b", "run-c")):
        quarantine.begin(run, f"site-{run}", now + timedelta(hours=hours))
        quarantine.hold(run, f"site-{run}", f"reason of {run}", now + timedelta(hours=hours))
    assert [(each.run, each.reason) for each in quarantine.runs()] == [
        ("run-c", "reason of run-c"),
        ("run-b", "reason of run-b"),
        ("run-a", "reason of run-a"),
    ]


def test_the_newest_run_is_no_longer_whole_whichever_was_given_up(world, now):
    ledger = Runs(world.engine)
    for hours, run in enumerate((DOUBTED, "run-newest")):
        begin = now + timedelta(hours=hours)
        ledger.start(run_id=run, site="windows", argv=(), started=begin, versions={},
                     settings_hash="x")  # fmt: skip
        ledger.finish(run, ended=begin, exit_code=0, reason="finished", figures={}, complete=True)
    world.store(1, DOUBTED)
    assert ledger.last_was_complete("windows")
    assert world.give_up(DOUBTED) == 1
    assert not ledger.last_was_complete("windows")
