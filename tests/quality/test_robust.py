"""Pages written otherwise: what is lost must not grow, nor shrink unnoticed."""

from __future__ import annotations

import pytest

from tests.quality.perturb import PERTURBATIONS
from tests.quality.robust import judged, own_figures

PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="t">'
    '<script type="application/ld+json">{"a": "<p>"}</script></head><body><main class="a b">'
    '<h1 id="t" itemprop="headline">T</h1><p>one long line of text</p><p>two</p></main>'
    '<aside class="side">more</aside></body></html>'
)
# For each change: paragraphs lost and added, headlines that are wrong, pages refused or taken
# wrongly. Without names the site's own sections look like articles of one paragraph.
LOST = {
    "as it is": (0, 0, 0, 0),
    "no names": (0, 1, 0, 2),
    "hashed names": (0, 1, 0, 2),
    "wrapped": (0, 0, 0, 0),
    "div for p": (0, 0, 0, 0),
    "br for p": (1, 8, 0, 2),
    "plain boxes": (2, 1, 0, 0),
    "no headings": (0, 4, 2, 0),
    "nothing stated": (0, 1, 0, 1),
    "sides first": (0, 0, 0, 0),
    "bare": (2, 3, 0, 3),
}
CHANGED = {
    "no names": ("class=", "id=", False),
    "hashed names": ('class="a b"', 'id="t"', False),
    "wrapped": ("<body><div><div><main", "</div></div></body>", True),
    "div for p": ("<div>two</div>", '{"a": "<p>"}', True),
    "br for p": ("two<br><br>", '{"a": "<p>"}', True),
    "plain boxes": ("<main", "<aside", False),
    "no headings": ("<h1", "</h1>", False),
    "nothing stated": ("og:title", "itemprop", False),
    "sides first": ('<body><aside class="side">more</aside><main', "</main></body>", True),
    "bare": ("<main", "class=", False),
}


def test_every_change_has_floors():
    assert set(LOST) == set(PERTURBATIONS)
    assert set(CHANGED) == set(PERTURBATIONS) - {"as it is"}


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_a_change_loses_exactly_what_its_floor_says(name):
    figures, failures = own_figures(PERTURBATIONS[name])
    lost = (
        figures["paragraphs"] - figures["found"],
        figures["added"],
        figures["headlines"] - figures["right"],
        figures["refused"] - figures["refused_right"],
    )
    assert lost == LOST[name], "\n".join(failures)


@pytest.mark.parametrize("name", CHANGED)
def test_a_change_does_what_it_says(name):
    first, second, is_there = CHANGED[name]
    html = PERTURBATIONS[name](PAGE)
    assert (first in html, second in html) == (is_there, is_there)
    assert "one long line of text" in html


def test_a_page_without_its_text_is_found():
    """The floors can fail: with a change that readers would see."""
    figures, failures = own_figures(lambda html: html.replace("<p>", "<p hidden>"))
    assert figures["found"] < figures["paragraphs"] or figures["refused"] > 20
    assert failures


def test_an_article_is_judged_by_what_its_gold_speaks_of():
    gold = {"body": "one two", "must_not": ["three"], "title": "T", "date": "2026-02-10"}
    assert judged(gold, None) == {"empty": 1, "f1": 0, "leak": 0, "title": 0, "date": 0}
    assert judged({}, None) == {"empty": 1}
