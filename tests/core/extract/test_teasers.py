"""Boxes that announce other articles, told by what each of several of one make holds."""

from __future__ import annotations

import pytest

from crawler.core.extract.page import Page
from crawler.core.extract.teasers import mark_teasers

TITLE = "ورش الميناء القديم تفتح أبوابها كل مساء"
SUMMARY = "قال مدير الميناء إن الورش تفتح أبوابها كل مساء حتى العاشرة."
LINK = f"<a href=/n/1>{TITLE}</a>"
SHORT = f"{LINK}<p>{SUMMARY}</p>"
LONG = f"{LINK}<p>{SUMMARY * 12}</p>"
MORE = f"<p>{SUMMARY}</p><p><a href=/n/1>« اقرأ المزيد »</a></p>"
BELOW = f"{'<p>سوق</p>' * 5}{MORE}"
PLAIN = f"<p>{SUMMARY}</p>"
LATE = f"{'<p>سوق</p>' * 5}{LINK}<p>{SUMMARY}</p>"


def marked(*boxes, entries=(), names=("card",), known=None):
    """For each of the boxes beside each other: whether its lines are those of a teaser."""
    made = [
        f"<div class={names[number % len(names)]}>{box}</div>" for number, box in enumerate(boxes)
    ]
    layout = Page(f"<body><main>{''.join(made)}</main></body>", "https://news.example/").layout
    kinds, prose = [known, *[None] * (len(layout.blocks) - 1)], [1.0] * len(layout.blocks)
    mark_teasers(layout, kinds, prose, set(entries))
    assert [kind != "teaser" for kind in kinds][1:] == [value > 0 for value in prose][1:]
    held = [box for box in layout.boxes if box.hint.strip() in names]
    return "".join("t" if set(kinds[box.first : box.last]) == {"teaser"} else "-" for box in held)


@pytest.mark.parametrize(
    ("boxes", "told"),
    [
        ([SHORT] * 3, "ttt"),
        ([MORE] * 3, "ttt"),
        ([BELOW] * 3, "ttt"),
        ([SHORT] * 2, "--"),
        ([SHORT, SHORT, SHORT, PLAIN, PLAIN, PLAIN], "ttt---"),
        ([SHORT, SHORT, SHORT, LONG], "ttt-"),
        ([SHORT, SHORT, SHORT, LONG, LONG, LONG], "------"),
        ([LATE] * 3, "---"),
        ([f"<a href=/t>ورش وموانئ</a><p>{SUMMARY}</p>"] * 3, "---"),
        ([PLAIN] * 3, "---"),
        ([SHORT, SHORT, SHORT, f"<h1>{TITLE}</h1>{SHORT}"], "ttt-"),
        ([SHORT, SHORT, SHORT, f"<h1>{LINK}</h1><p>{SUMMARY}</p>"], "tttt"),
    ],
    ids=["links with a summary", "read more", "read more, far below", "only two",
         "beside boxes without links", "a long one", "half are long",
         "a link below", "names of sections", "no links", "the headline", "a linked heading"],
)  # fmt: skip
def test_what_each_box_of_a_row_holds(boxes, told):
    assert marked(*boxes) == told


def test_a_live_entry_stays():
    assert marked(*[SHORT] * 4, entries=[0]) == "-ttt"


def test_what_a_line_is_known_to_be_it_stays():
    assert marked(*[SHORT] * 3, known="byline") == "-tt"


def test_boxes_of_two_makes_are_two_families():
    assert marked(*[SHORT] * 4, names=("card", "note")) == "----"
    assert marked(*[SHORT] * 6, names=("card", "note")) == "tttttt"
