"""One archive, read here, by processes and on Dask: the same bytes; other minds are refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from scrapy.settings import Settings

from crawler.core.errors import ConfigError
from crawler.corpus import archive_slices, spread
from crawler.corpus.archive_slices import ArchiveSlice
from crawler.corpus.mind import PLACE, mark_of, profiles_of
from crawler.corpus.reparsing import Reading
from crawler.corpus.rereading import Order, Reread, read_slice, texts
from crawler.corpus.spread import OWN, engine_of
from crawler.store.archive.names import files_in
from crawler.store.database import database_url, epoch, open_database
from tests.archive.test_reparse import OLD, engine_of_old

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(autouse=True)
def _many_slices(monkeypatch):
    """As a large archive has them."""
    monkeypatch.setattr(archive_slices, "WHOLE_BYTES_MAX", 0)
    monkeypatch.setattr(archive_slices, "SLICE_PAGES", 5)


def told(data, *arguments: str) -> str:
    code, said = data.here("reparse", "--json", *arguments)
    assert code == 0, said
    return said


def test_two_processes_print_and_publish_what_one_does(copy, tmp_path):
    data = copy()
    engine_of_old(data.folder, OLD)
    applied, published = [], []
    for arguments in ((), ("--jobs", "2")):
        twin = type(data)(tmp_path / f"twin{len(applied)}")
        shutil.copytree(data.folder, twin.folder)
        before = len(twin.published())
        applied.append(told(twin, "--apply", *arguments))
        published.append([_without_run(line) for line in twin.published()[before:]])
    assert applied[0] == applied[1]
    assert json.loads(applied[0])["pages"]["different"] == len(OLD)
    assert published[0] == published[1]
    assert len(published[0]) == len(OLD)


def _without_run(line: dict) -> str:
    line.pop("versionCreated")
    line["metadata"].pop("runId")
    return json.dumps(line, ensure_ascii=False)


@pytest.fixture
def scheduler(crawled) -> Iterator[str]:
    """A cluster of somebody else, whose worker knows the data folder by its own environment."""
    from dask import config
    from distributed import LocalCluster

    env = {PLACE[0]: str(crawled.folder.absolute()), PLACE[1]: ""}
    with (
        config.set(OWN),
        LocalCluster(  # type: ignore[no-untyped-call] # Dask says nothing of types here
            n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None,
            memory_limit=0, env=env,
        ) as cluster,
    ):  # fmt: skip
        yield cluster.scheduler_address.removeprefix("tcp://")


def test_a_cluster_prints_the_same(crawled, scheduler, monkeypatch):
    monkeypatch.setattr(spread, "ANSWER_S", 120)
    monkeypatch.setattr(spread, "WORKER_S", 120)
    assert told(crawled, "--engine", f"dask://{scheduler}") == told(crawled)


@pytest.fixture
def order(crawled):
    """What a worker is told, and the settings that go with it."""
    profiles, broken = profiles_of(["spiders"])
    assert not broken
    engine = open_database(database_url(crawled.folder))
    made = Order(
        run_id="run-1", epoch=epoch(engine), mark=mark_of(profiles), modules=["spiders"],
        place={PLACE[0]: str(crawled.folder), PLACE[1]: ""},
    )  # fmt: skip
    engine.dispose()
    return made


def slice_of(crawled) -> ArchiveSlice:
    [path] = files_in(crawled.archive)
    return ArchiveSlice(f"{path.parent.name}/{path.name}")


def answer(order, piece) -> Reread:
    [text] = texts(order, iter([piece]))
    return Reread.of_text(read_slice(text))


def test_a_worker_of_one_mind_answers(crawled, order):
    assert answer(order, slice_of(crawled)).tally.pages["same"] > 12


def test_pages_of_a_site_without_a_profile_are_counted(crawled, order):
    pages = answer(replace(order, modules=[], mark=mark_of({})), slice_of(crawled)).tally.pages
    assert set(pages) == {"no_profile"}


def test_earlier_pages_are_left_out(crawled, order):
    since = "2100-01-01T00:00:00+00:00"
    assert answer(replace(order, since=since), slice_of(crawled)).tally.pages == {}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"mark": "0" * 12}, "another release or other profiles"),
        ({"epoch": "0" * 12}, "another store"),
    ],
    ids=["engine", "store"],
)
def test_a_worker_of_another_mind_is_refused(crawled, order, changes, said):
    with pytest.raises(ConfigError, match=said):
        answer(replace(order, **changes), slice_of(crawled))


def test_a_mark_changes_with_a_profile():
    profiles, _ = profiles_of(["spiders"])
    changed = profiles | {"aggregator": replace(profiles["aggregator"], site_names=("نوافذ",))}
    assert mark_of(profiles) != mark_of(changed)


@pytest.mark.parametrize("named", ["ray://127.0.0.1:1", "dask:x"])
def test_an_engine_that_is_none_is_wrong_usage(crawled, named):
    code, said = crawled.here("reparse", "--engine", named)
    assert code == 64
    assert "--engine is dask" in said


def test_workers_elsewhere_are_told_no_password(crawled):
    settings = Settings({PLACE[0]: str(crawled.folder)})
    profiles, _ = profiles_of(["spiders"])
    reading = Reading(
        settings=settings, profiles=profiles, modules=["spiders"], run_id="run-1", now=None,
        engine=engine_of("dask://127.0.0.1:1", 1),
    )  # fmt: skip
    assert reading.order().place is None
    assert replace(reading, engine=engine_of(None, 2)).order().place is not None


def test_the_groups_of_a_crawl_are_found_again(crawled):
    code, said = crawled.here("regroup", "--json")
    assert code == 0, said
    [(kind, number)] = json.loads(said)["articles"].items()
    assert kind == "same"
    assert number > 12
