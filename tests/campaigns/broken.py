"""Stores that break the protocol: a campaign must catch each, or it tests nothing."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler

from crawler.core.article import Article
from crawler.store import store_of
from crawler.store.outbox import Outbox
from crawler.store.seen import Seen, Visit
from pipelines.store_article import StoreArticle

NEVER_FULL = 1_000_000  # a group that is only written when the spider closes


class SeenFirst(StoreArticle):
    """Marks an article as dealt with before it is stored: what dies in between is lost."""

    seen: Seen

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        made = super().from_crawler(crawler)
        made.seen = Seen(store_of(crawler.settings))
        made.outbox = Outbox(
            store_of(crawler.settings), group_max=NEVER_FULL, group_age_s=NEVER_FULL
        )
        return made

    def process_item(self, item: Article) -> Article:
        now = datetime.now(UTC)
        self.seen.note([Visit(item.identifier, item.url, self.source, "dropped:seen", now)])
        return super().process_item(item)


class PublishFirst(StoreArticle):
    """Publishes an article before it is stored: what dies in between comes a second time."""

    feed: Path

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        made = super().from_crawler(crawler)
        made.feed = Path(crawler.settings["RASID_DATA_DIR"]) / "feed"
        made.outbox = Outbox(
            store_of(crawler.settings), group_max=NEVER_FULL, group_age_s=NEVER_FULL
        )
        return made

    def process_item(self, item: Article) -> Article:
        # No name of the feed: its guard would refuse the next run, and so catch this one sooner.
        name = f"part-early{secrets.token_hex(6)}.jsonl"
        if item.duplicate is None:
            (self.feed / name).write_text(item.to_line() + "\n", encoding="utf-8")
        return super().process_item(item)


def normal_synchronous() -> None:
    """A plant: commits that a power cut may take back."""
    from crawler.store import database

    pragmas = tuple(each.replace("= FULL", "= NORMAL") for each in database.PRAGMAS)
    assert pragmas != database.PRAGMAS
    database.PRAGMAS = pragmas


def no_guard() -> None:
    """A plant: a feed that is ahead of its store is not refused."""
    from crawler.store.feed import Feed

    assert Feed._check_not_ahead
    Feed._check_not_ahead = lambda _: None  # type: ignore[method-assign]
