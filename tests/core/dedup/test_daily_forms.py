"""Pages of a form stay apart, whatever stands around them; one that is posted again is found."""

from __future__ import annotations

import pytest

from crawler.core.dedup import DuplicateIndex
from tests.core.dedup.daily_forms import BLOCK, FORMS, FRAMES


def pages(form, frame):
    title, body, values = FORMS[form]
    for number, value in enumerate(values):
        yield title.format(value), frame(body.format(value), number)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.__name__)
@pytest.mark.parametrize("form", FORMS)
def test_pages_that_differ_in_one_token(form, frame):
    index = DuplicateIndex()
    for number, page in enumerate(pages(form, frame)):
        match = index.match(*page)
        assert match is None or match.relation == "template", (number, match)
        index.add(str(number), *page)
    for number, (title, body) in enumerate(pages(form, frame)):
        again = index.match(title, f"(وكالات)\n{body}\n{BLOCK}\nالمصدر: متابعات")
        assert again.is_duplicate, (number, again)
        assert again.identifier == str(number)
