"""When an article is looked at again, and how many of them a run may look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

# Of its age: news is corrected soon or not at all, so each look waits longer than the one before.
AGES = tuple(timedelta(hours=hours) for hours in (1, 3, 8, 20, 44, 92, 188))
GONE_AFTER = timedelta(hours=1)  # between two answers of "gone" that are believed
TOGETHER_MIN = 5  # articles that are gone at once are no chance any more
KEPT_BACK = 5  # one of so many looks
SHARE = 0.05  # requests for a second look in each request for a new article
SKEW = timedelta(hours=1)  # clocks of two machines differ by less


@dataclass(frozen=True, slots=True)
class Looked:
    """A published article of the last hours, and what came of looking at it again.

    `visits` counts the looks, `last` is when the newest was; `gone_run` is the run that was told
    that it is gone. Times are aware.
    """

    identifier: str
    url: str
    first_seen: datetime
    visits: int = 0
    last: datetime | None = None
    gone_run: str | None = None

    def due_at(self, longest: timedelta) -> datetime | None:
        """When it is to be looked at next; None: never again, its `longest` age is over."""
        if self.gone_run and self.last:
            return self.last + GONE_AFTER
        done = max(self.visits, _passed(self.last - self.first_seen) if self.last else 0)
        if done >= len(AGES) or AGES[done] > longest:
            return None
        return self.first_seen + AGES[done]


def _passed(age: timedelta) -> int:
    """How many ages were over at a look: a look stands for all that were missed before it."""
    return sum(1 for each in AGES if each <= age)


def chosen(
    looked: Iterable[Looked], now: datetime, *, hours: float, most: int | None
) -> list[Looked]:
    """Those to be looked at in a run at `now`: those said to be gone first, then the latest due.

    Where there are more than looks, what has waited for days is the least likely to change now.
    `hours` is the greatest age; `most` is the greatest number in a run. None: as many as keep all
    looks at the articles of these hours below 5 % of their number, so that over these hours a
    source is asked at most 1.05 times for an article. A fifth of these looks is kept back for
    articles that are said to be gone: without a second look nobody is told.
    """
    known = list(looked)
    longest = timedelta(hours=hours)
    due = []
    for each in known:
        moment = each.due_at(longest)
        if moment is not None and moment <= now and each.first_seen <= now + SKEW:
            due.append((each.gone_run is None, moment, each.identifier, each))
    due.sort(key=lambda found: (found[0], -found[1].timestamp(), found[2]))
    if most is not None:
        return [each for *_, each in due[:most]]
    gone = [each for is_there, *_, each in due if not is_there][: allowed(known)]
    others = [each for is_there, *_, each in due if is_there]
    return gone + others[: max(0, allowed(known) - len(gone) - _kept_back(known))]


def gone_together(looked: Iterable[Looked]) -> bool:
    """True when most of what was looked at was said to be gone: then the site is broken.

    A site that answers 404 to everything withdraws nothing.
    """
    seen = [each for each in looked if each.visits]
    gone = sum(1 for each in seen if each.gone_run)
    return gone >= TOGETHER_MIN and gone > len(seen) / 2


def allowed(looked: Iterable[Looked]) -> int:
    """How many looks are left of the share."""
    known = list(looked)
    return max(0, int(SHARE * len(known)) - sum(each.visits for each in known))


def _kept_back(known: list[Looked]) -> int:
    return int(SHARE * len(known)) // KEPT_BACK
