"""What a PostgreSQL server refused, told as an error that somebody can act on."""

from __future__ import annotations

from crawler.core.errors import ConfigError, MachineError, RasidError

LATER = "; run again later"
# The beginning of a SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html), what to do next.
SENTENCES = {
    "08": f"the connection to the database is lost{LATER}",
    "25006": "the database is read-only (a standby?); name the primary in RASID_DATABASE_URL",
    "28": "the database refuses this user or its password; check RASID_DATABASE_URL",
    "3D": "there is no database of that name; make it (createdb), or check RASID_DATABASE_URL",
    "40": f"two processes were in each other's way, this one wrote nothing{LATER}",
    "42501": "this user lacks a right in the database; grant it, then run again",
    "53100": "the disk of the database is full; free space there, then run again: nothing is lost",
    "53200": f"the database has no memory left; give it more, or run fewer workers{LATER}",
    "53300": f"the database has no connection left; raise max_connections, or run less{LATER}",
    "55P03": "another process has held the store too long (pg_stat_activity); find it, run again",
    "57014": f"the database gave up a question that took too long (statement_timeout?){LATER}",
    "57": f"the database stops or starts again{LATER}",
    "25P03": f"this process was idle in a transaction for too long; was it stopped?{LATER}",
    "58": "the disk of the database gives errors; check it, then run again",
    "XX001": "the database is damaged; restore a backup, then `scrapy repair`",
    "XX002": "an index of the database is damaged; REINDEX it, then run again",
}
# A refusal while the connection is made has no SQLSTATE, only the server's words.
WORDS = {
    "the database system is": "57",
    "password": "28",
    "pg_hba.conf": "28",
    'role "': "28",
    'database "': "3D",
    "too many clients": "53300",
    "connection slots": "53300",
}
NO_ANSWER = f"the database does not answer: is it started, is RASID_DATABASE_URL right?{LATER}"
LOST = ("OperationalError", "InterfaceError")  # psycopg's classes for a connection that is no more


def postgres_error(origin: BaseException | None) -> RasidError | None:
    """The error for what psycopg has raised; None for a bug of ours, and for other drivers.

    An option of RASID_DATABASE_URL that libpq does not know is a ConfigError.
    """
    if not type(origin).__module__.startswith("psycopg"):
        return None
    words = " ".join(str(origin).split())
    if "invalid connection option" in words:
        return ConfigError(f"RASID_DATABASE_URL cannot be used: {words}")
    sentence = _sentence(getattr(origin, "sqlstate", None) or "", words, type(origin).__name__)
    return MachineError(f"{sentence} ({words})") if sentence else None


def _sentence(state: str, words: str, kind: str) -> str | None:
    for length in (5, 2):
        if found := SENTENCES.get(state[:length]):
            return found
    if state or kind not in LOST:
        return None
    refusal = words.partition("FATAL:")[2]
    codes = (code for part, code in WORDS.items() if part in refusal)
    return SENTENCES.get(next(codes, ""), NO_ANSWER)
