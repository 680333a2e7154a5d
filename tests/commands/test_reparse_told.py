"""The tables of `scrapy reparse`."""

from __future__ import annotations

from crawler.commands.reparse_told import show
from crawler.core.reparse import differences
from crawler.core.reparse_tally import Tally


def test_a_person_sees_numbers_and_examples(make_article, capsys):
    tally = Tally()
    tally.compared(
        "https://windows.example/1",
        differences(make_article(), make_article(description="[bold]وصف")),
    )
    tally.compared("https://windows.example/2", [])
    tally.pages["gone/no_body"] += 2
    tally.pages["found"] += 1
    tally.damage.append("a.warc.gz is damaged")
    tally.applied["updated"] = 1
    show(tally)
    said = capsys.readouterr().out
    assert "5 pages read again: 1 same, 1 different" in said
    assert "2: published, and no article today (no_body)" in said
    assert "a.warc.gz is damaged" in said
    assert "applied: 1 updated" in said
    [row] = [
        line.split()
        for line in said.split("\n")
        if line.startswith("description") and "filled" not in line
    ]
    assert row[1:] == ["1", "1", "0", "0"]
    assert "[bold]وصف" in said  # as text


def test_nothing_to_tell(capsys):
    show(Tally())
    assert capsys.readouterr().out == "0 pages read again: 0 same, 0 different\n"
