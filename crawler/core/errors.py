"""Every error of ours, by who can mend it.

    RasidError
    ├── ProfileError    the profile: a field of a SiteProfile is wrong      (exit 78)
    ├── ConfigError     the operator: a setting is wrong                    (exit 78)
    ├── WrongUsageError the operator: what was asked for is misspelt        (exit 64)
    ├── SiteError       the site: a page does not fit                       (counted)
    │   └── NotAnArticle
    ├── MachineError    the machine: disk full, unreadable store            (exit 73/74)
    │   └── FeedAheadError   parts on disk that the store does not know     (exit 74)
    └── LockedError     another run holds the lock                          (exit 75)

A bug of ours is any other exception (exit 70).
"""

from __future__ import annotations

from typing import Self


class RasidError(Exception):
    """Root of all errors that Rasid raises on purpose."""


class ProfileError(RasidError, ValueError):
    """A site profile cannot be used as it is; the message names the field."""


class ConfigError(RasidError):
    """A setting, an argument or the environment is wrong; the message names it."""


class WrongUsageError(RasidError):
    """A name or an argument of the command line is wrong; the message says what there is."""


class SiteError(RasidError):
    """A page is not what was expected; `reason` is a fixed word for the stats."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


class NotAnArticle(SiteError):  # noqa: N818 - says what the page is, not that something failed
    """The page is no article (listing, login wall, empty shell)."""


class MachineError(RasidError):
    """Disk, file system or store failed."""

    exit_code = 74  # sysexits: EX_IOERR

    @classmethod
    def from_os(cls, error: OSError, doing: str) -> Self:
        """Wrap an OSError with what was being done and what to do next."""
        made = cls(
            f"{doing}: {error.strerror or error}; free space or fix the path, then run again"
        )
        made.__cause__ = error
        return made


class CreateError(MachineError):
    """A file or folder cannot be created (no space, no right)."""

    exit_code = 73  # sysexits: EX_CANTCREAT


class FeedAheadError(MachineError):
    """The feed on disk knows more than the store: `scrapy repair` reconciles them."""


class LockedError(RasidError):
    """Another run holds the lock of this site."""
