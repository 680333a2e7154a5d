"""The interpreters of the text benchmark: which there are, and a worker process in each."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
SYSTEM_PYTHON = Path("/usr/bin/python3")  # for which Debian builds python3-icu


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A worker process; `here` are its subjects with their versions, `missing` says why not."""

    process: subprocess.Popen[str]
    python: str
    here: dict[str, str]
    missing: dict[str, str]

    def ask(self, do: str, **order: str) -> dict[str, Any]:
        return ask(self.process, do, **order)


def ask(process: subprocess.Popen[str], do: str, **order: str) -> dict[str, Any]:
    """One order and its answer; RuntimeError when the worker died of it."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"do": do, **order}) + "\n")
    process.stdin.flush()
    if not (line := process.stdout.readline()):
        raise RuntimeError(f"the worker in {process.args!r} ended at {do} {order}")
    answer: dict[str, Any] = json.loads(line)
    return answer


@contextmanager
def interpreter(python: Path, given: Path) -> Iterator[Interpreter]:
    command = [str(python), "-B", "-m", "tests.speed.text_worker", str(given)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Interpreter(process, **ask(process, "hello"))
        finally:
            process.kill()


def pythons() -> list[Path]:
    """Ours, that of the peers, and the system's where it has ICU."""
    found = [Path(sys.executable)]
    if PEERS_PYTHON.exists():
        found.append(PEERS_PYTHON)
    asked = [str(SYSTEM_PYTHON), "-c", "import icu"]
    if SYSTEM_PYTHON.exists() and not subprocess.call(asked, stderr=subprocess.DEVNULL):
        found.append(SYSTEM_PYTHON)
    return found
