"""Clocks that jump back and forward, between runs and in the middle of them."""

from __future__ import annotations

import random
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from tests.campaigns.campaign import RUN_S_MAX, Site, aggregator, is_over
from tests.campaigns.consumer import Consumer
from tests.campaigns.rig import Rig
from tests.campaigns.tally import Tally

HOUR, DAY, YEARS = 3_600, 86_400, 10 * 365 * 86_400
JUMPS_S = (HOUR, -HOUR, DAY, -DAY, YEARS, -YEARS)  # the last two: a clock without its battery
EARLIER, LATER = 60, 300  # articles of the site while the clock is wrong, and afterwards
POLL_S = 0.005


def jumping(offset_s: float, jumps: list[tuple[float, float]], made: str) -> None:
    """A plant: the clock is wrong by `offset_s`; `jumps` are (seconds into the run, new offset).

    The file `made` gets a byte for each jump that the run has seen.
    """
    from crawler import crawl

    begun, true_time, true_now = time.monotonic(), time.time, crawl.now
    seen = 0

    def wrong_s() -> float:
        nonlocal seen
        passed = time.monotonic() - begun
        past = [to for at, to in sorted(jumps) if at <= passed]
        if len(past) > seen:
            seen = len(past)
            Path(made).write_bytes(b"." * seen)
        return [offset_s, *past][-1]

    def now(settings: BaseSettings) -> datetime:
        return true_now(settings) + timedelta(seconds=wrong_s())

    crawl.now = now
    time.time = lambda: true_time() + wrong_s()


def clock_jumps(rig: Rig, folder: Path, *, times: int, seed: int) -> Tally:
    """A whole run by a wrong clock, news, a killed run by the right one, and a last run.

    Each jump counts that a run has seen.
    """
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    now = ("--now", datetime.now(UTC).isoformat())
    with rig.campaign("clock jumps") as tally:
        for number in tally.folders(times):
            with aggregator(EARLIER, "cards", *now) as url:
                port = str(urlsplit(url).port)
                site = Site(url, folder / f"data-{number}", launcher=rig.launcher)
                consumer = Consumer(site.folder / "feed")
                _set_clock(site, JUMPS_S[number % len(JUMPS_S)], [])
                wrong = rig.last_run(site)
                consumer.poll()
            with aggregator(LATER, "cards", *now, "--port", port):
                often = 2 * (number % 2)
                jumps = [(dice.uniform(0, rig.idle_s), dice.choice(JUMPS_S)) for _ in range(often)]
                _set_clock(site, 0, jumps)
                _killed(site, consumer, dice.uniform(0, rig.whole_s / 2))
                site.plants = {}
                wrong += rig.last_run(site)
                consumer.poll()
                verdict = rig.over(url).verdict(site, consumer)
            tally.settle(2 + _seen(site), verdict, wrong)
            rig.say(f"{tally.fault}: {tally.tried}")
    return tally


def _set_clock(site: Site, offset_s: float, jumps: list[tuple[float, float]]) -> None:
    options = {"offset_s": offset_s, "jumps": jumps, "made": str(_made(site))}
    site.plants = {"tests.campaigns.clocks.jumping": options}


def _made(site: Site) -> Path:
    return site.folder.with_suffix(".jumps")


def _seen(site: Site) -> int:
    """How many jumps in the midst of a run that run has seen."""
    return _made(site).stat().st_size if _made(site).exists() else 0


def _killed(site: Site, consumer: Consumer, later_s: float) -> None:
    """Kill it when it has published something: what it leaves lies behind the newest articles."""
    process = site.start()
    while not consumer.has_news() and not is_over(process, POLL_S):
        pass
    if not is_over(process, later_s):
        process.send_signal(signal.SIGKILL)
    process.communicate(timeout=RUN_S_MAX)
    consumer.poll()
