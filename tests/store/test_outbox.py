"""Groups of articles: what is written, when, and what a failure leaves."""

from __future__ import annotations

import random
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from crawler.core.errors import MachineError
from crawler.store import outbox as module
from crawler.store.database import reading
from crawler.store.outbox import Outbox, Stored
from crawler.store.schema import articles


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def rows(engine):
    with reading(engine) as connection:
        return {row.identifier: row for row in connection.execute(select(articles))}


def outcomes(stored):
    return [each.outcome for each in stored]


def test_a_full_group_is_written(engine, article):
    outbox = Outbox(engine, group_max=3, monotonic=Clock())
    assert outbox.add(article(1)) == []
    assert outbox.add(article(2)) == []
    assert not outbox.due()
    assert rows(engine) == {}
    stored = outbox.add(article(3))
    assert stored == [Stored(article(number).identifier, "new") for number in (1, 2, 3)]
    assert outbox.flush() == []
    assert len(rows(engine)) == 3


def test_an_old_group_is_written(engine, article):
    clock = Clock()
    outbox = Outbox(engine, monotonic=clock)
    assert not outbox.due()
    outbox.add(article(1))
    clock.now = 0.9
    assert not outbox.due()
    clock.now = 1.0
    assert outbox.due()
    assert outcomes(outbox.add(article(2))) == ["new", "new"]
    clock.now = 1.5
    assert outbox.add(article(3)) == []  # the age is that of the new group


def test_the_row_keeps_what_was_given(engine, article):
    given_article = article(1)
    Outbox(engine, group_max=1).add(given_article)
    row = rows(engine)[given_article.identifier]
    assert {name: getattr(row, name) for name in given_article.row()} == given_article.row()
    assert row.batch is row.seq is None


def test_an_article_that_is_known_is_not_written_again(engine, article):
    outbox = Outbox(engine, group_max=1)
    outbox.add(article(1))
    assert outcomes(outbox.add(article(1, body="نص آخر تماما"))) == ["known"]
    assert rows(engine)[article(1).identifier].line == article(1).line


def test_an_article_twice_in_a_group(engine, article):
    outbox = Outbox(engine)
    for number in (1, 2, 1):
        outbox.add(article(number))
    assert outcomes(outbox.flush()) == ["new", "new", "known"]


def test_a_copy_of_a_stored_article(engine, article):
    outbox = Outbox(engine, group_max=1)
    outbox.add(article(1, body="النص نفسه"))
    assert outcomes(outbox.add(article(2, body="النص نفسه"))) == ["duplicate"]
    row = rows(engine)[article(2).identifier]
    assert (row.duplicate_of, row.relation) == (article(1).identifier, "same")


def test_a_copy_in_the_same_group(engine, article):
    outbox = Outbox(engine)
    for number in (1, 2, 3):
        outbox.add(article(number, body="النص نفسه"))
    assert outcomes(outbox.flush()) == ["new", "duplicate", "duplicate"]
    assert rows(engine)[article(3).identifier].duplicate_of == article(1).identifier


def test_a_recorded_copy_holds_no_text(engine, article):
    outbox = Outbox(engine, group_max=1)
    copy = article(1, body="النص نفسه", duplicate_of="x" * 32, relation="near")
    assert outcomes(outbox.add(copy)) == ["duplicate"]
    assert rows(engine)[copy.identifier].relation == "near"
    assert outcomes(outbox.add(article(2, body="النص نفسه"))) == ["new"]


def test_a_known_article_takes_no_text_from_a_new_one(engine, article):
    outbox = Outbox(engine)
    outbox.add(article(1))
    outbox.flush()
    outbox.add(article(1, body="نص جديد"))  # known: its new text is not stored
    outbox.add(article(2, body="نص جديد"))
    assert outcomes(outbox.flush()) == ["known", "new"]


def test_the_first_of_several_holders_counts(engine, article):
    module_rows = [article(number, body="نص").row() for number in (1, 2)]
    with module.writing(engine) as connection:
        connection.execute(articles.insert(), module_rows)
        holder = module.holders_of(connection, [module_rows[0]["content_key"]])
    assert list(holder.values()) == [article(1).identifier]


def test_a_group_that_fails_stays(engine, article, monkeypatch):
    outbox = Outbox(engine, group_max=2)
    outbox.add(article(1))
    with monkeypatch.context() as patch:
        patch.setattr(module, "_write", refuse)
        for number in (2, 3):
            with pytest.raises(MachineError, match="No space"):
                outbox.add(article(number))
    assert rows(engine) == {}
    assert outcomes(outbox.flush()) == ["new"] * 3


def test_outcomes_survive_a_failure_behind_them(engine, article, monkeypatch):
    outbox = Outbox(engine, group_max=2)
    real, calls = module._write, []

    def second_fails(*given, **named):
        calls.append(given)
        return refuse() if len(calls) in (1, 3) else real(*given, **named)

    monkeypatch.setattr(module, "_write", second_fails)
    outbox.add(article(1))
    with pytest.raises(MachineError):
        outbox.add(article(2))
    with pytest.raises(MachineError):
        outbox.add(article(3))  # the first two are written, then it fails again
    assert len(rows(engine)) == 2
    assert [each.identifier for each in outbox.flush()] == [
        article(number).identifier for number in (1, 2, 3)
    ]


def refuse(*_, **__):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "changes",
    [
        {"line": "{}"},
        {"line": '{"a":1,"metadata":{}}\n'},
        {"line": '{"a":"\n","metadata":{}}'},
        {"line": '{"a":"\r","metadata":{}}'},
        {"line": '{"a":"\ud800","metadata":{}}'},
        {"url": "https://news.example/\udcff"},
        {"first_seen": datetime(2025, 1, 1)},  # noqa: DTZ001 - the wrong value
    ],
)
def test_what_could_never_be_published_is_refused(article, changes):
    with pytest.raises(ValueError):
        article(1, **changes)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    seed=st.integers(0, 2**32),
    group_max=st.integers(1, 9),
    texts=st.integers(1, 12),
)
def test_each_identifier_has_one_row_and_each_text_one_holder(
    new_store, article, seed, group_max, texts
):
    dice = random.Random(seed)  # noqa: S311 - a test's choices
    engine = new_store()
    outbox = Outbox(engine, group_max=group_max)
    chosen = [(dice.randrange(15), dice.randrange(texts)) for _ in range(40)]
    stored = []
    for number, word in chosen:
        stored += outbox.add(article(number, body=f"النص رقم {word}"))
    stored += outbox.flush()
    assert len(stored) == 40
    first = {}
    for number, word in chosen:
        first.setdefault(number, word)
    kept = rows(engine)
    assert len(kept) == len(first)
    assert outcomes(stored).count("known") == 40 - len(first)
    holders = [row for row in kept.values() if row.duplicate_of is None]
    assert len(holders) == len(set(first.values()))
    assert all(kept[row.duplicate_of] in holders for row in kept.values() if row.duplicate_of)


def test_a_group_is_one_transaction(engine, article, monkeypatch):
    begun = []
    real = module.writing
    monkeypatch.setattr(module, "writing", lambda engine: begun.append(1) or real(engine))
    outbox = Outbox(engine)
    for number in range(50):
        outbox.add(article(number))
    assert len(begun) == 1
    with reading(engine) as connection:
        assert connection.scalar(select(func.count()).select_from(articles)) == 50
