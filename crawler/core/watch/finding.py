"""What a check of a run has found: the word of the check, what was measured, what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

Level = Literal["error", "warning"]
Value = float | int | str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """`check` is a word of `core/causes.py`; `text` says more to a person where numbers do not."""

    check: str
    level: Level
    value: Value
    expected: Value
    text: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For JSON; without `text` where there is none."""
        row: dict[str, Any] = {
            "check": self.check,
            "level": self.level,
            "value": self.value,
            "expected": self.expected,
        }
        return row | ({"text": self.text} if self.text else {})

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """What `as_dict` has made."""
        return cls(
            row["check"], row["level"], row["value"], row["expected"], str(row.get("text", ""))
        )

    def __str__(self) -> str:
        """For a person: the check, what it is, what was expected.

        >>> str(Finding("latency", "warning", 4.25, "at most 2.5"))
        'latency 4.25, expected at most 2.5'
        """
        shown = f"{self.value:.3g}" if isinstance(self.value, float) else str(self.value)
        expected = "" if self.expected is None else f", expected {self.expected}"
        return f"{self.check} {shown}{expected}" + (f" ({self.text})" if self.text else "")
