"""What is wrong, what was, what nobody wants to hear of, what was not told yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from crawler.dashboard.look import Look
from crawler.store.incidents import Incident, incident_of
from crawler.store.mutes import Mute
from crawler.store.schema import articles, incidents, mutes, notices, quarantine

CLOSED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A doubted run whose articles wait for a person."""

    run: str
    site: str
    reason: str
    made: Any
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """Open incidents, the longest first; closed ones, newest first; `unsent` messages."""

    open: list[Incident]
    closed: list[Incident]
    mutes: list[Mute]
    held: list[Held]
    unsent: int
    unsent_why: str | None


def read(look: Look) -> Alerts:
    """All of it."""
    connection = look.connection
    is_open = incidents.c.closed.is_(None)
    lasting = select(incidents).where(is_open).order_by(incidents.c.opened, incidents.c.id)
    gone = select(incidents).where(~is_open).order_by(incidents.c.id.desc()).limit(CLOSED)
    muted = select(mutes).where(mutes.c.until > look.now).order_by(mutes.c.until)
    number = (
        select(func.count())
        .select_from(articles)
        .where(
            articles.c.duplicate_of.is_(None),
            articles.c.batch.is_(None),
            articles.c.run_id == quarantine.c.run,
        )
        .scalar_subquery()
    )
    columns = (quarantine.c.run, quarantine.c.site, quarantine.c.reason, quarantine.c.made)
    held = select(*columns, number.label("articles")).where(quarantine.c.state == "held")
    unsent = select(func.count(), func.max(notices.c.last_error)).where(notices.c.sent.is_(None))
    waiting, why = connection.execute(unsent).one()
    return Alerts(
        open=[incident_of(row) for row in connection.execute(lasting).mappings()],
        closed=[incident_of(row) for row in connection.execute(gone).mappings()],
        mutes=[Mute(**dict(row)) for row in connection.execute(muted).mappings()],
        held=[Held(**dict(row)) for row in connection.execute(held).mappings()],
        unsent=waiting,
        unsent_why=why,
    )
