"""Pages of runs that are over are made once, and again when anything on them has changed."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from crawler.dashboard import report, settled
from crawler.dashboard.report import write_report
from crawler.dashboard.settled import is_settled, marks
from crawler.store.database import reading
from crawler.store.runs import Runs
from tests.dashboard.filled import NOW

MINUTE = timedelta(minutes=1)
OVER = ("coast-1", "coast-2", "valley-1")


@pytest.fixture
def runs(engine):
    """Two sites whose runs are over, but for the newest of one."""
    made = Runs(engine)
    for number, name in enumerate((*OVER, "valley-2")):
        site = name.partition("-")[0]
        made.start(
            run_id=name,
            site=site,
            argv=[],
            started=NOW + number * MINUTE,
            versions={},
            settings_hash="",
        )
    for name in OVER:
        end(made, name)
    return made


def end(runs, name, **figures):
    runs.finish(name, ended=NOW + MINUTE, exit_code=0, reason="", figures=figures)


@pytest.fixture
def marked(engine, runs):
    def call(*keys):
        with reading(engine) as connection:
            return marks(connection, keys or (*OVER, "valley-2"))

    return call


def test_only_what_is_over_is_settled(marked):
    found = marked()
    assert set(found) == set(OVER)
    assert len(set(found.values())) == len(OVER)
    assert marked() == found


def test_a_run_that_ended_otherwise_is_another_page(marked, runs):
    before = marked()
    end(runs, "coast-1", articles=3)
    after = marked()
    assert {name for name in OVER if before[name] != after[name]} == {"coast-1"}


def test_links_to_other_runs_of_the_site_are_on_the_page(marked):
    before, after = marked(), marked("coast-2", "valley-1", "valley-2")
    assert after["valley-1"] == before["valley-1"]
    assert after["coast-2"] != before["coast-2"]


def test_code_of_another_day_makes_all_pages_again(marked, tmp_path, monkeypatch):
    monkeypatch.setattr(settled, "FOLDER", tmp_path)
    template = tmp_path / "templates" / "run.html"
    template.parent.mkdir()
    found = []
    for text in ("one", "other"):
        template.write_text(text)
        settled._code.cache_clear()
        found.append(marked()["coast-1"])
    settled._code.cache_clear()
    assert found[0] != found[1]


@pytest.mark.parametrize(
    ("page", "is_so"),
    [(b"<html>{mark}", True), (b"{mark}", True), (b"<html>{mark}\n", False), (b"", False)],
)
def test_the_mark_stands_at_the_very_end(marked, tmp_path, page, is_so):
    mark = marked()["coast-1"]
    path = tmp_path / "run.html"
    path.write_bytes(page.replace(b"{mark}", mark.encode()))
    assert is_settled(path, mark) is is_so
    assert not is_settled(path, marked()["coast-2"])


def test_what_is_not_there_is_not_settled(marked, tmp_path):
    assert not is_settled(tmp_path / "run.html", marked()["coast-1"])


@pytest.fixture
def drawn(as_files, tmp_path, monkeypatch):
    """Writes a report; the files that were written for it, beside the number of pages."""
    names = []
    replace = report._replace
    monkeypatch.setattr(
        report, "_replace", lambda path, data: names.append(path.name) or replace(path, data)
    )

    def call():
        names.clear()
        number = write_report(as_files, tmp_path / "report", tmp_path / "lock")
        return number, {name for name in names if name.endswith(".html")}

    return call


def test_the_second_report_makes_no_page_of_a_run_that_is_over(drawn, tmp_path):
    number, first = drawn()
    again, second = drawn()
    assert number == again == len(first)
    over = {name for name in first if name.startswith("run-")}
    assert over
    assert second == first - over
    assert {path.name for path in (tmp_path / "report").glob("*.html")} == first


def test_a_page_that_was_damaged_is_made_again_in_both_languages(drawn, tmp_path):
    _, first = drawn()
    name = min(name for name in first if name.startswith("run-") and name.endswith(".ar.html"))
    path = tmp_path / "report" / name
    whole = path.read_bytes()
    os.truncate(path, len(whole) // 2)
    _, second = drawn()
    other = name.replace(".ar.", ".en.")
    assert {name, other} == {each for each in second if each.startswith("run-")}
    assert path.read_bytes() == whole
