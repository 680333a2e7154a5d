"""Compiled templates are kept where Python keeps its own, and never shown once anything changed."""

from __future__ import annotations

import sys

import jinja2
import pytest

from crawler.dashboard import compiled
from crawler.dashboard.compiled import CompiledTemplates, made_of

PAGE = "<p>{{ 'خبر' }} {{ count }}</p>"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    return tmp_path / "compiled"


@pytest.fixture
def times_compiled(monkeypatch):
    """How often a template was compiled."""
    times = []
    compile_ = jinja2.Environment._compile

    def counting(self, source, filename):
        times.append(filename)
        return compile_(self, source, filename)

    monkeypatch.setattr(jinja2.Environment, "_compile", counting)
    return times


def shown(language="ar", page=PAGE):
    loader = jinja2.DictLoader({"page": page})
    made = jinja2.Environment(loader=loader, bytecode_cache=CompiledTemplates(language))  # noqa: S701 - no page of ours
    return made.get_template("page").render(count=3)


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_second_process_need_not_compile(times_compiled, folder):
    assert shown() == shown() == "<p>خبر 3</p>"
    assert len(times_compiled) == 1
    assert [path.suffix for path in files(folder)] == [".template"]


def test_each_language_has_its_own(times_compiled, folder):
    shown("ar")
    shown("en")
    assert len(times_compiled) == len(files(folder)) == 2


def test_another_template_is_compiled_anew(times_compiled):
    shown()
    assert shown(page="<p>{{ count }}</p>") == "<p>3</p>"
    assert len(times_compiled) == 2


def test_a_change_of_the_package_makes_all_anew(times_compiled, monkeypatch):
    shown()
    monkeypatch.setattr(compiled, "made_of", lambda: "another")
    shown()
    assert len(times_compiled) == 2


def test_a_filter_that_was_edited_is_a_change(tmp_path, monkeypatch):
    monkeypatch.setattr(compiled, "SOURCES", tmp_path)
    (tmp_path / "shown.py").write_text("1")
    made_of.cache_clear()
    before = made_of()
    (tmp_path / "shown.py").write_text("22")
    made_of.cache_clear()
    assert made_of() != before
    made_of.cache_clear()


@pytest.mark.parametrize("content", [b"", b"j2", b"\x00" * 64])
def test_a_broken_file_is_compiled_anew(times_compiled, folder, content):
    shown()
    files(folder)[0].write_bytes(content)
    assert shown() == "<p>خبر 3</p>"
    assert len(times_compiled) == 2


def test_a_file_that_was_cut_off_is_compiled_anew(times_compiled, folder):
    shown()
    kept = files(folder)[0]
    whole = kept.read_bytes()
    for length in range(0, len(whole), 7):
        kept.write_bytes(whole[:length])
        assert shown() == "<p>خبر 3</p>"


def test_where_python_writes_no_modules_nothing_is_written(times_compiled, folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert shown() == shown() == "<p>خبر 3</p>"
    assert files(folder) == []
    assert len(times_compiled) == 2


def test_a_place_that_cannot_be_written_is_no_error(tmp_path, folder):
    folder.write_text("a file where the folder should be")
    assert shown() == "<p>خبر 3</p>"
