"""Which incidents of a source a run opens, continues and closes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from crawler.core.watch.causes import CAUSES
from crawler.core.watch.finding import Finding
from crawler.core.watch.verdict import Judgement


@dataclass(frozen=True, slots=True)
class Changes:
    """`opened`: findings with the number of runs in a row that showed them, this one included."""

    opened: tuple[tuple[Finding, int], ...] = ()
    continued: tuple[Finding, ...] = ()
    closed: tuple[str, ...] = ()


def changes_of(
    judgement: Judgement, open_causes: Collection[str], before: Sequence[Iterable[str]]
) -> Changes:
    """What a run changes.

    An incident opens when as many runs in a row show its cause as `CAUSES` asks, and closes with
    the first run that could see it and does not.

    Args:
        judgement: Of the run.
        open_causes: The causes of the site's open incidents.
        before: The checks that the runs before it failed, the newest run first.
    """
    opened, continued = [], []
    for finding in judgement.findings:
        if finding.check in open_causes:
            continued.append(finding)
            continue
        runs = 1 + _in_a_row(finding.check, before)
        if 0 < CAUSES[finding.check].runs <= runs:
            opened.append((finding, CAUSES[finding.check].runs))
    failed = {finding.check for finding in judgement.findings}
    closed = sorted(set(open_causes) & judgement.judged - failed)
    return Changes(tuple(opened), tuple(continued), tuple(closed))


def _in_a_row(check: str, before: Sequence[Iterable[str]]) -> int:
    number = 0
    for checks in before:
        if check not in set(checks):
            break
        number += 1
    return number
