"""What breaks the promises on PostgreSQL, each with the campaign that must catch it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.campaigns.kills import kills
from tests.campaigns.planted import BROKEN as PLAIN
from tests.campaigns.planted import ROUNDS_MAX
from tests.campaigns.tally import Tally
from tests.postgres.campaign import PostgresRig
from tests.postgres.restarts import restarts

BROKEN = "tests.postgres.broken"


def no_shared_lock() -> None:
    """A plant: a site is not locked in the database, as if each machine were the only one."""
    from crawler.store.shared_locks import SharedLocks

    @contextmanager
    def unlocked(*_: object) -> Iterator[None]:
        yield

    assert SharedLocks.site
    SharedLocks.site = unlocked  # type: ignore[method-assign, assignment]


@dataclass(frozen=True)
class Planted:
    """A fault: `changes` of the rig, and how a tally shows it."""

    name: str
    campaign: Callable[..., Tally]
    caught: Callable[[Tally], bool]
    changes: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name

    def rounds(self, rig: PostgresRig, folder: Path, times: int = 2) -> Iterator[Tally]:
        """So many faults a round: all of them may come at harmless moments."""
        for seed in range(ROUNDS_MAX):
            broken = replace(rig, **self.changes)
            yield self.campaign(broken, folder / str(seed), times=times, seed=seed, fault=self.name)


PLANTED = (
    Planted(
        "planted: published first",
        kills,
        lambda tally: tally.twice > 0,
        {"steps": f"{PLAIN}.PublishFirst"},
    ),
    # The guard of the feed refuses to go on, so that a person has to come.
    Planted(
        "planted: synchronous_commit=off",
        restarts,
        lambda tally: any("scrapy repair" in wrong for wrong in tally.wrong),
        {"late_commits": True},
    ),
)
