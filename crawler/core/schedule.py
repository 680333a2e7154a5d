"""When a site is due, and what its runs made of its schedule: on time, late, missed, overran."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Literal

# cron starts a command some seconds early or late; without this a site with the period of its cron
# line would miss every second turn. A run is written down some seconds after cron has called, so
# that the next call of a short period comes early by as much.
EARLY_SHARE = 0.05  # of the period
EARLY_MIN_S, EARLY_MAX_S = 10.0, 20.0
EARLY_MOST = 0.25  # of the period, however short it is
# No slot makes a site due sooner than this after a run.
SLOT_MIN_SHARE = 0.5
# So much later than due is late: cron itself may look only every few minutes.
LATE_SHARE = 0.5
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

State = Literal["never", "running", "waiting", "due", "late", "missed"]
Turn = Literal["ran", "late", "missed", "skipped", "overran"]


@dataclass(frozen=True, slots=True)
class Ran:
    """A run as its schedule sees it; `ended` None: still under way, or killed."""

    started: datetime
    ended: datetime | None = None

    def busy(self, period: timedelta) -> bool:
        """True when it took longer than its period."""
        return self.ended is not None and self.ended - self.started > period


@dataclass(frozen=True, slots=True)
class Schedule:
    """Where a site stands; `turns` counts the turns that its runs used, or let go by.

    `state`: `never` ran; `running`; `waiting` for its moment; `due` since `due_at`; `late`: due for
    over half a period; `missed`: due for a whole period or more, `overdue` says for how long.
    """

    state: State
    due_at: datetime | None = None
    overdue: timedelta = timedelta()
    turns: dict[Turn, int] = field(default_factory=dict)


def phase_of(place: str, site: str, period: timedelta) -> timedelta:
    """The shift of a site's slots, from 0 to its period: not all sites start in one second.

    The same for the same `place` (the name of an installation) and site, whatever the machine.

    >>> phase_of("a1", "windows", timedelta(minutes=15)) < timedelta(minutes=15)
    True
    """
    digest = hashlib.blake2b(f"{place}\n{site}".encode(), digest_size=8).digest()
    return period * (int.from_bytes(digest) / 2**64)


def due_at(last: datetime, period: timedelta, phase: timedelta = timedelta()) -> datetime:
    """When a site that began a run at `last` is due again.

    At its next slot (they are `period` apart and shifted by `phase`; a run that begins a little
    early uses the slot that comes), but never later than a period after the last run and never
    sooner than half of one: sites that began together part.
    """
    used = (last + early(period) - EPOCH - phase) // period
    slot = EPOCH + phase + period * (used + 1)
    return min(max(slot, last + period * SLOT_MIN_SHARE), last + period - early(period))


def wait_s(
    last: datetime | None, now: datetime, period: timedelta, phase: timedelta = timedelta()
) -> float:
    """Seconds until a site is due, 0 or less when it is; a last run in the future counts as none.

    >>> wait_s(None, EPOCH, timedelta(minutes=15))
    0.0
    """
    if last is None or last > now:  # by a clock that was wrong
        return 0.0
    return (due_at(last, period, phase) - now).total_seconds()


def early(period: timedelta) -> timedelta:
    """How much sooner than a period after the last run a run may begin.

    >>> early(timedelta(minutes=1)).total_seconds(), early(timedelta(hours=1)).total_seconds()
    (10.0, 20.0)
    """
    least = min(timedelta(seconds=EARLY_MIN_S), period * EARLY_MOST)
    return min(max(period * EARLY_SHARE, least), timedelta(seconds=EARLY_MAX_S))


def schedule_of(
    runs: Iterable[Ran],
    now: datetime,
    period: timedelta,
    phase: timedelta = timedelta(),
    planned: Callable[[datetime], datetime] | None = None,
) -> Schedule:
    """Where a site stands at `now`, from its runs in any order (those of one day, for example).

    `planned` says by the beginning of the last run when the next is due; `period` is then the
    longest wait of that plan.
    """
    known = sorted((run for run in runs if run.started <= now), key=lambda run: run.started)
    if not known:
        return Schedule("never", due_at=now)
    turns: Counter[Turn] = Counter()
    for run, following in pairwise(known):
        turns.update(_turns(run, following.started, period))
    last = known[-1]
    turns["ran"] += 1
    turns["overran"] += last.busy(period)
    moment = planned(last.started) if planned else due_at(last.started, period, phase)
    overdue = max(now - moment, timedelta())
    if last.ended is None and now - last.started < period:
        return Schedule("running", moment, overdue, dict(+turns))
    return Schedule(_state(now, moment, period), moment, overdue, dict(+turns))


def _turns(run: Ran, following: datetime, period: timedelta) -> Counter[Turn]:
    """What became of the turns from the beginning of a run to that of the next."""
    gap = following - run.started
    lost = max((gap + early(period)) // period - 1, 0)
    under_way = (run.ended or run.started) - run.started
    skipped = min(lost, under_way // period)
    is_late = lost == 0 and gap > period * (1 + LATE_SHARE)
    return Counter[Turn](
        {
            "ran": 1,
            "late": int(is_late),
            "overran": int(run.busy(period)),
            "skipped": skipped,
            "missed": lost - skipped,
        }
    )


def _state(now: datetime, moment: datetime, period: timedelta) -> State:
    if now < moment:
        return "waiting"
    if now - moment >= period:
        return "missed"
    return "late" if now - moment > period * LATE_SHARE else "due"
