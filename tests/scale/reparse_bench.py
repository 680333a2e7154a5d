"""`python -m tests.scale.reparse_bench`: the archive read again by one process and by two.

Each form is a command of its own, in turn; the best of the rounds counts. The table has the CPU of
all processes beside the time, since a loaded machine stretches the time alone.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.scale.kept_pages import fill

ROOT = Path(__file__).resolve().parents[2]
FORMS = {
    "one process": (),
    "--jobs 2": ("--jobs", "2"),
    "--engine dask --jobs 2": ("--engine", "dask", "--jobs", "2"),
}


def run(folder: Path, arguments: tuple[str, ...]) -> tuple[float, float, str]:
    """Seconds, seconds of CPU of all its processes, and the digest of what it printed."""
    out = folder.parent / "told"
    command = [sys.executable, "-m", "scrapy", "reparse", "--json", *arguments]
    env = {**os.environ, "RASID_DATA_DIR": str(folder), "RASID_DATABASE_URL": ""}
    started = time.monotonic()
    actions = [(os.POSIX_SPAWN_OPEN, 1, str(out), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]
    child = os.posix_spawn(sys.executable, command, env, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    took = time.monotonic() - started
    assert os.waitstatus_to_exitcode(status) == 0, arguments
    return took, usage.ru_utime + usage.ru_stime, hashlib.sha256(out.read_bytes()).hexdigest()


def main() -> None:
    """Fill a folder, or take the one that is named, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--kb", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.folder or Path(name) / "data"
        if not chosen.folder:
            fill(folder, chosen.pages, chosen.kb)
        table(folder, chosen.rounds)


def table(folder: Path, rounds: int) -> None:
    """Run all forms in turn and print what came of it."""
    best: dict[str, tuple[float, float, str]] = {}
    for _ in range(rounds):
        for form, arguments in FORMS.items():
            found = run(folder, arguments)
            best[form] = min(best.get(form, found), found)
    one = best["one process"]
    print("| form | seconds | times as fast | CPU seconds | same output |\n|---|---|---|---|---|")
    for form, (took, cpu, told) in best.items():
        same = "yes" if told == one[2] else "NO"
        print(f"| `{form}` | {took:.1f} | {one[0] / took:.2f} | {cpu:.1f} | {same} |")


if __name__ == "__main__":
    main()
