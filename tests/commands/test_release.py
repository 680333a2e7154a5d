"""`scrapy release` and `scrapy mute`: what a person decides about a doubted run."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from crawler.commands.mute import WrongUsageError, moment_of
from crawler.store import store_of
from crawler.store.mutes import Mutes
from crawler.store.outbox import Outbox
from crawler.store.quarantine import Quarantine
from crawler.store.seen import Seen
from tests.store.conftest import make_article

NOW = datetime(2025, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def held(settings):
    """Two doubted runs, of a site and of the same site at another address."""
    engine = store_of(settings)
    outbox = Outbox(engine)
    for number in range(5):
        outbox.add(make_article(number, run_id="r1" if number < 3 else "r2"))
    outbox.flush()
    Quarantine(engine).hold("r1", "windows", "garbled 0.4, expected at most 0.001", NOW)
    Quarantine(engine).hold("r2", "windows@127.0.0.1:80", "coverage_date 0", NOW)
    return engine


def test_nothing_is_held_back(run):
    assert run("release") == (0, "nothing is held back\n", "")


def test_what_is_held_back_is_shown(run, held):
    code, output, _ = run("release")
    assert code == 0
    assert "2025-03-01 09:00 UTC windows r1: 3 article(s) held back: garbled 0.4" in output
    rows = [json.loads(line) for line in run("release", "--json")[1].splitlines()]
    assert {row["run"]: row["articles"] for row in rows} == {"r1": 3, "r2": 2}


def test_a_run_is_released_and_published(run, held):
    code, output, _ = run("release", "r1")
    assert code == 0
    assert output == "windows r1: 3 article(s) released\n3 article(s) published\n"
    assert [each.run for each in Quarantine(held).runs()] == ["r2"]


def test_a_site_is_released_at_every_address(run, held):
    assert run("release", "windows")[1].endswith("5 article(s) published\n")
    assert run("release") == (0, "nothing is held back\n", "")


def test_what_is_given_up_is_fetched_again(run, held):
    code, output, _ = run("release", "r1", "--discard")
    assert code == 0
    assert "3 article(s) given up" in output
    assert output.endswith("0 article(s) published\n")
    assert len(Seen(held).due("windows", datetime.now(UTC), 10)) == 3


@pytest.mark.parametrize("name", ["doors", "r3", "window"])
def test_a_name_that_holds_nothing_back(run, held, name):
    code, _, errors = run("release", "r1", name)
    assert (code, errors) == (64, f"rasid: nothing of {name!r} is held back\n")
    assert len(Quarantine(held).runs()) == 2


def test_a_store_that_cannot_be_opened(run, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.set("RASID_DATA_DIR", str(tmp_path / "file"), priority="cmdline")
    assert run("release")[0] in (73, 74)
    assert run("mute")[0] in (73, 74)


# --- mute -----------------------------------------------------------------------------------------

MUTE = ("mute", "yemeni_windows")
WHY = ("--reason", "the site is rebuilt")


def test_nothing_is_muted(run):
    assert run("mute") == (0, "nothing is muted\n", "")
    assert run("mute", "--json") == (0, "", "")


def test_a_site_is_muted_until_a_moment(run, settings):
    code, output, _ = run(*MUTE, "--until", "3d", *WHY)
    assert code == 0
    assert output.startswith("yemeni_windows (all causes): muted until ")
    (mute,) = Mutes(store_of(settings)).active(datetime.now(UTC))
    assert mute.reason == "the site is rebuilt"
    assert mute.until - mute.made == timedelta(days=3)
    assert json.loads(run("mute", "--json")[1])["site"] == "yemeni_windows"


def test_a_cause_is_muted_and_heard_again(run):
    assert "yemeni_windows latency" in run(*MUTE, "latency", "--until", "2125-01-01", *WHY)[1]
    assert run(*MUTE, "latency", "--end") == (0, "nothing is muted\n", "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nowhere", "--until", "3d", *WHY), "no site 'nowhere'"),
        (("yemeni_windows", "sadness", "--until", "3d", *WHY), "no cause 'sadness'"),
        (("yemeni_windows", *WHY), "say until when"),
        (("yemeni_windows", "--until", "3d"), "say until when"),
        (("yemeni_windows", "--until", "3d", "--reason", " "), "say until when"),
        (("yemeni_windows", "--until", "soon", *WHY), "is no day, no time and no length"),
        (("yemeni_windows", "--until", "2001-01-01", *WHY), "that is over"),
        (("yemeni_windows", "--end"), "nothing of yemeni_windows is muted"),
        (("yemeni_windows", "latency", "bug", "--end"), "usage: scrapy mute"),
    ],
)
def test_wrong_usage(run, arguments, says):
    code, _, errors = run("mute", *arguments)
    assert code == 64
    assert says in errors


def test_moments_as_people_write_them():
    assert moment_of("2025-03-04", NOW) == datetime(2025, 3, 4, tzinfo=UTC)
    assert moment_of("2025-03-04T08:00+03:00", NOW) == datetime(2025, 3, 4, 5, tzinfo=UTC)
    assert moment_of("12h", NOW) == NOW + timedelta(hours=12)
    with pytest.raises(WrongUsageError):
        moment_of("99999999999d", NOW)
