"""How the pages look in Chromium: mirrored, silent, readable by all, in both colours."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from crawler.dashboard import words
from crawler.dashboard.pages import PAGES
from crawler.dashboard.queries import turns
from crawler.dashboard.report import write_report
from crawler.dashboard.server import application
from crawler.middlewares.browser import find_chromium
from tests.dashboard.queue_rows import FULL

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium; RASID_CHROMIUM may name one"),
]
FILES = {
    "source": "source-harbour_news.{}.html",
    "search": "search.{}.html?q=%D8%A7%D9%84%D8%B5%D9%8A%D8%AF",
}
NAMES = [
    FILES.get(name, f"{name}.{{}}.html").format(language)
    for name in PAGES
    for language in words.LANGUAGES
]
LIGHT, DARK = "rgb(245, 244, 239)", "rgb(17, 23, 25)"


@pytest.fixture(scope="module")
def address(served) -> Iterator[str]:
    """A real server on loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    app = application(served, hosts=frozenset({"127.0.0.1"}))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))  # type: ignore[arg-type]
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(timeout=20)
    listener.close()


@pytest.fixture(scope="module")
def seen(address, as_files, tmp_path_factory) -> dict[str, Any]:
    """All of it, in one session of the browser."""
    folder = Path(os.environ.get("RASID_SCREENS") or tmp_path_factory.mktemp("screens"))
    report = tmp_path_factory.mktemp("share") / "report"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turns, "queue_state", lambda _connection: FULL)
        write_report(as_files, report, report.parent / "lock")
        done = subprocess.run(
            [sys.executable, "-m", "tests.dashboard.looking", address, str(report), str(folder)],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=280,
            env={**os.environ, "RASID_PAGES": json.dumps(NAMES)},
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout) | {"address": address, "folder": folder}
    return found


def test_every_view_in_every_language_and_colour(seen):
    assert len(seen["pages"]) == len(PAGES) * len(words.LANGUAGES) * 2
    for key, page in seen["pages"].items():
        assert page["color"] == (DARK if key.endswith("dark") else LIGHT), key
        assert (seen["folder"] / f"{key}.png").read_bytes().startswith(b"\x89PNG")


def test_arabic_is_mirrored(seen):
    for key, page in seen["pages"].items():
        side, main, title, heads = page["side"], page["main"], page["title"], page["heads"]
        if ".ar." in key:
            assert side["left"] >= main["right"] - 1, key  # the menu lies to the right
            assert title["right"] > main["right"] - 60, key  # and the text begins there
            assert heads == sorted(heads, reverse=True), key  # as do the columns
        else:
            assert side["right"] <= main["left"] + 1, key
            assert title["left"] < main["left"] + 60, key
            assert heads == sorted(heads), key


def test_times_read_in_the_direction_of_their_language(seen):
    arabic = seen["pages"]["schedule.ar.light"]["glyphs"]
    english = seen["pages"]["schedule.en.light"]["glyphs"]
    assert arabic[0][1] > arabic[-1][1]
    assert english[0][1] < english[-1][1]


def test_nothing_is_said_and_nobody_else_is_asked(seen):
    assert seen["said"] == []
    own = (seen["address"], "file://", "about:blank")
    assert [each for each in seen["asked"] if not each.startswith(own)] == []


def test_nothing_of_an_article_runs(seen):
    assert {page["scripts"] for page in seen["pages"].values()} == {0}
    assert {page["alerted"] for page in seen["pages"].values()} == {0}


def test_axe_finds_nothing_serious(seen):
    found = {key: page["axe"] for key, page in seen["pages"].items() if "axe" in page}
    assert len(found) == len(PAGES) * 2
    assert {key: each for key, each in found.items() if each} == {}
    rules = {each.partition(":")[0] for each in seen["broken"]}
    assert {"color-contrast", "button-name"} <= rules  # it does look


def test_no_page_is_wider_than_its_window(seen):
    wide = {
        key: page["wide"]
        for key, page in (seen["pages"] | seen["phone"]).items()
        if page["wide"] > page["inner"]
    }
    assert len(seen["phone"]) == len(NAMES)
    assert wide == {}


def test_plots_are_drawn(seen):
    for key, page in seen["pages"].items():
        assert page["canvases"] == page["plots"] == (3 if key.startswith("source") else 0), key


def test_the_switch_lasts(seen):
    assert seen["switch"] == [LIGHT, DARK, DARK]


def test_keys_lead_through_the_page_and_show_where(seen):
    first, *rest = seen["keys"]
    assert first[0] == "skip"
    assert all(style == "solid" and width == "3px" for _, style, width in (first, *rest))


def test_the_report_works_from_a_folder(seen):
    page = seen["file"]
    assert page["at"].endswith("/source-harbour_news.ar.html")
    assert (page["canvases"], page["button"], page["color"]) == (3, True, LIGHT)
