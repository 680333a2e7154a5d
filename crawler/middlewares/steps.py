"""The steps of an article, called one after the other, not awaited each."""

from __future__ import annotations

from typing import Any

from scrapy.pipelines import ItemPipelineManager
from scrapy.utils.defer import ensure_awaitable
from scrapy.utils.python import global_object_name

from crawler.middlewares.one_task import shorten


class QuickSteps(ItemPipelineManager):
    """Scrapy's manager of ITEM_PIPELINES without an awaitable and a name for each step.

    It is the one part of the engine that a setting names, so it is also what shortens the rest.
    """

    async def open_spider_async(self) -> None:
        """Open the steps; the engine is whole by now."""
        await super().open_spider_async()
        if self.crawler is not None and self.crawler.engine is not None:
            shorten(self.crawler.engine)

    async def process_item_async(self, item: Any) -> Any:
        """What the steps make of an item; raises DropItem, and what they raise."""
        if self._mw_methods_requiring_spider:
            return await super().process_item_async(item)
        for step in self.methods["process_item"]:
            assert step is not None  # noqa: S101 - as in Scrapy
            made = step(item)
            if type(made) is not type(item):
                made = await ensure_awaitable(made, _warn=global_object_name(step))
            item = made
        return item
