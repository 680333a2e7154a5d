"""Stats that outlive their crawl, as a file for each site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scrapy.statscollectors import StatsCollector


class KeptStats(StatsCollector):
    """Writes `stats/<site>.json` into the data folder when a spider closes."""

    def _persist_stats(self, stats: dict[str, Any]) -> None:
        crawler = self._crawler
        folder = Path(crawler.settings["RASID_DATA_DIR"]) / "stats"
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(stats, default=str)
        (folder / f"{crawler.spidercls.name}.json").write_text(text, encoding="utf-8")
