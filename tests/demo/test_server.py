"""The server over real HTTP on loopback: truth, log, 304, gzip, and the command line."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from crawler.demo.server import arguments, main, serving

ROOT = Path(__file__).resolve().parents[2]


def get(url: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, headers=named, method=method)
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, dict(response.headers), response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


@pytest.fixture
def aggregator(make):
    return make()


@pytest.fixture
def url(aggregator):
    with serving(aggregator) as base:
        yield base


def test_the_truth_is_complete(url, aggregator):
    told = json.loads(get(f"{url}__truth.json")[2])
    truth = aggregator.truth()
    assert set(told) == set(truth)
    for path, story in truth.items():
        assert told[path]["headline"] == story.headline
        assert tuple(told[path]["paragraphs"]) == story.paragraphs
        assert told[path]["kind"] == story.kind
        assert told[path]["published"] == story.published.isoformat()
    assert {each["reason"] for each in told.values() if each["kind"] == "broken"} == {
        "http_404", "http_500", "empty", "truncated", "soft_404", "challenge",
    }  # fmt: skip
    assert "Services" in {each["section"] for each in told.values()}  # this one is in English


def test_the_log_counts_what_was_asked_and_not_itself(url):
    assert json.loads(get(f"{url}__log.json")[2]) == []
    for path in ("", "robots.txt", "", "nothing?here=1"):
        get(url + path)
    get(url, method="HEAD")
    assert json.loads(get(f"{url}__log.json")[2]) == [
        {"method": "GET", "path": "/", "count": 2},
        {"method": "GET", "path": "/robots.txt", "count": 1},
        {"method": "GET", "path": "/nothing?here=1", "count": 1},
        {"method": "HEAD", "path": "/", "count": 1},
    ]


def test_pages_come_over_http_with_length_and_type(url, aggregator):
    path = next(p for p, s in aggregator.truth().items() if s.section == "economy")
    status, headers, body = get(url + path[1:])
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=windows-1256"
    assert int(headers["Content-Length"]) == len(body)
    assert aggregator.truth()[path].paragraphs[0] in body.decode("windows-1256")
    assert get(f"{url}nothing")[0] == 404
    assert get(url, method="POST")[0] == 405


def test_who_has_the_page_gets_a_304_until_it_changes(url, aggregator):
    etag = get(url)[1]["ETag"]
    assert get(url, If_None_Match=etag)[0] == 304
    aggregator.move(3)
    assert get(url, If_None_Match=etag)[0] == 200


def test_gzip_for_those_who_read_it(url):
    _, headers, body = get(url, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == get(url)[2]


def test_the_server_ends_with_its_block(aggregator):
    with serving(aggregator) as base:
        assert get(base)[0] == 200
    with pytest.raises(urllib.error.URLError):
        get(base)


def test_the_command_prints_its_address_and_serves():
    command = [sys.executable, "-m", "crawler.demo.server", "--markup", "br", "--articles", "7"]
    command += ["--now", "2026-11-25T12:00", "--seed", "3", "--pages-kb", "20", "--feeds"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            base = json.loads(process.stdout.readline())["url"]
            assert base.startswith("http://127.0.0.1:")
            assert len(json.loads(get(f"{base}__truth.json")[2])) == 7
            assert get(f"{base}rss.xml")[0] == 200
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 0
        finally:
            process.kill()


def test_the_command_refuses_what_cannot_work(capsys):
    assert main(["--articles", "0"]) == 78
    assert "articles is a number from 1" in capsys.readouterr().err


def test_defaults_of_the_command_line():
    options = arguments([])
    assert (options.port, options.markup, options.articles, options.feeds) == (
        0,
        "mixed",
        300,
        None,
    )
    assert options.now is None
