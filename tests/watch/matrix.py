"""What each fault was called: a confusion matrix, and what was said that is not so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.watch.plan import EXPECTED, HEALTHY
from tests.watch.runs import Told

WITHIN = 2  # runs in which a fault is to be named
NOTHING = "-"


@dataclass(slots=True)
class Score:
    """`named`: fault to verdict and cause as they were told; `false`: (run, cause) of no fault."""

    named: dict[str, tuple[str, str]] = field(default_factory=dict)
    false: list[tuple[str, str]] = field(default_factory=list)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    left_open: set[str] = field(default_factory=set)

    @property
    def right(self) -> int:
        """Faults that were named as they are to be named."""
        return sum(self.named.get(fault) == EXPECTED[fault] for fault in self.named)

    @property
    def is_perfect(self) -> bool:
        """Every fault right, nothing said that is not so, nothing left open."""
        return self.right == len(self.named) and not self.false and not self.left_open


def score(told: Iterable[Told]) -> Score:
    """Compare what the runs of a plan said with what was wrong in them."""
    found = Score()
    for run in told:
        fault = run.stage.fault
        found.verdicts[fault or "healthy", run.verdict] += 1
        expected = EXPECTED.get(fault, ("", ""))
        found.false += [(run.run, cause) for cause in run.opened if cause != expected[1]]
        found.left_open |= set(run.opened)
        found.left_open -= set(run.closed)
        if fault != HEALTHY and run.stage.number < WITHIN:
            _name(found, run, expected)
    return found


def _name(found: Score, run: Told, expected: tuple[str, str]) -> None:
    fault = run.stage.fault
    if found.named.get(fault) == expected:
        return
    cause = expected[1] if expected[1] in run.opened else next(iter(run.opened), "")
    found.named[fault] = (run.verdict, cause)


def table(found: Score) -> str:
    """The matrix of verdicts, a fault a line, then what each was called."""
    columns = sorted({verdict for _, verdict in found.verdicts})
    rows = ["healthy", *found.named]
    lines = ["runs by verdict".ljust(18) + "".join(name.rjust(10) for name in columns) + "  cause"]
    for row in rows:
        counts = (found.verdicts[row, name] for name in columns)
        cause = found.named[row][1] if row in found.named else ""
        cells = "".join(str(number or ".").rjust(10) for number in counts)
        lines.append(f"{row.ljust(18)}{cells}  {cause or NOTHING}")
    lines.append(f"named right within {WITHIN} runs: {found.right} of {len(found.named)}")
    lines.append(f"false alarms: {len(found.false)}; left open: {len(found.left_open)}")
    return "\n".join(lines)
