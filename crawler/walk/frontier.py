"""What is still to be fetched: one fetch for an article, and when a listing has told its news."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice

from crawler.core.article import identifier_of
from crawler.core.links.kin import kin_of
from crawler.core.links.names import Names
from crawler.core.links.numbers import Numbers
from crawler.core.urls import canonical_url
from crawler.store.seen import Seen, Visit
from crawler.walk.traps import Traps, end_of_loop

NEW_MAX = 1_000  # of one listing page; a machine makes longer ones, later runs take the rest
NOTES_MAX = 50  # visits that wait before they are written; losing some costs only a fetch


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of the links of one page."""

    urls: tuple[str, ...]  # to be fetched now
    known: int  # articles that the store has from earlier runs
    postponed: int  # addresses that gave no article and are not due again
    # All links that its walk has not shown before were dealt with before this run, and there were
    # some: a box of the newest stands on every page.
    told: bool
    repeated: bool = False  # there were links, and this walk has shown all of them before
    has_links: bool = True
    over: int = 0  # new ones beyond the cap, left for later runs
    # Those of `urls` that are likely an article which is asked under another address: to be asked
    # after the others, when it may be known that they are.
    kin: AbstractSet[str] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)  # all of the page, by identifier


class Frontier:
    """Decides for each article address once a run; the store knows what earlier runs decided.

    `history` are addresses and content keys of earlier runs, from which is learned what of an
    address does not change the content.
    """

    def __init__(
        self,
        seen: Seen,
        source: str,
        clock: Callable[[], datetime],
        history: Sequence[tuple[str, str]] = (),
    ) -> None:
        self._seen = seen
        self._source = source
        self._clock = clock
        self._traps = Traps(history)
        self._taken = Names()
        self._kin = Numbers()
        self._settled = Names()
        # By walk, of which a site of many sections has hundreds: each is asked once a page.
        self._shown: dict[str, Names] = defaultdict(partial(Names, recent_max=0))
        self._notes: list[Visit] = []

    def take(self, urls: Iterable[str], *, walk: str = "") -> Taken:
        """Claim the addresses that nobody has claimed; asks the store once.

        `walk` names the listing whose pages are walked; what it has shown is remembered.
        """
        links = {identifier_of(canonical_url(url)): url for url in urls}
        fresh = self._unclaimed(links)
        known, postponed = self._settle(fresh, links)
        unseen = fresh - known - postponed
        most = NEW_MAX if walk else None
        new = dict(islice(((name, links[name]) for name in links if name in unseen), most))
        left_out = self._leave_out(new)
        self._taken.update(new.keys() - left_out)
        wanted = tuple(url for name, url in new.items() if name not in left_out)
        shown = self._shown[walk] if walk else ()
        own = [name for name in links if name not in shown]
        return Taken(
            urls=wanted,
            known=len(known),
            postponed=len(postponed),
            told=bool(own) and all(name in self._settled or name in left_out for name in own),
            has_links=bool(links),
            over=len(unseen) - len(new),
            repeated=bool(links and walk) and not self._shows(walk, links.keys() - left_out),
            kin=frozenset(filter(self._is_kin, wanted)),
            links=links,
        )

    def _unclaimed(self, names: Iterable[str]) -> set[str]:
        """Those that nobody has asked for in this run, and that no earlier answer settles."""
        left_out = self._traps.left_out
        return {
            name
            for name in names
            if not (name in self._taken or name in self._settled or name in left_out)
        }

    def _settle(
        self, fresh: AbstractSet[str], links: Mapping[str, str]
    ) -> tuple[set[str], set[str]]:
        """Which of the fresh ones the store knows as articles, and which are not due again."""
        loops = {end for name in fresh if (end := end_of_loop(links[name]))}
        known, waiting = self._seen.decided(fresh | loops, self._clock())
        postponed = waiting & fresh
        self._settled.update(known | postponed)
        return known & fresh, postponed

    def _leave_out(self, new: Mapping[str, str]) -> AbstractSet[str]:
        """Those of all links so far that repeat what is seen or on its way."""
        if new:
            self._traps.leave_out(new, (self._settled, self._taken, new.keys()))
        return self._traps.left_out

    def _is_kin(self, url: str) -> bool:
        """True for an address that is like one before it."""
        key = kin_of(url)
        return key is not None and not self._kin.add(key)

    def is_overtaken(self, url: str) -> bool:
        """True for an address that was taken, and of which it is known now that it need not be."""
        return self._traps.is_overtaken(url)

    def wanted_again(self) -> list[str]:
        """Those of them that are to be asked after all."""
        return self._traps.wanted_again()

    def settled(self, links: Mapping[str, str]) -> dict[str, str]:
        """Those of some links (by identifier) that earlier runs have dealt with."""
        return {name: url for name, url in links.items() if name in self._settled}

    @property
    def traps(self) -> Mapping[str, int]:
        """How many links were left out in this run because they repeat others, by reason."""
        return self._traps.counted

    @property
    def audits(self) -> int:
        """How many of them were asked all the same."""
        return self._traps.audits

    def _shows(self, walk: str, names: Iterable[str]) -> bool:
        """True for a page with a link that its walk has not shown before."""
        return self._shown[walk].update(names) > 0

    def observe(self, url: str, content: str) -> None:
        """An article came: its address, and the key that equal contents share."""
        self._traps.observe(url, content)

    def is_postponed(self, url: str) -> bool:
        """True for a section that was no listing not long ago."""
        return bool(self._seen.postponed([identifier_of(canonical_url(url))], self._clock()))

    def claim(self, url: str) -> bool:
        """Claim one address whatever the store says (a retry that is due)."""
        identifier = identifier_of(canonical_url(url))
        if identifier in self._taken:
            return False
        self._taken.update((identifier,))
        return True

    def due(self, limit: int) -> list[str]:
        """Articles of this source that failed in earlier runs and may be asked again."""
        return self._seen.due(self._source, self._clock(), limit)

    def note(self, url: str, outcome: str) -> None:
        """Remember what a visit came to, so that it is not repeated at once."""
        identifier = identifier_of(canonical_url(url))
        self._traps.miss(url, is_page=outcome == "not_an_article")
        self._notes.append(Visit(identifier, url, self._source, outcome, self._clock()))
        if len(self._notes) >= NOTES_MAX:
            self.flush()

    def flush(self) -> None:
        """Write the notes."""
        notes, self._notes = self._notes, []
        if notes:
            self._seen.note(notes)
