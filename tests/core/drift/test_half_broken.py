"""When a selector counts as broken: on half of the pages that have its field, or on more."""

from __future__ import annotations

import pytest

from crawler.core.drift.heal import Case, broken_fields
from crawler.core.extract.page import Page
from crawler.core.site import SiteProfile

PROFILE = SiteProfile(name="windows", headline="h1.title")


@pytest.mark.parametrize(("broken", "is_broken"), [(0, False), (1, False), (2, True), (4, True)])
def test_a_selector_that_misses_half_of_the_pages_is_broken(make_article, broken, is_broken):
    known = make_article()
    pages = [
        f"<h1{'' if number < broken else ' class=title'}>{known.headline}</h1>"
        for number in range(4)
    ]
    cases = [Case(Page(html, known.url), known) for html in pages]
    assert broken_fields(PROFILE, cases) == (["headline"] if is_broken else [])
