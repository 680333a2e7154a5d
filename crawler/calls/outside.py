"""What a call of `scrapy run` tells the world outside: that it lives, and what went wrong."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

from scrapy.settings import BaseSettings

from crawler import crawl
from crawler.calls.idle import has_nothing_to_tell
from crawler.core.errors import ConfigError, MachineError
from crawler.core.watch.outcome import BUG, CONFIG, SIGNALLED
from crawler.store import has_store, store_of

if TYPE_CHECKING:
    from crawler.calls.notify import Sending
    from crawler.calls.ping import Ping


class Outside:
    """Around a call: its beginning and its end are pinged, and between them notices are sent.

    Nothing is told of a call that is only tried (`dry`).
    """

    def __init__(self, settings: BaseSettings, *, dry: bool = False) -> None:
        self.settings = settings
        self.dry = dry
        self.ping: Ping | None = None

    def __enter__(self) -> Self:
        """Raises ConfigError for a RASID_PING_URL that is no address."""
        if self.settings.get("RASID_PING_URL") and not self.dry:
            from crawler.calls.ping import Ping

            self.ping = Ping(self.settings)
            self.ping.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """An exception of ours was no good end."""
        if error is not None and self.ping:
            self.ping.end(BUG)

    def ended(self, code: int, *, crawled: bool) -> tuple[int, str]:
        """Send what is due and ping; the exit code, and a line where something is to be said.

        Where nothing was crawled only a message that is due makes us look at the addresses. After
        a signal there is no time to wait for them: the next call sends.
        """
        line = ""
        try:
            if not self.dry and code < SIGNALLED:
                line = self._send(look=crawled)
        except ConfigError as error:
            line, code = f"rasid: {error}", code or CONFIG
        except MachineError as error:
            line, code = f"rasid: {error}", code or error.exit_code
        if self.ping:
            self.ping.end(code)
        return code, line

    def _send(self, *, look: bool) -> str:
        if not self.settings.get("RASID_NOTIFY") or not has_store(self.settings):
            return ""
        if not look and has_nothing_to_tell(self.settings):
            return ""  # and the store need not be opened
        from crawler.store.notices import Notices

        engine, now = store_of(self.settings), crawl.now(self.settings)
        if not look and not Notices(engine).due(now, limit=1):
            return ""
        from crawler.calls.notify import send_notices, targets_of

        sending = send_notices(engine, targets_of(self.settings), now)
        told_metrics(self.settings, sending)
        return f"rasid: messages: {sending}" if sending.failed else ""


def told_metrics(settings: BaseSettings, sending: Sending) -> None:
    """Keep `metrics/_notices.prom` true where messages went out or did not.

    Where the feed is not here, `scrapy publisher` does it. Raises MachineError.
    """
    if not sending.sent and not sending.failed:
        return
    from crawler.site_metrics import write_unsent
    from crawler.store import publishes_here
    from crawler.store.standing import unsent_of

    if publishes_here(settings):
        write_unsent(settings, unsent_of(store_of(settings)))
