"""What a run does to its process."""

from __future__ import annotations

import gc

from crawler.running import spare_the_collector


def test_what_is_loaded_is_no_longer_looked_at_by_the_collector():
    before = gc.get_freeze_count()
    try:
        spare_the_collector()
        assert gc.get_freeze_count() > before + 10_000
    finally:
        gc.unfreeze()
