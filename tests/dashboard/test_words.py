"""The words of the interface: whole, used, and one for everything that a run can say."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from crawler.core.dedup.match import DUPLICATES
from crawler.core.watch.causes import CAUSES, VERDICTS
from crawler.dashboard import words
from crawler.dashboard.pages import MENU, PAGES
from crawler.dashboard.views.figures import FIELDS
from crawler.dashboard.views.funnel import STAGES
from crawler.dashboard.views.schedule import STATES as TURNS
from crawler.dashboard.views.state import STATES
from crawler.store.queue_state import PUBLISHER, WORKER

CODE = Path(words.__file__).parents[1]
BUILT = {  # keys that a template puts together
    "view": PAGES, "asks": PAGES, "state": {*STATES, *VERDICTS}, "cause": CAUSES, "step": CAUSES,
    "stage": {*STAGES, "known"}, "turn": {*TURNS, "ran", "late", "missed", "skipped", "overran"},
    "relation": DUPLICATES, "line": FIELDS, "role": (WORKER, PUBLISHER),
}  # fmt: skip
NO_LETTERS = {"col.sha256", "short.refused", "line.refused"}
ARABIC = re.compile("[\u0621-\u064a]")


def sources():
    files = [*CODE.rglob("*.html"), *CODE.rglob("*.py")]
    return "\n".join(path.read_text("utf-8") for path in files)


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same():
    english, arabic = words.table("en"), words.table("ar")
    assert english.keys() == arabic.keys()
    for key, text in english.items():
        assert fields(text) == fields(arabic[key]), key
        assert ARABIC.search(arabic[key]) or key in NO_LETTERS, key
        assert not ARABIC.search(text), key


@pytest.mark.parametrize("kind", BUILT)
def test_everything_that_can_be_said_has_a_word(kind):
    assert {f"{kind}.{name}" for name in BUILT[kind]} <= words.table("en").keys()
    assert set(MENU) <= PAGES.keys()


def test_words_that_templates_name_are_there_and_no_others():
    code = sources()
    named = set(re.findall(r'\bt\("([\w.]*\w)"', code))
    assert named <= words.table("en").keys()
    groups = {"view", "asks", "state", "cause", "step", "stage", "turn", "relation", "col", "group",
              "line", "plot", "field", "role"}  # fmt: skip
    rest = {key for key in words.table("en") if key.partition(".")[0] not in groups}
    unused = {key for key in rest - named if f'"{key}"' not in code}
    assert {key for key in unused if not key.startswith("schedule.")} == set()


def test_columns_that_templates_name_are_there():
    code = sources()
    heads = re.findall(r"parts\.heads\(\(([^)]*)\)", code)
    used = {f"col.{name}" for each in heads for name in re.findall(r'"(\w+)"', each)}
    direct = set(re.findall(r't\("(col\.\w+)"', code))
    columns = {key for key in words.table("en") if key.startswith("col.")}
    assert used | direct == columns


def test_a_broken_line_is_refused(tmp_path, monkeypatch):
    (tmp_path / "x.tsv").write_text("key\tonly English\n", encoding="utf-8")
    monkeypatch.setattr(words, "__file__", str(tmp_path / "__init__.py"))
    words.table.cache_clear()
    with pytest.raises(ValueError, match="two languages"):
        words.table("en")
    words.table.cache_clear()
