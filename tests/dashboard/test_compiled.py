"""A template is compiled once for all languages and runs: what it compiles to has no word in it."""

from __future__ import annotations

import sys

import jinja2
import pytest
from jinja2 import DictLoader, FileSystemLoader
from jinja2.defaults import DEFAULT_FILTERS

from crawler.dashboard import words
from crawler.dashboard.compiled import main
from crawler.dashboard.kept_code import CompiledOnce
from crawler.dashboard.render import FOLDER, environment

TEMPLATES = sorted(path.name for path in (FOLDER / "templates").glob("*.html"))


def compiled(language, name, **other):
    made = environment(language).overlay(bytecode_cache=None, **other)
    source, file, _ = made.loader.get_source(made, name)
    return made.compile(source, name, file)


@pytest.mark.parametrize("name", TEMPLATES)
def test_all_languages_have_the_same_code(name):
    first, *others = (compiled(language, name) for language in words.LANGUAGES)
    assert [first == other for other in others] == [True] * len(others)


def test_it_is_seen_where_a_word_is_in_the_code():
    """jinja2 works out a filter of a constant when it compiles."""
    loader = DictLoader({"a.html": '{{ "healthy" | word("state") }}'})
    first, *others = (compiled(language, "a.html", loader=loader) for language in words.LANGUAGES)
    assert all(first != other for other in others)


def test_what_was_compiled_is_used_again():
    cache = CompiledOnce()
    loader = DictLoader({"a.html": "{{ 1 }}"})
    made = [environment(each).overlay(bytecode_cache=cache, loader=loader, cache_size=0)
            for each in words.LANGUAGES]  # fmt: skip
    codes = []
    for each in made:
        real = each.compile
        each.compile = lambda *given, real=real, **more: codes.append(1) or real(*given, **more)
    assert [each.get_template("a.html").render() for each in made] == ["1"] * len(made)
    assert len(codes) == 1


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Templates of ours to write, where Python keeps what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "a.html").write_text("{{ 1 }}\n")
    return tmp_path


def compiles(folder, **other):
    """What the template of a folder says in a new process, and how often it is compiled there."""
    made = environment("en").overlay(
        bytecode_cache=CompiledOnce(), loader=FileSystemLoader(folder), cache_size=0, **other
    )
    real, codes = made.compile, []
    made.compile = lambda *given, **more: codes.append(1) or real(*given, **more)
    texts = {made.get_template("a.html").render() for _ in range(2)}
    return texts.pop(), len(codes)


def test_the_next_process_does_not_compile(folder):
    assert [compiles(folder) for _ in range(3)] == [("1", 1), ("1", 0), ("1", 0)]


def test_another_text_is_compiled_at_once(folder):
    """Also one of the same length in the same second."""
    compiles(folder)
    (folder / "a.html").write_text("{{ 2 }}\n")
    assert [compiles(folder) for _ in range(2)] == [("2", 1), ("2", 0)]


def test_other_options_are_other_code(folder):
    compiles(folder)
    assert compiles(folder, trim_blocks=False)[1] == 1
    assert compiles(folder, trim_blocks=False)[1] == 0


def test_another_jinja2_compiles_for_itself(folder, monkeypatch):
    compiles(folder)
    monkeypatch.setattr(jinja2, "__version__", "0")
    assert compiles(folder)[1] == 1


def test_nothing_is_kept_where_python_keeps_nothing(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [compiles(folder) for _ in range(2)] == [("1", 1)] * 2
    assert [path.name for path in folder.iterdir()] == ["a.html"]


def test_what_is_kept_lies_where_python_is_told_to(folder, monkeypatch, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("prefix")
    monkeypatch.setattr(sys, "pycache_prefix", str(elsewhere))
    assert [compiles(folder) for _ in range(2)] == [("1", 1), ("1", 0)]
    assert [path.name for path in folder.iterdir()] == ["a.html"]
    assert list(elsewhere.rglob("a.*.pyc"))


def test_all_are_kept_beforehand(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # as an image of a container has it
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    environment.cache_clear()
    monkeypatch.setattr("crawler.dashboard.render._compiled", CompiledOnce())
    main()
    environment.cache_clear()
    kept = sorted(f"{path.name.partition('.')[0]}.html" for path in tmp_path.rglob("*.pyc"))
    assert kept == TEMPLATES


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_filter_of_ours_is_worked_out_when_a_template_is_compiled(name):
    """Else code that is kept would go on showing what a filter did before it was changed."""
    plain = compiled("en", name)
    made = environment("en").overlay(bytecode_cache=None)
    made.filters = refusing(made.filters)
    source, file, _ = made.loader.get_source(made, name)
    assert made.compile(source, name, file) == plain


def refusing(filters):
    """With none of ours: jinja2's own change with its version."""
    return {name: each if DEFAULT_FILTERS.get(name) is each else refuse
            for name, each in filters.items()}  # fmt: skip


def refuse(*_given, **_more):
    raise ValueError


def test_it_is_seen_where_a_filter_is_worked_out():
    loader = DictLoader({"a.html": '{{ "healthy" | word("state") }}'})
    made = environment("en").overlay(bytecode_cache=None, loader=loader)
    plain = made.compile(*loader.get_source(made, "a.html")[:1])
    made.filters = refusing(made.filters)
    assert made.compile(*loader.get_source(made, "a.html")[:1]) != plain
