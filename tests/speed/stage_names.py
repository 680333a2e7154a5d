"""Which stage of a crawl a module belongs to: the table behind the CPU budget."""

from __future__ import annotations

from functools import cache

# By the longest name that fits. What no name fits (a text function, a library) counts for its
# caller, so the stage is that of the innermost frame that has one.
STAGES = {
    "decode": ("crawler.core.encoding", "crawler.core.mojibake", "scrapy.utils._compression",
               "scrapy.utils.gz", "scrapy.downloadermiddlewares.httpcompression",
               "crawler.middlewares.unpack"),
    "parse": ("crawler.core.extract.page", "crawler.core.extract.nesting"),
    "extract": ("crawler.core.extract", "crawler.core.provenance", "crawler.core.access.usage"),
    "links": ("crawler.core.extract.listing", "crawler.core.links", "crawler.walk.frontier",
              "crawler.walk.traps", "crawler.core.feeds"),
    "clean, noise": ("crawler.core.clean", "crawler.core.noise", "pipelines.clean_text",
                     "pipelines.cut_noise", "crawler.store.blocks"),
    "dates, checks": ("pipelines.resolve_date", "pipelines.check_article", "crawler.core.dating",
                      "crawler.core.checks", "crawler.core.extract.dates"),
    "duplicates": ("crawler.core.dedup", "crawler.core.article_sketch", "crawler.store.sketch",
                   "crawler.store.story_index", "crawler.store.waiting", "crawler.store.deciding",
                   "pipelines.find_duplicates"),
    "store": ("crawler.store", "pipelines.store_article"),
    "feed": ("crawler.store.feed", "crawler.store.part", "crawler.store.batches",
             "crawler.extensions"),
    "archive": ("crawler.walk.archiving", "crawler.extensions.archive", "crawler.store.archive",
                "fastwarc"),
    "guard, robots, pace": ("crawler.middlewares", "crawler.core.access"),
    "walk": ("crawler.spider", "crawler.walk"),
    "Scrapy, network": ("scrapy", "twisted", "asyncio", "aiohttp", "uvloop", "w3lib",
                        "crawler.middlewares.downloader", "crawler.middlewares.one_task",
                        "crawler.middlewares.results", "crawler.middlewares.steps",
                        "crawler.middlewares.quick_signals", "crawler.middlewares.ended",
                        "crawler.middlewares.offsite", "crawler.middlewares.traffic"),
}  # fmt: skip
REST = "the rest"
_NAMES = sorted(
    ((name, stage) for stage, names in STAGES.items() for name in names),
    key=lambda each: -len(each[0]),
)


@cache
def stage_of(module: str) -> str | None:
    """The stage of a module, None for one that counts for its caller."""
    return next((stage for name, stage in _NAMES if module.startswith(name)), None)
