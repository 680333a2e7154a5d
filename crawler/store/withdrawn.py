"""Articles that were withdrawn, when a page shows their addresses, and where else a text stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Engine, bindparam, case, func, select

from crawler.core.dedup.match import SAME
from crawler.core.revisits import Looked, may_be_back
from crawler.store.database import reading
from crawler.store.question import Question
from crawler.store.schema import articles, revisits, versions
from crawler.store.versions import ALIAS

LATELY = timedelta(days=7)  # a copy that came before says nothing of where a site has moved to
# An address to which an article has moved stands for the article.
_meant = case((articles.c.relation == ALIAS, articles.c.duplicate_of), else_=articles.c.identifier)
_withdrawn = (
    select(func.max(versions.c.created))
    .where(versions.c.identifier == _meant, versions.c.event == "withdrawn")
    .scalar_subquery()
)
_SHOWN = Question(
    select(
        articles.c.identifier,
        _meant,
        articles.c.first_seen,
        revisits.c.visits,
        revisits.c.last,
        _withdrawn,
    )
    .join(revisits, revisits.c.identifier == _meant)
    .where(articles.c.identifier.in_(bindparam("names", expanding=True)))
)


def withdrawn_and_shown(engine: Engine, shown: Mapping[str, str], now: datetime) -> list[Looked]:
    """Which of the known addresses (by identifier) are of articles that may be back.

    They were withdrawn once; whether they still are, their newest version says.
    Raises MachineError.
    """
    return [
        Looked(meant, shown[name], first_seen, visits, last)
        for name, meant, first_seen, visits, last, withdrawn in _SHOWN.ask(engine, shown)
        if withdrawn is not None and may_be_back(withdrawn, last, now)
    ]


def shown_elsewhere(engine: Engine, looked: Looked, site: str, now: datetime) -> str | None:
    """The newest other address at which this site has lately shown the same text.

    Raises MachineError.
    """
    query = select(articles.c.url).where(
        articles.c.duplicate_of == looked.identifier,
        articles.c.relation == SAME,
        articles.c.site == site,
        articles.c.first_seen >= now - LATELY,
        articles.c.url != looked.url,
    )
    with reading(engine) as connection:
        newest = query.order_by(articles.c.first_seen.desc(), articles.c.id.desc()).limit(1)
        return connection.scalar(newest)
