"""What a judged run means for the incidents of its source, written where the run is written."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from crawler.core.watch.causes import CAUSES
from crawler.core.watch.finding import Finding
from crawler.core.watch.incident_changes import changes_of
from crawler.core.watch.verdict import Judgement
from crawler.store.incidents import (
    Incident,
    Seen,
    close_incident,
    continue_incident,
    is_back,
    open_incident,
    open_of,
)
from crawler.store.past import Past, PastRun

# Shown by the listing; all others by articles.
OF_LISTINGS = frozenset({
    "challenge", "consent", "login", "parked", "new_host", "listing_gone", "listings_empty",
    "silence", "stale", "too_few", "robots_changed", "layout_changed",
})  # fmt: skip
# There is no page to look at: what a fetch would meet is what there is to see.
CLOSED = frozenset({
    "no_answer", "forbidden", "rate_limited", "robots_forbids", "robots_unreadable",
})  # fmt: skip


# What is back so soon after its end comes and goes, such as a wall before each second run: it is
# over when it was not seen for so long. Else each of these runs would send a message.
BACK_WITHIN = timedelta(days=1)
UNSEEN_FOR = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class JudgedRun:
    """A run that has ended: its source, its judgement, the figures it shows and its past."""

    id: str
    site: str
    started: datetime
    ended: datetime
    judgement: Judgement
    figures: Mapping[str, Any]
    past: Past


def note_run(connection: Connection, run: JudgedRun) -> None:
    """Open, continue and close the incidents of the run's source, with their notices."""
    open_ones = {each.cause: each for each in open_of(connection, run.site)}
    before = [each.checks for each in run.past.latest]
    changes = changes_of(run.judgement, open_ones.keys(), before)
    for finding, runs in changes.opened:
        open_incident(connection, _seen(run, finding, runs))
    for finding in changes.continued:
        continue_incident(connection, open_ones[finding.check], _seen(run, finding))
    for cause in changes.closed:
        if not _may_come_back(connection, open_ones[cause], run.ended):
            close_incident(connection, open_ones[cause], run.id, run.ended)


def _may_come_back(connection: Connection, incident: Incident, now: datetime) -> bool:
    unseen_for = now - incident.last_seen  # below 0 by a clock that was wrong
    return timedelta(0) <= unseen_for < UNSEEN_FOR and is_back(connection, incident, BACK_WITHIN)


def _seen(run: JudgedRun, finding: Finding, runs: int = 1) -> Seen:
    first = run.past.latest[runs - 2] if runs > 1 else None
    url_bad = _bad(run.figures, finding.check)
    good_run, url_good = _good(run.past, finding.check)
    cause = CAUSES[finding.check]
    facts = finding.as_dict() | {"meaning": cause.meaning, "good_run": good_run}
    return Seen(
        site=run.site,
        cause=finding.check,
        verdict=cause.verdict,
        level=finding.level,
        run=run.id,
        at=run.ended,
        first_run=first.id if first else run.id,
        first_at=first.started if first else run.started,
        runs=runs,
        url_bad=url_bad,
        url_good=url_good,
        facts=facts,
        command=command_for(run.site, finding.check, url_bad),
    )


def _bad(figures: Mapping[str, Any], check: str) -> str | None:
    """The page that shows it, as far as one does."""
    bad = figures.get("examples", {}).get("bad", {})
    kind = "listing" if check in OF_LISTINGS | CLOSED else "article"
    found = bad.get(check) or (check == "articles_failed" and bad.get("failed")) or bad.get(kind)
    return str(found) if found else None


def _good(past: Past, check: str) -> tuple[str | None, str | None]:
    """The last good run that shows such a page, and the page."""
    kind = "listing" if check in OF_LISTINGS | CLOSED else "article"
    for each in past.good:
        if url := _example(each, kind):
            return each.id, url
    return None, None


def _example(run: PastRun, kind: str) -> str | None:
    found = run.figures.get("examples", {}).get(kind)
    return str(found) if found else None


def command_for(site: str, check: str, url: str | None) -> str:
    """What a person types to see it: the page as it is read, or what a fetch would meet."""
    name = site.partition("@")[0]
    if url is None:
        return f"scrapy run {name}"
    if check in CLOSED:
        return f"scrapy doctor --receipt {shlex.quote(url)} --site {name}"
    return f"scrapy doctor {shlex.quote(url)} --site {name}"
