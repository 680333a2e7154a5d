"""Long lines that begin as a label does are sentences; only notices and the like are that long."""

from __future__ import annotations

import pytest

from crawler.core.noise.phrases import LABEL_CHARS_MAX, LONG_KINDS, STARTS, kind_of_line

SENTENCE = "كتب الشاعر في منفاه البعيد عن مدينته القديمة وأهلها قبل رحيله بأعوام قليلة"
SHORT_KINDS = sorted(set(STARTS.values()) - LONG_KINDS)


@pytest.mark.parametrize("kind", SHORT_KINDS)
def test_no_label_of_a_short_kind_begins_a_long_line(kind):
    assert len(SENTENCE) > LABEL_CHARS_MAX
    lines = [f"{start} {SENTENCE}" for start, of in STARTS.items() if of == kind]
    found = {line: kind_of_line(line) for line in lines}
    assert {line for line, word in found.items() if word == kind} == set()


def test_labels_of_long_kinds_begin_long_lines():
    words = [start for start, of in STARTS.items() if of in LONG_KINDS and start[0].isalpha()]
    assert words
    assert [start for start in words if not kind_of_line(f"{start} {SENTENCE}")] == []
