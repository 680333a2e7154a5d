"""What a doubted run has stored stays out of the feed, is fetched once, and comes out once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, true, update

from crawler.store import quarantine as quarantine_module
from crawler.store.database import reading, writing
from crawler.store.feed import Feed
from crawler.store.new_article import NewArticle
from crawler.store.outbox import Outbox
from crawler.store.quarantine import JUDGING_MAX, Quarantine
from crawler.store.repair import repair
from crawler.store.runs import Runs
from crawler.store.schema import articles, visits
from crawler.store.seen import Seen
from crawler.store.sketches import Sketches

DOUBTED = "run-doubted"


@dataclass
class World:
    """A store with its feed, a reader of it, and the present moment."""

    engine: Engine
    quarantine: Quarantine
    feed: Feed
    reader: Any
    article: Callable[..., NewArticle]
    now: datetime

    def store(self, *group):
        """Store articles as a run does; what became of them."""
        outbox = Outbox(self.engine)
        for each in group:
            outbox.add(each)
        return [each.outcome for each in outbox.flush()]


@pytest.fixture
def world(engine, tmp_path, consumer, article, now):
    feed = Feed(engine, tmp_path / "feed", part_articles_max=5)
    reader = consumer.Reader(tmp_path / "feed", by_name=False)
    return World(engine, Quarantine(engine), feed, reader, article, now)


def of_run(article, numbers, run=DOUBTED, **changes):
    return [article(number, run_id=run, **changes) for number in numbers]


def identifiers(group):
    return {each.identifier for each in group}


def test_what_is_held_is_seen_and_not_published(world):
    held, free = of_run(world.article, range(3)), of_run(world.article, range(3, 6), "run-good")
    world.quarantine.hold(DOUBTED, "windows", "garbled", world.now)
    world.store(*held, *free)

    assert [part.count for part in world.feed.publish()] == [3]
    assert Seen(world.engine).known(identifiers(held)) == identifiers(held)
    assert world.quarantine.runs()[0].as_dict() | {
        "articles": 3,
        "state": "held",
        "site": "windows",
    } == (world.quarantine.runs()[0].as_dict())


def test_what_is_released_comes_out_once(world):
    held = of_run(world.article, range(7))
    world.store(*held)
    world.quarantine.hold(DOUBTED, "windows", "garbled", world.now)
    world.feed.publish()
    world.reader.poll()
    world.quarantine.release(DOUBTED, world.now)
    world.feed.publish()
    world.feed.publish()
    world.reader.poll()

    assert (
        world.reader.judge(identifiers(held)).lost
        == world.reader.judge(identifiers(held)).twice
        == 0
    )
    assert world.quarantine.runs() == []
    assert [each.state for each in world.quarantine.runs(state=None)] == ["released"]


@pytest.mark.parametrize("decide", ["release", "discard"])
def test_only_what_is_held_can_be_decided(world, decide):
    world.quarantine.begin(DOUBTED, "windows", world.now)
    with pytest.raises(KeyError):
        getattr(world.quarantine, decide)(DOUBTED, world.now)


def test_a_run_that_is_judged_publishes_itself_and_nobody_else_does(world):
    world.quarantine.begin(DOUBTED, "windows", world.now)
    world.store(*of_run(world.article, range(3)))

    assert world.feed.publish() == []
    assert world.feed.publish(run="another") == []
    assert [part.count for part in world.feed.publish(run=DOUBTED)] == [3]


def test_a_good_judgement_lets_go(world):
    world.quarantine.begin(DOUBTED, "windows", world.now)
    world.store(*of_run(world.article, range(3)))
    world.quarantine.let_go(DOUBTED)

    assert [part.count for part in world.feed.publish()] == [3]


def test_a_good_judgement_does_not_let_go_what_is_held(world):
    world.quarantine.hold(DOUBTED, "windows", "garbled", world.now)
    world.quarantine.let_go(DOUBTED)

    assert len(world.quarantine.runs()) == 1


def test_the_next_run_lets_go_what_a_killed_one_left(world):
    world.quarantine.begin("killed", "windows", world.now)
    world.store(*of_run(world.article, range(3), "killed"))
    world.quarantine.begin("next", "windows", world.now)

    assert [part.count for part in world.feed.publish()] == [3]


def test_other_sites_let_go_only_after_days(world):
    world.quarantine.begin("killed", "windows", world.now)
    world.store(*of_run(world.article, range(3), "killed"))
    world.quarantine.begin("other", "doors", world.now + JUDGING_MAX)
    assert world.feed.publish() == []

    world.quarantine.begin("later", "doors", world.now + JUDGING_MAX + timedelta(seconds=1))
    assert [part.count for part in world.feed.publish()] == [3]


def test_the_next_run_does_not_let_go_what_is_held(world):
    world.store(*of_run(world.article, range(3)))
    world.quarantine.hold(DOUBTED, "windows", "garbled", world.now)
    world.quarantine.begin("next", "windows", world.now + 2 * JUDGING_MAX)

    assert world.feed.publish() == []


@pytest.fixture
def discarded(world):
    """Articles that were given up."""
    held = of_run(world.article, range(3))
    world.store(*held)
    world.quarantine.hold(DOUBTED, "windows", "garbled", world.now)
    assert world.quarantine.discard(DOUBTED, world.now) == 3
    return held


def test_what_is_given_up_is_asked_again(world, discarded):
    assert world.feed.publish() == []
    assert Seen(world.engine).known(identifiers(discarded)) == set()
    assert Seen(world.engine).postponed(identifiers(discarded), world.now) == set()
    assert sorted(Seen(world.engine).due("windows", world.now, 10)) == sorted(
        each.url for each in discarded
    )


def test_what_is_fetched_again_takes_over_and_comes_out_once(world, discarded, tmp_path):
    again = [
        world.article(
            number,
            run_id="run-again",
            body=f"قرئ الخبر {number} من جديد كاملا بعد إصلاح الموقع في المساء.",
        )
        for number in range(3)
    ]
    assert world.store(*again) == ["new"] * 3
    world.feed.publish()
    world.reader.poll()

    assert (
        world.reader.judge(identifiers(again)).lost
        == world.reader.judge(identifiers(again)).twice
        == 0
    )
    lines = "".join(path.read_text() for path in (tmp_path / "feed").glob("part-*")).splitlines()
    assert {json.loads(line)["articleBody"][:4] for line in lines} == {"قرئ "}
    assert world.store(*again) == ["known"] * 3
    assert Seen(world.engine).known(identifiers(again)) == identifiers(again)


def test_what_was_published_before_the_doubt_stays(world):
    world.quarantine.begin(DOUBTED, "windows", world.now)
    world.store(*of_run(world.article, range(2)))
    world.feed.publish(run=DOUBTED)
    world.store(*of_run(world.article, range(2, 5)))
    world.quarantine.hold(DOUBTED, "windows", "garbled", world.now)

    assert world.quarantine.runs()[0].articles == 3
    assert world.quarantine.discard(DOUBTED, world.now) == 3


def test_copies_of_what_is_given_up_are_published_themselves(world):
    body = "أعلنت البلدية عن إغلاق الشارع الرئيسي أسبوعا لإصلاح شبكة المياه القديمة."
    original = world.article(1, run_id=DOUBTED, body=body)
    copies = [world.article(number, run_id="run-good", body=body) for number in (2, 3)]
    assert world.store(original, *copies) == ["new", "duplicate", "duplicate"]
    world.quarantine.hold(DOUBTED, "windows", "garbled", world.now)
    world.quarantine.discard(DOUBTED, world.now)
    world.feed.publish()
    world.reader.poll()

    assert set(world.reader.got) == {copies[0].identifier}
    with reading(world.engine) as connection:
        other = connection.scalar(
            select(articles.c.duplicate_of).where(articles.c.identifier == copies[1].identifier)
        )
    assert other == copies[0].identifier


def test_copies_within_a_doubted_run_are_given_up_with_it(world):
    body = "هذه الصفحة غير متاحة الآن، ويمكنكم العودة إليها في وقت آخر من هذا اليوم."
    assert world.store(*of_run(world.article, range(3), body=body)) == [
        "new",
        "duplicate",
        "duplicate",
    ]
    world.quarantine.hold(DOUBTED, "windows", "repeated_text", world.now)

    assert world.quarantine.discard(DOUBTED, world.now) == 3


def test_near_copies_of_what_is_given_up_are_no_copies(world, tmp_path, told):
    sketches = Sketches(world.engine, tmp_path / "sketches")
    first, second = told.stories(5, 7)
    outbox = Outbox(world.engine, sketches=sketches)
    outbox.add(told.article_of(first, run_id=DOUBTED))
    outbox.flush()
    world.quarantine.hold(DOUBTED, "windows", "garbled", world.now)
    world.quarantine.discard(DOUBTED, world.now)
    outbox.add(told.article_of(first, "doors", run_id="run-good"))
    outbox.add(told.article_of(second, "doors", run_id="run-good"))

    assert [each.outcome for each in outbox.flush()] == ["new", "new"]
    assert sum(part.count for part in world.feed.publish()) == 2


def test_a_copy_of_what_is_held_waits_with_it(world, tmp_path, told):
    outbox = Outbox(world.engine, sketches=Sketches(world.engine, tmp_path / "sketches"))
    (story,) = told.stories(5, 6)
    world.quarantine.hold(DOUBTED, "windows", "garbled", world.now)
    outbox.add(told.article_of(story, run_id=DOUBTED))
    outbox.add(told.article_of(story, "doors", run_id="run-good"))
    assert [each.outcome for each in outbox.flush()] == ["new", "duplicate"]
    assert world.feed.publish() == []

    world.quarantine.discard(DOUBTED, world.now)
    assert sum(part.count for part in world.feed.publish()) == 1


def test_after_a_discard_the_next_run_walks_to_the_end(world):
    runs = Runs(world.engine)
    runs.start(
        run_id=DOUBTED, site="windows", argv=[], started=world.now, versions={}, settings_hash=""
    )
    runs.finish(DOUBTED, ended=world.now, exit_code=65, reason="", figures={}, complete=True)
    world.store(*of_run(world.article, range(2)))
    world.quarantine.hold(DOUBTED, "windows", "garbled", world.now)
    assert runs.last_was_complete("windows")

    world.quarantine.discard(DOUBTED, world.now)
    assert not runs.last_was_complete("windows")


class KilledError(Exception):
    """The process ends here."""


@pytest.mark.parametrize("decide", ["release", "discard"])
def test_a_decision_that_is_cut_short_was_not_made(world, monkeypatch, decide):
    world.store(*of_run(world.article, range(3)))
    world.quarantine.hold(DOUBTED, "windows", "garbled", world.now)

    name = "_decide" if decide == "release" else "discard_articles"
    real = getattr(quarantine_module, name)

    def then_killed(*given):
        real(*given)
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(quarantine_module, name, then_killed)
        with pytest.raises(KilledError):
            getattr(world.quarantine, decide)(DOUBTED, world.now)

    assert [(each.state, each.articles) for each in world.quarantine.runs()] == [("held", 3)]
    assert world.feed.publish() == []
    assert (
        len(Seen(world.engine).known({each.identifier for each in of_run(world.article, range(3))}))
        == 3
    )


def test_a_seal_without_the_quarantine_is_caught(world, monkeypatch):
    """A broken variant: the test above must see what a seal that does not look would publish."""
    monkeypatch.setattr("crawler.store.batches.sealable", lambda *_: true())
    world.quarantine.hold(DOUBTED, "windows", "garbled", world.now)
    world.store(*of_run(world.article, range(3)))

    assert [part.count for part in world.feed.publish()] == [3]


def test_repair_takes_what_readers_have_as_published(world, tmp_path):
    """The store is from before a release that readers have seen."""
    world.store(*of_run(world.article, range(3)))
    world.quarantine.hold(DOUBTED, "windows", "garbled", world.now)
    world.quarantine.release(DOUBTED, world.now)
    world.feed.publish()
    with writing(world.engine) as connection:
        connection.execute(update(articles).values(batch=None, seq=None))
        connection.exec_driver_sql("DELETE FROM batches")
        connection.exec_driver_sql("UPDATE quarantine SET state = 'held', decided = NULL")

    assert repair(world.engine, tmp_path / "feed").articles_marked == 3
    assert world.quarantine.runs()[0].articles == 0
    assert Feed(world.engine, tmp_path / "feed").publish() == []


def test_visits_of_before_are_made_due(world, discarded):
    with reading(world.engine) as connection:
        rows = connection.execute(select(visits.c.outcome, visits.c.next_try)).all()
    assert {tuple(row) for row in rows} == {("failed", world.now)}
