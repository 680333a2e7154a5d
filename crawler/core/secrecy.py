"""Which settings hold secrets, and command lines without them."""

from __future__ import annotations

from collections.abc import Iterable

# Parts of names. RASID_NOTIFY and RASID_PING_URL are addresses that hold passwords.
SECRETS = ("PASSWORD", "TOKEN", "SECRET", "DATABASE_URL", "KEY", "NOTIFY", "PING_URL")
HIDDEN = "***"


def is_secret(name: str) -> bool:
    """True when a setting of that name may hold a secret."""
    return any(word in name.upper() for word in SECRETS)


def without_secrets(arguments: Iterable[str]) -> list[str]:
    """A command line whose `NAME=VALUE` has no value where the name is one of a secret.

    >>> without_secrets(["scrapy", "run", "-s", "RASID_NOTIFY=tgram://1:a/2"])
    ['scrapy', 'run', '-s', 'RASID_NOTIFY=***']
    """
    return [_shown(each) for each in arguments]


def _shown(argument: str) -> str:
    pieces = argument.split("=")
    for number, name in enumerate(pieces[:-1], 1):
        if is_secret(name):
            return "=".join((*pieces[:number], HIDDEN))
    return argument
