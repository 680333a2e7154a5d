"""The table of stages names modules that there are, and the innermost of them counts."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import pytest

from crawler.core.arabic.text import fold_text
from crawler.core.dedup import content_key
from tests.speed.stage_names import REST, STAGES, stage_of
from tests.speed.stage_sampler import stage_at

BEGINNINGS = ("crawler.store.sketch",)  # the beginning of several names


@pytest.mark.parametrize("name", [name for names in STAGES.values() for name in names])
def test_a_named_module_is_there(name):
    assert name in BEGINNINGS or find_spec(name)


@pytest.mark.parametrize(
    ("module", "stage"),
    [
        ("crawler.core.extract.listing.reading", "links"),
        ("crawler.core.extract.body", "extract"),
        ("crawler.store.sketches", "duplicates"),
        ("crawler.store.outbox", "store"),
        ("sqlalchemy.engine.base", None),
        ("re", None),
    ],
)
def test_a_module_belongs_to_the_stage_of_the_longest_name_that_fits(module, stage):
    assert stage_of(module) == stage


def test_a_text_function_counts_for_its_caller(monkeypatch):
    seen = []
    monkeypatch.setattr(
        sys.modules["crawler.core.dedup.content_key"],
        "fold_text",
        lambda text: seen.append(stage_at(sys._getframe())) or fold_text(text),
    )
    content_key("نص ﻻ يسأل عنه أحد من قبل في هذا الاختبار")  # with a presentation form
    assert seen == ["duplicates"]
    assert stage_at(None) == REST
