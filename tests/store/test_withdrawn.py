"""Articles that were withdrawn and are shown again, and texts that stand at another address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert

from crawler.core.article import Article, identifier_of
from crawler.core.revisits import Looked
from crawler.store.database import writing
from crawler.store.feed import Feed
from crawler.store.outbox import Outbox
from crawler.store.revisits import Revisits
from crawler.store.runs import Runs
from crawler.store.schema import versions as table
from crawler.store.versions import NewVersion, Versions
from crawler.store.withdrawn import shown_elsewhere, withdrawn_and_shown

HOUR = timedelta(hours=1)


@pytest.fixture
def put(engine, tmp_path):
    def write(*given):
        box = Outbox(engine)
        for each in given:
            box.add(each)
        box.flush()
        Feed(engine, tmp_path / "feed").publish()

    return write


@pytest.fixture
def become(engine, article, now, put):
    """What becomes of the first article, an hour after the other; publishes it first."""
    put(article(1), article(2))
    versions = Versions(engine)

    def change(*changes):
        for number, each in enumerate(changes, 1):
            newest = versions.newest(article(1).identifier)
            if each is READ:
                row = NewVersion(
                    identifier=newest.identifier,
                    version=newest.version + 1,
                    event="reextracted",
                    site="windows",
                    run_id="run-2",
                    created=now + number * HOUR,
                    line=newest.to_line(),
                )
                with writing(engine) as connection:
                    connection.execute(insert(table), [row.row()])
                continue
            found = Article.model_copy(newest, deep=True, update=each)
            found.metadata.dateDownloaded = (now + number * HOUR).isoformat()
            versions.offer(found, site="windows", run_id="run-2", now=now + number * HOUR)

    return change


GONE = {"pubStatus": "canceled"}
READ = {"reextracted": True}  # newer code of ours has read the kept page otherwise
BACK = {"pubStatus": "usable"}


@pytest.mark.parametrize(
    ("changes", "is_withdrawn"),
    [([], False), ([GONE], True), ([GONE, BACK], False), ([GONE, READ], True)],
)
def test_it_is_known_which_articles_are_withdrawn_now(  # noqa: PLR0913, PLR0917 - a row of the table
    engine, become, article, now, changes, is_withdrawn
):
    become(*changes)
    found = {each.identifier: each for each in Revisits(engine).recent("windows", now, 48)}

    assert found[article(1).identifier].is_withdrawn is is_withdrawn
    assert found[article(2).identifier].is_withdrawn is False


def test_since_when_an_article_is_said_to_be_gone_is_what_its_run_says(engine, put, article, now):
    put(article(1), article(2))
    Runs(engine).start(
        run_id="run-1", site="windows", argv=(), started=now, versions={}, settings_hash=""
    )
    revisits = Revisits(engine)
    for number, run in enumerate(("run-1", "of-no-ledger"), 1):
        asked = Looked(article(number).identifier, article(number).url, now)
        revisits.looked(asked, "windows", now + HOUR, gone_run=run)
    since = {each.gone_run: each.gone_since for each in revisits.recent("windows", now, 48)}

    assert since == {"run-1": now, "of-no-ledger": now + HOUR}


def test_only_what_was_withdrawn_is_looked_at_for_being_shown(engine, become, article, now):
    shown = {article(number).identifier: article(number).url for number in (1, 2, 3)}
    later = now + 100 * HOUR
    assert withdrawn_and_shown(engine, shown, later) == []
    become(GONE)
    Revisits(engine).looked(
        Looked(article(2).identifier, article(2).url, now), "windows", now, gone_run=None
    )

    (found,) = withdrawn_and_shown(engine, shown, later)
    assert found == Looked(article(1).identifier, article(1).url, now, 1, now + HOUR)
    assert withdrawn_and_shown(engine, shown, now + 1.5 * HOUR) == []
    assert withdrawn_and_shown(engine, {}, later) == []


def test_the_address_to_which_it_had_moved_stands_for_it(engine, become, article, now):
    address = "https://news.example/story/1"
    become({"url": address}, GONE)

    (found,) = withdrawn_and_shown(engine, {identifier_of(address): address}, now + 100 * HOUR)
    assert (found.identifier, found.url) == (article(1).identifier, address)


@pytest.mark.parametrize(
    ("changes", "after_hours", "is_found"),
    [
        ({}, 1, True),
        ({}, 24 * 6, True),
        ({}, 24 * 8, False),  # of another change of addresses
        ({"site": "other"}, 1, False),
        ({"relation": "contained"}, 1, False),
        ({"duplicate_of": "a" * 32}, 1, False),
    ],
)
def test_a_text_stands_elsewhere_only_as_a_copy_of_this_site_that_came_lately(  # noqa: PLR0913, PLR0917 - a row of the table
    engine, put, article, now, changes, after_hours, is_found
):
    first = article(1)
    put(first)
    given = {"duplicate_of": first.identifier, "relation": "same"} | changes
    put(article(7, **given))
    looked = Looked(first.identifier, first.url, now)
    moved = Looked(first.identifier, article(7).url, now)

    when = now + after_hours * HOUR
    assert shown_elsewhere(engine, looked, "windows", when) == (
        article(7).url if is_found else None
    )
    assert shown_elsewhere(engine, moved, "windows", when) is None
