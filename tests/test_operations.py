"""docs/operations.md has every word that the code can say to an operator."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from crawler.core.links.address import PARAMETER, PATH_INFO, PATH_REPEAT, SLUG
from crawler.core.watch import outcome
from crawler.core.watch.causes import CAUSES, VERDICTS
from crawler.dashboard.words import table
from crawler.walk import failures, traps

ROOT = Path(__file__).resolve().parents[1]
DOCS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
SHOWN = set(re.findall(r"`([^`\n]+)`", DOCS))
STATUS = re.compile(r"http_\d{3}")
CODES = (
    "OK", "USAGE", "QUALITY", "DOWN", "BUG", "CANTCREATE", "IOERROR", "LOCKED", "CONFIG",
)  # fmt: skip
SIGNALS = (2, 15)
# Words that a function gives back or sets, and those that an exception or a close is given.
GIVEN_BACK = {
    "crawler/core/checks.py": ("fault_of", "_body_fault"),
    "crawler/core/extract/kind.py": ("shell_kind", "_bare_kind", "bodiless_kind"),
    "crawler/walk/failures.py": ("failure_word",),
}
RAISED = ("NotAnArticle", "SiteError", "DropItem")
CODE = ("crawler", "pipelines")
NOT_OF_A_RUN = {"crawler/commands", "crawler/core/reparse.py"}


@cache
def tree(path: str | Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def texts(node: ast.AST) -> Iterator[str]:
    """The words in an expression: constants, also of a choice between two."""
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def given_back() -> set[str]:
    """What the functions of GIVEN_BACK return."""
    found: set[str] = set()
    for path, names in GIVEN_BACK.items():
        functions = {
            node.name: node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)
        }
        for name in names:
            for node in ast.walk(functions[name]):
                if isinstance(node, ast.Return) and node.value is not None:
                    found |= set(texts(node.value))
    return {word for word in found if re.fullmatch(r"[a-z_\d]+", word)} - {"http_"}


def called(*names: str, place: int = 0) -> set[str]:
    """The word that is given to these functions, in all code but commands."""
    found: set[str] = set()
    for path in sorted(path for folder in CODE for path in (ROOT / folder).rglob("*.py")):
        here = path.relative_to(ROOT).as_posix()
        if any(here.startswith(each) for each in NOT_OF_A_RUN):
            continue
        for node in ast.walk(tree(here)):
            if isinstance(node, ast.Call) and _name(node.func) in names and len(node.args) > place:
                argument = node.args[place]
                if isinstance(argument, ast.Constant):
                    found.add(str(argument.value))
    return found


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", None) or getattr(function, "id", "")


def rows(heading: str) -> dict[str, list[str]]:
    """A table under a heading: its first cell to the others."""
    section = re.split(r"^## ", DOCS, flags=re.MULTILINE)
    (text,) = [each for each in section if each.startswith(f"{heading}\n")]
    cells = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return {cell[0].strip(" `"): [each.strip() for each in cell[1:]] for cell in cells[1:]}


@cache
def words() -> dict[str, set[str]]:
    """Every word, by what says it."""
    return {
        "failures": {word for _, word in (*failures.WORDS, *failures.IGNORED)},
        "given back": given_back(),
        "raised": called(*RAISED),
        "ended": called("end", place=1) | {outcome.COMPLETE_REASON, "shutdown", "start_error"},
        "memory": {"memusage_exceeded"},
        "traps": {traps.LOOP, traps.BARREN, PARAMETER, SLUG, PATH_INFO, PATH_REPEAT},
        "counted": {word for word in called("count", place=1) if word.startswith("output_failed")},
    }


@pytest.mark.parametrize("kind", words())
def test_every_word_is_on_the_page(kind):
    found = words()[kind]
    assert found
    assert {word for word in found if not STATUS.fullmatch(word)} - SHOWN == set()


def test_the_words_are_really_found():
    """Some of each kind: a search that finds nothing would show nothing missing."""
    known = set().union(*words().values())
    assert known >= {"timeout", "guard", "too_short", "other_language", "consent", "listing"}
    assert known >= {"budget", "machine_error", "not_a_feed", "too_long", "other", "ignored"}


def test_every_line_of_an_error_is_on_the_page():
    lines = {re.sub(r"%[.\d]*[a-z]", "…", each).replace("`", "") for each in called("error")}
    assert len(lines) > 5
    assert lines - SHOWN == set()


def test_every_exit_code_is_on_the_page():
    codes = {getattr(outcome, name) for name in CODES}
    codes |= {outcome.SIGNALLED + number for number in SIGNALS}
    assert set(rows("Exit codes")) == {str(code) for code in codes}
    stated = {value for value in vars(outcome).values() if isinstance(value, int)}
    assert stated - {outcome.SIGNALLED} <= codes


def test_every_verdict_is_on_the_page():
    assert set(rows("Verdicts")) == set(VERDICTS)


def test_every_finding_is_on_the_page_as_the_code_has_it():
    said = {
        check: [cause.verdict, str(cause.runs), "yes" if cause.doubts else "", cause.meaning]
        for check, cause in CAUSES.items()
    }
    assert {check: cells[:4] for check, cells in rows("Findings").items()} == said


def test_the_pages_of_the_report_say_the_same_next_step():
    steps = {check: cells[-1].replace("`", "") for check, cells in rows("Findings").items()}
    assert {check: table("en")[f"step.{check}"] for check in CAUSES} == steps


@pytest.mark.parametrize("heading", ["Exit codes", "Verdicts", "Findings", "Close reasons"])
def test_every_row_says_what_to_do(heading):
    assert all(cells[-1] for cells in rows(heading).values())
