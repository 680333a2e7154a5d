"""Loads the spiders; a profile that is broken is named and kept apart, the other sites run."""

from __future__ import annotations

import logging
import pkgutil
from importlib import import_module

from scrapy.spiderloader import SpiderLoader

from crawler.core.errors import ProfileError

logger = logging.getLogger(__name__)
# What a mistake in a module raises at its import; TypeError is also an unknown field.
BROKEN = (
    ImportError, SyntaxError, TypeError, ValueError, NameError, AttributeError, LookupError, OSError
)  # fmt: skip


class SiteLoader(SpiderLoader):
    """Scrapy's loader, module by module. `broken` maps a module's name to what is wrong with it."""

    broken: dict[str, ProfileError]

    def _load_all_spiders(self) -> None:
        self.broken = {}
        for package_name in self.spider_modules:
            package = import_module(package_name)
            for info in pkgutil.iter_modules(package.__path__):
                self._load_site(f"{package_name}.{info.name}", info.name)
        self._check_name_duplicates()

    def _load_site(self, module_name: str, site: str) -> None:
        try:
            self._load_spiders(import_module(module_name))
        except ProfileError as error:
            self.broken[site] = error
        except BROKEN as error:
            self.broken[site] = ProfileError(f"{type(error).__name__}: {error}")
        if site in self.broken:
            logger.error("site %s cannot be used: %s", site, self.broken[site])
