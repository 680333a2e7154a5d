"""Outboxes of several sites of a process: what waits in all of them is one transaction."""

from __future__ import annotations

import random
from threading import Barrier

import pytest
from sqlalchemy import select

from crawler.core.errors import MachineError
from crawler.store import outbox as module
from crawler.store.database import reading
from crawler.store.joint_groups import JointGroups
from crawler.store.outbox import Outbox
from crawler.store.schema import articles

DEADLINE_S = 60


@pytest.fixture
def joint():
    return JointGroups()


@pytest.fixture
def box(engine, joint):
    """Makes an outbox beside the others; nothing in it is ever too old."""
    return lambda **options: Outbox(engine, monotonic=lambda: 0.0, joint=joint, **options)


def stored(engine):
    with reading(engine) as connection:
        return set(connection.scalars(select(articles.c.identifier)))


def names(*given):
    return {each.identifier for each in given}


def outcomes(told):
    return [(each.identifier, each.outcome) for each in told]


def fails():
    raise MachineError("no space")


def test_what_waits_elsewhere_is_written_in_the_same_transaction(box, engine, article, monkeypatch):
    begun = []
    real = module.writing
    monkeypatch.setattr(module, "writing", lambda engine: begun.append(1) or real(engine))
    one, other = box(group_max=2), box()
    other.add(article(1))
    one.add(article(2))
    assert outcomes(one.add(article(3))) == [(article(n).identifier, "new") for n in (2, 3)]
    assert len(begun) == 1
    assert stored(engine) == names(*map(article, (1, 2, 3)))
    assert not other.waits()


def test_each_is_told_of_its_own_by_its_next_call(box, article):
    one, other, third = box(group_max=1), box(), box()
    other.add(article(1))
    third.add(article(2))
    one.add(article(3))
    assert outcomes(other.add(article(4))) == [(article(1).identifier, "new")]
    assert outcomes(third.flush()) == [(article(2).identifier, "new")]
    assert third.flush() == []


def test_a_copy_of_what_another_site_brings_at_once(box, article):
    one, other = box(group_max=1), box()
    other.add(article(1, body="النص نفسه"))
    told = one.add(article(2, body="النص نفسه"))
    assert [each.outcome for each in (*told, *other.flush())] == ["new", "duplicate"]


def test_files_of_all_are_flushed_at_the_same_time(box, engine, article):
    meeting = Barrier(3, timeout=DEADLINE_S)  # breaks unless all three are there
    boxes = [box(before_write=meeting.wait) for _ in range(3)]
    for number, each in enumerate(boxes):
        each.add(article(number))
    boxes[0].flush()
    assert len(stored(engine)) == 3


def test_who_has_nothing_to_write_is_not_asked(box, article):
    asked = []
    one, idle = box(), box(before_write=lambda: asked.append(1))
    idle.add(article(1))
    one.add(article(2))
    one.flush()
    assert asked == [1]
    one.add(article(3))
    one.flush()
    assert asked == [1]


def test_one_whose_files_cannot_be_flushed_stays_behind(box, engine, article):
    one, other = box(), box(before_write=fails)
    other.add(article(1))
    one.add(article(2))
    assert len(one.flush()) == 1
    assert stored(engine) == names(article(2))
    with pytest.raises(MachineError, match="no space"):
        other.flush()
    assert other.waits()


def test_one_that_is_due_and_cannot_flush_writes_nothing(box, engine, article):
    one, other = box(before_write=fails), box()
    one.add(article(1))
    other.add(article(2))
    with pytest.raises(MachineError, match="no space"):
        one.flush()
    assert stored(engine) == set()
    assert len(other.flush()) == 1


def test_a_fault_of_ours_in_a_flush_beside_is_met_by_its_owner(box, engine, article):
    def broken():
        raise ZeroDivisionError

    one, other = box(), box(before_write=broken)
    one.add(article(1))
    other.add(article(2))
    assert len(one.flush()) == 1
    assert stored(engine) == names(article(1))
    with pytest.raises(ZeroDivisionError):
        other.flush()


def test_a_fault_of_ours_in_what_another_brings_is_met_by_its_owner(
    box, engine, article, monkeypatch
):
    real = module._insert

    def broken(connection, group):
        if article(2).identifier in {each.stored.identifier for each in group}:
            raise ZeroDivisionError
        real(connection, group)

    monkeypatch.setattr(module, "_insert", broken)
    one, other = box(), box()
    one.add(article(1))
    other.add(article(2))
    assert len(one.flush()) == 1
    assert stored(engine) == names(article(1))
    with pytest.raises(ZeroDivisionError):
        other.flush()
    assert other.waits()


def test_nobody_writes_who_may_not(box, engine, article):
    one, other = box(check=fails), box()
    one.add(article(1))
    other.add(article(2))
    with pytest.raises(MachineError):
        one.flush()
    assert stored(engine) == set()


class TestRefused:
    """A transaction of several that the machine refuses."""

    @pytest.fixture
    def refused(self, monkeypatch):
        """Identifiers that no transaction may hold."""
        names, real = set(), module._write

        def write(connection, log, group, *, withhold):
            if names & {each.identifier for each in group}:
                raise OSError(28, "No space left on device")
            return real(connection, log, group, withhold=withhold)

        monkeypatch.setattr(module, "_write", write)
        return names

    def test_one_writes_its_own_where_another_cannot_be_written(
        self, box, engine, article, refused
    ):
        one, other = box(), box()
        other.add(article(1))
        one.add(article(2))
        refused |= names(article(1))
        assert len(one.flush()) == 1
        assert stored(engine) == names(article(2))
        with pytest.raises(MachineError, match="No space"):
            other.flush()
        refused.clear()
        assert len(other.flush()) == 1

    def test_what_cannot_be_written_stays_and_is_written_by_nobody_else_after_its_end(
        self, box, engine, article, refused
    ):
        one, other = box(), box()
        one.add(article(1))
        refused |= names(article(1))
        with pytest.raises(MachineError):
            one.close()
        refused.clear()
        other.add(article(2))
        other.flush()
        assert stored(engine) == names(article(2))
        assert one.waits()


@pytest.mark.parametrize("seed", range(3))
def test_whoever_writes_each_is_told_of_what_it_gave(box, engine, article, seed):
    dice = random.Random(seed)  # noqa: S311 - a test's choices
    boxes = [box(group_max=most) for most in (2, 5, 9)]
    given, told = [[] for _ in boxes], [[] for _ in boxes]
    for number in range(60):
        site = dice.randrange(3)
        given[site].append(article(number).identifier)
        told[site] += boxes[site].add(article(number))
    for site in dice.sample(range(3), 3):
        told[site] += boxes[site].close()
    assert [[each.identifier for each in site] for site in told] == given
    assert stored(engine) == {name for site in given for name in site}
