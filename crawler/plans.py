"""When each site is asked next: by its fixed `every`, or by the hours in which it publishes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from scrapy.settings import BaseSettings

from crawler.core.cadence import HISTORY, HISTORY_MIN, LONGEST, Plan, plans_of_host, rates_of
from crawler.core.errors import ConfigError
from crawler.core.schedule import phase_of, wait_s
from crawler.store import has_store, store_of
from crawler.store.arrivals import arrivals_of, first_hour_of

CADENCES = ("adaptive", "fixed")


def is_adaptive(settings: BaseSettings) -> bool:
    """What RASID_CADENCE says. Raises ConfigError for another word."""
    word = settings.get("RASID_CADENCE", CADENCES[0])
    if word not in CADENCES:
        message = f"RASID_CADENCE: is {' or '.join(CADENCES)}: {word!r}"
        raise ConfigError(message)
    return bool(word == CADENCES[0])


def plans_of(
    settings: BaseSettings,
    periods: Mapping[str, timedelta],
    hosts: Mapping[str, str],
    now: datetime,
) -> dict[str, Plan]:
    """The plans of those sites whose hours are known; all others keep their fixed period.

    Sites of one host share what they may ask. A plan holds for a day of UTC: it is made of what was
    before. Raises ConfigError and MachineError.
    """
    if not is_adaptive(settings) or not has_store(settings):
        return {}
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    past = arrivals_of(store_of(settings), list(periods), day - HISTORY, day)
    rates = {name: rates_of(past.get(name, ()), day) for name in periods}
    groups: dict[str, list[str]] = {}
    for name in periods:
        groups.setdefault(hosts.get(name, name), []).append(name)
    plans: dict[str, Plan] = {}
    for names in groups.values():
        plans |= plans_of_host({name: (periods[name], rates[name]) for name in names})
    return {name: plan for name, plan in plans.items() if plan.rates}


def wait_for(
    plan: Plan | None, last: datetime | None, now: datetime, period: timedelta, phase: timedelta
) -> float:
    """Seconds until a site is due, as `schedule.wait_s`, by its plan where it has one."""
    if plan is None or last is None or last > now:
        return wait_s(last, now, period, phase)
    return (plan.due_at(last, phase / period) - now).total_seconds()


def waits_of(
    plans: Mapping[str, Plan],
    periods: Mapping[str, timedelta],
    started: Mapping[str, datetime | None],
    place: str,
    now: datetime,
) -> dict[str, float]:
    """Seconds until each site is due, 0 or less when it is.

    `started` says when the last run of each began; `place` shifts their slots, see `phase_of`.
    """
    return {
        name: wait_for(
            plans.get(name), started.get(name), now, period, phase_of(place, name, period)
        )
        for name, period in periods.items()
    }


def longest_wait(settings: BaseSettings, site: str, period: timedelta, now: datetime) -> timedelta:
    """The longest time that a site may be left alone as planned. Raises MachineError."""
    if settings.get("RASID_CADENCE") == "fixed" or not has_store(settings):
        return period
    first = first_hour_of(store_of(settings), site)
    return period * LONGEST if first and now - first >= HISTORY_MIN else period
