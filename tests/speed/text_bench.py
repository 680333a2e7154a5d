"""`make bench`, second part: clean_text, fold_text and parse_date beside their peers, in one run.

The peers live in an environment of their own (`make peers`); ICU in Debian's Python. Each
interpreter is a process that takes its turn with every subject, round after round, and measures
ours as well, so that a ratio compares two functions in one interpreter. Medians go to a table and,
with all rounds, to build/bench_text.json.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console

from tests.speed.date_strings import DateCase, date_cases, verdicts
from tests.speed.date_subjects import DATES
from tests.speed.text_documents import documents
from tests.speed.text_interpreters import Interpreter, interpreter, pythons
from tests.speed.text_subjects import TEXT
from tests.speed.text_tables import Key, show

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "bench_text.json"
Rounds = dict[Key, dict[str, list[Any]]]


def given_to_all(folder: Path, cases: Sequence[DateCase]) -> Path:
    """The file of documents and strings that all workers read."""
    path = folder / "given.json"
    dates = [
        {
            "string": case.string,
            "observed_at": case.observed_at.isoformat(),
            "timezone": case.timezone,
        }
        for case in cases
    ]
    path.write_text(json.dumps({"documents": documents(), "dates": dates}), encoding="utf-8")
    return path


def measure(workers: Sequence[Interpreter], rounds: int) -> Rounds:
    """Figures of each subject and interpreter, every one a list over the rounds."""
    found: Rounds = defaultdict(lambda: defaultdict(list))
    for number in range(rounds + 1):
        sys.stderr.write(f"round {number} of {rounds}\n" if number else "warming up\n")
        for subject in (*TEXT, *DATES):
            for worker in (each for each in workers if subject in each.here):
                figures = worker.ask("speed" if subject in TEXT else "dates_speed", subject=subject)
                for name, figure in figures.items() if number else ():
                    found[subject, worker.python][name].append(figure)
    return found


def qualities(workers: Sequence[Interpreter], cases: list[DateCase]) -> Rounds:
    """What came out right, asked once: it does not change from round to round."""
    found: Rounds = defaultdict(lambda: defaultdict(list))
    for worker in workers:
        for subject in worker.here:
            if subject in TEXT:
                figures = worker.ask("quality", subject=subject)
            else:
                answers = worker.ask("dates_answers", subject=subject)["answers"]
                figures = dict(Counter(verdicts(cases, answers)))
            for name, figure in figures.items():
                found[subject, worker.python][name].append(figure)
    return found


def left_out(workers: Sequence[Interpreter]) -> dict[str, str]:
    """Subjects that no interpreter has, with the reason of the last one that should."""
    here = {subject for worker in workers for subject in worker.here}
    return {
        subject: why
        for worker in workers
        for subject, why in worker.missing.items()
        if subject not in here
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    cases = date_cases()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        given = given_to_all(Path(folder), cases)
        workers = [stack.enter_context(interpreter(python, given)) for python in pythons()]
        rounds = measure(workers, chosen.rounds)
        rows = {
            key: {name: median(values) for name, values in figures.items()}
            for key, figures in rounds.items()
        }
        for key, figures in qualities(workers, cases).items():
            rows[key] |= {name: values[0] for name, values in figures.items()}
        versions = {name: version for worker in workers for name, version in worker.here.items()}
        missing = left_out(workers)
    show(rows, versions, missing, Console(width=120))
    OUT.parent.mkdir(exist_ok=True)
    result = [
        {"subject": subject, "python": python, "version": versions[subject], **figures}
        | {"rounds": rounds[subject, python]}
        for (subject, python), figures in rows.items()
    ]
    OUT.write_text(json.dumps({"figures": result, "left_out": missing}, indent=2))
    sys.stderr.write(f"all figures: {OUT.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
