"""Shows what the adaptive cadence is worth: `python -m tests.cadence [--seeds N]`.

Prints median and 95th percentile of the lag, in minutes, for each seed: adaptive, fixed, and by the
share of known articles; once for sites with different intervals, once for sites with the same one.
Exits with 1 when adaptive is not the best of the first table, in the mean of its seeds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence

from tests.cadence.replay import Lags, replay

SEEDS = 12
WAYS = ("adaptive", "fixed", "share")


def main(given: list[str] | None = None) -> int:
    """Replay, print, judge."""
    parser = argparse.ArgumentParser(prog="python -m tests.cadence", description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS, help="how many weeks")
    seeds = range(parser.parse_args(given).seeds)
    found = [replay(seed) for seed in seeds]
    sys.stdout.write(f"different intervals\n{table(found)}")
    alike = [replay(seed, alike=True) for seed in seeds]
    sys.stdout.write(f"the same interval\n{table(alike)}")
    return 0 if is_best(means(found)) else 1


def is_best(ways: Mapping[str, Lags]) -> bool:
    """True when adaptive has the least lags, with no more requests than the fixed interval."""
    ours, regular = ways["adaptive"], ways["fixed"]
    others = [ways[name] for name in WAYS[1:]]
    return ours.requests <= regular.requests and all(
        ours.p50 < other.p50 and ours.p95 < other.p95 for other in others
    )


def table(found: Sequence[Mapping[str, Lags]]) -> str:
    """A line for each seed, the means, and how often adaptive is the best."""
    lines = ["seed   " + "".join(f"{way:>10} p50    p95  asked" for way in WAYS)]
    for seed, ways in enumerate(found):
        lines.append(f"{seed:4}   " + "".join(_cell(ways[way]) for way in WAYS))
    lines.append("mean   " + "".join(map(_cell, means(found).values())))
    return "\n".join([*lines, f"best in {sum(map(is_best, found))} of {len(found)}"]) + "\n"


def means(found: Sequence[Mapping[str, Lags]]) -> dict[str, Lags]:
    """Each way over all seeds."""
    return {way: _mean([ways[way] for ways in found]) for way in WAYS}


def _mean(lags: Sequence[Lags]) -> Lags:
    sums = [sum(getattr(lag, name) for lag in lags) for name in ("requests", "p50", "p95")]
    return Lags(*(value / len(lags) for value in sums))


def _cell(lag: Lags) -> str:
    return f"{lag.p50:14.2f} {lag.p95:6.2f} {lag.requests:6.0f}"


if __name__ == "__main__":
    sys.exit(main())
