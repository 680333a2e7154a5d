"""What Prometheus is told of a site: its last finished run and where it stands, as gauges.

Names and units as Prometheus asks for: base units, times as `_timestamp_seconds`, shares as
`_ratio`. Every label has few values; none holds a run or an address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.core.watch.causes import VERDICTS

RUN = "crawl_last_run_"
UNSENT = "crawl_notices_unsent"  # told when messages are sent, after a run has been told
# Name to what it says, and its label beside `spider`, "" for none.
METRICS: dict[str, tuple[str, str]] = {
    "crawl_last_start_timestamp_seconds": ("When the last run began, finished or not", ""),
    "crawl_last_run_timestamp_seconds": ("When the last finished run ended", ""),
    "crawl_last_success_timestamp_seconds": ("When the last run with exit code 0 ended", ""),
    "crawl_last_run_success": ("1 when the last finished run had exit code 0", ""),
    "crawl_last_run_exit_code": ("Exit code of the last finished run", ""),
    "crawl_last_run_duration_seconds": ("How long the last finished run took", ""),
    "crawl_period_seconds": ("The time between two runs that the profile wishes", ""),
    "crawl_last_run_verdict": ("1 for the verdict of the last finished run", "verdict"),
    "crawl_last_run_links": ("Links to articles that were found", ""),
    "crawl_last_run_items_extracted": ("Articles that were read from pages", ""),
    "crawl_last_run_items_published": ("Articles that were published", ""),
    "crawl_last_run_items_duplicate": ("Articles that were copies", ""),
    "crawl_last_run_items_dropped": ("Pages and articles that were left out", ""),
    "crawl_last_run_requests_failed": ("Requests that gave no page", ""),
    "crawl_last_run_pages_blocked": ("Pages that were a wall: challenge, consent, login", ""),
    "crawl_last_run_listings_empty": ("Listing pages without a link to an article", ""),
    "crawl_last_run_responses": ("Answers by class of their status", "code"),
    "crawl_last_run_field_coverage_ratio": ("Share of the articles that have a field", "field"),
    "crawl_last_run_arabic_letters_ratio": ("Share of Arabic letters in all letters of texts", ""),
    "crawl_last_run_lost_letters_ratio": ("Lost characters (U+FFFD) for each letter of texts", ""),
    "crawl_last_run_latency_median_seconds": ("Time of half of the answers", ""),
    "crawl_last_run_latency_p95_seconds": ("Time of 95 of 100 answers", ""),
    "crawl_last_run_received_bytes": ("Bytes of all answers", ""),
    "crawl_last_run_peak_memory_bytes": ("The most memory that the process held", ""),
    "crawl_newest_article_timestamp_seconds": ("When the newest article was first seen", ""),
    "crawl_incidents_open": ("Incidents that last and are not muted", ""),
    "crawl_muted": ("1 while the site is muted as a whole", ""),
    "crawl_unpublished_articles": ("Articles that are stored and in no part of the feed", ""),
    "crawl_unpublished_oldest_timestamp_seconds": ("When the oldest of them was first seen", ""),
    "crawl_held_runs": ("Doubted runs whose articles wait for a decision", ""),
    "crawl_data_free_bytes": ("Free space of the file system that holds the data", ""),
    "crawl_data_free_min_bytes": ("Free space without which no run begins", ""),
    UNSENT: ("Messages that an address of RASID_NOTIFY has not taken", ""),
}
FUNNEL = {"links": "links", "extracted": "items_extracted", "published": "items_published"}
NUMBERS = {
    "duplicates": "items_duplicate",
    "listings_empty": "listings_empty",
    "response_bytes": "received_bytes",
    "peak_memory_bytes": "peak_memory_bytes",
}
SUMS = {"dropped": "items_dropped", "failed": "requests_failed", "blocked": "pages_blocked"}
LATENCIES = {"p50": "median", "p95": "p95"}
CODES = ("2xx", "3xx", "4xx", "5xx")


@dataclass(frozen=True, slots=True)
class Sample:
    """One number of a metric; `label` is the value of the metric's label beside `spider`."""

    name: str
    value: float
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The last run of a site that came to its end."""

    started: datetime
    ended: datetime
    exit_code: int
    verdict: str | None
    figures: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a site stands beside its last finished run; counts, moments, bytes."""

    last_start: datetime | None = None
    last_success: datetime | None = None
    newest_article: datetime | None = None
    unpublished: int = 0
    unpublished_since: datetime | None = None
    held: int = 0
    incidents: int = 0
    is_muted: bool = False


def samples_of(
    finished: Finished | None, standing: Standing, *, period_s: float, free: tuple[float, float]
) -> list[Sample]:
    """Everything that is known, in the order of METRICS; what is not known has no sample.

    `free` is the free space and the least that a run needs, in bytes.
    """
    found = [*(_run(finished) if finished else ()), *_standing(standing)]
    found += [
        Sample("crawl_period_seconds", period_s),
        Sample("crawl_data_free_bytes", free[0]),
        Sample("crawl_data_free_min_bytes", free[1]),
    ]
    places = {name: place for place, name in enumerate(METRICS)}
    return sorted(found, key=lambda sample: (places[sample.name], sample.label))


def _run(run: Finished) -> Iterator[Sample]:
    yield Sample(f"{RUN}timestamp_seconds", run.ended.timestamp())
    yield Sample(f"{RUN}success", float(run.exit_code == 0))
    yield Sample(f"{RUN}exit_code", run.exit_code)
    yield Sample(f"{RUN}duration_seconds", (run.ended - run.started).total_seconds())
    if run.verdict:
        for word in VERDICTS:
            yield Sample(f"{RUN}verdict", float(word == run.verdict), word)
    yield from _figures(run.figures)


def _figures(figures: Mapping[str, Any]) -> Iterator[Sample]:
    funnel = figures.get("funnel", {})
    for key, name in FUNNEL.items():
        yield Sample(RUN + name, funnel.get(key, 0))
    for key, name in NUMBERS.items():
        yield Sample(RUN + name, figures.get(key, 0))
    for key, name in SUMS.items():
        yield Sample(RUN + name, sum(figures.get(key, {}).values()))
    statuses = figures.get("statuses", {})
    for code in CODES:
        answers = (number for status, number in statuses.items() if status[:1] == code[:1])
        yield Sample(f"{RUN}responses", sum(answers), code)
    for field, share in figures.get("coverage", {}).items():
        yield Sample(f"{RUN}field_coverage_ratio", share, field)
    yield from _text(figures.get("seen", {}))
    latency_ms = figures.get("latency_ms", {})
    for key, name in LATENCIES.items():
        if latency_ms.get(key) is not None:
            yield Sample(f"{RUN}latency_{name}_seconds", latency_ms[key] / 1000)


def _text(seen: Mapping[str, Any]) -> Iterator[Sample]:
    """How Arabic the texts were; of a run without letters nothing is known."""
    if letters := seen.get("letters"):
        yield Sample(f"{RUN}arabic_letters_ratio", seen.get("arabic", 0) / letters)
        yield Sample(f"{RUN}lost_letters_ratio", seen.get("replacement", 0) / letters)


def _standing(standing: Standing) -> Iterator[Sample]:
    moments = {
        "crawl_last_start_timestamp_seconds": standing.last_start,
        "crawl_last_success_timestamp_seconds": standing.last_success,
        "crawl_newest_article_timestamp_seconds": standing.newest_article,
        "crawl_unpublished_oldest_timestamp_seconds": standing.unpublished_since,
    }
    for name, moment in moments.items():
        if moment is not None:
            yield Sample(name, moment.timestamp())
    yield Sample("crawl_unpublished_articles", standing.unpublished)
    yield Sample("crawl_held_runs", standing.held)
    yield Sample("crawl_incidents_open", standing.incidents)
    yield Sample("crawl_muted", float(standing.is_muted))
