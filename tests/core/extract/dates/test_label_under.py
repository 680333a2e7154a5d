"""Labels that stand under or behind what they name, and the word of a change amid a line."""

from __future__ import annotations

import pytest

DAY, CHANGED = "2026-11-19", "2026-11-24"


def column(day, label, tag="div"):
    return f"<div><{tag}>{day}</{tag}><{tag}>{label}</{tag}></div>"


NEW, OLD = ("24/11/2026", "آخر تعديل"), ("19/11/2026", "تاريخ النشر")


@pytest.mark.parametrize("tag", ["div", "p"])
@pytest.mark.parametrize("columns", [(OLD, NEW), (NEW, OLD)], ids=["first", "last"])
def test_the_label_under_a_day(read, columns, tag):
    found = read(below="<div>" + "".join(column(*each, tag) for each in columns) + "</div>")
    assert (found.datePublished, found.dateModified) == (DAY, CHANGED)


def test_the_label_behind_a_day(read):
    boxes = "".join(f"<div><b>{day}</b><small>{label}</small></div>" for day, label in (NEW, OLD))
    found = read(below=f"<div>{boxes}</div>")
    assert (found.datePublished, found.dateModified) == (DAY, CHANGED)


def test_a_change_alone_is_no_publication(read):
    found = read(below=f"<div>{column(*NEW)}</div>")
    assert (found.datePublished, found.dateModified) == (None, CHANGED)


def test_other_words_under_a_day_are_no_label_of_it(read):
    assert read(below=f"<div>{column('19/11/2026', 'محليات')}</div>").datePublished == DAY


@pytest.mark.parametrize(
    "line",
    [
        "19 نوفمبر 2026 (حُدّث 24 نوفمبر 2026)",
        "أُنشئ بتاريخ 19 نوفمبر 2026 وعُدّل بتاريخ 24 نوفمبر 2026",
        "19/11/2026 | عُدّل في 24/11/2026",
    ],
)
def test_the_verb_of_a_change_amid_a_line(read, line):
    found = read(below=f"<div>{line}</div>")
    assert (found.datePublished, found.dateModified) == (DAY, CHANGED)
