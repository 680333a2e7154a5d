"""A crawl in one line that a person can read at 3 a.m., with what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawler.core.duration import in_words
from crawler.core.figures import figures_of

FINDINGS = "rasid/findings/"  # and the check: its level, as the watch leaves them, the worst first


def line_of(name: str, stats: Mapping[str, Any], code: int) -> str:
    """Site, verdict, what is new, what was left out and why, pages, time, exit code, its reason."""
    figures = figures_of(stats)
    funnel = figures["funnel"]
    left_out = figures["dropped"] | {
        f"failed {key.replace('/', ' ')}": value for key, value in figures["failed"].items()
    }
    parts = [
        f"{funnel['new']} new, {funnel['published']} published",
        f"{funnel['known']} known, {figures['duplicates']} duplicates",
        f"{figures['responses']} pages in {in_words(stats.get('elapsed_time_seconds', 0))}",
    ]
    if left_out:
        parts.insert(
            2, "left out " + ", ".join(f"{value} {key}" for key, value in left_out.items())
        )
    if held := stats.get("rasid/run/held"):
        parts.insert(1, f"{held} held back, see `scrapy release`")
    if verdict := stats.get("rasid/run/verdict"):
        parts.insert(0, verdict)
    why = f"exit {code}, {stats.get('rasid/run/why', 'no verdict')}"
    return f"{name}: {'; '.join([*parts, why, *_next(name, stats)])}"


def _next(name: str, stats: Mapping[str, Any]) -> list[str]:
    """What to do about the worst finding that fails a run, as docs/operations.md says."""
    failed = [key for key in stats if key.startswith(FINDINGS) and stats[key] == "error"]
    if not failed:
        return []
    from crawler.dashboard import words

    step = words.table("en").get(f"step.{failed[0].removeprefix(FINDINGS)}")
    return [f"next: {step.replace('SITE', name)}"] if step else []
