"""A dead man's switch: who gets no ping any more knows that nothing is run any more."""

from __future__ import annotations

import logging
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from crawler.core.errors import ConfigError
from crawler.core.watch.outcome import LOCKED, OK, SIGNALLED

logger = logging.getLogger(__name__)
TIMEOUT_S = 10.0


class Ping:
    """Asks the address of RASID_PING_URL; that nobody answers is logged and changes nothing else.

    Raises ConfigError for what is no address, without it in the message: it is a secret.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self.url = str(settings.get("RASID_PING_URL")).strip().rstrip("/")
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ConfigError("RASID_PING_URL is no address that begins with http:// or https://")

    def start(self) -> None:
        """A call of `scrapy run` begins; whoever does not answer will be told of at its end."""
        self._ask("/start")

    def end(self, code: int) -> None:
        """It has ended: success, failure, or nothing where it was stopped or found a lock held.

        Nothing, so that a run that hangs for ever is missed at last, and a stop wakes nobody.
        """
        if code == LOCKED or code > SIGNALLED:
            return
        if fault := self._ask("" if code == OK else "/fail"):
            logger.warning("rasid: the ping of RASID_PING_URL failed: %s", fault)

    def _ask(self, state: str) -> str:
        """What kind of failure it was, "" for none; never the address."""
        try:
            asked = urllib.request.Request(self.url + state, headers={"User-Agent": "Rasid"})  # noqa: S310 - checked above
            with urllib.request.urlopen(asked, timeout=TIMEOUT_S):  # noqa: S310 - the same
                return ""
        except urllib.error.HTTPError as error:
            return f"status {error.code}"
        except (OSError, ValueError) as error:
            return type(error).__name__
