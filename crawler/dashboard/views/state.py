"""The state of a source in one word: what its last run showed, or that none came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.core.schedule import due_at
from crawler.dashboard.look import Source
from crawler.store.runs import Run

# Worst first: what hides all else, then what needs a person, then what can wait until morning.
STATES = {
    "down": "bad",
    "blocked": "bad",
    "moved": "bad",
    "broken": "bad",
    "failed": "bad",  # ours: disk, configuration, a bug
    "killed": "bad",
    "late": "bad",
    "drifting": "warn",
    "stopped": "warn",
    "unproven": "warn",  # a word that this page does not know
    "quiet": "ok",
    "running": "ok",
    "healthy": "ok",
    "never": "idle",
    "gone": "idle",
}
ORDER = {name: place for place, name in enumerate(STATES)}
BY_EXIT = {0: "healthy", 65: "broken", 69: "down", 75: "healthy"}
SIGNALLED = 128
LATE_PERIODS = 2  # a page only after two turns without a run, as Prometheus advises for batch jobs
RUN_MAX = timedelta(hours=1)  # a longer one without an end was killed, unless its period is longer
GONE_AFTER = timedelta(days=30)  # without a profile and without a run


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """`word` and `level` (bad, warn, ok, idle); `since` when it became so, if it is not good."""

    word: str
    level: str
    since: datetime | None = None
    muted_until: datetime | None = None

    @property
    def place(self) -> tuple[int, int]:
        """For sorting: worst first, what is muted behind what is not."""
        return (int(self.muted_until is not None and self.level == "bad"), ORDER[self.word])


def state_of(source: Source, now: datetime) -> State:
    """The state of a source at a moment."""
    word = _word(source, now)
    level = STATES[word]
    muted = max((mute.until for mute in source.mutes), default=None)
    return State(
        word=word,
        level=level,
        since=_since(source, word) if level in {"bad", "warn"} else None,
        muted_until=muted,
    )


def word_of(run: Run, now: datetime, period: timedelta = timedelta()) -> str:
    """The word for a run alone; `period` is that of its profile."""
    if run.ended is None:
        return "running" if now - run.started < max(period, RUN_MAX) else "killed"
    code = run.exit_code or 0
    by_exit = BY_EXIT.get(code, "stopped" if code > SIGNALLED else "failed")
    if not run.verdict:
        return by_exit
    word = run.verdict if run.verdict in STATES else "unproven"
    # The machine can have failed, whatever the site did.
    return by_exit if code and STATES[word] == "ok" else word


def _word(source: Source, now: datetime) -> str:
    if source.last is None:
        return "never"
    if source.plan is None and now - source.last.started > GONE_AFTER:
        return "gone"
    word = word_of(source.last, now, source.plan.period if source.plan else timedelta())
    late_at = _late_at(source)
    is_late = STATES[word] != "bad" and late_at is not None and now > late_at
    return "late" if is_late else word


def _late_at(source: Source) -> datetime | None:
    """The moment from which a run is missing; None for a site that nobody plans."""
    if source.plan is None or source.last is None:
        return None
    due = due_at(source.last.started, source.plan.period, source.plan.phase)
    return due + source.plan.period * (LATE_PERIODS - 1)


def _since(source: Source, word: str) -> datetime | None:
    if word == "late":
        return _late_at(source)
    opened = [each.opened for each in source.incidents]
    if opened:
        return min(opened)
    if source.bad_since is not None:
        return source.bad_since
    return source.last.started if source.last else None
