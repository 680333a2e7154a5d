"""When an article is looked at again, and how many of them a run may look at."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter

# The ages at which an article is looked at again. News is corrected soon or not at all, so each
# wait is longer than the one before.
AGES = tuple(timedelta(hours=hours) for hours in (1, 3, 8, 20, 44, 92, 188))
GONE_AFTER = timedelta(hours=1)  # between two answers of "gone" that are believed
TOGETHER_MIN = 3  # so many articles gone at once are no coincidence
NEAR = timedelta(hours=1)  # an article that came so much later still counts as equally old
BACK_AFTER_MAX = timedelta(days=7)  # between two looks at what was withdrawn and is still listed
KEPT_BACK = 5  # one of so many looks is kept for articles that are said to be gone
SHARE = 0.05  # looks for each new article
SKEW = timedelta(hours=1)  # clocks of two machines differ by less


@dataclass(frozen=True, slots=True)
class Looked:
    """A published article of the last hours, and what came of looking at it again.

    `visits` counts the looks, `last` is when the newest was; `gone_run` is the run that was told
    that it is gone, and `gone_since` when that run began. Times are aware.
    """

    identifier: str
    url: str
    first_seen: datetime
    visits: int = 0
    last: datetime | None = None
    gone_run: str | None = None
    gone_since: datetime | None = None
    is_withdrawn: bool = False

    def due_at(self, longest: timedelta) -> datetime | None:
        """When it is to be looked at next; None: never again, its `longest` age is over."""
        if self.gone_run and self.last:  # each look that decides nothing doubles the wait
            return self.last + max(GONE_AFTER, self.last - (self.gone_since or self.last))
        done = max(self.visits, _passed(self.last - self.first_seen) if self.last else 0)
        if done >= len(AGES) or AGES[done] > longest:
            return None
        return self.first_seen + AGES[done]


def _passed(age: timedelta) -> int:
    """How many ages were over at a look: a look stands for all that were missed before it."""
    return sum(1 for each in AGES if each <= age)


def chosen(
    looked: Iterable[Looked],
    now: datetime,
    *,
    hours: float,
    most: int | None,
    sure: Collection[str],
) -> list[Looked]:
    """Those to be looked at in a run at `now`: those said to be gone first, then the latest due.

    Where more are due than looks are left, those that have waited for days come last: they are the
    least likely to change now.

    Args:
        looked: Articles of the last hours.
        now: When the run begins, aware.
        hours: The greatest age of an article.
        most: The greatest number of looks. None: as many as keep all looks at these articles below
            5 % of their number, so that a source is asked at most 1.05 times for an article. A
            fifth of them is kept back for articles that are said to be gone.
        sure: Those that a second look would prove to be gone, see `believed`. For one of the
            others, once in a run, an article is looked at that can become its witness.
    """
    known = list(looked)
    due = _due(known, now, timedelta(hours=hours))
    gone = _second_looks([each for each in due if each.gone_run is not None], known, sure)
    chosen_already = {each.identifier for each in gone}
    others = [
        each for each in due if each.gone_run is None and each.identifier not in chosen_already
    ]
    if most is not None:
        return [*gone, *others][:most]
    gone = gone[: allowed(known)]
    return gone + others[: max(0, allowed(known) - len(gone) - _kept_back(known))]


def _due(known: Iterable[Looked], now: datetime, longest: timedelta) -> list[Looked]:
    """Those whose moment has come: said to be gone first, then the latest due."""
    found = []
    for each in known:
        moment = each.due_at(longest)
        if moment is not None and moment <= now and each.first_seen <= now + SKEW:
            found.append((each.gone_run is None, -moment.timestamp(), each.identifier, each))
    return [each for *_, each in sorted(found, key=itemgetter(0, 1, 2))]


def believed(looked: Iterable[Looked]) -> frozenset[str]:
    """Which of the articles that are said to be gone are withdrawn when a second look says so too.

    When a site changes its addresses, all articles of an age seem gone together. So a withdrawal
    needs a witness: another article, no younger, that was found alive since. Where one run was told
    that `TOGETHER_MIN` or more are gone, it needs more witnesses than these. A younger article is
    none: it may have one of the new addresses.
    """
    known = list(looked)
    gone = [each for each in known if each.gone_run]
    at_once = Counter(each.gone_run for each in gone)
    least = {run: number if number >= TOGETHER_MIN else 0 for run, number in at_once.items()}
    alive = [each for each in known if each.visits and not (each.gone_run or each.is_withdrawn)]
    # Of those that one run was told of the witnesses differ in age alone.
    told = {since: _born(alive, since) for since in {_since(each) for each in gone}}
    return frozenset(
        each.identifier
        for each in gone
        if bisect_right(told[_since(each)], each.first_seen + NEAR) > least[each.gone_run]
    )


def _born(alive: Iterable[Looked], since: datetime | None) -> list[datetime]:
    """When those came that were looked at since a moment, in order."""
    return sorted(one.first_seen for one in alive if one.last and since and one.last >= since)


def _second_looks(gone: list[Looked], known: list[Looked], sure: Collection[str]) -> list[Looked]:
    """What is looked at for articles that are said to be gone, all due."""
    doubted = [each for each in gone if each.identifier not in sure]
    looks = [each for each in gone if each.identifier in sure]
    return looks + [_witness(each, known) for each in doubted[:1]]


def _witness(gone: Looked, known: list[Looked]) -> Looked:
    """The next article that can tell whether all are gone; the article itself if all have told."""
    others = (each for each in known if not (each.gone_run or each.is_withdrawn))
    silent = [each for each in others if _is_as_old(each, gone) and not _tells(each, gone)]
    return max(silent, key=lambda each: (each.first_seen, each.identifier), default=gone)


def _tells(one: Looked, gone: Looked) -> bool:
    """True for an article that was looked at since another is said to be gone, and is as old."""
    since = _since(gone)
    return bool(one.last and since and one.last >= since) and _is_as_old(one, gone)


def _since(gone: Looked) -> datetime | None:
    """When the run began that was told first that an article is gone."""
    return gone.gone_since or gone.last


def _is_as_old(one: Looked, gone: Looked) -> bool:
    return one.first_seen <= gone.first_seen + NEAR


def may_be_back(withdrawn: datetime, last: datetime, now: datetime) -> bool:
    """True when an article that is listed, and was withdrawn, is to be looked at again.

    The wait doubles from an hour to a week: a site may list for long what it has not any more.
    """
    wait = min(max(GONE_AFTER, last - withdrawn), BACK_AFTER_MAX)
    return now >= last + wait or last > now + SKEW  # of a clock that was wrong


def allowed(looked: Iterable[Looked]) -> int:
    """How many looks are left of the share."""
    known = list(looked)
    return max(0, int(SHARE * len(known)) - sum(each.visits for each in known))


def _kept_back(known: list[Looked]) -> int:
    return int(SHARE * len(known)) // KEPT_BACK
