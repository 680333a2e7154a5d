"""A page is on the disk before the row that names it: the order of flushes and commits."""

from __future__ import annotations

from datetime import UTC, datetime
from stat import S_ISREG

import pytest
from sqlalchemy import event

from crawler.core.article import Article, Metadata, Provider, identifier_of
from crawler.core.dedup import content_key
from crawler.core.errors import MachineError
from crawler.store.archive import writer as module
from crawler.store.archive.names import OPEN, files_in
from crawler.store.outbox import NewArticle, Outbox
from crawler.store.seen import Seen

SEEN = datetime(2025, 3, 1, 10, tzinfo=UTC)


def row(place, number):
    url = f"https://news.example/{number}"
    article = Article(
        identifier=identifier_of(url),
        url=url,
        headline=f"القافلة {number} تصل",
        articleBody=f"وصلت القافلة رقم {number} إلى الميناء صباح اليوم.",
        inLanguage="ar",
        provider=Provider(name="نوافذ", url="https://news.example/"),
        metadata=Metadata(archive=place),
    )
    return NewArticle(
        identifier=article.identifier,
        url=url,
        site="windows",
        line=article.to_line(),
        content_key=content_key(article.articleBody),
        run_id="run-1",
        first_seen=SEEN,
    )


@pytest.fixture
def happened(engine, monkeypatch):
    """What was flushed and committed, in its order: the size of the page file, or `commit`."""
    seen = []
    flush = module.os.fsync

    def flushing(descriptor):
        flush(descriptor)
        status = module.os.fstat(descriptor)
        if S_ISREG(status.st_mode):  # a folder's size says nothing
            seen.append(status.st_size)

    monkeypatch.setattr(module.os, "fsync", flushing)
    event.listen(engine, "commit", lambda _: seen.append("commit"))
    return seen


def stored(engine, writer, page, known, **options):
    """Six articles in groups of three, each with its page kept before: where the pages end."""
    outbox = Outbox(engine, group_max=3, **options)
    ends = []
    for number in range(6):
        before = writer.bytes
        place = writer.keep(page(number), known())
        ends.append(place.offset + writer.bytes - before)
        outbox.add(row(place, number))
    return ends


def named_and_lost(happened, ends):
    """How many pages were named by a commit and not flushed before it."""
    flushed = lost = commits = 0
    for each in happened:
        if each != "commit":
            flushed = max(flushed, each)
            continue
        commits += 1
        lost += sum(end > flushed for end in ends[3 * (commits - 1) : 3 * commits])
    assert commits >= 2
    return lost


@pytest.fixture
def lost_of(engine, page, known, happened):
    """Stores six articles with a writer's pages; how many pages were named too early."""

    def lost(writer, **options):
        return named_and_lost(happened, stored(engine, writer, page, known, **options))

    return lost


def test_pages_are_flushed_before_their_rows_are_committed(lost_of, open_writer):
    writer = open_writer()
    assert lost_of(writer, before_write=writer.sync) == 0


def test_without_the_flush_pages_would_be_lost(lost_of, open_writer):
    """The check above is worth something: the order matters, and it is the hook that keeps it."""
    assert lost_of(open_writer()) == 6


def test_rows_wait_for_pages_that_cannot_be_flushed(engine, open_writer, folder, page, known):
    writer = open_writer()
    writer.keep(page(), known())  # its file is there
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module.os, "fsync", _broken)
        with pytest.raises(MachineError):
            stored(engine, writer, page, known, before_write=writer.sync)
    names = [identifier_of(f"https://news.example/{number}") for number in range(6)]
    assert Seen(engine).known(names) == set()
    assert files_in(folder, OPEN)


def _broken(_descriptor):
    raise OSError(5, "Input/output error")
