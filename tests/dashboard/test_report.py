"""The report: files that lead to each other, replaced as a whole, with none of before left."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from crawler.core.errors import CreateError, MachineError
from crawler.dashboard import report
from crawler.dashboard.pages import MENU
from crawler.dashboard.report import STATIC, write_report

LINK = re.compile(r'(?:href|src)="([^"#]+)"')


@pytest.fixture(scope="module")
def written(as_files, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("share") / "report"
    folder.mkdir()
    (folder / "source-gone.ar.html").write_text("old")
    (folder / "mine.html").write_text("of somebody else")
    (folder / "last_run.json").write_text("{}")
    for name in (".board.ar.html.1.tmp", ".last_run.0a1b2c3d.tmp"):
        (folder / name).write_text("half")
    os.utime(folder / ".board.ar.html.1.tmp", (0, 0))
    number = write_report(as_files, folder, folder.parent / "report.lock")
    assert number == len(list(folder.glob("*.html"))) - 1
    return folder


def test_every_link_leads_to_a_file_of_the_folder(written):
    pages = list(written.glob("*.html"))
    for path in pages:
        for target in LINK.findall(path.read_text("utf-8")):
            if not target.startswith("https://"):
                assert (written / target).is_file(), f"{path.name}: {target}"


def test_the_runs_of_the_board_and_of_incidents_have_pages(written):
    for name in ("board.ar.html", "alerts.en.html"):
        for target in LINK.findall((written / name).read_text("utf-8")):
            assert target.startswith("https://") or (written / target).is_file(), target


def test_what_is_of_before_goes_and_what_is_not_ours_stays(written):
    names = {path.name for path in written.iterdir()}
    assert "source-gone.ar.html" not in names
    assert ".board.ar.html.1.tmp" not in names
    assert {"mine.html", "last_run.json", "index.html", "static"} <= names
    assert ".last_run.0a1b2c3d.tmp" in names  # another process may be writing it
    assert (written / "index.html").read_bytes() == (written / "board.ar.html").read_bytes()
    assert {path.name for path in (written / "static").iterdir()} == {
        path.name for path in STATIC.iterdir()
    }


def test_twice_is_the_same(as_files, written):
    before = {path.name: path.read_bytes() for path in written.glob("*.html")}
    write_report(as_files, written, written.parent / "report.lock")
    assert {path.name: path.read_bytes() for path in written.glob("*.html")} == before


def test_what_others_lead_to_is_written_first_and_the_board_last(as_files, tmp_path, monkeypatch):
    order = []
    replace = report._replace

    def noted(path, data):
        order.append(path.name)
        return replace(path, data)

    monkeypatch.setattr(report, "_replace", noted)
    write_report(as_files, tmp_path / "report", tmp_path / "lock")
    assert order.index("style.css") < order.index("run-20260312T000300Z-harbour_news.ar.html")
    assert order.index("source-harbour_news.en.html") < order.index("alerts.ar.html")
    assert [name.partition(".")[0] for name in order[-3:]] == ["board", "index", "board"]


def test_pages_that_are_made_at_once_say_what_each_says_alone(as_files):
    at_once = as_files.at_once()
    assert at_once.sources
    for name, about in [*report._about(as_files), *((name, "") for name in MENU)]:
        alone = as_files.page(name, "ar", about)
        assert alone
        assert at_once.page(name, "ar", about) == alone, name


def test_no_outside_host_and_no_path_of_this_machine(written):
    for path in written.glob("*.html"):
        html = path.read_text("utf-8")
        assert str(written) not in html
        assert not re.search(r'(?:src|<link[^>]*href)="https?:', html)


def test_a_disk_that_refuses_leaves_the_old_pages(as_files, tmp_path, monkeypatch):
    folder = tmp_path / "report"
    write_report(as_files, folder, tmp_path / "lock")
    before = {path.name: path.read_bytes() for path in folder.glob("*.html")}
    written = Path.write_bytes
    said = []

    def full(self, data):
        said.append(self.name)
        if len(said) > 20:
            written(self, data[:10])
            raise OSError(28, "No space left on device")
        return written(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(MachineError, match="No space left") as caught:
        write_report(as_files, folder, tmp_path / "lock")
    assert caught.value.exit_code == 74
    assert {path.name: path.read_bytes() for path in folder.glob("*.html")} == before
    assert not list(folder.glob(".*.tmp"))


def test_a_folder_that_cannot_be_made(as_files, tmp_path):
    (tmp_path / "report").write_text("a file")
    with pytest.raises(CreateError, match="cannot be made"):
        write_report(as_files, tmp_path / "report", tmp_path / "lock")


def test_pages_of_a_run_that_is_linked_from_an_incident_are_written(as_files):
    names = report._about(as_files)
    assert ("run", "20260312T000300Z-harbour_news") in names
    assert ("source", "harbour_news") in names
