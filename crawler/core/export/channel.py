"""What a feed says of itself, before its articles."""

from __future__ import annotations

from dataclasses import dataclass

NAMESPACE = "urn:rasid:article:"


@dataclass(frozen=True, slots=True)
class Channel:
    """`url` is where its readers find the site, `updated` UTC, ISO 8601."""

    title: str
    url: str
    updated: str
    language: str | None = None


def name_of(identifier: str) -> str:
    """The name of an article as a URI (RFC 8141); the same for all its versions.

    >>> name_of("0a1b")
    'urn:rasid:article:0a1b'
    """
    return f"{NAMESPACE}{identifier}"
