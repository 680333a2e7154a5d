"""A crawl in one line that a person can read at 3 a.m., with what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawler.core.duration import in_words
from crawler.core.watch.causes import GOOD
from crawler.core.watch.figures import figures_of
from crawler.core.watch.outcome import OK

FINDINGS = "rasid/findings/"  # and the check: its level, as the watch leaves them, the worst first


def line_of(name: str, stats: Mapping[str, Any], code: int) -> str:
    """Site, verdict, what is new, what was left out and why, pages, time, exit code, its reason."""
    figures = figures_of(stats)
    funnel = figures["funnel"]
    left_out = figures["dropped"] | {
        f"failed {key.replace('/', ' ')}": value for key, value in figures["failed"].items()
    }
    parts = [
        _news(funnel, is_dry=bool(stats.get("rasid/run/dry"))),
        f"{funnel['known']} known, {figures['duplicates']} duplicates",
        f"{figures['responses']} pages in {in_words(stats.get('elapsed_time_seconds', 0))}",
    ]
    if left_out:
        parts.insert(
            2, "left out " + ", ".join(f"{value} {key}" for key, value in left_out.items())
        )
    if held := stats.get("rasid/run/held"):
        parts.insert(1, f"{held} held back, see `scrapy release`")
    why, signs = stats.get("rasid/run/why", "no verdict"), _signs(stats, code)
    if verdict := stats.get("rasid/run/verdict"):
        parts.insert(0, f"{verdict} ({', '.join(signs)})" if signs else verdict)
    if signs and verdict == "drifting":
        why = "the run itself is good"
    parts.append(f"exit {code}, {why}")
    return f"{name}: {'; '.join([*parts, *_next(name, signs or _findings(stats, 'error'))])}"


def _news(funnel: Mapping[str, int], *, is_dry: bool) -> str:
    if is_dry:
        return f"a dry run, nothing is stored: {funnel['new']} would be new"
    return f"{funnel['new']} new, {funnel['published']} published"


def _findings(stats: Mapping[str, Any], level: str) -> list[str]:
    """The checks that failed, the worst first."""
    found = (key for key in stats if key.startswith(FINDINGS) and stats[key] == level)
    return [key.removeprefix(FINDINGS) for key in found]


def _signs(stats: Mapping[str, Any], code: int) -> list[str]:
    """What gave a verdict that is not good to a run that failed in nothing."""
    is_good = stats.get("rasid/run/verdict", "healthy") in GOOD
    return _findings(stats, "warning") if code == OK and not is_good else []


def _next(name: str, checks: list[str]) -> list[str]:
    """What to do about the first of them, as docs/operations.md says."""
    if not checks:
        return []
    from crawler.dashboard import words

    step = words.table("en").get(f"step.{checks[0]}")
    return [f"next: {step.replace('SITE', name)}"] if step else []
