"""Who works: each worker and each publisher signs now and then, by the clock of the database."""

from __future__ import annotations

import os
from collections.abc import Callable

from scrapy.settings import BaseSettings
from sqlalchemy import Engine, text

from crawler.queue.address import queue_address
from crawler.store.database import engine_of, translate_errors
from crawler.store.queue_state import STALLED_AFTER_S

FORGOTTEN_AFTER_S = 86_400.0  # of silence
# A worker that was killed and starts again under its name takes the place of the old one.
_JOIN = """
    WITH gone AS (DELETE FROM queue_members WHERE name = :name AND role = :role
                  AND last_sign < now() - make_interval(secs => :silent))
    INSERT INTO queue_members (name, role, pid) VALUES (:name, :role, :pid) RETURNING id
"""
_SIGN = "UPDATE queue_members SET last_sign = now() WHERE id = :id"
_LEAVE = "DELETE FROM queue_members WHERE id = :id"
_FORGET = "DELETE FROM queue_members WHERE last_sign < now() - make_interval(secs => :silent)"
_ANYONE = """
    SELECT EXISTS (SELECT 1 FROM queue_members
                   WHERE role = :role AND last_sign >= now() - make_interval(secs => :silent))
"""
_NAMES = """
    SELECT DISTINCT name FROM queue_members
    WHERE role = :role AND last_sign >= now() - make_interval(secs => :silent) ORDER BY name
"""
_HAS = "SELECT to_regclass('queue_members') IS NOT NULL"


class Member:
    """One of them: joins with its first sign. Every method may raise MachineError."""

    def __init__(self, engine: Engine, name: str, role: str) -> None:
        self._engine = engine
        self._who = {"name": name, "role": role, "pid": os.getpid(), "silent": STALLED_AFTER_S}
        self._id: int | None = None

    def sign(self) -> None:
        """I live."""
        with translate_errors(), self._engine.begin() as connection:
            signed = connection.execute(text(_SIGN), {"id": self._id}).rowcount
            if not signed:
                self._id = connection.scalar(text(_JOIN), self._who)

    def leave(self) -> None:
        """I end, and nobody needs to look for me."""
        with translate_errors(), self._engine.begin() as connection:
            connection.execute(text(_LEAVE), {"id": self._id})
        self._id = None


def forget_silent(engine: Engine) -> None:
    """Delete those that have not signed for a day. Raises MachineError."""
    with translate_errors(), engine.begin() as connection:
        connection.execute(text(_FORGET), {"silent": FORGOTTEN_AFTER_S})


def health(settings: BaseSettings, name: str, role: str, say: Callable[[str], None]) -> int:
    """0 when the member of that name is alive, else 1: exit codes for a probe.

    `say` is told who is alive instead: names are given by --name, and differ from the machine's.
    Makes no table and migrates nothing. Raises ConfigError and MachineError.
    """
    queue_address(settings)
    engine = engine_of(settings.get("RASID_DATABASE_URL"))
    try:
        alive = names_alive(engine, role)
    finally:
        engine.dispose()
    if name in alive:
        return 0
    others = f"name one by --name: {', '.join(alive)}" if alive else "none does"
    say(f"no {role} {name!r} gave a sign in the last {STALLED_AFTER_S:g} s; {others}")
    return 1


def is_anyone_alive(engine: Engine, role: str) -> bool:
    """True when any member of that role has signed in the last 30 s. Raises MachineError."""
    who = {"role": role, "silent": STALLED_AFTER_S}
    with translate_errors(), engine.connect() as connection:
        return bool(connection.scalar(text(_ANYONE), who))


def names_alive(engine: Engine, role: str) -> list[str]:
    """The members of that role that have signed in the last 30 s. Raises MachineError."""
    who = {"role": role, "silent": STALLED_AFTER_S}
    with translate_errors(), engine.connect() as connection:
        if not connection.scalar(text(_HAS)):
            return []
        return list(connection.scalars(text(_NAMES), who))
