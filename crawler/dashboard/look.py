"""One look at the store: at which moment, through which connection, about what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Plan:
    """What the profile of a site says of its runs; `phase` shifts its slots."""

    every: str
    period: timedelta
    phase: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Look:
    """`about` is the slug of a source or a run, or what is searched for."""

    connection: Connection
    now: datetime
    plans: Mapping[str, Plan] = field(default_factory=dict)
    data_dir: Path | None = None
    about: str = ""
