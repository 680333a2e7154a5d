"""House rules that no linter knows: sizes, left-overs, addresses, and that tests stay at home."""

from __future__ import annotations

import ast
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = ("crawler", "spiders", "pipelines")
LINES_MAX = 400
FUNCTION_LINES_MAX = 60
MADE = ("data", "build")  # by a run, not by us
LEFT_OVER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b(?!\(#\d+\))")
REGISTRY = re.compile(
    r"https?://[^\s\"'<>]*(?:py" + r"pi\.|python" + r"hosted|npm" + r"js|crates\.io|artifactory"
    r"|/nexus|proxy\.golang|/simple/)|--(?:extra-)?index-url"
)
# Folders of people and of machines; not after a host, as in an address that a test makes up.
HOME = re.compile(r"(?<![\w.:/}-])/(?:home|Users|root|work|mnt)/\w")
# In texts of tests: names reserved for examples (RFC 2606), loopback, and names of vocabularies,
# which stand in XML and JSON-LD and are never asked.
TARGET = re.compile(
    r"https?:(?:\\?/){2}(?:[^\s/@\"'<>]*@)?([^\s/:\"'<>?#\\)\]},`]+)", re.IGNORECASE
)
RESERVED = re.compile(r"(?:.*\.)?(?:example|test|invalid|localhost|example\.(?:com|org|net))")
LOOPBACK = re.compile(r"127(?:\.\d+){3}|localhost|\[::1")
VOCABULARIES = {"schema.org", "www.w3.org", "www.sitemaps.org", "www.google.com", "purl.org"}


def files(*suffixes: str) -> Iterator[Path]:
    """Everything of the project that is text, but for what is made by running it."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") for part in parts[:-1] if part != ".ci")
        if hidden or not path.is_file() or parts[0] in MADE or "__pycache__" in parts:
            continue
        if not parts[-1].startswith(".coverage") and (not suffixes or path.suffix in suffixes):
            yield path


def code() -> list[Path]:
    return [path for path in files(".py") if path.relative_to(ROOT).parts[0] in CODE]


def of_tests() -> list[Path]:
    return [path for path in files(".py") if path.relative_to(ROOT).parts[0] == "tests"]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def found(pattern: re.Pattern[str], paths: Iterator[Path] | list[Path]) -> list[str]:
    """Where a pattern stands, as `file:line: text`."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def test_there_is_something_to_look_at():
    assert len(code()) > 50
    assert len(of_tests()) > 20
    assert ROOT / "README.md" in set(files())
    assert ROOT / ".ci" / "run" in set(files())


def test_no_file_is_too_long():
    sizes = {str(path.relative_to(ROOT)): len(text_of(path).splitlines()) for path in code()}
    assert {name: size for name, size in sizes.items() if size > LINES_MAX} == {}


def test_no_function_is_too_long():
    long = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in code()
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES_MAX
    ]
    assert long == []


def test_every_file_says_in_its_first_line_which_idea_it_holds():
    silent = [
        str(path.relative_to(ROOT))
        for path in (*code(), *of_tests())
        if (text := text_of(path)).strip() and not text.startswith('"""')
    ]
    assert silent == []


def test_no_file_is_called_by_no_idea():
    nameless = {"utils.py", "helpers.py", "common.py", "misc.py"}
    assert [path.name for path in code() if path.name in nameless] == []


def test_left_overs_have_an_issue_number():
    assert found(LEFT_OVER, files()) == []


def test_no_address_of_a_registry_and_no_folder_of_a_machine():
    assert found(REGISTRY, files()) == []
    assert found(HOME, files()) == []


def test_invisible_characters_are_written_as_escapes():
    invisible = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
    assert found(invisible, files(".py", ".md", ".toml")) == []


def test_tests_name_no_host_that_somebody_owns():
    owned = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in of_tests()
        for host in TARGET.findall(text_of(path))
        if "." in host
        and "{" not in host
        and not RESERVED.fullmatch(host.lower())
        and not LOOPBACK.fullmatch(host.lower())
        and host.lower() not in VOCABULARIES
    ]
    assert owned == []


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("windows.example", 80)])
def test_a_test_that_asks_the_network_fails(address):
    with socket.socket() as asking, pytest.raises(AssertionError, match="loopback"):
        asking.connect(address)
    with pytest.raises(AssertionError, match="loopback"):
        socket.getaddrinfo(*address)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (LEFT_OVER, "# TO" + "DO later"),
        (REGISTRY, "https://py" + "pi.org/x"),
        (HOME, "cd /ho" + "me/me"),
        (TARGET, "http:" + "//news.site/a"),
    ],
)
def test_the_patterns_find_what_they_look_for(pattern, text):
    assert pattern.search(text)
    assert not pattern.search("see https" + "//windows, a/home/x and TO" + "DO(#7)")
