"""A publisher's life: it writes what all crawls have stored into the feed, every few seconds."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread

from scrapy.settings import BaseSettings
from sqlalchemy import Engine

from crawler import crawl
from crawler.core.errors import FeedAheadError, MachineError
from crawler.queue.members import Member
from crawler.queue.planner import sites_of
from crawler.queue.queue_metrics import write_queue
from crawler.queue.site_files import SiteFiles
from crawler.queue.tables import make_tables
from crawler.store import data_dir_of, feed_of, store_of
from crawler.store.feed import Feed, Part
from crawler.store.published_by import note_publisher
from crawler.store.queue_state import HEARTBEAT_S, PUBLISHER

LOOK_S = 2.0  # what a crawl has sealed is in the feed so much later
BACK_OFF_S = (1.0, 2.0, 5.0, 15.0)  # then always the last


@dataclass
class Publishing:
    """One publisher. `say` takes lines for people; RASID_SEAL_AFTER_S says when a part is cut."""

    settings: BaseSettings
    name: str
    say: Callable[[str], None]
    monotonic: Callable[[], float] = time.monotonic
    stop: Event = field(default_factory=Event)
    _sealed_at: float = float("-inf")
    _signed_at: float = float("-inf")
    _tried: int = 0  # how often in a row nothing could be published
    _member: Member | None = None
    _files: SiteFiles | None = None

    def once(self) -> list[Part]:
        """Publish all that waits; those parts. Raises ConfigError and MachineError."""
        return self._feed(store_of(self.settings)).publish()

    def run(self) -> None:
        """Publish until `stop` is set, through all absences of the database.

        Raises ConfigError, and FeedAheadError for a feed that only a person can mend.
        """
        self.say(f"publisher {self.name}: looks every {LOOK_S:g} s")
        while not self.stop.is_set():
            try:
                self._work()
            except FeedAheadError:
                raise
            except MachineError as error:
                wait_s = BACK_OFF_S[min(self._tried, len(BACK_OFF_S) - 1)]
                self._tried += 1
                self.say(f"{error}; trying again in {wait_s:g} s")
                self.stop.wait(wait_s)

    def _work(self) -> None:
        """Until a signal comes; what goes wrong is raised."""
        engine = store_of(self.settings)
        make_tables(engine)
        member = self._member = self._member or Member(engine, self.name, PUBLISHER)
        feed = self._feed(engine)
        while not self.stop.is_set():
            self._sign(member)
            self._publish(feed)
            self._tried = 0
            self.stop.wait(LOOK_S)
        self._publish(feed, everything=True)
        member.leave()

    def _feed(self, engine: Engine) -> Feed:
        """The feed of this data folder: from now on nobody else writes the store's parts."""
        note_publisher(engine, self.name)
        return feed_of(self.settings, here=True)

    def _publish(self, feed: Feed, *, everything: bool = False) -> None:
        """Full parts at once, the rest when its time has come."""
        seal_after_s = crawl.number_setting(self.settings, "RASID_SEAL_AFTER_S")
        now = self.monotonic()
        if seal_after_s and now - self._sealed_at >= seal_after_s:
            everything = True
        if everything:
            self._sealed_at = now
        for part in feed.publish(everything=everything):
            self.say(f"published {part.file}: {part.count} articles")

    def _sign(self, member: Member) -> None:
        now = self.monotonic()
        if now - self._signed_at >= HEARTBEAT_S:
            member.sign()
            self._signed_at = now
            self._tell()

    def _tell(self) -> None:
        """Renew the numbers for Prometheus; what keeps them from it does not keep us."""
        settings, engine = self.settings, store_of(self.settings)
        files = self._files = self._files or SiteFiles(settings, engine, sites_of(settings).periods)
        try:
            write_queue(engine, data_dir_of(settings), crawl.now(settings))
            files.renew()
        except MachineError as error:
            self.say(f"the metrics of queue and sites: {error}")

    def until_signalled(self) -> None:
        """From here on SIGTERM and SIGINT end it after the publication under way."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._signalled)

    def _signalled(self, *_signal: object) -> None:
        """By another thread: this one may be just about to wait, and hold the lock of `stop`."""
        Thread(target=self.stop.set).start()
