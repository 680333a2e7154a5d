"""A page as it was received, and what the crawl knew of it when it was kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from typing import Any, Self

from crawler.core.access.private import is_private

Headers = tuple[tuple[str, str], ...]
# SECRET headers identify us to the site and are not archived. FRAMING headers (RFC 9112) describe
# the transfer, not the body as it is kept: they are archived under another name.
SECRET = frozenset(
    ("set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization",
     "www-authenticate", "proxy-authenticate", "authentication-info")
)  # fmt: skip
NAMES_MAX = 1024  # a server can make up any number of names
FRAMING = frozenset(("transfer-encoding", "content-length", "connection", "keep-alive", "trailer"))


@dataclass(frozen=True, slots=True)
class Known:
    """What the crawl knew beside the bytes. Times are UTC, ISO 8601; `usage`: see `usageInfo`.

    `feed_date` and `files` are what the feed and the files of the site said of the page; `headers`
    those of the answer that speak of its use, where the record has none; `ends`: other pages of
    the site had an end, so that one without it was cut off.
    """

    site: str
    run: str
    observed: str
    identifier: str | None = None
    usage: dict[str, str] | None = None
    files: dict[str, str] | None = None
    headers: dict[str, list[str]] | None = None
    feed_date: str | None = None
    ends: bool = True

    @property
    def is_private(self) -> bool:
        """True where a copy must not be shown: robots `noarchive` or `none`."""
        return is_private((self.usage or {}).get("robots"))

    def to_json(self) -> str:
        """One line of ASCII, as it stands in the header of a record."""
        values = ((name, getattr(self, name)) for name in self.__slots__)
        told = ", ".join([f'"{name}": {_json(value)}' for name, value in values if value])
        return f"{{{told}}}"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote. Raises ValueError for anything else."""
        try:
            found = json.loads(text)
            return cls(**(found | {"ends": found.get("ends", False)}))
        except (TypeError, AttributeError) as error:
            message = f"no state of a page: {text[:80]!r}"
            raise ValueError(message) from error


@dataclass(frozen=True, slots=True)
class Received:
    """A response as it came; `is_drawn`: a browser made the body, or we did of the page's data."""

    url: str
    status: int
    headers: Headers = field(repr=False)
    body: bytes = field(repr=False)
    ip: str | None = None
    is_drawn: bool = False

    def header(self, name: str) -> str | None:
        """The value of a header, None where there is none; several are joined by a comma."""
        return ", ".join(self.all_of(name)) or None

    def all_of(self, name: str) -> list[str]:
        """All values of a header."""
        return [value for key, value in self.headers if key.lower() == name.lower()]


def kept_headers(headers: Iterable[tuple[str, str]]) -> Headers:
    """The headers that go into the archive: none that names us, none that framed the body.

    >>> kept_headers([("Set-Cookie", "id=7"), ("ETag", "x"), ("Transfer-Encoding", "chunked")])
    (('ETag', 'x'), ('X-Archive-Orig-Transfer-Encoding', 'chunked'))
    """
    return tuple(
        [
            (kept, _one_line(value))
            for name, value in headers
            if (kept := _kept_name(name)) is not None
        ]
    )


@lru_cache(maxsize=NAMES_MAX)
def _kept_name(name: str) -> str | None:
    """Under which name a header is kept, None for one that is not."""
    lower = name.lower()
    if lower in SECRET:
        return None
    return f"X-Archive-Orig-{name}" if lower in FRAMING else name


def _json(value: Any) -> str:
    """As `json.dumps`, which makes an encoder for each call."""
    if value is True:
        return "true"
    return encode_basestring_ascii(value) if isinstance(value, str) else json.dumps(value)


def _one_line(value: str) -> str:
    return value if value.isprintable() else " ".join(value.splitlines())
