"""The archive through two engines: the same says nothing, an older one its differences only."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from crawler.store.archive.names import files_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def engine_of_old(folder, changes):
    """The store as an older engine filled it: the first articles without a lead get these."""
    with closing(sqlite3.connect(folder / "rasid.db")) as store:
        stored = store.execute(
            "SELECT id, line FROM articles WHERE seq IS NOT NULL ORDER BY seq"
        ).fetchall()
        rows = [row for row in stored if not json.loads(row[1]).get("description")]
        urls = []
        for (key, line), change in zip(rows, changes, strict=False):
            article = json.loads(line)
            meta = article.pop("metadata")
            article = {k: v for k, v in (article | change).items() if v is not None}
            article["metadata"] = meta
            urls.append(article["url"])
            text = json.dumps(article, ensure_ascii=False)
            store.execute("UPDATE articles SET line = ? WHERE id = ?", (text, key))
        store.commit()
    return urls


TIMES = ("2025-01-01T00:00:00.000000Z", "2035-01-01T00:00:00.000000Z")
OLD = (
    {"headline": "عنوان كما قرأه محرك أقدم"},
    {"articleSection": None},
    {"description": "وصف لا يراه محرك اليوم في الصفحة"},
    {"articleSection": None, "dateline": "عدن"},
)
EXPECTED = {
    "articleSection": {"filled": 2},
    "dateline": {"lost": 1},
    "description": {"lost": 1},
    "headline": {"changed": 1},
}


def by_url(articles):
    return {each["url"]: each for each in articles}


def test_the_same_engine_says_the_same(crawled):
    told = crawled.reparse()
    assert told["fields"] == {}
    assert told["damage"] == []
    assert told["pages"]["same"] >= len(crawled.published())  # copies are compared as well
    assert "different" not in told["pages"]
    assert "found" not in told["pages"]


def test_two_engines_differ_where_they_differ(copy):
    data = copy()
    same = data.reparse()["pages"]["same"]
    urls = engine_of_old(data.folder, OLD)
    told = data.reparse()
    assert told["fields"] == EXPECTED
    assert told["pages"]["different"] == len(OLD)
    assert told["pages"]["same"] == same - len(OLD)
    assert {each["url"] for each in told["examples"]} == set(urls)
    headline = next(each for each in told["examples"] if each["field"] == "headline")
    assert headline["before"] == OLD[0]["headline"]
    assert headline["after"] == by_url(data.published())[urls[0]]["headline"]


def test_what_differs_is_published_once(copy):
    data = copy()
    first = data.published()
    urls = engine_of_old(data.folder, OLD)
    told = data.reparse("--apply")
    assert told["applied"] == {"updated": len(OLD), "parts": 1}
    later = data.published()[len(first) :]
    assert [each["version"] for each in later] == [2] * len(OLD)
    assert {each["event"] for each in later} == {"reextracted"}
    changed = [by_url(first)[url] for url in urls]
    assert [each["identifier"] for each in later] == [each["identifier"] for each in changed]
    assert later[0]["changes"][0] == {
        "field": "headline", "before": OLD[0]["headline"], "after": changed[0]["headline"],
    }  # fmt: skip
    assert later[0]["articleBody"] == changed[0]["articleBody"]
    assert later[0]["metadata"]["seq"] == len(first) + 1

    assert data.reparse("--apply")["applied"] == {}
    assert len(data.published()) == len(first) + len(OLD)


def test_a_page_that_was_no_article_then_is_found(copy):
    """The older engine saw none in it: no row, and its record names no article."""
    data = copy()
    gone = _forget_last(data)
    told = data.reparse()
    assert told["pages"].get("left", 0) >= 1  # the record says that it had one: not published

    with closing(sqlite3.connect(data.folder / "rasid.db")) as store:
        store.execute(
            "INSERT INTO visits VALUES (?, ?, 'aggregator', 'dropped:too_short', 1, ?, ?)",
            (gone["identifier"], gone["url"], *TIMES),
        )
        store.commit()
    assert data.reparse()["pages"]["found"] == 1
    before = len(data.published())
    assert data.reparse("--apply")["applied"] == {"new": 1, "parts": 1}
    [again] = data.published()[before:]
    assert again["identifier"] == gone["identifier"]
    assert again["articleBody"] == gone["articleBody"]
    assert again["metadata"]["archive"] == gone["metadata"]["archive"]


def _forget_last(data):
    """The article that was stored last, whose row is taken out; nothing of the feed is left."""
    with closing(sqlite3.connect(data.folder / "rasid.db")) as store:
        key, line = store.execute(
            "SELECT a.id, a.line FROM articles a JOIN sketches s ON s.article = a.id "
            "WHERE a.seq IS NOT NULL ORDER BY s.id DESC"
        ).fetchone()
        store.execute(
            "DELETE FROM sketches WHERE id >= (SELECT id FROM sketches WHERE article = ?)", (key,)
        )
        store.execute("DELETE FROM articles WHERE id = ?", (key,))
        store.commit()
    shutil.rmtree(data.folder / "duplicates", ignore_errors=True)
    return json.loads(line)


def test_a_damaged_file_is_told_and_the_rest_is_read(copy):
    data = copy()
    [file] = files_in(data.archive)
    broken = bytearray(file.read_bytes())
    middle = len(broken) // 2
    broken[middle : middle + 2000] = b"\0" * 2000
    file.write_bytes(broken)
    code, said = data.here("reparse")
    assert code == 74
    assert "is damaged" in said
    assert " same, 0 different" in said


def test_a_page_at_another_place_than_the_article_s_is_superseded(copy):
    data = copy()
    [file] = files_in(data.archive)
    other = file.with_name(file.name.replace("-00000.", "-00001."))
    other.write_bytes(file.read_bytes())
    pages = data.reparse()["pages"]
    assert pages["superseded"] == pages["same"]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--site", "nobody"), "no site 'nobody'"),
        (("--since", "soon"), "soon"),
        (("--jobs", "0"), "--jobs"),
        (("aggregator",), "--site"),
    ],
)
def test_wrong_arguments_are_refused(crawled, arguments, word):
    code, said = crawled.here("reparse", *arguments)
    assert code == 64
    assert word in said


def test_only_the_wanted_pages_are_read(crawled):
    assert crawled.reparse("--site", "yemeress")["pages"] == {}
    assert crawled.reparse("--since", "2100-01-01")["pages"] == {}
    assert crawled.reparse("--site", "aggregator", "--since", "30d") == crawled.reparse()


WATCHED = """
import sys
asked = []
sys.addaudithook(lambda event, _: asked.append(event) if event.startswith("socket.") else None)
from scrapy.cmdline import execute
try:
    execute(["scrapy", *sys.argv[1:]])
finally:
    print("SOCKETS", len(asked), sorted(set(asked)), file=sys.stderr)
"""


def test_no_socket_is_made_where_there_is_no_network(crawled):
    command = ("unshare", "-n", sys.executable, "-c", WATCHED, "reparse", "--json")
    probe = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False)
    if probe.returncode != 0:
        pytest.skip(f"no network namespaces here: {probe.stderr.decode().strip()}")
    env = {**os.environ, "RASID_DATA_DIR": str(crawled.folder)}
    done = subprocess.run(
        command, env=env, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["pages"]["same"] > 12
    assert "SOCKETS 0" in done.stderr, done.stderr[-500:]
