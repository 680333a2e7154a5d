"""Links that lead to what was seen or is on its way, by what was learned of their addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache

from crawler.core.article import identifier_of
from crawler.core.links.learned import LearnedUrls
from crawler.core.links.repeats import unlooped
from crawler.core.urls import canonical_url, shape_of

LOOP, BARREN = "loop", "barren"
BARREN_MIN = 30  # pages of one shape without an article among them, then the shape has none
# One of so many addresses that a rule would leave out is fetched after all: so a rule that stopped
# being right is found out, and the rules' proofs stay among the newest articles.
AUDIT_ONE_OF = 20
EARLY_FROM = 4
AUDITS_MAX = 5  # links in a run: an address of a session is a new one every time


class Traps:
    """Decides about one link after the other; `history` are addresses and content keys."""

    def __init__(self, history: Sequence[tuple[str, str]]) -> None:
        self._history = history
        self._loops: set[str] = set()
        self._left_out: set[str] = set()
        self._once: set[str] = set()
        self._changes = 0
        self._misses: Counter[str] = Counter()
        self._fruitful = {shape_of(url) for url, _ in history}
        self._overtaken: dict[str, str] = {}  # what waited and was not sent, with its reason
        self.counted: Counter[str] = Counter()  # links that were left out, each once, by reason
        self._left = 0  # links that a rule of this first run leaves out
        self._met = 0  # addresses that waited and met a rule
        self._audited: set[str] = set()  # what a rule would have left out, and was asked

    @cached_property
    def learned(self) -> LearnedUrls:
        """What is known of the host's addresses; a run without news never needs it."""
        return LearnedUrls(self._history)

    @property
    def audits(self) -> int:
        """How many addresses were asked although a rule would have left them out."""
        return len(self._audited)

    @property
    def left_out(self) -> AbstractSet[str]:
        """Identifiers that need no further look, as long as nothing that was learned changes."""
        if "learned" in self.__dict__:
            self._look_again()
        return self._left_out

    def leave_out(self, links: Mapping[str, str], seen: Sequence[Container[str]] = ()) -> set[str]:
        """The identifiers of the links that are not to be fetched; the others are expected.

        `seen` are sets of identifiers of what is stored or was asked; they are not joined, since
        they grow with the run.
        """
        self._look_again()
        found = set()
        for identifier, url in links.items():
            if reason := self._reason(url, seen):
                found.add(identifier)
                if identifier not in self._once:
                    self.counted[reason] += 1
            else:
                self.learned.expect(url)
        self._once |= found
        self._left_out |= found
        return found

    def is_overtaken(self, url: str) -> bool:
        """True for an address that was expected and now repeats another: it is left out.

        The first, second, fourth, eighth and so on are asked all the same: so it shows soon whether
        a rule holds for all that waits, and `wanted_again` gives back the others.
        """
        if "learned" not in self.__dict__ or not self.learned.is_expected(url):
            return False
        reason = self._told(url)
        if reason is None or url in self._audited:
            return False
        self._met += reason != BARREN
        if reason != BARREN and is_sample(self._met):
            self._audited.add(url)
            return False
        self.learned.forget(url)
        self._overtaken[url] = reason
        self.counted[reason] += 1
        return True

    def wanted_again(self) -> list[str]:
        """Those of them that repeat nothing any more; they are expected once more."""
        wanted = []
        for url, reason in list(self._overtaken.items()):
            if self._told(url) is None:
                wanted.append(url)
                del self._overtaken[url]
                self.counted[reason] -= 1
                self.learned.expect(url)
        self.counted = +self.counted  # without those of which none is left
        return wanted

    def observe(self, url: str, content: str) -> None:
        """An article came: its address, and the key that equal contents share."""
        self._fruitful.add(shape_of(url))
        self.learned.observe(url, content)

    def miss(self, url: str, *, is_page: bool) -> None:
        """No article came: another address that is like it may be asked. `is_page`: a page did."""
        self._misses[shape_of(url)] += is_page
        if "learned" in self.__dict__:
            self.learned.forget(url)

    def _look_again(self) -> None:
        """Forget what was left out when something that was learned has changed."""
        if self._changes != self.learned.changes:
            self._changes = self.learned.changes
            self._left_out = set()

    def _reason(self, url: str, seen: Sequence[Container[str]]) -> str | None:
        if whole := end_of_loop(url):
            if whole in self._loops or any(whole in each for each in seen):
                return LOOP
            self._loops.add(whole)
        reason = self._told(url)
        return None if reason is None or self._is_audited(reason, url) else reason

    def _told(self, url: str) -> str | None:
        """Why an address shows nothing unseen, by what other pages have told; None if it may."""
        shape = shape_of(url)
        if self._misses[shape] >= BARREN_MIN and shape not in self._fruitful:
            return BARREN
        return self.learned.repeats(url)

    def _is_audited(self, reason: str, url: str) -> bool:
        """True for one that is fetched all the same, to hold the rule against what it shows."""
        if reason == BARREN or self.audits >= AUDITS_MAX or not self._is_held(url):
            return False
        self._audited.add(url)
        return True

    def _is_held(self, url: str) -> bool:
        """Early ones in a first run, whose rules are new; later the same ones in each run."""
        if self._history:
            return int(identifier_of(canonical_url(url))[:8], 16) % AUDIT_ONE_OF == 0
        self._left += 1
        return self._left >= EARLY_FROM and is_sample(self._left)


def is_sample(number: int) -> bool:
    """True for 1, 2, 4, 8 and so on.

    >>> [number for number in range(1, 20) if is_sample(number)]
    [1, 2, 4, 8, 16]
    """
    return not number & (number - 1)


@lru_cache(maxsize=256)  # what is new is asked of the store, then what was learned of it
def end_of_loop(url: str) -> str | None:
    """The identifier of the address without its loop; None for one that has none."""
    whole = unlooped(canonical_url(url))
    return identifier_of(whole) if whole else None
