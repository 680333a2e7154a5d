"""A week of 672 runs of a site that is well, after eight weeks of past: nobody is to be told.

The figures come from a model of arrivals (night and day, Fridays, a night without news, a holiday)
and go through the judgement and the ledger as those of a real run do.
"""

# ruff: noqa: S311 - the same seed must give the same week; nothing here is a secret

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, event, insert

from crawler.core.site import Expectations
from crawler.core.watch.article_signs import coverage_of
from crawler.core.watch.baseline import arrivals
from crawler.core.watch.figures import figures_of
from crawler.core.watch.verdict import Judgement, Run, judge
from crawler.store.database import database_url, open_database, writing
from crawler.store.hours import SUMS, hour_of
from crawler.store.past import LATEST_MAX, Past, past_of
from crawler.store.run_incidents import JudgedRun, note_run
from crawler.store.runs import Runs
from crawler.store.schema import hours

SITE = "windows"
EVERY = timedelta(minutes=15)
HOUR = timedelta(hours=1)
RUNS = 672
WEEKS_BEFORE = 8
ADEN = ZoneInfo("Asia/Aden")
BEGAN = datetime(2025, 7, 13, 21, tzinfo=UTC)  # Monday 0:00 in Aden
FRIDAY = 4
FRIDAY_SHARE = 0.35
HOLIDAY = 3  # the fourth day of the week has half the news
HOLIDAY_SHARE = 0.5
SILENT_NIGHT = (1, range(6))  # a night without any
# Articles an hour, by the hour of the day in Aden: the desk opens at 8 and closes at midnight.
DAY = (0.6, 0.3, 0.2, 0.2, 0.3, 0.6, 2, 4, 8, 11, 12, 12, 11, 9, 8, 8, 9, 10, 10, 9, 8, 6, 4, 2)
BURST = 0.3  # how far the news of an hour stray from the usual beside chance


@dataclass
class Week:
    """The model. `frozen_from`: from then on the site shows nothing new."""

    seed: int = 1
    frozen_from: datetime | None = None
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        """The same seed gives the same week."""
        self.random = Random(self.seed)

    def rate(self, moment: datetime) -> float:
        """Articles an hour at a moment."""
        local = moment.astimezone(ADEN)
        day = int((moment - BEGAN) / timedelta(days=1))
        rate = DAY[local.hour] * (FRIDAY_SHARE if local.weekday() == FRIDAY else 1.0)
        if moment >= BEGAN and day == HOLIDAY:
            rate *= HOLIDAY_SHARE
        if moment >= BEGAN and day == SILENT_NIGHT[0] and local.hour in SILENT_NIGHT[1]:
            rate = 0.0
        if self.frozen_from and moment >= self.frozen_from:
            rate = 0.0
        return rate * self.random.gammavariate(1 / BURST**2, BURST**2)

    def arrived(self, moment: datetime, span: timedelta) -> int:
        """Articles in a span of time, by Poisson's law."""
        least, number, product = (
            math.exp(-self.rate(moment) * (span / HOUR)),
            0,
            self.random.random(),
        )
        while product > least:
            number += 1
            product *= self.random.random()
        return number

    def some(self, whole: int, share: float) -> int:
        """How many of a number have something that a share of all has."""
        return sum(self.random.random() < share for _ in range(whole))

    def stats(self, new: int) -> dict[str, Any]:
        """What a run with so many new articles counts, with the small faults of every day."""
        copies, dead = self.some(new, 0.2), self.some(3, 0.05)
        seen, letters = new + copies, 900 * (new + copies)
        retried = self.some(4, 0.3)
        return {
            "rasid/listing/pages": 2 + self.some(4, 0.5),
            "rasid/links/found": 60,
            "rasid/links/known": 60 - new,
            "rasid/links/retried": retried,
            "rasid/fetch/articles": seen + dead,
            "rasid/extract/articles": seen,
            "rasid/extract/not_an_article/not_found": dead,
            "rasid/failed/article/http_500": retried,
            "rasid/check_article/valid": seen,
            "rasid/store_article/new": new,
            "rasid/store_article/duplicate": copies,
            "rasid/signs/root/asked": 1,
            "rasid/signs/root/answered": 1,
            "rasid/signs/seen/articles": seen,
            "rasid/signs/seen/date": self.some(seen, 0.97),
            "rasid/signs/seen/section": self.some(seen, 0.9),
            "rasid/signs/seen/publisher": self.some(seen, 0.6),
            "rasid/signs/seen/author": self.some(seen, 0.1),
            "rasid/signs/seen/image": self.some(seen, 0.5),
            "rasid/signs/seen/letters": letters,
            "rasid/signs/seen/arabic": int(letters * self.random.uniform(0.97, 1)),
            "downloader/response_count": seen + dead + retried + 5,
            "downloader/response_status_count/200": seen + 5,
            "downloader/response_status_count/500": retried,
        }

    def figures(self, new: int) -> dict[str, Any]:
        """The figures of such a run; one in a hundred meets a slow network."""
        slow = 8.0 if self.random.random() < 0.01 else 1.0
        p95 = slow * 300 * self.random.lognormvariate(0, 0.3)
        figures = figures_of(self.stats(new))
        return figures | {
            "coverage": coverage_of(figures["seen"]),
            "latency_ms": {"p50": p95 / 3, "p95": p95},
            "body_chars_p50": self.random.gauss(1600, 150),
            "robots": "aaaaaaaaaaaa",
            "examples": {"listing": "http://windows.example/"},
        }


@dataclass(frozen=True, slots=True)
class Alarm:
    """A cause that was opened: its run, and when."""

    cause: str
    number: int
    at: datetime


def replay(
    engine: Engine,
    week: Week,
    *,
    runs: int = RUNS,
    on_run: Callable[[int], None] | None = None,
) -> list[Alarm]:
    """Judge and write down every run of the week; the incidents that it opened."""
    _write_past(engine, week)
    ledger, alarms = Runs(engine), []
    for number in range(runs):
        now = BEGAN + number * EVERY
        figures = week.figures(week.arrived(now, EVERY))
        opened = _run(engine, ledger, f"run-{number}", now, figures)
        alarms += [Alarm(cause, number, now) for cause in opened]
        if on_run:
            on_run(number)
    return alarms


def open_hurried(folder: Path) -> Engine:
    """A store that does not wait for the disk: nobody pulls the plug in a replay."""
    engine = open_database(database_url(folder))
    event.listen(engine, "connect", _hurry)
    engine.dispose()
    return engine


def _hurry(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous = OFF")


def _run(
    engine: Engine, ledger: Runs, run_id: str, now: datetime, figures: dict[str, Any]
) -> list[str]:
    """One run from its judgement to its row; the causes of the incidents that it opens."""
    past = past_of(engine, SITE, now)
    judged = _judged(past, now, figures)
    ended = now + EVERY / 5
    ledger.start(run_id=run_id, site=SITE, argv=[], started=now, versions={}, settings_hash="s")
    noted: list[str] = []

    def note(connection: Any) -> None:
        before = _open_causes(connection)
        note_run(connection, JudgedRun(run_id, SITE, now, ended, judged, figures, past))
        noted.extend(sorted(_open_causes(connection) - before))

    ledger.finish(
        run_id,
        ended=ended,
        exit_code=65 if judged.errors else 0,
        reason="finished",
        figures=figures,
        verdict=judged.verdict,
        findings=[finding.as_dict() for finding in judged.findings],
        also=note,
    )
    return noted


def _judged(past: Past, now: datetime, figures: dict[str, Any]) -> Judgement:
    whole = past.with_run(now, figures["funnel"]["new"])
    return judge(
        Run(
            figures=figures,
            expect=Expectations(),
            now=now,
            latest=past.figures_since(now - LATEST_MAX),
            past=[each.figures for each in past.good],
            before=past.checks_before,
            arrivals=arrivals(whole.end(now), ADEN, whole.counting()),
        )
    )


def _open_causes(connection: Any) -> set[str]:
    from crawler.store.incidents import open_of

    return {each.cause for each in open_of(connection, SITE)}


def _write_past(engine: Engine, week: Week) -> None:
    """The sums of the hours of eight weeks: what the ledger keeps of runs that far back."""
    rows = []
    moment = BEGAN - timedelta(weeks=WEEKS_BEFORE)
    while moment < BEGAN:
        new = week.arrived(moment, HOUR)
        sums = dict.fromkeys(SUMS, 0) | {"runs": 4, "good": 4, "new": new, "published": new}
        rows.append({"site": SITE, "hour": hour_of(moment), "counts": {}} | sums)
        moment += HOUR
    with writing(engine) as connection:
        connection.execute(insert(hours), rows)
