"""Learns which parts of a host's addresses do not change the content.

A part of addresses (a parameter, a slug, what follows a script's name, a repeated path) is a
candidate when three articles were seen under two values of it. Then all candidates are left out
of all addresses that were seen: where two contents meet in one address, every candidate in which
the two addresses differ is contradicted and no rule. So the rules never make one address of two
contents that were seen, and they are a function of the pairs (address, content) alone, whatever
their order: a pair that comes later may take a rule back.

All of it grows with a run, so addresses are packed and contents and keys are digests of 8 bytes:
two of 100,000 meet once in three billion runs. What a content shows beside others is noted when a
second address shows it, and addresses are indexed by what decides only where something was learned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crawler.core.links.address import Address, Part, address_of
from crawler.core.links.awaited import Awaited
from crawler.core.links.forms import PROOFS_MIN, Form, Kept, form_of, same_forms
from crawler.core.links.numbers import Firsts, NumberMap, Numbers, digest
from crawler.core.links.pages import Pages
from crawler.core.urls import canonical_url

FORM = "form"
NONE: frozenset[Part] = frozenset()
NOTHING: Kept = frozenset()  # one for all addresses; each empty set of their own has 216 bytes


@dataclass(slots=True)
class Group:
    """Addresses beside the first that is one with them when all candidates are left out."""

    has_several: bool = False
    varied: frozenset[Part] = NONE

    def contradicted(self) -> frozenset[Part]:
        """Several values and several contents: some two addresses differ in both."""
        return self.varied if self.has_several else NONE


class LearnedUrls:
    """Tells whether an address leads to what another has shown; knows addresses of any hosts."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._pages = Pages()
        self._alike = NumberMap()  # shared content and core: the first page
        self._proofs: dict[Part, set[int]] = defaultdict(set)  # not more than it takes
        self._candidates: frozenset[Part] = NONE
        self._keys = Firsts()  # of pages, all candidates left out
        self._groups: dict[int, Group] = defaultdict(Group)  # by its first page, those of several
        self._varied: dict[frozenset[Part], frozenset[Part]] = {}  # one of each for all groups
        self._contradicted: set[Part] = set()
        self._rules: frozenset[Part] = NONE
        self._shown = NumberMap()  # number and shared content: the first form
        self._shown_beside = Numbers()  # number, content and another form
        self._forms: dict[Form, Form] = {}
        self._index: Firsts | None = None  # of pages, by what decides; None: to be made
        self._expected: dict[str, None] = {}
        self._awaited = Awaited()  # the same, by what decides
        self._changes = 0
        for url, content in pairs:
            self.observe(url, content)

    @property
    def changes(self) -> int:
        """A number that grows whenever an answer of `repeats` may have become None."""
        return self._changes

    @property
    def rules(self) -> frozenset[Part]:
        """The parts that do not change the content."""
        return self._rules

    @property
    def forms(self) -> dict[Form, Form]:
        """Forms of addresses that are the same, each with the one that stands for it."""
        self._settled()
        return dict(self._forms)

    def observe(self, url: str, content: str) -> None:
        """A page was fetched: its address, and a key that equal contents share."""
        url, row, rules = canonical_url(url), len(self._pages), self._rules
        if self._expected.pop(url, url) is None and self._is_indexed():
            self._awaited.drop(self._key(address_of(url)), url)
        if not self._pages.add(url, digest(content)):
            return
        is_beside = self._share(row)
        self._compare()
        changed = rules != self._rules or is_beside
        if changed or (self._is_indexed() and self._contradicts(row)):
            self._unsettle()

    def expect(self, url: str) -> None:
        """An address is going to be fetched: what is the same as it need not be."""
        url = canonical_url(url)
        self._expected[url] = None
        if self._is_indexed():
            self._awaited.add(self._key(address_of(url)), url)

    def is_expected(self, url: str) -> bool:
        """True for an address that is going to be fetched, or on its way."""
        return canonical_url(url) in self._expected

    def forget(self, url: str) -> None:
        """What was expected of an address did not come: another may show it."""
        url = canonical_url(url)
        if self._expected.pop(url, url) is not None or self._index is None:
            return
        key = self._key(address_of(url))
        if self._twin(self._index, key) in (url, None):
            self._changes += 1
        self._awaited.drop(key, url)

    def repeats(self, url: str) -> str | None:
        """Why an address shows nothing unseen: `parameter`, `slug`, `form`, …; None if it may."""
        index = self._settled()
        if not self._is_indexed():
            return None
        url = canonical_url(url)
        address = address_of(url)
        twin = self._twin(index, self._key(address))
        if twin is None or twin == url:
            return None
        other = address_of(twin)
        if other.core != address.core:
            return FORM
        return min((part.reason for part in address.differing(other)), default=None)

    # --- rules -----------------------------------------------------------------------------------

    def _share(self, row: int) -> bool:
        """Note what a page shows that another has shown; True when it may prove a form."""
        if self._pages.is_first(row):
            return False
        other = self._pages.share(row)
        if other is not None:
            self._prove(other)
            self._is_beside(other)
        self._prove(row)
        return self._is_beside(row)

    def _prove(self, row: int) -> None:
        """Note the parts in which the address differs from the first with its content and core."""
        address, content = self._pages.address(row), self._pages.content(row)
        first = self._alike.setdefault(digest(content, address.core), row)
        for part in self._pages.address(first).differing(address) if first != row else ():
            proofs = self._proofs[part]
            if len(proofs) < PROOFS_MIN:
                proofs.add(content)
            if len(proofs) == PROOFS_MIN and part not in self._candidates:
                self._candidates |= {part}
                self._keys, self._contradicted = Firsts(), set()
                self._groups.clear()

    def _compare(self) -> None:
        """Hold the pages that were not, or all of them anew, against the others."""
        if self._candidates:
            for row in range(len(self._keys), len(self._pages)):
                self._place(row, self._pages.address(row))
            self._rules = self._candidates - self._contradicted

    def _place(self, row: int, address: Address) -> None:
        """One page among those that are one with it when all candidates are left out."""
        first = self._keys.append(_key_of(address.core, _kept(address, self._candidates)))
        if first == row:
            return
        pages, group = self._pages, self._groups[first]
        group.has_several |= pages.content(row) != pages.content(first)
        if differing := pages.address(first).differing(address):
            varied = group.varied.union(differing)
            group.varied = self._varied.setdefault(varied, varied)
        self._contradicted |= group.contradicted()

    # --- the index -------------------------------------------------------------------------------

    def _settled(self) -> Firsts:
        """The pages by what decides in their addresses; none where nothing was learned."""
        if self._index is None:
            every = range(len(self._pages))
            shared = [row for row in every if self._pages.is_shared(row)]
            self._forms = same_forms(self._seen_forms(shared), self._seen_forms(every))
            self._shown, self._shown_beside = NumberMap(), Numbers()
            for row in shared:
                self._is_beside(row)
            self._index, self._awaited = Firsts(), Awaited()
            if self._is_indexed():
                for row in every:
                    self._index.append(self._key(self._pages.address(row)))
                for url in self._expected:
                    self._awaited.add(self._key(address_of(url)), url)
        return self._index

    def _is_indexed(self) -> bool:
        """True when the index is there and has something to say."""
        return self._index is not None and bool(self._rules or self._forms)

    def _twin(self, index: Firsts, key: int) -> str | None:
        """The first address of a key: of those that were seen, else of those on their way."""
        row = index.get(key)
        return self._awaited.first(key) if row is None else self._pages.url(row)

    def _contradicts(self, row: int) -> bool:
        """Index a page; True when what decides in its address has led to another content."""
        assert self._index is not None  # noqa: S101 - the caller looks
        first = self._index.append(self._key(self._pages.address(row)))
        return first != row and self._pages.content(row) not in self._pages.contents(
            self._pages.url(first)
        )

    def _unsettle(self) -> None:
        self._index = None
        self._changes += 1

    def _is_beside(self, row: int) -> bool:
        """Note that a form has shown a content; True when it is new beside the first to do so."""
        for form, number, content in self._seen_forms((row,)):
            name = _key_of(*form)
            if self._shown.setdefault(digest(number, content), name) != name:
                return self._shown_beside.add(digest(number, content, name))
        return False

    def _seen_forms(self, rows: Iterable[int]) -> Iterator[tuple[Form, str, int]]:
        for row in rows:
            address = self._pages.address(row)
            if found := form_of(address, _kept(address, self._rules)):
                yield *found, self._pages.content(row)

    def _key(self, address: Address) -> int:
        kept = _kept(address, self._rules)
        if self._forms and (found := form_of(address, kept)) and found[0] in self._forms:
            return digest(FORM, _key_of(*self._forms[found[0]]), found[1])
        return _key_of(address.core, kept)


def _kept(address: Address, left_out: frozenset[Part]) -> Kept:
    if not address.parts:
        return NOTHING
    return frozenset(item for item in address.parts.items() if item[0] not in left_out)


def _key_of(frame: str, kept: Kept) -> int:
    return digest(frame, *sorted(kept)) if kept else digest(frame)
