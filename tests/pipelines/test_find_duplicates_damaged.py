"""A snapshot of the index of copies that is damaged where nobody looked is not read again."""

from __future__ import annotations

import pytest

from crawler.core.dedup.sketch_bytes import SketchError
from crawler.store.sketches import Sketches
from pipelines.find_duplicates import FindDuplicates


@pytest.fixture
def step(make_crawler):
    return FindDuplicates.from_crawler(make_crawler())


def test_what_has_lied_is_thrown_away(step, make_article, monkeypatch):
    snapshot = step.sketches._snapshot.path
    snapshot.parent.mkdir(parents=True, exist_ok=True)
    snapshot.write_bytes(b"damaged")
    whole = step.sketches.current().index.judge

    def damaged(sketch):
        if snapshot.exists():
            raise SketchError("a sketch is damaged")
        return whole(sketch)

    current = Sketches.current

    def followed(sketches):
        log = current(sketches)
        monkeypatch.setattr(log.index, "judge", damaged)
        return log

    monkeypatch.setattr(Sketches, "current", followed)
    assert step.process_item(make_article()).duplicate is None
    assert not snapshot.exists()
