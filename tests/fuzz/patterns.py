"""Every regular expression of the core, and how the core asks it, found by looking at the code."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import crawler.core

CORE = Path(crawler.core.__file__).parent
PACKAGES = ("crawler", "pipelines")
ASKING = ("fullmatch", "match", "search", "findall", "finditer", "sub", "subn", "split")
ANCHORED = frozenset(("fullmatch", "match"))  # they start at one place; the others at every one


@dataclass(frozen=True)
class Found:
    """`names` are where it stands, as `module.NAME`; `ways` are the methods it is asked by."""

    pattern: re.Pattern[Any]
    names: tuple[str, ...]
    ways: frozenset[str]

    @property
    def askers(self) -> list[Callable[[Any], object]]:
        """The questions that cost most: one for patterns that start anywhere, one for anchored."""
        ways = self.ways or frozenset(("finditer",))
        chosen = [way for way in sorted(ANCHORED) if way in ways]
        asked: list[Callable[[Any], object]] = [getattr(self.pattern, way) for way in chosen]
        return asked + ([self._everywhere] if ways - ANCHORED else [])

    def _everywhere(self, text: Any) -> None:
        for _ in self.pattern.finditer(text):
            pass


def patterns() -> list[Found]:
    """Compiled ones in the modules' names, and those written where they are used."""
    asked = _asked()
    places: dict[re.Pattern[Any], set[str]] = defaultdict(set)
    ways: dict[re.Pattern[Any], set[str]] = defaultdict(set)
    for module, name, place, pattern in _named():
        places[pattern].add(f"{module}.{name}{place}")
        ways[pattern] |= asked[module, name] if not place else {"finditer"}
    for name, pattern, way in _inline():
        places[pattern].add(name)
        ways[pattern].add(way)
    return [
        Found(pattern, tuple(sorted(names)), frozenset(ways[pattern]))
        for pattern, names in places.items()
    ]


def _named() -> Iterator[tuple[str, str, str, re.Pattern[Any]]]:
    for info in pkgutil.walk_packages(crawler.core.__path__, "crawler.core."):
        for name, value in vars(importlib.import_module(info.name)).items():
            for place, pattern in _inside(value, 3):
                yield info.name.removeprefix("crawler.core."), name, place, pattern


def _inside(value: object, depth: int) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Patterns in a value: itself, in tables of tables, as a bound method of one, in a closure."""
    if isinstance(value, re.Pattern):
        yield "", value
    elif isinstance(owner := getattr(value, "__self__", None), re.Pattern):
        yield "", owner
    elif depth and isinstance(value, dict):
        for key, part in value.items():
            yield from ((f"[{key!r}]{rest}", found) for rest, found in _inside(part, depth - 1))
    elif depth and isinstance(value, (tuple, list, frozenset, set)):
        for number, part in enumerate(value):
            yield from ((f"[{number}]{rest}", found) for rest, found in _inside(part, depth - 1))
    elif depth and (closure := getattr(value, "__closure__", None)):
        for cell in closure:
            yield from _inside(cell.cell_contents, depth - 1)


def _trees() -> Iterator[tuple[str, ast.Module]]:
    root = CORE.parents[1]
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            name = ".".join(path.relative_to(root).with_suffix("").parts)
            yield name.removeprefix("crawler.core."), ast.parse(path.read_text(encoding="utf-8"))


def _asked() -> dict[tuple[str, str], set[str]]:
    """(module, name) -> how the module asks; one that is handed on may be asked in every way."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for module, tree in _trees():
        asked = set()
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(value=ast.Name(id=name) as owner, attr=way) if way in ASKING:
                    found[module, name].add(way)
                    asked.add(owner)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in asked:
                found[module, node.id].add("finditer")
    return found


def _inline() -> Iterator[tuple[str, re.Pattern[Any], str]]:
    """`re.search("...", text)` and the like, with a pattern that is written out."""
    for module, tree in _trees():
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=way),
                    args=[ast.Constant(value=str() | bytes() as text), *_],
                ) if way in ASKING:
                    flags = re.IGNORECASE if "IGNORECASE" in ast.dump(node) else 0
                    yield f"{module} {text!r}", re.compile(text, flags), way
