"""When an address that gave no article is asked again: longer after each attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Backoff:
    """A first pause, doubled by each further attempt, up to a longest pause."""

    first: timedelta
    longest: timedelta

    def after(self, attempts: int) -> timedelta:
        """The pause after so many attempts, which are at least 1."""
        doublings = min(attempts - 1, 20)  # of any pause here that is over the longest
        return min(self.first * (1 << doublings), self.longest)


GONE = Backoff(timedelta(hours=6), timedelta(days=30))
REFUSED = Backoff(timedelta(days=1), timedelta(days=30))
FAILED = Backoff(timedelta(minutes=10), timedelta(days=1))
UNASKED = Backoff(timedelta(0), timedelta(0))  # the host rested, we did not ask: due at once
# The site answered, and its answer was no article; FAILED is every other word: no good answer.
CLASSES = {
    "gone": GONE,
    "http_404": GONE,
    "http_410": GONE,
    "not_an_article": REFUSED,
    "not_a_listing": REFUSED,
    "redirected": REFUSED,
    "dropped": REFUSED,  # and `dropped:<reason>`
}


def backoff_of(outcome: str) -> Backoff:
    """The pauses that belong to the outcome of a visit.

    >>> backoff_of("dropped:no_body").after(2)
    datetime.timedelta(days=2)
    """
    if outcome == "unasked":  # in no class: nothing was learned of the page
        return UNASKED
    return CLASSES.get(outcome.partition(":")[0], FAILED)
