"""`python -m tests.fuzz.guided`: the fuzz tests again, with examples that coverage looks for.

Hypothesis makes an example of any bytes; atheris (libFuzzer) chooses the bytes by which branches of
`crawler.core` they reach. Needs `pip install atheris`, which is in no lock: it has wheels for Linux
only. Each test gets a process of its own, since libFuzzer ends the process that it runs in.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = "tests.fuzz.test_no_exception"
MISSING = 69
EXAMPLE_S_MAX = 20  # longer for one example is a finding


def names() -> list[str]:
    """The tests that take any bytes."""
    module = importlib.import_module(TESTS)
    return [name for name, test in vars(module).items() if hasattr(test, "hypothesis")]


def drive(name: str, seconds: int, seed: int) -> None:
    """Run one test until the time is over; libFuzzer leaves the process itself."""
    import atheris  # in no lock, see above

    with atheris.instrument_imports(include=["crawler.core"]):
        test = getattr(importlib.import_module(TESTS), name)
    (ROOT / "build").mkdir(exist_ok=True)
    options = [f"-max_total_time={seconds}", f"-seed={seed}", f"-timeout={EXAMPLE_S_MAX}"]
    options += ["-print_final_stats=1", "-artifact_prefix=build/"]
    atheris.Setup([name, *options], test.hypothesis.fuzz_one_input)
    atheris.Fuzz()


def run(name: str, seconds: int, seed: int) -> bool:
    """True when the test held; else what atheris printed is shown."""
    command = [sys.executable, "-m", "tests.fuzz.guided", "--drive", name]
    command += ["--seconds", str(seconds), "--seed", str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    tried = [line for line in done.stderr.splitlines() if "number_of_executed_units" in line]
    count = int(tried[0].rsplit(maxsplit=1)[-1]) if tried else 0
    held = done.returncode == 0 and count > 0
    print(f"{name}: {count:,} examples in {seconds} s, {'held' if held else 'FAILED'}", flush=True)
    if not held:
        print(done.stdout[-3_000:], done.stderr[-3_000:], sep="\n")
    return held


def main() -> int:
    """0 when all held, 69 without atheris."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each test")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drive", default="", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("*** guided fuzzing SKIPPED: no atheris here (pip install atheris)", file=sys.stderr)
        return MISSING
    if chosen.drive:
        drive(chosen.drive, chosen.seconds, chosen.seed)
    return 1 - min(run(name, chosen.seconds, chosen.seed) for name in names())


if __name__ == "__main__":
    sys.exit(main())
