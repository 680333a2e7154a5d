"""Parts of a date in elements of their own, without a space between them."""

from __future__ import annotations

import pytest

AFTERNOON = "2026-11-19T17:44:00+03:00"


@pytest.mark.parametrize(
    "below",
    [
        "<p><b>سالم</b><i>الخميس 19 نوفمبر 2026 | 05:44 مساءً</i><u>محليات</u><u>2 زيارة</u></p>",
        "<p><b>الخميس</b><b>19</b><b>نوفمبر</b><b>2026</b><b>05:44 م</b></p>",
        "<p><b>19 نوفمبر 2026</b><b>05:44</b><b>م</b></p>",
    ],
)
def test_the_half_of_the_day_is_not_lost_in_the_next_word(read, below):
    assert read(below=below).datePublished == AFTERNOON


def test_a_number_whose_figures_are_set_apart_stays_one(read):
    assert read(below="<p><b>1</b>9 نوفمبر 2026</p>").datePublished == "2026-11-19"


@pytest.mark.parametrize(
    "above",
    [
        "<div><b>19</b><i>تشرين الثاني</i><u>2026</u></div>",
        "<div>19</div><div>نوفمبر 2026</div>",
        "<table><tr><td>19</td><td>نوفمبر</td><td>2026</td></tr></table>",
    ],
)
def test_a_day_in_another_column_is_no_month(read, above):
    assert read(above=f"<div>{above}", below="</div>").datePublished == "2026-11-19"


def test_a_month_of_the_archive_below_takes_no_number_before_it(read):
    below = "<div>19</div><div>نوفمبر 2026</div>"
    assert (
        read(
            body="<p>أقر المجلس البلدي خطة جديدة لتنظيم الأسواق في أحياء المدينة.</p>" * 2,
            after=f"<div>{below}</div>",
        ).datePublished
        is None
    )
