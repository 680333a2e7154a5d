"""`scrapy notify`: send what could not be sent, try the addresses, or tell that a run failed."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from crawler.command import RasidCommand
from crawler.core.watch.notice import Message, shown
from crawler.core.watch.outcome import CONFIG, DOWN, OK

if TYPE_CHECKING:
    from crawler.calls.notify import Sending, Target

TEST = Message(
    "Rasid: a test",
    "Messages about incidents arrive here.\nتصل إلى هنا الرسائل عن الأعطال.\nrasid:test",
    "success",
)


class Command(RasidCommand):
    """The messages of incidents, to RASID_NOTIFY."""

    takes_arguments = False

    def syntax(self) -> str:
        """As shown by -h."""
        return "[--test | --failed WHAT]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Send the messages about incidents that have not gone out"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What else can be sent."""
        super().add_options(parser)
        parser.add_argument("--test", action="store_true", help="a message to every address")
        parser.add_argument(
            "--failed", metavar="WHAT", default="", help="a message that a scheduled run failed"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Send, say what came of it; exit 69 when an address took nothing, 78 for a wrong one."""
        from crawler.calls.notify import targets_of

        del args
        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        targets = targets_of(self.settings)
        if not targets:
            sys.stderr.write("rasid: RASID_NOTIFY is empty: nobody is told anything\n")
            self.exitcode = CONFIG if opts.test else OK
            return
        sending = self._send(opts, targets)
        if sending.sent or sending.failed or opts.test:
            sys.stdout.write(f"messages: {sending}\n")
        self.exitcode = DOWN if sending.failed else OK

    def _send(self, opts: argparse.Namespace, targets: list[Target]) -> Sending:
        from crawler import crawl
        from crawler.calls.notify import Sending, send_notices, tell_at_once
        from crawler.calls.outside import told_metrics
        from crawler.store import has_store, store_of

        assert self.settings is not None  # noqa: S101 - as above
        sending = Sending()
        if opts.test:
            return tell_at_once(TEST, targets)
        if opts.failed:
            sending = tell_at_once(failed(opts.failed), targets)
        if has_store(self.settings):
            more = send_notices(store_of(self.settings), targets, crawl.now(self.settings))
            told_metrics(self.settings, more)
            more.sent += sending.sent
            more.failed += sending.failed
            return more
        return sending


def failed(what: str) -> Message:
    """The message that a scheduled run ended badly; `what` is the name of its unit."""
    name = shown(what)
    lines = (
        f"{name} ended with an error: see its log and `scrapy runs`.",
        f"انتهى \u2068{name}\u2069 بخطأ: انظر سجله.",
        f"rasid:failed:{name}",
    )
    return Message(f"Rasid: {name} failed", "\n".join(lines), "failure")
