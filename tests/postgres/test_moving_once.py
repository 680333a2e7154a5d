"""A move beside crawls, killed, or begun again: each article once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import update

from crawler.core.errors import ConfigError, LockedError, MachineError
from crawler.store.moving import target
from crawler.store.moving.copying import Copying
from crawler.store.outbox import Outbox
from crawler.store.schema import articles
from tests.campaigns.consumer import Consumer
from tests.postgres import moving as made
from tests.store.conftest import make_article

ROOT = Path(__file__).resolve().parents[2]
DEADLINE_S = 60
ONCE = {"lost": 0, "twice": 0, "torn": 0}


@contextmanager
def crawls(folder: Path, first: int) -> Iterator[subprocess.Popen[str]]:
    """A process that crawls two sites by turns until it is told to come later."""
    command = [sys.executable, "-m", "tests.postgres.moving", str(folder), str(first)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield process


def bodies(last: int) -> list[str]:
    return [body_of(number) for number in range(last)]


def body_of(number: int) -> str:
    return f"وصلت القافلة رقم {number} إلى الميناء صباح اليوم.\n\nوقال السائق إن الطريق آمن."


def test_two_thousand_articles_move_while_crawls_write(tmp_path, postgres_url):
    """The next crawl of a site is told to come later, and goes on in the new store."""
    readers = Consumer(tmp_path / "feed")
    made.crawl(tmp_path, "", 0, 1500)
    written = []
    with crawls(tmp_path, 1500) as running:
        written += [running.stdout.readline() for _ in range(3)]

        def wait_for_more(words: str) -> None:
            """Until a run is over that began after the copy."""
            stored = made.stored(tmp_path)
            while "copied" in words and int(written[-1]) < stored:
                written.append(running.stdout.readline())

        moved = made.moving(tmp_path, postgres_url, say=wait_for_more)
        readers.poll()
        written += running.communicate(timeout=DEADLINE_S)[0].splitlines(keepends=True)
    assert running.returncode == 0
    assert moved.followed >= made.RUN_ARTICLES
    last = int(written[-1]) + made.RUN_ARTICLES

    total = max(2000, last + 40)
    made.crawl(tmp_path, postgres_url, last, total - last)
    readers.poll()
    assert readers.verdict(bodies(total)) == ONCE
    assert readers.highest == total
    with pytest.raises(ConfigError, match=r"was moved to 127\.0\.0\.1"):
        made.crawl(tmp_path, "", total)


@pytest.mark.parametrize("stage", ["copying", "copied", "whole", "closed"])
def test_a_move_that_was_killed_is_gone_on_with(tmp_path, postgres_url, stage):
    readers = Consumer(tmp_path / "feed")
    made.crawl(tmp_path, "", 0, 100)
    assert made.killed(tmp_path, postgres_url, stage)

    with pytest.raises(ConfigError, match="is being filled from"):
        made.crawl(tmp_path, postgres_url, 100)
    if stage == "closed":
        with pytest.raises(ConfigError, match="was moved to"):
            made.crawl(tmp_path, "", 100)
        first = 100
    else:
        made.crawl(tmp_path, "", 100)
        first = 120
    made.moving(tmp_path, postgres_url)
    made.crawl(tmp_path, postgres_url, first, 140 - first)
    readers.poll()
    assert readers.verdict(bodies(140)) == ONCE


def test_what_was_moved_twice_is_moved_once(tmp_path, postgres_url):
    made.crawl(tmp_path, "", 0)
    made.moving(tmp_path, postgres_url)
    made.crawl(tmp_path, postgres_url, 20)
    assert "was moved before" in str(made.moving(tmp_path, postgres_url))
    with made.store(tmp_path, postgres_url) as new:
        assert len(made.all_rows(new)["articles"]) == 40


def test_a_moved_store_goes_nowhere_else(tmp_path, postgres_urls):
    made.crawl(tmp_path, "", 0)
    made.moving(tmp_path, postgres_urls())
    with pytest.raises(ConfigError, match=r"was moved to 127.0.0.1:.* before"):
        made.moving(tmp_path, postgres_urls())


def test_a_run_that_begins_meanwhile_is_told_to_come_later(tmp_path, postgres_url, monkeypatch):
    """A run looks at its feed first, then takes the lock of its site."""
    made.crawl(tmp_path, "", 0)
    codes: list[object] = []
    verify = target.verify

    def begin_a_run(*given):
        with made.store(tmp_path) as old:
            codes.append(made.feed_of(tmp_path, old).start())
        with pytest.raises(LockedError, match="held by run migrate-store"):
            made.crawl(tmp_path, "", 20)
        verify(*given)

    monkeypatch.setattr(target, "verify", begin_a_run)
    made.moving(tmp_path, postgres_url)
    assert codes == [[]]


def test_a_process_that_has_the_old_store_open_writes_nothing(tmp_path, postgres_url):
    with made.store(tmp_path) as old:
        outbox, feed = Outbox(old), made.feed_of(tmp_path, old)
        outbox.add(make_article(1))
        made.moving(tmp_path, postgres_url)
        listed = (tmp_path / "feed" / "manifest.json").exists()
        with pytest.raises(MachineError, match="was moved to"):
            outbox.flush()
        with pytest.raises(MachineError, match="was moved to"):
            feed.publish()
        assert (tmp_path / "feed" / "manifest.json").exists() == listed


def test_a_copy_that_differs_moves_nothing(tmp_path, postgres_url, monkeypatch):
    made.crawl(tmp_path, "", 0)
    sequences = target.set_sequences

    def spoil(source, copy):
        copy.execute(update(articles).where(articles.c.id == 7).values(url="https://b.example"))
        sequences(source, copy)

    monkeypatch.setattr(target, "set_sequences", spoil)
    with pytest.raises(MachineError, match="the copy of articles has 20 rows"):
        made.moving(tmp_path, postgres_url)
    monkeypatch.undo()
    made.crawl(tmp_path, "", 20)
    assert made.moving(tmp_path, postgres_url).tables["articles"].rows == 40


def test_a_move_that_follows_nothing_is_seen_to_lose(tmp_path, postgres_url, monkeypatch):
    """The readers of these tests can fail: what is written during the copy is missed by this."""
    readers = Consumer(tmp_path / "feed")
    made.crawl(tmp_path, "", 0)
    passes, follow = count(), Copying.follow
    monkeypatch.setattr(Copying, "follow", lambda *args: 0 if next(passes) else follow(*args))
    made.moving(tmp_path, postgres_url, say=lambda _: made.store_unpublished(tmp_path, 20))
    monkeypatch.undo()
    made.crawl(tmp_path, postgres_url, 21)
    readers.poll()
    assert readers.verdict([body_of(number) for number in range(41)])["lost"] == 1
