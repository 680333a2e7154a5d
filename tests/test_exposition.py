"""The text format of Prometheus, and names of files that no site can choose."""

from __future__ import annotations

import pytest

from crawler.core.watch.metrics import Sample
from crawler.exposition import file_name, text_of


@pytest.mark.parametrize(
    ("site", "name"),
    [
        ("windows", "windows.prom"),
        ("aggregator@127.0.0.1:80", "aggregator@127.0.0.1_80-"),
        ("../up", "_up-"),
        ("\u200fنوافذ", "______-"),
        ("x" * 300, "x" * 100 + "-"),
    ],
)
def test_names_of_files(site, name):
    made = file_name(site)
    assert made.startswith(name)
    assert "/" not in made
    assert not made.startswith(".")


def test_two_sites_never_share_a_file():
    assert file_name("a@h:1") != file_name("a@h_1")


def test_a_name_cannot_forge_a_line():
    text = text_of([('a"\ncrawl_forged 1', Sample("crawl_held_runs", 2))]).decode()
    (line,) = [line for line in text.splitlines() if line[0] != "#"]
    assert line == 'crawl_held_runs{spider="a\\"\\ncrawl_forged 1"} 2.0'


def test_nothing_is_no_line():
    assert text_of([]) == b""


def test_sites_share_the_head_of_a_metric():
    text = text_of([("a", Sample("crawl_held_runs", 1)), ("b", Sample("crawl_held_runs", 2))])
    assert text.decode().count("# TYPE crawl_held_runs gauge") == 1
    assert b'crawl_held_runs{spider="b"} 2.0' in text
