"""Moments as they stand in the fields of an article: UTC, ISO 8601, with Z."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(moment: datetime) -> str:
    """An aware moment as it is published.

    >>> utc(datetime(2025, 7, 13, 15, tzinfo=UTC))
    '2025-07-13T15:00:00Z'
    """
    return moment.astimezone(UTC).isoformat()[: -len("+00:00")] + "Z"


def moment_of(stamp: str | None) -> datetime | None:
    """The moment that a field holds, None for an empty one.

    Raises:
        ValueError: The text is no date of ISO 8601.
    """
    return datetime.fromisoformat(stamp) if stamp else None
