"""The steps of an article, called one after the other, not awaited each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from scrapy.exceptions import DropItem
from scrapy.pipelines import ItemPipelineManager
from scrapy.utils.defer import ensure_awaitable
from scrapy.utils.python import global_object_name

from crawler.core.errors import SiteError
from crawler.core.versions import FIRST
from crawler.middlewares.one_task import shorten


class QuickSteps(ItemPipelineManager):
    """Scrapy's manager of ITEM_PIPELINES without an awaitable and a name for each step.

    It is the one part of the engine that a setting names, so it is also what shortens the rest.
    """

    def __init__(self, *steps: Any, **more: Any) -> None:
        """As Scrapy makes it of the settings."""
        super().__init__(*steps, **more)
        in_order: list[Any] = [*self.methods["process_item"]]
        self._reading = [*takewhile(_reads_only, in_order)]
        self._others = in_order[len(self._reading) :]

    async def open_spider_async(self) -> None:
        """Open the steps; the engine is whole by now."""
        await super().open_spider_async()
        if self.crawler is not None and self.crawler.engine is not None:
            shorten(self.crawler.engine)

    async def process_item_async(self, item: Any) -> Any:
        """What the steps make of an item; raises DropItem, and what they raise.

        The first of them, as far as they say `reads_only`, have together the CPU time that a
        callback has to read a page.
        """
        if self._mw_methods_requiring_spider:
            return await super().process_item_async(item)
        if self._reading:
            item = self._in_time(item)
        for step in self._others:
            made = step(item)
            if type(made) is not type(item):
                made = await ensure_awaitable(made, _warn=global_object_name(step))
            item = made
        return item

    def _in_time(self, item: Any) -> Any:
        """What the first steps make of an item; drops one on which they come to no end."""
        from crawler.walk.in_time import in_time  # when an article comes
        from crawler.walk.site_spider import READING_CPU_S

        try:
            return next(in_time(self._read(item), READING_CPU_S))
        except SiteError as error:
            checked = "check_article" if item.version == FIRST else "check_version"
            if self.crawler is not None:
                self.crawler.stats.inc_value(f"rasid/{checked}/{error.reason}")
            raise DropItem(error.reason) from error

    def _read(self, item: Any) -> Iterator[Any]:
        for step in self._reading:
            item = step(item)
        yield item


def _reads_only(step: Any) -> bool:
    return getattr(getattr(step, "__self__", None), "reads_only", False)
