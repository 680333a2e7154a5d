"""A statement of SQLAlchemy Core as the driver takes it: SQL, and its values by their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.sql.selectable import SelectBase

NAMES = "names"  # how a statement calls its list
Row = Sequence[Any]
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class DriverText:
    """SQL for a list of `length` names.

    Its values are those names, then `given`, then `fixed`, put in order by `places`.
    """

    sql: str
    length: int
    given: tuple[tuple[str, Convert], ...]  # by name, with what makes a value of it
    fixed: tuple[Any, ...]  # what the statement says itself
    places: tuple[int, ...]
    results: tuple[tuple[int, Convert], ...]  # columns that are not kept as they are meant

    def values(self, names: list[str], more: Mapping[str, Any]) -> tuple[Any, ...]:
        """What the driver is given; fewer names are filled up with the last of them."""
        found = names + names[-1:] * (self.length - len(names))
        found += [bound(more[name]) for name, bound in self.given]
        found += self.fixed
        return tuple([found[place] for place in self.places])

    def meant(self, rows: list[Row]) -> list[Row]:
        """The rows as SQLAlchemy would give them."""
        if not self.results:
            return rows
        made = [list(row) for row in rows]
        for row in made:
            for place, convert in self.results:
                row[place] = convert(row[place])
        return list(made)


def text_of(statement: SelectBase, dialect: Dialect, length: int) -> DriverText:
    """The text for a list of so many names; the dialect is one that counts places (SQLite)."""
    compiled: Any = statement.compile(dialect=dialect)
    own = {name: bind for name, bind in compiled.binds.items() if name != NAMES}
    given = {n: _binding(bind.type, dialect) for n, bind in own.items() if bind.required}
    state = compiled.construct_expanded_state({NAMES: [""] * length, **dict.fromkeys(given)})
    names = state.parameter_expansion[NAMES]
    fixed = dict(_fixed(state, own, {*names, *given}, dialect))
    order = [*names, *given, *fixed]
    return DriverText(
        sql=state.statement,
        length=length,
        given=tuple(given.items()),
        fixed=tuple(fixed.values()),
        places=tuple(map(order.index, state.positiontup)),
        results=tuple(_results(statement, dialect)),
    )


def _fixed(
    state: Any, own: Mapping[str, Any], others: set[str], dialect: Dialect
) -> Iterator[tuple[str, Any]]:
    """The values that the statement has itself, those of its own lists one by one."""
    lists = {part: name for name, parts in state.parameter_expansion.items() for part in parts}
    for name, value in state.parameters.items():
        if name not in others:
            yield name, _binding(own[lists.get(name, name)].type, dialect)(value)


def _results(statement: SelectBase, dialect: Dialect) -> Iterator[tuple[int, Convert]]:
    for place, column in enumerate(statement.selected_columns):
        convert = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if convert:
            yield place, convert


def _binding(kind: Any, dialect: Dialect) -> Convert:
    return kind.dialect_impl(dialect).bind_processor(dialect) or _same


def _same(value: Any) -> Any:
    return value
