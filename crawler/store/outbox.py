"""The outbox: articles wait here in groups, and a group's rows are their marks as seen.

One transaction for a group costs one flush of the disk; a kill loses at most a group that no
reader has seen and that the next run fetches again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, select
from sqlalchemy.exc import DBAPIError

from crawler.core.dedup.sketch_bytes import SketchError
from crawler.core.errors import MachineError
from crawler.store.database import insert_into, writing
from crawler.store.deciding import Decided, Deciding, outcomes
from crawler.store.discarding import discarded
from crawler.store.holders import holders_of
from crawler.store.joint_groups import Box, JointGroups
from crawler.store.new_article import NewArticle, Outcome, Stored
from crawler.store.question import Question
from crawler.store.schema import DISCARDED, articles, sketches
from crawler.store.search import add_headlines
from crawler.store.sketch_log import SketchLog
from crawler.store.sketches import Sketches
from crawler.store.stories import marked

__all__ = ["NewArticle", "Outbox", "Outcome", "Stored"]


_NUMBERS = Question(
    select(articles.c.identifier, articles.c.id).where(
        articles.c.identifier.in_(bindparam("names", expanding=True))
    )
)
_REPLACED = ("url", "site", "line", "content_key", "run_id", "first_seen", "duplicate_of",
             "relation")  # fmt: skip
_SKETCHES = sketches.insert().returning(sketches.c.id)  # one statement for all
_INSERTS: dict[str, Any] = {}  # by dialect
# SQLite keeps 128 statements ready, and with each what was last given to it: with one for each
# number of rows that a group may have, these are 10 MB of lines.
_AT_ONCE: dict[str, dict[str, Any]] = {"sqlite": {"insertmanyvalues_page_size": 8}}
WRONG_WITH_ONE = (MachineError, DBAPIError, ArithmeticError, AssertionError, AttributeError,
                  LookupError, TypeError, ValueError)  # fmt: skip
"""What one article may raise: machine or constraint refuse it, or a rule of ours fails on it."""


class Outbox:
    """Takes articles and writes them in groups of `group_max`, or after `group_age_s` seconds.

    With `sketches` near copies are found too, among all that any process has committed before.
    `check` is asked by whoever writes, and `before_write` makes durable what the rows of a group
    name; what they raise stops the group. In a `joint` with others all that
    wait are written together, whichever is due: their outcomes are told by their own next call.
    What goes wrong with another's is met by that one alone.
    """

    def __init__(  # noqa: PLR0913 - what a caller may set, by name
        self,
        engine: Engine,
        *,
        group_max: int = 50,
        group_age_s: float = 1.0,
        monotonic: Callable[[], float] = time.monotonic,
        sketches: Sketches | None = None,
        check: Callable[[], None] | None = None,
        before_write: Callable[[], None] | None = None,
        joint: JointGroups | None = None,
    ) -> None:
        self._engine = engine
        self._check = check
        self._before_write = before_write
        self._joint = joint or JointGroups()
        self._sketches = sketches
        self._group_max = group_max
        self._group_age_s = group_age_s
        self._monotonic = monotonic
        self._waiting: list[NewArticle] = []
        self._since = 0.0
        self._written: list[Stored] = []

    def due(self) -> bool:
        """True when the group that waits is full or too old."""
        if not self._waiting:
            return False
        full = len(self._waiting) >= self._group_max
        return full or self._monotonic() - self._since >= self._group_age_s

    def add(self, article: NewArticle) -> list[Stored]:
        """Take an article; the outcomes of what was written since the call before.

        Raises MachineError when a group cannot be written; it stays here, nothing is lost.
        """
        if not self._waiting:
            self._since = self._monotonic()
            self._joint.join(self)
        self._waiting.append(article)
        return self.flush() if self.due() else self._told()

    def flush(self) -> list[Stored]:
        """Write all that waits; the outcomes in the order of `add`. Raises as `add` does."""
        while self._waiting:
            self._write_group()
        return self._told()

    def close(self) -> list[Stored]:
        """The last `flush`: what it cannot write is not written by others either."""
        try:
            return self.flush()
        finally:
            self._joint.leave(self)

    def waits(self) -> bool:
        """True while there is something to write."""
        return bool(self._waiting)

    def make_durable(self) -> None:
        """Flush what the rows name, perhaps in a thread. Raises MachineError."""
        if self._before_write is not None:
            self._before_write()

    def first_group(self) -> list[NewArticle]:
        """What waits, as far as one transaction takes it."""
        return self._waiting[: self._group_max]

    def note(self, stored: list[Stored]) -> None:
        """The first that waited are written: their outcomes."""
        self._written += stored
        del self._waiting[: len(stored)]

    def _told(self) -> list[Stored]:
        written, self._written = self._written, []
        return written

    def _write_group(self) -> None:
        if self._check is not None:
            self._check()
        boxes = self._joint.durable_with(self)
        try:
            self._write_all(boxes)
        except WRONG_WITH_ONE:
            if len(boxes) == 1:
                raise
            self._write_all([self])  # what is wrong may lie with the others, who will meet it

    def _write_all(self, boxes: list[Box]) -> None:
        groups = [box.first_group() for box in boxes]
        stored = iter(self._write([each for group in groups for each in group]))
        # Only now, after the commit: what is kept by a box is what a failure must not lose.
        for box, group in zip(boxes, groups, strict=True):
            box.note(list(islice(stored, len(group))))

    def _write(self, group: list[NewArticle]) -> list[Stored]:
        try:
            with self._writing() as (connection, log):
                return _write(connection, log, group, withhold=self._withhold)
        except SketchError:  # the snapshot was damaged where nobody looked
            if self._sketches is None:
                raise
            self._sketches.forget(snapshot=True)
        with self._writing() as (connection, log):
            return _write(connection, log, group, withhold=self._withhold)

    @property
    def _withhold(self) -> bool:
        return self._sketches is None or self._sketches.withhold

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, SketchLog | None]]:
        if self._sketches is None:
            with writing(self._engine) as connection:
                yield connection, None
        else:
            with self._sketches.writing() as both:
                yield both


def _write(
    connection: Connection, log: SketchLog | None, group: list[NewArticle], *, withhold: bool
) -> list[Stored]:
    keys = [
        article.content_key for article in group if article.duplicate_of is None or article.sketch
    ]
    given_up = discarded(connection)
    deciding = Deciding(holders_of(connection, keys), log, withhold=withhold, given_up=given_up)
    known = _known(connection, group) - given_up
    decided = list(outcomes(_taking_over(group, given_up), known, deciding))
    fresh = [each for _, each in decided if each]
    if fresh:
        _insert(connection, fresh)
    return [stored for stored, _ in decided]


def _taking_over(group: list[NewArticle], given_up: frozenset[str]) -> Iterator[NewArticle]:
    """What takes over a row keeps its sketch, as the log cannot change: words find its copies."""
    for article in group:
        yield replace(article, sketch=None) if article.identifier in given_up else article


def _insert(connection: Connection, group: list[Decided]) -> None:
    lines = marked(connection, group)
    rows = [each.stored.row() | {"line": line} for each, line in zip(group, lines, strict=True)]
    at_once = _AT_ONCE.get(connection.dialect.name, {})
    found = connection.execute(_inserting(connection), rows, execution_options=at_once)
    numbers = {row[0]: row[1] for row in found.all()}
    add_headlines(connection, [(numbers[row["identifier"]], row["line"]) for row in rows])
    made = [each.sketch for each in group if each.sketch]
    if made:
        matched = {each.match.identifier for each in made if each.match}
        numbers |= _numbers(connection, matched - numbers.keys())
        drawn = [each.row(numbers) for each in made]
        connection.execute(_SKETCHES, drawn, execution_options=at_once)


def _inserting(connection: Connection) -> Any:
    """For rows as `NewArticle.row` gives them; each new one's identifier and key come back.

    Made once: to put it together takes a tenth of the time of a group's rows.
    """
    dialect = connection.dialect.name
    if dialect not in _INSERTS:
        insert = insert_into(connection, articles)
        columns = {name: insert.excluded[name] for name in _REPLACED}
        taking_over = insert.on_conflict_do_update(
            index_elements=["identifier"], set_=columns, where=articles.c.relation == DISCARDED
        )
        # What returns something is one statement for all rows: a sixth of the time on PostgreSQL.
        _INSERTS[dialect] = taking_over.returning(articles.c.identifier, articles.c.id)
    return _INSERTS[dialect]


def _known(connection: Connection, group: list[NewArticle]) -> set[str]:
    return set(_numbers(connection, {article.identifier for article in group}))


def _numbers(connection: Connection, identifiers: set[str]) -> dict[str, int]:
    """The key of each of these articles that the store has."""
    return {row[0]: row[1] for row in _NUMBERS.ask_within(connection, identifiers)}
