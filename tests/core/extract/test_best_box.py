"""The box with most prose: each line of these pages says how much it is worth."""

from __future__ import annotations

import pytest

from crawler.core.extract.best_box import best_box
from crawler.core.extract.page import Page

TEXT = "entry-content"


def best(body):
    """The tag and the class of the box, None where there is none."""
    layout = Page(f"<body><main>{body}</main></body>", "https://news.example/").layout
    found = best_box(layout, [float(block.text) for block in layout.blocks])
    return (layout.boxes[found].tag, layout.boxes[found].hint.strip()) if found >= 0 else None


def box(*lines, name="a", tag="div"):
    return f"<{tag} class='{name}'>{''.join(f'<p>{line}</p>' for line in lines)}</{tag}>"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (box(100, 90, name="one") + box(0, 0, name="two"), ("div", "one")),
        (box(100, 90, name="one") + box(-30, 10, name="two"), ("div", "one")),
        (box(100, 90, name="one") + box(90, name="two"), ("main", "")),
        (f"{box(100, 90, name='one')}<p>-160</p>{box(80, 70, name='two')}", ("div", "one")),
        (f"<p>500</p>{box(30, name='one')}", ("main", "")),
        (box(500, name="one"), ("div", "one")),
        ("<blockquote class=one><p>500</p></blockquote><p>0</p>", ("main", "")),
        (box(0, -5), None),
    ],
    ids=["the inner of two", "less around it", "more around it", "little less than the best",
         "lines and a box", "one line", "a quote", "no prose"],
)  # fmt: skip
def test_the_box_with_most_prose_and_least_else(body, told):
    assert best(body) == told


@pytest.mark.parametrize(
    ("beside", "told"), [(30, ("div", TEXT)), (40, ("main", ""))], ids=["little", "more"]
)
def test_a_name_of_a_text_is_worth_a_third_more(beside, told):
    assert best(box(beside, name="note") + box(50, 50, name=TEXT)) == told


PARTS = box(500, 500, name=TEXT), box(150, 150, name=TEXT)


def around(*names, parts=PARTS):
    """Each part in boxes of these names, the outermost first, side by side in one."""
    opened, closed = "".join(f"<div class={name}>" for name in names), "</div>" * len(names)
    return "".join(f"{opened}{part}{closed}" for part in parts)


@pytest.mark.parametrize("names", [(), ("row",), ("row", "column", "cell")])
def test_parts_that_stand_side_by_side_are_one_text(names):
    assert best(around(*names)) == ("main", "")
    assert best(around(*names, parts=PARTS[::-1])) == ("main", "")


@pytest.mark.parametrize(
    "body",
    [
        around("row", "column", "cell", "inner"),
        around("one", parts=PARTS[:1]) + around("other", parts=PARTS[1:]),
        PARTS[0] + box(150, 150, name="note"),
        PARTS[0] + box(150, 150, name=TEXT, tag="section"),
        PARTS[0] + box(0, 0, name=TEXT) + box(300, name="note"),
        PARTS[0] + box(50, name=TEXT),
    ],
    ids=["too deep", "around of two makes", "of another name", "of another tag", "without prose",
         "a line more"],
)  # fmt: skip
def test_what_stands_beside_a_text_and_is_no_part_of_it(body):
    assert best(body) == ("div", TEXT)
