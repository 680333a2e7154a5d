"""What the ledger remembers of a source when a run of it is judged."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, func, or_, select

from crawler.core.watch.baseline import DAYS_BACK, SPANS, WEEKS_BACK, Counts
from crawler.core.watch.verdict import CAUSES, GOOD, MILD
from crawler.store.database import reading
from crawler.store.hours import hour_of
from crawler.store.schema import hours, runs

LATEST = 8
LATEST_MAX = timedelta(days=2)  # articles of before say nothing of today
GOOD_RUNS = 60
GOOD_MAX = timedelta(days=60)
HOUR = timedelta(hours=1)
BACK = max(timedelta(weeks=WEEKS_BACK), timedelta(days=DAYS_BACK)) + max(SPANS) + HOUR
SPARSE = 24  # runs a day: not more than one an hour


@dataclass(frozen=True, slots=True)
class PastRun:
    """An ended run: its figures and the checks that it failed."""

    id: str
    started: datetime
    figures: Mapping[str, Any]
    checks: tuple[str, ...] = ()

    @property
    def is_mild(self) -> bool:
        """True when nothing was worse than drifting."""
        return all(word in CAUSES and CAUSES[word].verdict in MILD for word in self.checks)


@dataclass(frozen=True, slots=True)
class Past:
    """Runs right before, newest first, and good ones.

    `hours`: runs that ended well, and new articles, of each: of how much a site brings a span in
    which it was down says nothing. `killed` runs have begun after the last one that ended, and
    never ended themselves.
    """

    latest: tuple[PastRun, ...] = ()
    good: tuple[PastRun, ...] = ()
    hours: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    killed: int = 0

    def figures_since(self, moment: datetime) -> list[Mapping[str, Any]]:
        """The figures of the runs right before that began at a moment or later and read the site.

        What a run under a wall or an error page has counted says nothing of the articles.
        """
        found = (each for each in self.latest if each.started >= moment and each.is_mild)
        return [each.figures for each in found]

    @property
    def checks_before(self) -> tuple[str, ...]:
        """What the run right before failed."""
        return self.latest[0].checks if self.latest else ()

    def counting(self) -> Counts:
        """What tells runs and new articles of the hours from one to before another, whole ones.

        However long a span is, to ask for it takes the same time.
        """
        names = sorted(self.hours)
        made, new = (
            [0, *accumulate(self.hours[name][place] for name in names)] for place in range(2)
        )

        def counts(since: datetime, until: datetime) -> tuple[int, int]:
            """Runs and new articles from the hour of `since` to before that of `until`."""
            first, last = (
                bisect_left(names, hour_of(moment.astimezone(UTC))) for moment in (since, until)
            )
            return made[last] - made[first], new[last] - new[first]

        return counts

    def with_run(self, now: datetime, new: int) -> Past:
        """The past with a run that has just ended."""
        made, before = self.hours.get(hour_of(now), (0, 0))
        return replace(self, hours={**self.hours, hour_of(now): (made + 1, before + new)})

    def end(self, now: datetime) -> datetime:
        """Where the hours end that can be compared with those of other weeks.

        An hour that is not over holds less than a whole one, unless one run is all that it gets.
        """
        begun = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        made = sum(self.hours.get(hour_of(begun - n * HOUR), (0, 0))[0] for n in range(1, 25))
        return begun + HOUR if made <= SPARSE else begun


def past_of(engine: Engine, site: str, now: datetime, run: str = "") -> Past:
    """The past of a site as of `now`, without the `run` that is about to be judged.

    What began later was written by a clock that was wrong: it would stand for the run right before
    until that moment comes, which may be years. Raises MachineError.
    """
    of_site = runs.c.site == site, runs.c.started.between(now - GOOD_MAX, now), runs.c.id != run
    with reading(engine) as connection:
        return Past(
            _runs(connection, of_site, LATEST, good=False),
            _runs(connection, of_site, GOOD_RUNS, good=True),
            _hours(connection, site, now - BACK),
            _killed(connection, of_site),
        )


def _killed(connection: Connection, of_site: Sequence[ColumnElement[bool]]) -> int:
    """How many runs of a site have begun after the last one that ended.

    A site is crawled by one run at a time, so these are over; one without an end was killed.
    """
    ended = select(func.max(runs.c.started)).where(*of_site, runs.c.ended.is_not(None))
    last = connection.execute(ended).scalar_one()
    query = select(func.count()).where(*of_site, runs.c.ended.is_(None))
    if last is not None:
        query = query.where(runs.c.started > last)
    return int(connection.execute(query).scalar_one())


def _runs(
    connection: Connection, of_site: Sequence[ColumnElement[bool]], limit: int, *, good: bool
) -> tuple[PastRun, ...]:
    query = select(runs.c.id, runs.c.started, runs.c.figures, runs.c.findings).where(
        *of_site, runs.c.ended.is_not(None)
    )
    if good:
        before_verdicts = and_(runs.c.verdict.is_(None), runs.c.exit_code == 0)
        query = query.where(or_(runs.c.verdict.in_(sorted(GOOD)), before_verdicts))
    found = connection.execute(query.order_by(runs.c.started.desc(), runs.c.id.desc()).limit(limit))
    return tuple(
        PastRun(
            row.id,
            row.started,
            row.figures,
            tuple(str(finding["check"]) for finding in row.findings or ()),
        )
        for row in found
        if (row.figures or {}).get("funnel")
    )


def _hours(connection: Connection, site: str, since: datetime) -> dict[str, tuple[int, int]]:
    query = select(hours.c.hour, hours.c.good, hours.c.new)
    of_site = hours.c.site == site, hours.c.hour >= hour_of(since.astimezone(UTC))
    return {row.hour: (row.good, row.new) for row in connection.execute(query.where(*of_site))}
