"""`scrapy sites`: the profiles, and which of them cannot be used."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand

from crawler.core.outcome import CONFIG

if TYPE_CHECKING:
    from rich.table import Table

COLUMNS = ("site", "every", "delay", "render", "addresses")


class Command(ScrapyCommand):
    """One row for each site."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """As shown by -h."""
        return "[--json]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Show the profiles of all sites"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """In which form."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="every field, one site a line")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print them; exit 78 when a profile is broken."""
        from rich.console import Console
        from scrapy.spiderloader import get_spider_loader

        del args
        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        loader: Any = get_spider_loader(self.settings)
        profiles = [loader.load(name).profile for name in sorted(loader.list())]
        if opts.json:
            for profile in profiles:
                row = dataclasses.asdict(profile) | {"profileVersion": profile.version()}
                sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            Console().print(_table(profiles))
        for site, error in loader.broken.items():
            sys.stderr.write(f"rasid: {site}: {error}\n")
            self.exitcode = CONFIG


def _table(profiles: list[Any]) -> Table:
    from rich.table import Table

    table = Table(*COLUMNS, box=None, pad_edge=False)
    for each in profiles:
        addresses = "\n".join(each.start_urls) or "given by -a start_urls=URL"
        table.add_row(each.name, each.every, f"{each.delay_s:g} s", each.render, addresses)
    return table
