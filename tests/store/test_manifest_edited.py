"""A manifest that somebody has edited is told and written anew, whatever stands in it."""

from __future__ import annotations

import json

import pytest

from crawler.core.errors import FeedAheadError
from crawler.store.database import open_database
from crawler.store.feed import Feed
from crawler.store.manifest import read_manifest
from crawler.store.repair import repair


@pytest.mark.parametrize("name", [3, 2.5, None], ids=str)
def test_a_part_whose_name_is_no_text_is_a_part_that_nobody_knows(tmp_path, name):
    engine, feed = open_database(f"sqlite:///{tmp_path}/rasid.db"), tmp_path / "feed"
    Feed(engine, feed).start()
    listed = {"file": name, "first": 1, "last": 2, "count": 2, "sha256": "x"}
    (feed / "manifest.json").write_text(json.dumps({"parts": [listed]}))
    with pytest.raises(FeedAheadError, match=f"newest is '{name}'.*scrapy repair"):
        Feed(engine, feed).start()
    assert repair(engine, feed).parts_gone == (str(name),)
    assert read_manifest(feed) == {}
    engine.dispose()
