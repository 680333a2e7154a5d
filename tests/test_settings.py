"""Our settings: each can come from the environment, and the table in the docs is true."""

from __future__ import annotations

import ast
import re
import runpy
from pathlib import Path

import pytest
from scrapy.utils.misc import load_object

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "crawler" / "settings.py"
ROW = re.compile(r"\| `(RASID_\w+)` \| (?:`([^`]*)`)? ?\| (\S.*) \|")


def loaded():
    return runpy.run_path(str(FILE))


@pytest.fixture(autouse=True)
def _no_setting_of_this_machine(monkeypatch):
    for name in OURS:
        monkeypatch.delenv(name, raising=False)


OURS = sorted(name for name in loaded() if name.startswith("RASID_"))


@pytest.mark.parametrize("name", OURS)
def test_the_environment_overrides_each(monkeypatch, name):
    monkeypatch.setenv(name, "from-outside")
    assert loaded()[name] == "from-outside"


def test_the_table_has_every_setting_with_its_default():
    rows = ROW.findall((ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
    settings = loaded()

    assert [name for name, _, _ in rows] == [name for name in settings if name in OURS]
    assert {name: default for name, default, _ in rows} == {name: settings[name] for name in OURS}


def test_every_setting_that_the_code_asks_for_is_in_the_file():
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "crawler").rglob("*.py")]
    asked = {name for text in texts for name in re.findall(r'"(RASID_[A-Z_]+)"', text)}
    assert asked <= set(OURS)
    assert set(OURS) - asked == set()


def test_the_file_imports_nothing_of_ours():
    imported = [
        alias.name
        for node in ast.walk(ast.parse(FILE.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import)
        for alias in node.names
    ]
    assert imported == ["os"]


@pytest.mark.parametrize(
    "name", ["ITEM_PIPELINES", "DOWNLOADER_MIDDLEWARES", "EXTENSIONS", "ADDONS", "FEED_EXPORTERS"]
)
def test_what_is_named_by_path_exists(name):
    for path, place in loaded()[name].items():
        target = place if name == "FEED_EXPORTERS" else path
        if place is not None:
            assert load_object(target).__name__ == target.rpartition(".")[2]


def test_the_loader_and_the_handlers_exist():
    settings = loaded()
    paths = [settings["SPIDER_LOADER_CLASS"], *settings["DOWNLOAD_HANDLERS"].values()]
    assert all(load_object(path) for path in paths if path)


def test_links_to_files_of_this_machine_are_never_followed():
    handlers = loaded()["DOWNLOAD_HANDLERS"]
    assert [scheme for scheme, path in handlers.items() if path] == ["http", "https"]
