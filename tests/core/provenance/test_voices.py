"""Source lines in more voices: the publisher that they name, and nobody where they name nobody."""

from __future__ import annotations

import pytest

from crawler.core.provenance.names import is_generic
from tests.core.provenance.cases import Case
from tests.core.provenance.more_voices import MORE_VOICES
from tests.core.provenance.test_cases import said
from tests.core.provenance.voices import VOICES


@pytest.mark.parametrize("case", [*VOICES, *MORE_VOICES], ids=lambda case: case.name)
def test_voice(case: Case) -> None:
    assert said(case) == (case.publisher, case.source, case.dateline)


@pytest.mark.parametrize(
    "text",
    ["وسائل إعلام محلية", "وكالات الأنباء العالمية", "مواقع إخبارية ومصادر خاصة", "رصد ومتابعات"],
)
def test_words_of_which_none_says_whose(text: str) -> None:
    assert is_generic(text)


@pytest.mark.parametrize(
    "text", ["صحافة نت", "إعلام الجنوب", "مواقع الساحل", "محلية عربية", "العربية"]
)
def test_a_word_that_says_whose_makes_a_name(text: str) -> None:
    assert not is_generic(text)
