"""`python -m tests.queue`: four workers and 20 sites, calm and with kills. Prints a table."""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.postgres.server import server
from tests.queue.cluster import cluster
from tests.queue.scenario import RECOVERY_S_MAX, calm, disturbed, ended


def main() -> None:
    """Both scenarios, each with a database of its own."""
    options = _options()
    for scenario in (_calm, _disturbed):
        with (
            server(fsync=True) as database,
            tempfile.TemporaryDirectory(prefix="rasid-queue-") as folder,
            cluster(
                Path(folder),
                database,
                sites=options.sites,
                articles=12,
                every=options.every,
                program="scrapy",
            ) as made,
        ):
            _play(scenario, made, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.queue", description=__doc__)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--sites", type=int, default=20)
    parser.add_argument("--every", default="90s", help="stands for 15 minutes")
    parser.add_argument("--seconds", type=float, default=120, help="of the calm scenario")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--restarts", type=int, default=4)
    parser.add_argument("--pause", type=float, default=6, help="seconds between two faults")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _play(scenario, made, options) -> None:
    """One scenario with its workers and a publisher; their logs when it fails."""
    for _ in range(options.workers):
        made.start("worker", "--grace", "20s")
    made.start("publisher")
    begun = time.monotonic()
    with ExitStack() as on_failure:
        on_failure.callback(lambda: print(made.logs()))
        scenario(made, options)
        on_failure.pop_all()
    print(f"{time.monotonic() - begun:.0f} s\n", flush=True)


def _calm(made, options) -> None:
    watched = calm(made, options.seconds)
    print(f"calm: {options.workers} workers, {options.sites} sites every {options.every}")
    print(f"most sites waiting {watched.due_most}, longest wait {watched.late_most_s:.1f} s")
    print(f"most connections {watched.connections_most}")
    print(ended(made))


def _disturbed(made, options) -> None:
    made.until_complete(RECOVERY_S_MAX)
    recoveries = disturbed(made, options.kills, options.restarts, options.pause, options.seed)
    print(f"{options.kills} kills, {options.restarts} restarts of the database")
    print(f"{'killed':<22} {'times':>5} {'median s':>8} {'most s':>8}")
    for what in ("crawl", "worker", "publisher", "database"):
        print(recoveries.row(what))
    print(f"not recovered: {len(recoveries.pending)}")
    print(ended(made))


if __name__ == "__main__":
    main()
