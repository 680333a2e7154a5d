"""An article that is to be stored, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from crawler.core.dedup.sketch import Sketch

Outcome = Literal["new", "known", "duplicate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """An article to be kept; `line` is what `Article.to_line` gives, `first_seen` is aware.

    `sketch` is what its copies are found by, in the transaction that stores it. Without one it is
    compared word for word only; then with `duplicate_of` it is recorded and not published. Not
    `is_marked`: the line says nothing of copies, and need not be searched for that. Raises
    ValueError for what could be stored but never published: it would block all articles behind it.
    """

    identifier: str
    url: str
    site: str
    line: str
    content_key: str
    run_id: str
    first_seen: datetime
    duplicate_of: str | None = None
    relation: str | None = None
    is_marked: bool = True
    sketch: Sketch | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse a line that is not one line with its metadata at the end."""
        if not self.line.endswith("}}") or "\n" in self.line or "\r" in self.line:
            message = f"no line of an article with its metadata at the end: {self.line[-40:]!r}"
            raise ValueError(message)
        if self.first_seen.tzinfo is None:
            message = f"first_seen has no zone: {self.first_seen!r}"
            raise ValueError(message)
        # A lone surrogate is no text; UnicodeEncodeError is a ValueError.
        f"{self.line}{self.url}{self.identifier}{self.site}{self.run_id}".encode()

    def row(self) -> dict[str, Any]:
        """The columns of its row."""
        return {
            "identifier": self.identifier,
            "url": self.url,
            "site": self.site,
            "line": self.line,
            "content_key": self.content_key,
            "run_id": self.run_id,
            "first_seen": self.first_seen,
            "duplicate_of": self.duplicate_of,
            "relation": self.relation,
        }


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article: new, known (nothing was written), or duplicate (recorded)."""

    identifier: str
    outcome: Outcome
