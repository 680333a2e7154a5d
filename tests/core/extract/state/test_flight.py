"""Rows of React's Flight protocol: JSON, long texts beside it, modules, whatever their order."""

from __future__ import annotations

import json

import pytest

from crawler.core.extract.state.flight import read_flight

TEXT = "وصلت السفينة إلى الميناء\nثم بدأ التفريغ"
ROW = f"a:T{len(TEXT.encode()):x},{TEXT}"


def script(*pieces):
    pushed = "".join(f"self.__next_f.push([1,{json.dumps(each)}])\n" for each in pieces)
    return f"(self.__next_f=self.__next_f||[]).push([0]);{pushed}"


@pytest.mark.parametrize(
    "pieces",
    [
        [f'1:{{"body":"$a"}}\n{ROW}'],
        [f'{ROW}1:{{"body":"$a"}}\n'],
        ['1:{"bo', f'dy":"$a"}}\n{ROW}'],
        [f'0:I["module",[]]\n:HL["/a.css","style"]\nplain\n1:{{"body":"$a"}}\n{ROW}'],
    ],
    ids=["below", "above", "in pieces", "among others"],
)
def test_texts_stand_where_rows_refer_to_them(pieces):
    assert {"body": TEXT} in read_flight([script(*pieces)])


def test_references_to_nothing_stay_and_dollars_too():
    rows = f'1:["$","p",null,{{"price":"$$5","next":"$L9"}}]\n{ROW}'
    assert read_flight([script(rows)]) == [["$", "p", None, {"price": "$$5", "next": "$L9"}]]


@pytest.mark.parametrize(
    "broken", ["1:{", "1:[1,", "a:Tzz,", "a:Tffffff,x", "\n\n", "1:" + "[" * 9]
)
def test_broken_rows_are_left_out(broken):
    assert read_flight([script(f"{broken}\n")]) == []


def test_what_nests_too_deep_or_is_no_string_is_left_out():
    deep = "[" * 60 + '"$a"' + "]" * 60
    found = read_flight([script(f"{ROW}1:{deep}\n"), 'self.__next_f.push([1,"\\q"])'])
    assert len(found) == 1
    assert TEXT not in str(found[0])


def test_a_page_of_endless_rows_is_not_read_to_its_end():
    assert len(read_flight([script("1:[]\n" * 6_000)])) < 6_000


def test_a_script_without_rows_has_none():
    assert read_flight(["start()", script(), 'self.__next_f.push([1,"\\ud800:1"])']) == []
