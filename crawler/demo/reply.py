"""An answer of the embedded aggregator, ready to be sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, `Content-Type` and body; `etag` is a digest of the body in quotes (RFC 9110, 8.8)."""

    status: int
    content_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        """Take the digest once."""
        object.__setattr__(self, "etag", f'"{hashlib.sha256(self.body).hexdigest()[:20]}"')


def html_reply(text: str, *, status: int = 200, encoding: str = "utf-8") -> Reply:
    """A page; what its encoding cannot say becomes a character reference."""
    body = text.encode(encoding, "xmlcharrefreplace")
    return Reply(status, f"text/html; charset={encoding}", body)


def text_reply(text: str, content_type: str) -> Reply:
    """Any other text, in UTF-8."""
    return Reply(200, f"{content_type}; charset=utf-8", text.encode())
