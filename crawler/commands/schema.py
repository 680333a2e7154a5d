"""`scrapy schema`: the JSON Schema of a published line."""

from __future__ import annotations

import argparse
import json
import sys

from crawler.command import RasidCommand


class Command(RasidCommand):
    """Printed from the model; `docs/article.schema.json` is held to it by a test."""

    takes_arguments = False

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Print the JSON Schema of a published article"

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it."""
        from crawler.core.article import json_schema

        del args, opts
        sys.stdout.write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
