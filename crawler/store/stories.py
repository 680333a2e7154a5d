"""The group that a copy belongs to, as a published line says it.

A group is named by the words of its first article (the first 32 digits of its
`contentHash.folded`), so that word-for-word copies give it one name, whichever comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from crawler.core.article import Duplicate, StoryCluster
from crawler.core.dedup.match import DUPLICATES
from crawler.core.stamps import utc
from crawler.store.deciding import Decided
from crawler.store.line_marks import with_marks
from crawler.store.question import Question
from crawler.store.schema import articles, sketches

ID_CHARS = 32
_IS_NAMED = articles.c.identifier.in_(bindparam("names", expanding=True))
_HEADS = Question(
    select(articles.c.identifier, articles.c.content_key, articles.c.first_seen).where(_IS_NAMED)
)
_SIZES = Question(
    select(articles.c.identifier, func.count())
    .join(sketches, sketches.c.matched == articles.c.id)
    .where(_IS_NAMED, sketches.c.relation.in_(DUPLICATES))
    .group_by(articles.c.identifier)
)


@dataclass(frozen=True, slots=True)
class Head:
    """The first article of a group."""

    content_key: str
    first_seen: datetime


def marked(connection: Connection, group: list[Decided]) -> list[str]:
    """The line of each article of a group, with `duplicate` and `storyCluster` as decided."""
    wanted = {each.match.identifier for each in group if each.match and each.match.is_duplicate}
    heads, sizes = _heads(connection, wanted), _sizes(connection, wanted)
    lines = []
    for each in group:
        heads.setdefault(each.article.identifier, _head_of(each))
        if each.match and each.match.is_duplicate:
            sizes[each.match.identifier] += 1
        lines.append(_line(each, heads, sizes))
    return lines


def _line(each: Decided, heads: dict[str, Head], sizes: Counter[str]) -> str:
    match = each.match if each.match and each.match.is_duplicate else None
    line = each.article.line
    if match is None:
        return with_marks(line, None, None) if each.article.is_marked else line
    of, head = match.identifier, heads.get(match.identifier)
    mark = Duplicate(of=of, relation=match.relation, similarity=match.similarity)
    return with_marks(line, mark, _cluster(head, 1 + sizes[of]) if head else None)


def _cluster(head: Head, size: int) -> StoryCluster:
    return StoryCluster(id=head.content_key[:ID_CHARS], size=size, firstSeen=utc(head.first_seen))


def _head_of(each: Decided) -> Head:
    return Head(each.article.content_key, each.article.first_seen)


def _heads(connection: Connection, identifiers: Iterable[str]) -> dict[str, Head]:
    return {row[0]: Head(*row[1:]) for row in _HEADS.ask_within(connection, identifiers)}


def _sizes(connection: Connection, identifiers: Iterable[str]) -> Counter[str]:
    """How many copies each has so far."""
    return Counter({row[0]: row[1] for row in _SIZES.ask_within(connection, identifiers)})
