"""Inputs 26 and 27 with a real Chromium: drawn pages that ask this machine, and that send files."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from crawler.middlewares.browser import find_chromium
from tests.flow.runs import Run, run
from tests.hostile.server import RawSite, page, raw, serving
from tests.hostile.told import listing, story

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
STORIES = (26, 27)
ROUNDS_MAX = 3  # on a busy machine a page may not be drawn within its time
DOORS = """
const quiet = () => 0;
for (const host of HOSTS) {
  fetch(`http://${host}/fetch`, {mode: "no-cors"}).catch(quiet);
  try { new WebSocket(`ws://${host}/socket`); } catch (error) { quiet(); }
  new Image().src = `http://${host}/image`;
  navigator.sendBeacon(`http://${host}/beacon`);
}
navigator.serviceWorker?.register("/worker.js").catch(quiet);
"""
WORKER = """self.addEventListener("install", (event) => event.waitUntil(Promise.all(
  HOSTS.map((host) => fetch(`http://${host}/worker`, {mode: "no-cors"}).catch(() => 0)))));"""
DOWNLOAD = """
const frame = document.createElement("iframe"); frame.src = "/evil.exe";
document.body.append(frame);
const link = document.createElement("a"); link.href = "/evil.exe"; link.download = "evil.exe";
document.body.append(link); link.click();
"""


@pytest.fixture(scope="module")
def chromium() -> str:
    found = find_chromium(os.environ.get("RASID_CHROMIUM", ""))
    if found is None and os.environ.get("CI") != "true":
        pytest.skip("no Chromium here: `.ci/packages` installs one, or RASID_CHROMIUM names one")
    assert found, "CI has to install Chromium by .ci/packages"
    return str(found)


def scripted(number: int, script: str) -> str:
    """A page whose article a script writes, after it has done what it came for."""
    told = story(number)
    html = f"<h1>{told.headline}</h1>" + "".join(f"<p>{each}</p>" for each in told.paragraphs)
    return (
        "<!doctype html><html lang='ar'><head><meta charset='utf-8'><title>نافذة</title></head>"
        f"<body><div id='app'></div><script>{script}\nsetTimeout(() => {{"
        f"document.getElementById('app').innerHTML = {json.dumps(html)};}}, 300)</script></body>"
        "</html>"
    )


@dataclass(frozen=True)
class Drawn:
    """What came of the crawl; `files` are the contents of all that it left on the disk."""

    done: Run
    site: RawSite
    strangers: tuple[RawSite, ...]
    files: list[bytes]


@pytest.fixture(scope="module")
def drawn(chromium: str) -> Drawn:
    site = RawSite()
    strangers = tuple(RawSite(host=host) for host in ("127.0.0.1", "127.0.0.2", "::1"))
    with (
        serving(site, *strangers),
        TemporaryDirectory(prefix="r") as name,  # short: Chromium makes sockets in it
        pytest.MonkeyPatch.context() as patch,
    ):
        set_up(site, strangers)
        folder = Path(name)
        for variable in ("HOME", "TMPDIR"):
            (folder / variable).mkdir()
            patch.setenv(variable, str(folder / variable))
        for number in range(ROUNDS_MAX):
            data = folder / f"data-{number}"
            done = run(site.url, data, "aggregator", "-s", f"RASID_CHROMIUM={chromium}")
            if len(done.published) == len(STORIES):
                break
        files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return Drawn(done, site, strangers, files)


def set_up(site: RawSite, strangers: tuple[RawSite, ...]) -> None:
    hosts = [each.url.split("/")[2] for each in strangers]
    hosts += [f"localhost:{strangers[-1].port}", f"2130706434:{strangers[1].port}"]
    script = f"const HOSTS = {json.dumps(hosts)};"
    worker = (script + WORKER).encode()
    site.answers = {
        "/": lambda _: page(listing(["/news/2600", "/news/2700"])),
        "/news/2600": lambda _: page(scripted(26, script + DOORS)),
        "/news/2700": lambda _: page(scripted(27, DOWNLOAD)),
        "/worker.js": lambda _: raw(worker, "Content-Type: text/javascript"),
        "/evil.exe": lambda _: raw(
            b"MZ" * 999,
            "Content-Type: application/octet-stream",
            "Content-Disposition: attachment; filename=evil.exe",
        ),
    }


def test_a_drawn_page_reaches_nobody_else(drawn: Drawn) -> None:
    headlines = {each["headline"] for each in drawn.done.published}

    assert headlines == {story(number).headline for number in STORIES}
    assert [each.connections for each in drawn.strangers] == [0, 0, 0]
    assert drawn.done.stats["rasid/render/pages"] == 2
    assert drawn.done.stats["rasid/guard/refused/loopback"] > 3


def test_a_forced_download_leaves_no_file(drawn: Drawn) -> None:
    assert drawn.site.asked["/evil.exe"] >= 1
    assert drawn.files  # the feed and the store
    assert not any(b"MZMZ" in content for content in drawn.files)
