"""Whether a copy of a page may be shown: the robots directives that are about copies."""

from __future__ import annotations

NO_COPY = frozenset(("noarchive", "none"))


def directives_of(robots: str | None) -> list[str]:
    """The robots directives in lower case, those for one crawler without its name.

    >>> directives_of("NOINDEX, otherbot: noarchive")
    ['noindex', 'noarchive']
    """
    return [part.rpartition(":")[2].strip() for part in (robots or "").lower().split(",")]


def is_private(robots: str | None) -> bool:
    """True where the site wants no copy of the page to be shown."""
    return not NO_COPY.isdisjoint(directives_of(robots))
