"""Stops the publication at a named step, as a killed process would."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from crawler.store import batches, durable, feed


class Stopped(BaseException):
    """No handler of the program may catch it, as none catches a kill."""


@dataclass(frozen=True)
class Step:
    """A function of the protocol; `after` stops when it has done its work, else before."""

    owner: object
    name: str
    after: bool


STEPS = {
    f"{word}-{'after' if after else 'before'}": Step(owner, name, after)
    for word, owner, name in (
        ("seal", batches, "seal"),
        ("seal-rows", batches, "add_batch"),  # inside the transaction
        ("seal-number", batches, "set_seq_highest"),  # its last statement
        ("bytes", batches, "bytes_of"),
        ("write", durable.Path, "open"),
        ("fsync", os, "fsync"),
        ("rename", Path, "replace"),
        ("fsync-folder", durable, "sync_folder"),
        ("published", batches, "mark_published"),
        ("manifest", feed, "write_manifest"),
    )
    for after in (False, True)
}


def stop_at(monkeypatch: Any, step: Step, nth: int, error: type[BaseException] = Stopped) -> None:
    """The nth call of the step raises."""
    real: Callable[..., Any] = getattr(step.owner, step.name)
    calls = 0

    def wrapped(*args: Any, **keywords: Any) -> Any:
        nonlocal calls
        if calls + 1 == nth and not step.after:
            raise error
        result = real(*args, **keywords)
        calls += 1  # a call that failed by itself does not count
        if calls == nth:
            getattr(result, "close", lambda: None)()  # a killed process holds no file either
            raise error
        return result

    monkeypatch.setattr(step.owner, step.name, wrapped)


class HalfFile:
    """The nth file of all stops in the middle of its first write, with the half on the disk."""

    def __init__(self, file: Any, state: dict[str, int]) -> None:
        self.file = file
        state["left"] -= 1
        self.stops = not state["left"]

    def __enter__(self) -> Self:
        self.file.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self.file.__exit__(*exc)

    def write(self, data: bytes) -> int:
        if not self.stops:
            return self.file.write(data)
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        raise Stopped

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def stop_in_write(monkeypatch: Any, nth: int) -> None:
    """The nth file that is written through `Path.open` is left half."""
    real = Path.open
    state = {"left": nth}

    def half(path: Path, mode: str = "r", *args: Any, **keywords: Any) -> Any:
        file = real(path, mode, *args, **keywords)
        return HalfFile(file, state) if mode == "wb" else file

    monkeypatch.setattr(Path, "open", half)
