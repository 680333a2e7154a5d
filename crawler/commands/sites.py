"""`scrapy sites`: the profiles, what their last run said, and when they are due."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from crawler.command import RasidCommand
from crawler.core.duration import in_words
from crawler.core.schedule import Ran, Schedule, Turn, phase_of, schedule_of
from crawler.core.watch.outcome import CONFIG

if TYPE_CHECKING:
    from rich.table import Table

    from crawler.core.cadence import Plan
    from crawler.core.extract.state.known import Known
    from crawler.store.runs import Run

BROKEN_INTO_LINES = ("schedule", "addresses")
COLUMNS = ("site", "every", "last run", "verdict", "schedule", "delay", "render", "addresses")
NARROW = 100  # a terminal below that has room for what one asks at night, and for no more
NARROW_COLUMNS = ("site", "last run", "verdict", "schedule")
WIDTH = 200  # of a file or a pipe: nothing is cut there
SHOWN = timedelta(days=1)  # of the turns that are counted
LOST: tuple[Turn, ...] = ("late", "missed", "skipped", "overran")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ledger says of a site; `schedule` None for one without an address.

    `plan` is None where the fixed `every` decides.
    """

    last: Run | None = None
    schedule: Schedule | None = None
    rendering: Mapping[tuple[str, str], Known] = field(default_factory=dict)
    plan: Plan | None = None


class Command(RasidCommand):
    """One row for each site."""

    takes_arguments = False

    def syntax(self) -> str:
        """As shown by -h."""
        return "[--json]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Show the profiles of all sites, their last verdict and when they are due"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """In which form."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="every field, one site a line")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print them; exit 78 when a profile is broken."""
        from rich.console import Console
        from scrapy.spiderloader import get_spider_loader

        from crawler import crawl

        del args
        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        loader: Any = get_spider_loader(self.settings)
        profiles = [loader.load(name).profile for name in sorted(loader.list())]
        now = crawl.now(self.settings)
        plans = self._plans(profiles, now)
        standings = [self._standing(each, now, plans.get(each.name)) for each in profiles]
        if opts.json:
            for profile, standing in zip(profiles, standings, strict=True):
                row = _row(profile, standing, now)
                sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            console = Console()
            console = console if console.is_terminal else Console(width=WIDTH)
            columns = COLUMNS if console.width >= NARROW else NARROW_COLUMNS
            console.print(_table(profiles, standings, now, columns))
        for site, error in loader.broken.items():
            sys.stderr.write(f"rasid: {site}: {error}\n")
            self.exitcode = CONFIG

    def _plans(self, profiles: list[Any], now: datetime) -> dict[str, Plan]:
        from crawler.plans import plans_of

        assert self.settings is not None  # noqa: S101 - as above
        asked = [each for each in profiles if each.start_urls]
        periods = {each.name: each.period for each in asked}
        hosts = {each.name: each.main_host or each.name for each in asked}
        return plans_of(self.settings, periods, hosts, now)

    def _standing(self, profile: Any, now: datetime, plan: Plan | None) -> Standing:
        """Looking makes no store where there is none."""
        from crawler.store import has_store, store_of
        from crawler.store.database import epoch
        from crawler.store.rendering import Renderings
        from crawler.store.runs import Runs

        assert self.settings is not None  # noqa: S101 - as above
        if not has_store(self.settings):
            schedule = schedule_of((), now, profile.period) if profile.start_urls else None
            return Standing(schedule=schedule)
        store = store_of(self.settings)
        # A profile without an address is always run at one that was given.
        runs, is_anywhere = Runs(store), not profile.start_urls
        last = runs.recent(1, site=profile.name, anywhere=is_anywhere, until=now)
        drawn = Renderings(store, profile.name).read()
        if not profile.start_urls:
            return Standing(next(iter(last), None), rendering=drawn)
        known = {run.id: run for run in (*last, *runs.history(profile.name, now - SHOWN))}
        phase = phase_of(epoch(store), profile.name, profile.period)
        ran = [Ran(run.started, run.ended) for run in known.values()]
        schedule = schedule_of(
            ran,
            now,
            plan.longest if plan else profile.period,
            phase,
            planned=partial(plan.due_at, phase=phase / profile.period) if plan else None,
        )
        return Standing(next(iter(last), None), schedule, drawn, plan)


def _row(profile: Any, standing: Standing, now: datetime) -> dict[str, Any]:
    row = dataclasses.asdict(profile) | {"profileVersion": profile.version()}
    schedule, last = standing.schedule, standing.last
    row["lastRun"] = last.started.isoformat() if last else None
    row["verdict"] = last.verdict if last else None
    row["rendering"] = [
        {"kind": kind, "pages": scope, "way": known.way, "endpoint": known.recipe.endpoint or None}
        for (kind, scope), known in standing.rendering.items()
    ]
    row["schedule"] = schedule and {
        "state": schedule.state,
        "dueAt": schedule.due_at.isoformat() if schedule.due_at else None,
        "overdueS": schedule.overdue.total_seconds(),
        "turns": schedule.turns,
    }
    plan = standing.plan
    row["cadence"] = {
        "way": "adaptive" if plan else "fixed",
        "intervalS": (plan.interval(now) if plan else profile.period).total_seconds(),
        "longestS": (plan.longest if plan else profile.period).total_seconds(),
        "articlesPerHour": plan.expected(now) if plan else None,
    }
    return row


def _table(
    profiles: list[Any], standings: list[Standing], now: datetime, columns: tuple[str, ...]
) -> Table:
    from rich.table import Table

    table = Table(*columns, box=None, pad_edge=False)
    for column in table.columns:
        column.no_wrap = column.header not in BROKEN_INTO_LINES
        column.overflow = "fold"
    for each, standing in zip(profiles, standings, strict=True):
        cells = _cells(each, standing, now)
        table.add_row(*(cells[name] for name in columns))
    return table


def _cells(profile: Any, standing: Standing, now: datetime) -> dict[str, str]:
    last = standing.last
    return {
        "site": profile.name,
        "every": profile.every,
        "last run": f"{_ago(last.started, now)} ago" if last else "never",
        "verdict": (last.verdict if last else None) or "-",
        "schedule": told(standing.schedule, now, standing.plan),
        "delay": f"{profile.delay_s:g} s",
        "render": told_ways(profile.render, standing.rendering),
        "addresses": "\n".join(profile.start_urls) or "given by -a start_urls=URL",
    }


def told_ways(wish: str, known: Mapping[tuple[str, str], Known]) -> str:
    """How script-built pages come: "auto; listing: api; article: api, drawn"."""
    ways: dict[str, set[str]] = {}
    for (kind, _), each in known.items():
        ways.setdefault(kind, set()).add(each.way)
    return "; ".join([wish, *(f"{kind}: {', '.join(sorted(ways[kind]))}" for kind in sorted(ways))])


def told(schedule: Schedule | None, now: datetime, plan: Plan | None = None) -> str:
    """When a site is due, why then, and the turns of a day that were not as they should be."""
    if schedule is None:
        return "-"
    text: str = "due" if schedule.state == "never" else schedule.state
    if schedule.state == "waiting" and schedule.due_at:
        text = f"due in {in_words((schedule.due_at - now).total_seconds())}"
    elif schedule.overdue:
        text += f" for {in_words(schedule.overdue.total_seconds())}"
    lost = [f"{schedule.turns[turn]} {turn}" for turn in LOST if schedule.turns.get(turn)]
    why = [told_plan(plan, now)] if plan else []
    return "; ".join([text, *why, *([f"in a day {', '.join(lost)}"] if lost else [])])


def told_plan(plan: Plan, now: datetime) -> str:
    """Why a site is due when it is: "every 12m now, 3.4 articles an hour expected"."""
    every = in_words(plan.interval(now).total_seconds())
    return f"every {every} now, {plan.expected(now):.1f} articles an hour expected"


def _ago(moment: datetime, now: datetime) -> str:
    return in_words(max((now - moment).total_seconds(), 0))
