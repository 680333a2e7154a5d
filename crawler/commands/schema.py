"""`scrapy schema`: the JSON Schema of a published line."""

from __future__ import annotations

import argparse
import json
import sys

from scrapy.commands import ScrapyCommand


class Command(ScrapyCommand):
    """Printed from the model; `docs/article.schema.json` is held to it by a test."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Print the JSON Schema of a published article"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it."""
        from crawler.core.article import json_schema

        del args, opts
        sys.stdout.write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
