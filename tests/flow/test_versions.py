"""Runs after one another over a site that changes, and over one that does not."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.commandline import completed
from tests.flow.evolving_site import FIRST, LATER, LEFT, MOVED, RUNS, TRUTH
from tests.flow.many_runs import DEMO_ARTICLES, DEMO_HOURS, SHOWS
from tests.flow.redesigned_site import UNTIL, WITHDRAWN
from tests.flow.runs import published

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
Told = list[dict[str, Any]]
BYTES_SHARE_MAX = 0.02  # of the first run's, for a run over a site that has not changed
REVISIT_SHARE = 0.05


@dataclass(frozen=True)
class Shown:
    """The runs of each show, and the folder with its feed."""

    told: dict[str, Told]
    folder: Path

    def lines(self, show: str) -> list[dict[str, Any]]:
        """What was published, in the order of publication."""
        return published(self.folder / show)


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> Shown:
    """All shows in one process: most of their time would be its start."""
    folder = tmp_path_factory.mktemp("shows")
    done = completed(str(folder), *SHOWS, program="tests.flow.many_runs", timeout_s=240)
    assert done.returncode == 0, done.stderr
    return Shown(json.loads(done.stdout.splitlines()[-1]), folder)


def number_of(url: str) -> int:
    """The number of an article of the evolving site, wherever it has moved."""
    return int(urlsplit(url).path.rsplit("/", 1)[1]) % 1_000


@pytest.fixture(scope="module")
def evolved(shown) -> tuple[Told, list[dict[str, Any]]]:
    return shown.told["evolving"], shown.lines("evolving")


@pytest.fixture(scope="module")
def stayed(shown) -> Told:
    told = shown.told["unchanged"]
    names = ("downloader/request_count", "downloader/response_bytes", "rasid/revisit/asked")
    for hours, run in zip(DEMO_HOURS, told, strict=True):
        print(f"+{hours} h", *(run.get(name, 0) for name in names))
    return told


def test_the_events_are_what_happened(evolved):
    told, lines = evolved
    later = [each for each in lines if each["version"] > 1]
    events = {
        (
            number_of(each["url"]),
            each["version"],
            each["event"],
            tuple(x["field"] for x in each.get("changes", ()) if x["field"] != "dateModified"),
        )
        for each in later
    }

    assert {run["rasid/run/exit_code"] for run in told} == {0}
    assert events == TRUTH
    assert len(later) == len(TRUTH)


def test_each_article_came_once_and_each_version_after_the_one_before(evolved):
    _, lines = evolved
    keys = [(each["identifier"], each["version"]) for each in lines]
    first = [each for each in lines if each["version"] == 1]
    last: Counter[str] = Counter()

    assert len(first) == FIRST + len(LATER)
    for identifier, version in keys:  # in the order of their seq
        assert version == last[identifier] + 1
        last[identifier] = version
    assert [each["metadata"]["seq"] for each in lines] == list(range(1, len(lines) + 1))


def test_a_moved_article_and_one_shown_again_are_not_new(evolved):
    told, _ = evolved
    new = [run.get("rasid/store_article/new", 0) for run in told]
    (moved,) = MOVED.values()
    ((_, shown_again),) = LEFT.values()

    assert new == [FIRST, *(sum(run == came for came in LATER.values()) for run in range(1, RUNS))]
    assert told[moved]["rasid/store_article/duplicate"] == 1
    assert told[shown_again]["rasid/links/new"] == 0


def test_after_a_change_of_all_addresses_only_what_was_withdrawn_is_told_so(shown):
    later = [each for each in shown.lines("redesigned") if each["version"] > 1]
    ends = [
        (urlsplit(each["url"]).path, each["event"], each["pubStatus"])
        for each in later
        if each["event"] in {"withdrawn", "restored"}
    ]
    asked = [run.get("rasid/revisit/asked", 0) for run in shown.told["redesigned"]]

    withdrawn = f"/story/{WITHDRAWN}.html"
    assert ends == [(withdrawn, "withdrawn", "canceled"), (withdrawn, "restored", "usable")]
    assert {each["event"] for each in later} == {"edited", "moved", "withdrawn", "restored"}
    assert asked[UNTIL:] == [1, 0]  # the listing shows again what is too old for other looks


def test_a_site_that_stays_is_asked_for_next_to_nothing(stayed):
    first, second, *_ = stayed

    assert first["rasid/links/new"] == DEMO_ARTICLES
    assert second["rasid/links/new"] == 0
    assert second["rasid/conditional/not_modified"] == second["downloader/request_count"]
    assert (
        second["downloader/response_bytes"] < BYTES_SHARE_MAX * first["downloader/response_bytes"]
    )
    pages = [second[f"rasid/{kind}/pages"] for kind in ("listing", "feed")]
    assert second["downloader/request_count"] == sum(pages)


def test_a_run_that_was_cut_short_loses_nothing_behind_not_modified(shown):
    first, second = shown.told["cut_short"]

    assert 0 < first["rasid/store_article/new"] < FIRST
    assert second["rasid/conditional/not_modified"] == 1
    assert len(shown.lines("cut_short")) == FIRST


def test_a_server_whose_validators_lie_is_found_out(shown):
    told = shown.told["lying"]
    new = [run.get("rasid/store_article/new", 0) for run in told]
    whole = [number for number, run in enumerate(told) if not run.get("rasid/conditional/sent")]

    # The listing changed in run 3, which a whole look shows in run 4. After that the server is not
    # believed, and the article of run 5 is found at once.
    assert whole == [0, 4, 5]
    assert new == [FIRST, 0, 0, 0, 0, 1]
    assert told[4]["rasid/conditional/lied"] == 1
    assert told[5]["rasid/conditional/plain/doubted"] == 1


def test_the_budget_of_looks_is_kept(stayed):
    asked = sum(run.get("rasid/revisit/asked", 0) for run in stayed)
    published_ = stayed[0]["rasid/store_article/new"]

    assert 0 < asked <= REVISIT_SHARE * published_
    assert sum(run.get("rasid/revisit/not_modified", 0) for run in stayed) == asked
    assert not any(name.startswith("rasid/versions/") for run in stayed for name in run)
