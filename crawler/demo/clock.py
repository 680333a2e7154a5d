"""The demo's clock: each run finds it further on, so that it finds only what is new."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.core.errors import ConfigError, MachineError


def _this_minute() -> datetime:
    return datetime.now(UTC).replace(second=0, microsecond=0)


class DemoClock:
    """A clock in a small JSON file: when the first run was, how many runs, how far it moved.

    `today` gives the moment of the first run. An unreadable file raises ConfigError, a disk that
    refuses to write MachineError.
    """

    def __init__(self, path: Path | str, today: Callable[[], datetime] = _this_minute) -> None:
        self._path = Path(path)
        self._today = today

    def advance(self, hours: float) -> datetime:
        """The moment (aware, UTC) of the next run: `hours` after the last one's."""
        base, runs, moved = self._read()
        if runs:
            moved += hours
        self._write(base, runs + 1, moved)
        return base + timedelta(hours=moved)

    def _read(self) -> tuple[datetime, int, float]:
        try:
            state = json.loads(self._path.read_text(encoding="utf-8"))
            return datetime.fromisoformat(state["base"]), int(state["runs"]), float(state["hours"])
        except FileNotFoundError:
            return self._today(), 0, 0.0
        except OSError as error:
            raise MachineError.from_os(error, f"reading the demo clock {self._path}") from error
        except (ValueError, KeyError, TypeError) as error:
            message = f"{self._path}: is no demo clock ({error}); delete it to start afresh"
            raise ConfigError(message) from error

    def _write(self, base: datetime, runs: int, hours: float) -> None:
        text = json.dumps({"base": base.isoformat(), "runs": runs, "hours": hours})
        fresh = self._path.with_name(f"{self._path.name}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except OSError as error:
            raise MachineError.from_os(error, f"writing the demo clock {self._path}") from error
