"""One line of the table: a bad input, what is to come of it, and what counts it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.hostile.server import Answer

Articles = list[dict[str, Any]]  # as published


@dataclass(frozen=True)
class Row:
    """A bad input.

    `answers` are served by the site `site` and linked from its listing where their path begins
    with /news/. `counted` are the stats that this row adds to a run, all of them reason words.
    `published` are the articles that its pages give; `holds` looks at them. `proof` names tests
    for what is no answer of a server.
    """

    number: int
    name: str
    outcome: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)
    published: int = 0
    holds: Callable[[Articles], bool] | None = None
    proof: tuple[str, ...] = ()
    site: str = "hostile"
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    links: tuple[str, ...] | None = None  # in place of the paths of the answers
