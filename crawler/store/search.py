"""Finding stored articles by the words of their headline, as a reader would type them.

The index is written in the transaction that stores the article. SQLite has FTS5 without a copy of
the text (one table, `headlines`), PostgreSQL a column of words with a GIN index under that name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, text

from crawler.core.arabic.text import fold_text
from crawler.store.database import chunks
from crawler.store.schema import DISCARDED, HEADLINES, articles, versions

WORD = re.compile(r"[^\W_]+")
HEADLINE = '"headline":'  # a value of JSON cannot look like this: its quotes are escaped
METADATA = '"metadata":'
ARTICLE = "\u0627\u0644"  # al-, "the"
# How a word can begin in a headline when a reader types it bare: the, and the, in the, for the, and
ATTACHED = (ARTICLE, f"\u0648{ARTICLE}", f"\u0628{ARTICLE}", "\u0644\u0644", "\u0648")
STEM_CHARS_MIN = 3  # a shorter word is looked for as it is typed
BARE_CHARS_MIN = 2  # a letter alone is a word, not a beginning
WORDS_MAX = 12  # of a query; what a person types is shorter
QUERY_CHARS_MAX = 400
_ADD = {
    "sqlite": text(f"INSERT INTO {HEADLINES} (rowid, words) VALUES (:article, :words)"),  # noqa: S608 - no value
    "postgresql": text(
        f"INSERT INTO {HEADLINES} (article, words) "  # noqa: S608 - no value is in it
        "SELECT article, array_to_tsvector(string_to_array(line, ' ')) FROM "
        "unnest(CAST(:articles AS bigint[]), CAST(:lines AS text[])) AS made(article, line) "
        "ON CONFLICT (article) DO UPDATE SET words = excluded.words"
    ),
}
_FOUND = {
    "sqlite": text(
        f"SELECT rowid AS article FROM {HEADLINES} WHERE {HEADLINES} MATCH :query "  # noqa: S608 - no value
        "ORDER BY rowid DESC LIMIT :limit"
    ),
    "postgresql": text(
        f"SELECT article FROM {HEADLINES} WHERE words @@ CAST(:query AS tsquery) "  # noqa: S608 - no value
        "ORDER BY article DESC LIMIT :limit"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that was found, as its newest version has it.

    `published` is None where its page states no date.
    """

    identifier: str
    url: str
    site: str
    headline: str
    first_seen: datetime
    published: str | None
    copy_of: str | None


def words_of(headline: str) -> str:
    """The words of a headline as they are indexed: folded, with one space between them.

    >>> words_of("أُعلِن: 12 سفينةً") == words_of("اعلن ١٢ سفينه")
    True
    """
    return " ".join(WORD.findall(fold_text(headline)))


def headline_of(line: str) -> str:
    """The headline in a stored line, read without the rest of it; empty when there is none.

    >>> headline_of('{"url":"u","headline":"a","articleBody":"b"}')
    'a'
    """
    return field_of(line, HEADLINE) or ""


def field_of(line: str, key: str) -> str | None:
    """The text under `"key":` of a stored line, of the article's own fields.

    `metadata`, the last of them, says under the same names how they were found.
    """
    at = line.find(key)  # near its begin, as a rule: what is behind is not looked through
    if at < 0 or line.find(METADATA, 0, at) >= 0:
        return None
    value, _ = _decoder.raw_decode(line, at + len(key))
    return value if isinstance(value, str) else None


_decoder = json.JSONDecoder()


def index_headlines(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Index articles that this transaction has stored; a row has `identifier` and `line`."""
    lines = {row["identifier"]: row["line"] for row in rows}
    columns = (articles.c.id, articles.c.identifier)
    for names in chunks(lines):
        found = connection.execute(select(*columns).where(articles.c.identifier.in_(names)))
        add_headlines(connection, [(each.id, lines[each.identifier]) for each in found])


def add_headlines(connection: Connection, lines: Iterable[tuple[int, str]]) -> None:
    """Index the headlines of lines, each with the key of its article.

    One that is there already is found by its new words; on SQLite by its old words too.
    """
    made = {key: words_of(headline_of(line)) for key, line in lines}
    if not made:
        return
    given: Any = [{"article": key, "words": words} for key, words in made.items()]
    if connection.dialect.name == "postgresql":  # all rows in one statement
        given = {"articles": list(made), "lines": list(made.values())}
    connection.execute(_ADD[connection.dialect.name], given)


def search(connection: Connection, query: str, limit: int) -> list[Hit]:
    """The newest articles whose headline has all words of the query, newest first.

    Forms of alef, yeh, heh and hamza, vowel signs and digits are one, as in `fold_text`; a word
    may be the beginning of one, and "the", "and the", "in the", "for the" before it do not count.
    """
    asked = _query_of(query, connection.dialect.name)
    if not asked:
        return []
    found = connection.execute(
        _FOUND[connection.dialect.name], {"query": asked, "limit": limit}
    ).scalars()
    is_given_up = func.coalesce(articles.c.relation, "") == DISCARDED
    rows = connection.execute(
        select(articles)
        .where(articles.c.id.in_(found.all()), ~is_given_up)
        .order_by(articles.c.id.desc())
    )
    hits = rows.mappings().all()
    newest = _newest_lines(connection, [row["identifier"] for row in hits])
    return [_hit(row, newest.get(row["identifier"], row["line"])) for row in hits]


def _newest_lines(connection: Connection, identifiers: list[str]) -> dict[str, str]:
    """The line of the newest version of those articles that were corrected since."""
    query = select(versions.c.identifier, versions.c.line).order_by(versions.c.version)
    found = connection.execute(query.where(versions.c.identifier.in_(identifiers)))
    return {row.identifier: row.line for row in found}


def _hit(row: Mapping[Any, Any], line: str) -> Hit:
    return Hit(
        identifier=row["identifier"],
        url=row["url"],
        site=row["site"],
        headline=headline_of(line),
        first_seen=row["first_seen"],
        published=field_of(line, '"datePublished":'),
        copy_of=row["duplicate_of"],
    )


def _query_of(query: str, dialect: str) -> str:
    words = words_of(query[:QUERY_CHARS_MAX]).split()[:WORDS_MAX]
    either, both, form = (
        (" | ", " & ", "'{}':*") if dialect == "postgresql" else (" OR ", " AND ", '"{}"*')
    )
    asked = []
    for word in dict.fromkeys(words):
        exact = form.format(word)
        forms = [form.format(each) for each in _forms(word)]
        if len(word) < BARE_CHARS_MIN:
            forms = [exact.removesuffix("*").removesuffix(":")]
        asked.append(f"({either.join(forms)})")
    return both.join(asked)


def _forms(word: str) -> Iterator[str]:
    """How a word that was typed may begin in a headline."""
    yield word
    stem = word.removeprefix(ARTICLE)
    if len(stem) < STEM_CHARS_MIN or stem.isascii():
        return
    if stem != word:
        yield stem
    yield from (each for beginning in ATTACHED if (each := beginning + stem) != word)
