"""Data in a page are found in every form that frameworks use; code is never run."""

from __future__ import annotations

import json

import pytest

from crawler.core.extract.page import Page
from crawler.core.extract.state.embedded import embedded
from crawler.core.extract.state.literal import NotALiteralError, read_literal
from crawler.core.extract.state.nuxt import joined

DATA = {"posts": [{"id": 7, "title": "وصول سفينة قمح"}], "ok": True}
TEXT = json.dumps(DATA)
QUOTED = json.dumps(TEXT)  # JSON in a string of JavaScript
LITERAL = "{posts: [{id: 7, title: 'وصول سفينة قمح',},], ok: !0}"
CALL = (
    "(function(a,b){return {posts:[{id:a,title:b}],ok:!0}}"
    '(7,"\\u0648\\u0635\\u0648\\u0644 سفينة قمح"))'
)


def page(script: str, attributes: str = "") -> Page:
    return Page(f"<p>x</p><script {attributes}>{script}</script>", "http://site.example/")


@pytest.mark.parametrize(
    "made",
    [
        page(TEXT, 'id="__NEXT_DATA__" type="application/json"'),
        page(TEXT, 'type="application/vnd.site+json"'),
        page(f"window.__INITIAL_STATE__ = {TEXT};"),
        page(f"window['__PRELOADED_STATE__']={TEXT}"),
        page(f"var data = {TEXT}; start(data)"),
        page(f"window.__INITIAL_STATE__ = JSON.parse({QUOTED})"),
        page(f"window.state = {LITERAL}"),
        page(f"window.__NUXT__={CALL};"),
        page(f"start(); self.broken = {{a: b()}}; window.__DATA__ = {TEXT}"),
    ],
    ids=["next", "json", "assigned", "bracket", "var", "parse", "literal", "nuxt2", "after_code"],
)
def test_the_data_are_found(made):
    assert DATA in embedded(made)


def test_nuxt_3_is_joined():
    flat = [["ShallowReactive", 1], {"posts": 2, "ok": 6}, [3], {"id": 4, "title": 5}, 7,
            "وصول سفينة قمح", True]  # fmt: skip
    made = page(json.dumps(flat), 'id="__NUXT_DATA__" type="application/json"')
    assert embedded(made) == [DATA]


def test_a_payload_that_names_itself_ends():
    assert joined([{"a": 0}]) is not None
    assert joined([[0, 0, 0]]) is not None


def test_lists_of_json_ld_are_data():
    listed = {"@type": "ItemList", "itemListElement": [{"url": "/a", "name": "خبر"}]}
    made = page(json.dumps(listed), 'type="application/ld+json"')
    assert [node["itemlistelement"] for node in embedded(made)] == [listed["itemListElement"]]


@pytest.mark.parametrize(
    "script",
    ["window.a = {b: c()}", "window.a = {", "window.a = `x${1}`", "if (a) b = 1", "var x = [1,"],
)
def test_code_and_what_is_cut_off_are_left_out(script):
    assert embedded(page(script.ljust(40))) == []


def test_other_scripts_are_not_read():
    assert embedded(page(TEXT, 'type="text/template"')) == []
    assert embedded(page("", 'src="/app.js"')) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{'a': 0x1f, b: -.5e1, c: void 0}", {"a": 31, "b": -5.0, "c": None}),
        ("[1, , 2] // x", [1, 2]),
        (
            r"'\u{1F600}\ud83d\ude00\x41\
'",
            "\U0001f600\U0001f600A",
        ),
        ("new Date(1740830400000)", 1740830400000),
        ("/* x */ {a: [] /* y */}", {"a": []}),
        ("`a\nb`", "a\nb"),
    ],
)
def test_literals(text, value):
    assert read_literal(text)[0] == value


@pytest.mark.parametrize("text", ["", "f()", "{a}", "[" * 500, "{a: 1 b: 2}", "'x", "{1"])
def test_what_is_no_literal_is_refused(text):
    with pytest.raises(NotALiteralError):
        read_literal(text)
