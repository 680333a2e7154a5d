"""A sentence of a view before it is in a language: a key of the words and the values in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LEVELS = ("bad", "warn", "ok", "idle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """`values`: name to how it is shown (a filter of `shown`) and what; `site` is linked."""

    level: str
    key: str
    site: str = ""
    values: Mapping[str, tuple[str, Any]] = field(default_factory=dict)


def worst_first(said: Iterable[Said]) -> list[Said]:
    """Bad before warn before good, else as they came."""
    return sorted(said, key=lambda each: LEVELS.index(each.level))


def or_all_good(said: Iterable[Said], key: str) -> list[Said]:
    """The sentences, or one that says that nothing is wrong."""
    return worst_first(said) or [Said(level="ok", key=key)]
