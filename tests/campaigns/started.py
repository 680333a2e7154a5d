"""A process that the launcher started: waited for, signalled, and asked what it came to."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Launcher:
    """The process that forks runs, and what it was told so far."""

    process: subprocess.Popen[str]
    outputs: Path
    runs: int = 0
    peak_kb: int = 0

    def ask(self, **question: Any) -> dict[str, Any]:
        """One question, one answer."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        """The next line of the launcher."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, "the launcher is gone; its error is above"
        return dict(json.loads(line))

    def start(  # noqa: PLR0913 - what a process is, by name
        self,
        arguments: Sequence[str],
        env: Mapping[str, str],
        plants: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
        path: Sequence[str] = (),
        program: str = "scrapy",
        *,
        apart: bool = False,
    ) -> Started:
        """Begin `scrapy`, or another module; `plants` are functions that are called before.

        Errors are written to the output, or into a file of their own with `apart`.
        """
        self.runs += 1
        output = self.outputs / f"{self.runs}.txt"
        errors = output.with_suffix(".err") if apart else output
        for file in (output, errors):
            file.touch()  # a run may be killed before it can say anything
        answer = self.ask(
            do="start",
            program=program,
            arguments=list(arguments),
            env=dict(env),
            plants=dict(plants),
            path=list(path),
            output=str(output),
            errors=str(errors),
        )
        return Started(self, answer["pid"], output, errors)


@dataclass
class Started:
    """As much of subprocess.Popen as a campaign needs."""

    launcher: Launcher
    pid: int
    output: Path
    errors: Path
    returncode: int | None = None
    handle: int = field(init=False)

    def __post_init__(self) -> None:
        """A number of a process may be given again, a handle of it is not."""
        self.handle = os.pidfd_open(self.pid)

    def send_signal(self, number: int) -> None:
        """Send it, unless the process is over."""
        if self.returncode is None:
            signal.pidfd_send_signal(self.handle, number)

    def wait(self, timeout: float) -> int:
        """The exit code, negative for a signal. Raises subprocess.TimeoutExpired."""
        if self.returncode is None:
            poll = select.poll()
            poll.register(self.handle, select.POLLIN)
            if not poll.poll(timeout * 1000):
                raise subprocess.TimeoutExpired("scrapy", timeout)
            answer = self.launcher.ask(do="reap", pid=self.pid)
            os.close(self.handle)
            self.returncode = answer["code"]
            self.launcher.peak_kb = max(self.launcher.peak_kb, answer["peak_kb"])
        return int(self.returncode or 0)

    def poll(self) -> int | None:
        """The exit code, None while it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def communicate(self, timeout: float) -> tuple[str, str]:
        """Wait for the end; what it printed, and its errors where they are apart."""
        self.wait(timeout)
        errors = "" if self.errors == self.output else self.errors.read_text(errors="replace")
        return self.output.read_text(errors="replace"), errors


@contextmanager
def launching() -> Iterator[Launcher]:
    """A launcher; whatever it started is over afterwards."""
    command = [sys.executable, "-m", "tests.campaigns.launcher"]
    with (
        tempfile.TemporaryDirectory() as outputs,
        subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process,
    ):
        launcher = Launcher(process, Path(outputs))
        try:
            assert launcher.answer() == {"ready": True}
            yield launcher
        finally:
            assert process.stdin
            process.stdin.close()  # it ends what it started, then itself
            process.wait()
