"""kill -9 while articles are stored, 40 times: the index of copies and the store agree after each.

Agree: the snapshot is the first rows of the store's log; what a process opens (snapshot and the
rows behind it) is what the rows alone give; and each stored article has its row.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crawler.core.article import Article, Metadata, Provider, identifier_of
from crawler.core.dedup import content_key
from crawler.core.dedup.saved_index import load_index
from crawler.core.dedup.sketch import sketch_of
from crawler.core.dedup.snapshot import SnapshotError
from crawler.demo.story import Story, story_of
from crawler.store import outbox as outbox_module
from crawler.store import sketch_snapshot
from crawler.store.database import database_url, epoch, open_database, reading
from crawler.store.new_article import NewArticle
from crawler.store.outbox import Outbox
from crawler.store.schema import articles, sketches
from crawler.store.sketch_log import SketchLog
from crawler.store.sketches import Sketches

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
KILLS = 40
SEED = 11
STORIES = 15
fork = multiprocessing.get_context("fork")


def article(story: Story, site: str) -> NewArticle:
    """A story as a site shows it."""
    url = f"https://{site}.example/{story.id}"
    body = "\n\n".join(story.paragraphs)
    seen = story.published.isoformat()
    made = Article(
        identifier=identifier_of(url), url=url, headline=story.headline, articleBody=body,
        inLanguage="ar", provider=Provider(name=site, url=url),
        metadata=Metadata(dateFirstSeen=seen),
    )  # fmt: skip
    return NewArticle(
        identifier=made.identifier, url=url, site=site, line=made.to_line(),
        content_key=content_key(body), run_id="", first_seen=story.published,
        sketch=sketch_of(story.headline, body, site=site, published=story.published),
    )  # fmt: skip


def store(folder: Path, given: list[NewArticle], plant: Callable[[Sketches], None]) -> None:
    """What a run does, with a snapshot after each group."""
    engine = open_database(database_url(folder))
    known = Sketches(engine, folder / "duplicates")
    plant(known)
    outbox = Outbox(engine, group_max=5, sketches=known)
    for each in given:
        if outbox.add(each):
            known.save()


def sound(_: Sketches) -> None:
    """Nothing is planted."""


def saved_before_the_commit(known: Sketches) -> None:
    """A plant: the snapshot has what the store may never get."""
    real = outbox_module._insert

    def early(*given: object) -> None:
        real(*given)
        log = known._log
        assert log
        for _ in range(20):  # so that a kill comes in between
            known._snapshot._rows = 0
            assert known._snapshot.save(log)

    outbox_module._insert = early


def disagreements(folder: Path) -> list[str]:
    """What is wrong after a kill, in words."""
    engine = open_database(database_url(folder))
    try:
        wrong = _snapshot_ahead(engine, folder)
        known = Sketches(engine, folder / "duplicates").current()
        with reading(engine) as connection:
            made = SketchLog()
            assert made.follow(connection)
            stored = connection.scalar(select(func.count()).select_from(articles))
        if stored != made.rows:
            wrong.append(f"{stored} articles, {made.rows} rows")
        if _parts(known) != _parts(made):
            wrong.append(f"{known.rows} rows in the index are not the {made.rows} of the store")
        return wrong
    finally:
        engine.dispose()


def _snapshot_ahead(engine: object, folder: Path) -> list[str]:
    path = folder / "duplicates" / f"index-{epoch(engine)}.snapshot"
    try:
        index, mark = load_index(path, verify=True)
    except SnapshotError:
        return ["the snapshot is damaged"] if path.exists() else []
    with reading(engine) as connection:
        row = connection.scalar(select(sketches.c.mark).where(sketches.c.id == len(index.rows)))
    return [] if row == mark or not len(index.rows) else ["the snapshot is ahead of the store"]


def _parts(log: SketchLog) -> list[tuple[str, int, bytes]]:
    rows = log.index.rows
    return [(rows.name(row), rows.head(row), rows.bytes_of(row)) for row in range(log.rows)]


def campaign(
    folder: Path, plant: Callable[[Sketches], None], kills: int, *, until_wrong: bool = False
) -> tuple[int, list[str]]:
    """Kill so often; how many processes died, and what was wrong."""
    dice = random.Random(7)  # noqa: S311 - moments, not secrets
    told = [story_of(SEED, slot) for slot in range(STORIES)]
    store(folder, [article(each, "first") for each in told], sound)  # the tables are made
    begun = time.perf_counter()
    store(folder, [article(each, "whole") for each in told], sound)
    whole_s = time.perf_counter() - begun
    died, wrong = 0, []
    for number in range(10 * kills):
        given = [article(each, f"site{number}") for each in told]
        process = fork.Process(target=store, args=(folder, given, plant))
        process.start()
        # A planted fault makes a run longer than the one that was measured, so kills come later.
        process.join(dice.uniform(0.0, whole_s * (1 + number if until_wrong else 1)))
        process.kill()
        process.join()
        died += process.exitcode == -9
        wrong += disagreements(folder)
        if died == kills or (wrong and until_wrong):
            break
    return died, wrong


@pytest.fixture(autouse=True)
def _save_always(monkeypatch):
    monkeypatch.setattr(sketch_snapshot, "SAVED_ROWS", 1)
    monkeypatch.setattr(sketch_snapshot, "SAVED_SHARE", 0)


def test_forty_kills_and_no_disagreement(tmp_path):
    died, wrong = campaign(tmp_path, sound, KILLS)
    assert died == KILLS
    assert wrong == []


def test_a_snapshot_that_is_saved_before_the_commit_is_caught(tmp_path):
    _, wrong = campaign(tmp_path, saved_before_the_commit, KILLS, until_wrong=True)
    assert "the snapshot is ahead of the store" in wrong
