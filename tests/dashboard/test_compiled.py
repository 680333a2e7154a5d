"""A template is compiled once for all languages: what it is compiled to has no word in it."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader

from crawler.dashboard import words
from crawler.dashboard.render import FOLDER, CompiledOnce, environment

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
