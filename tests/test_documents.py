"""What the documents point to is there: files, modules, targets of make, pages, headings."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from scrapy.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted((ROOT / "README.md", ROOT / "ARCHITECTURE.md", *(ROOT / "docs").glob("*.md")))
FILE = re.compile(r"`([\w./-]+\.(?:py|tsv|html|css|service))`")
MODULE = re.compile(r"python -m (tests(?:\.\w+)+)")
TARGET = re.compile(r"`make (\w+)")
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([\w-]+))?\)")
CALL = re.compile(r"`scrapy ([a-z][a-z-]*)([^`\n]*)`")
OPTION = re.compile(r"(?<![\w-])--?[a-z][\w-]*")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
NO_ANCHOR = re.compile(r"[^\w -]")
MADE = frozenset(("index.html",))  # by a run


def missing_in(text: str, folder: Path) -> list[str]:
    """What a document names and the project has not."""
    return [*_files(text), *_modules(text), *_targets(text), *_links(text, folder)]


def _files(text: str) -> list[str]:
    there = _there()
    named = {name for name in FILE.findall(text) if Path(name).name not in MADE}
    return sorted(name for name in named if not any(path.endswith(f"/{name}") for path in there))


@cache
def _there() -> tuple[str, ...]:
    parts = ("crawler", "pipelines", "spiders", "tests", "docs")
    return tuple(path.as_posix() for part in parts for path in (ROOT / part).rglob("*.*"))


def _modules(text: str) -> list[str]:
    paths = {name: ROOT / name.replace(".", "/") for name in MODULE.findall(text)}
    return [
        name
        for name, path in paths.items()
        if not path.with_suffix(".py").is_file() and not (path / "__main__.py").is_file()
    ]


def _targets(text: str) -> list[str]:
    made = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    return [f"make {name}" for name in TARGET.findall(text) if name not in made]


def _links(text: str, folder: Path) -> list[str]:
    missing = []
    for name, anchor in LINK.findall(text):
        if "://" in name:
            continue
        path = folder / name if name else None
        if path and not path.exists():
            missing.append(name)
        elif anchor and anchor not in _anchors(path.read_text("utf-8") if path else text):
            missing.append(f"{name}#{anchor}")
    return missing


def _anchors(text: str) -> set[str]:
    """The names of headings, as they are made of their words."""
    return {
        NO_ANCHOR.sub("", each).strip().lower().replace(" ", "-") for each in HEADING.findall(text)
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_names_is_there(document):
    assert missing_in(document.read_text("utf-8"), document.parent) == []


def test_what_is_not_there_is_found():
    text = (
        "`core/no_such.py`, `core/urls.py`, `python -m tests.nowhere.bench`, `make tea`, "
        "`make demo`, [a](docs/none.md), [b](README.md#no-such), [c](README.md#the-feed), "
        "[d](#here)\n# Here\n"
    )
    assert missing_in(text, ROOT) == [
        "core/no_such.py", "tests.nowhere.bench", "make tea", "docs/none.md", "README.md#no-such"
    ]  # fmt: skip


def _unknown_calls(text: str) -> list[str]:
    """Commands and options that a person is told to type, and that are not there."""
    return [
        f"scrapy {command} {option}".strip()
        for command, rest in CALL.findall(text)
        for option in ("", *OPTION.findall(rest))
        if option not in _options_of(command)
    ]


@cache
def _options_of(command: str) -> frozenset[str]:
    """The options that a command takes, and "" where there is such a command."""
    name = f"crawler.commands.{command.replace('-', '_')}"
    if find_spec(name) is None:
        return frozenset()
    made = import_module(name).Command()
    made.settings, parser = Settings(), ArgumentParser(conflict_handler="resolve")
    made.add_options(parser)
    return frozenset(("", *re.findall(r"--?[a-z][\w-]*", parser.format_help())))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_has_one_type_can_be_typed(document):
    assert _unknown_calls(document.read_text("utf-8")) == []


def test_a_call_that_cannot_be_typed_is_found():
    text = "`scrapy run [SITE …] [--due]`, `scrapy tea`, `scrapy runs --first 3`, `scrapy -h`"
    assert _unknown_calls(text) == ["scrapy tea", "scrapy runs --first"]
