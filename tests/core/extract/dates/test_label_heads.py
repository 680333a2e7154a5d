"""Which words are the label of a line: those above it, or at the head of its column."""

from __future__ import annotations

import pytest

from crawler.core.extract.dates.label_of import is_labelled_change, label_above
from crawler.core.extract.page import Page

DAY = "3 آذار 2026"


def laid_out(html):
    """The layout, and where the day stands that is asked about, the last of those that are told."""
    layout = Page(f"<body><main>{html}</main></body>", "https://news.example/").layout
    texts = [block.text for block in layout.blocks]
    return layout, len(texts) - 1 - texts[::-1].index(DAY)


def label(html):
    return label_above(*laid_out(html))


def row(*cells, tag="div"):
    return f"<{tag}>{''.join(f'<div>{cell}</div>' for cell in cells)}</{tag}>"


HEAD, DAYS = row("الكاتب", "النشر", "آخر تحديث"), row("هدى الكاف", "1 آذار 2026", DAY)


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (HEAD + DAYS, "آخر تحديث:"),
        (row("النشر", "آخر تحديث", "الكاتب") + row("1 آذار 2026", DAY, "هدى"), "آخر تحديث:"),
        (row("النشر:", "الكاتب") + row(DAY, "هدى الكاف"), "النشر:"),
        (f"<div>الميناء</div>{HEAD}{DAYS}", "آخر تحديث:"),
    ],
    ids=["the last column", "amid", "the first", "below something else"],
)
def test_the_head_of_the_column_is_the_label(html, told):
    assert label(html) == told


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (row("النشر", "آخر تحديث") + row("بحر", "الميناء", DAY), "الميناء:"),
        (HEAD + row("بحر", "شباك", "قوارب") + row("ورش", "الميناء", DAY), "قوارب:"),
        (HEAD + "<p>بحر</p>" + row("ورش", "الميناء", DAY), "الميناء:"),
        (row("الكاتب", "5 قوارب", "آخر تحديث") + row("ورش", "الميناء", DAY), "الميناء:"),
        (row("الكاتب", "النشر", "كلمات أكثر مما يسعه رأس عمود") + row("ورش", "الميناء", DAY),
         "الميناء:"),
        (HEAD + row("ورش", "<p>الميناء</p><p>البحر</p>", DAY), "البحر:"),
        ("<div>آخر تحديث</div>" + row(DAY), "آخر تحديث:"),
    ],
    ids=["fewer heads", "the nearest row", "not right above", "a figure among them", "a long one",
         "a cell of two lines", "one cell"],
)  # fmt: skip
def test_where_no_column_has_a_head_the_line_above_is_the_label(html, told):
    assert label(html) == told


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{DAY}</p>",
        f"<p>2026</p><p>{DAY}</p>",
        f"<p>ورش الميناء القديم تفتح أبوابها</p><p>{DAY}</p>",
        f"<h2>الميناء</h2><p>{DAY}</p>",
    ],
    ids=["nothing above", "a figure", "a sentence", "a heading"],
)
def test_what_is_no_label(html):
    assert label(html) == ""


def test_a_heading_that_says_updated_is_the_label_of_a_change():
    layout, block = laid_out(f"<h4>آخر تحديث :</h4><p>{DAY}</p>")
    assert label_above(layout, block) == "آخر تحديث:"
    assert is_labelled_change(layout, block)
    assert not is_labelled_change(*laid_out(f"<p>النشر</p><p>{DAY}</p>"))
