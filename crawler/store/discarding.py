"""Giving up the articles of a doubted run so that their addresses are fetched again.

The rows stay, as copies of themselves that are never published: the log of sketches names them.
The next fetch of the address takes the row over.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Select, delete, func, or_, select, update

from crawler.core.article import Article
from crawler.store.database import chunks, insert_into
from crawler.store.schema import DISCARDED, articles, runs, versions, visits

NO_COPIES = (DISCARDED, "moved")  # the second stands for another address, see `versions.py`
_given_up = articles.c.relation == DISCARDED


def discard_articles(connection: Connection, run: str, now: datetime) -> int:
    """Give up what a run has stored and nobody has sealed; how many articles that were."""
    rows = connection.execute(_unsealed_of(run)).all()
    for chunk in chunks(row.identifier for row in rows):
        connection.execute(
            update(articles)
            .where(articles.c.identifier.in_(chunk))
            .values(duplicate_of=articles.c.identifier, relation=DISCARDED)
        )
    for row in rows:
        _free_copies(connection, row.identifier)
    _ask_again(connection, [(row.identifier, row.url, row.site) for row in rows], now)
    later = versions.c.run_id == run, versions.c.batch.is_(None)
    connection.execute(delete(versions).where(*later))
    _walk_again(connection, run)
    return len(rows)


def _unsealed_of(run: str) -> Select[str, str, str]:
    """What a run has stored: articles that wait, and the copies of those among its own."""
    of_run = articles.c.run_id == run, articles.c.batch.is_(None)
    waiting = select(articles.c.identifier).where(*of_run, articles.c.duplicate_of.is_(None))
    own = or_(articles.c.duplicate_of.is_(None), articles.c.duplicate_of.in_(waiting))
    columns = articles.c.identifier, articles.c.url, articles.c.site
    return select(*columns).where(*of_run, own).order_by(articles.c.id)


def discarded(connection: Connection) -> frozenset[str]:
    """The articles that were given up and not fetched again: no copy is measured by them."""
    return frozenset(connection.scalars(select(articles.c.identifier).where(_given_up)))


def _free_copies(connection: Connection, original: str) -> None:
    """What was withheld as a copy of it is published; the first of several, for all of them."""
    copies = connection.execute(
        select(articles.c.id, articles.c.identifier, articles.c.line)
        .where(articles.c.duplicate_of == original, articles.c.relation.not_in(NO_COPIES))
        .order_by(articles.c.id)
    ).all()
    for number, copy in enumerate(copies):
        values = {"duplicate_of": copies[0].identifier} if number else _freed(copy.line)
        connection.execute(update(articles).where(articles.c.id == copy.id).values(values))


def _freed(line: str) -> dict[str, str | None]:
    article = Article.model_validate_json(line)
    article.duplicate = None
    return {"duplicate_of": None, "relation": None, "line": article.to_line()}


def _walk_again(connection: Connection, run: str) -> None:
    """The next run of the site does not stop where it meets what is known."""
    site = select(runs.c.site).where(runs.c.id == run).scalar_subquery()
    newest = select(func.max(runs.c.started)).where(runs.c.site == site).scalar_subquery()
    where = runs.c.site == site, runs.c.started == newest
    connection.execute(update(runs).where(*where).values(complete=False))


def _ask_again(connection: Connection, rows: list[tuple[str, str, str]], now: datetime) -> None:
    """The next run of the site asks for these addresses, whatever its listings show by then."""
    failed = [
        {
            "identifier": identifier,
            "url": url,
            "site": site,
            "outcome": "failed",
            "attempts": 1,
            "last_try": now,
            "next_try": now,
        }
        for identifier, url, site in rows
    ]
    if failed:
        insert = insert_into(connection, visits)
        names = ("outcome", "attempts", "last_try", "next_try")
        connection.execute(
            insert.on_conflict_do_update(
                index_elements=["identifier"], set_={name: insert.excluded[name] for name in names}
            ),
            failed,
        )
