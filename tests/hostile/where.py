"""Addresses that no crawl may reach; listeners there count who comes all the same."""

from __future__ import annotations

from dataclasses import dataclass

PAGES_MAX = 6  # of a listing, in the profile of the hostile site


@dataclass(frozen=True)
class Where:
    """Ports of listeners on 127.0.0.1 (beside the site's own), 127.0.0.2 and ::1."""

    beside: int = 1
    second: int = 1
    sixth: int = 1


def path(number: int, variant: int = 0) -> str:
    """The address of a bad input as the listing links it; all of them have one shape."""
    return f"/news/{number}{variant:02}"
