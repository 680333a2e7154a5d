"""`scrapy report`: the pages as files, for a browser and no server."""

from __future__ import annotations

import sys

from crawler.command import RasidCommand


class Command(RasidCommand):
    """Written after each run too; this writes it now."""

    takes_arguments = False

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Write the report: pages that say what broke, when, and what changed"

    def work(self, args: list[str], opts: object) -> None:
        """Write it and print where its first page lies."""
        from crawler.dashboard.profiles import report_folder, report_lock, showing_of
        from crawler.dashboard.report import INDEX, write_report

        del args, opts
        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        folder = report_folder(self.settings)
        showing = showing_of(self.settings, served=False)
        try:
            write_report(showing, folder, report_lock(self.settings))
        finally:
            showing.engine.dispose()
        sys.stdout.write(f"{folder / INDEX}\n")
