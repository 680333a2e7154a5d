"""What of a host's addresses does not change the content, learned from what they led to.

A part of addresses (a parameter, a slug, what follows a script's name, a repeated path) is a
candidate when three articles were seen under two values of it. Then all candidates are left out
of all addresses that were seen: where two contents meet in one address, every candidate in which
the two addresses differ is contradicted and no rule. So the rules never make one address of two
contents that were seen, and they are a function of the pairs (address, content) alone, whatever
their order: a pair that comes later may take a rule back.

All of it grows with a run, so contents and keys are held as digests of 8 bytes: two of 100,000
meet once in three billion runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.core.links.address import Address, Part, address_of
from crawler.core.links.digest import digest
from crawler.core.links.forms import PROOFS_MIN, Form, Kept, form_of, same_forms
from crawler.core.links.numbers import NumberMap, Texts
from crawler.core.urls import canonical_url

FORM = "form"
NONE: frozenset[Part] = frozenset()
NOTHING: Kept = frozenset()  # one for all addresses; each empty set of their own has 216 bytes


@dataclass(slots=True)
class Group:
    """Addresses that are one when all candidates are left out."""

    first: str  # address
    content: int
    has_several: bool = False
    varied: frozenset[Part] = NONE

    def add(self, address: Address, content: int) -> None:
        """One more of them."""
        self.has_several = self.has_several or content != self.content
        if differing := address_of(self.first).differing(address):
            self.varied = self.varied.union(differing)

    def contradicted(self) -> frozenset[Part]:
        """Several values and several contents: some two addresses differ in both."""
        return self.varied if self.has_several else NONE


class LearnedUrls:
    """Tells whether an address leads to what another has shown; knows addresses of any hosts."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._contents: dict[str, tuple[int, ...]] = {}
        self._alike = Texts()  # content and core: the first address
        self._proofs: dict[Part, set[int]] = defaultdict(set)  # not more than it takes
        self._candidates: frozenset[Part] = NONE
        self._groups: dict[int, Group] = {}
        self._contradicted: set[Part] = set()
        self._rules: frozenset[Part] = NONE
        self._shown = NumberMap()  # number and content: the first form
        self._shown_beside: set[int] = set()  # number, content and another form
        self._forms: dict[Form, Form] = {}
        self._index: Texts | None = None  # None: to be made
        self._shared: set[int] = set()  # keys of the index that stand for a further expected one
        self._expected: dict[str, str] = {}  # to itself: an address is held once
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
        url, found = canonical_url(url), digest(content)
        url = self._expected.pop(url, url)
        known = self._contents.get(url, ())
        if found in known:
            return
        self._contents[url] = (*known, found)
        address, rules = address_of(url), self._rules
        self._prove(url, address, found)
        if self._candidates:
            self._compare(url, found)
        if rules != self._rules or self._may_prove_a_form(address, found):
            self._unsettle()
        elif self._index is not None:
            self._enter(url, found)

    def expect(self, url: str) -> None:
        """An address is going to be fetched: what is the same as it need not be."""
        url = canonical_url(url)
        self._expected[url] = url
        if self._index is not None:
            self._await(self._index, url)

    def forget(self, url: str) -> None:
        """What was expected of an address did not come: another may show it."""
        url = canonical_url(url)
        if self._expected.pop(url, None) is None or self._index is None:
            return
        key = self._key(address_of(url))
        if self._index.get(key) != url:
            return
        if key in self._shared:
            self._unsettle()
        else:
            del self._index[key]
            self._changes += 1

    def repeats(self, url: str) -> str | None:
        """Why an address shows nothing unseen: `parameter`, `slug`, `form`, …; None if it may."""
        index = self._settled()
        if not self._rules and not self._forms:
            return None
        url = canonical_url(url)
        address = address_of(url)
        twin = index.get(self._key(address))
        if twin is None or twin == url:
            return None
        other = address_of(twin)
        if other.core != address.core:
            return FORM
        return min((part.reason for part in address.differing(other)), default=None)

    # --- rules -----------------------------------------------------------------------------------

    def _prove(self, url: str, address: Address, content: int) -> None:
        """Note the parts in which the address differs from the first with its content."""
        first = self._alike.setdefault(digest(content, address.core), url)
        for part in address_of(first).differing(address) if first != url else ():
            proofs = self._proofs[part]
            if len(proofs) < PROOFS_MIN:
                proofs.add(content)
            if len(proofs) == PROOFS_MIN and part not in self._candidates:
                self._candidates |= {part}
                self._groups = {}

    def _compare(self, url: str, content: int) -> None:
        """Hold a page, or all of them anew, against the others under all candidates."""
        if self._groups:
            self._place(url, content)
        else:
            self._contradicted = set()
            for other, contents in self._contents.items():
                for each in contents:
                    self._place(other, each)
        self._rules = self._candidates - self._contradicted

    def _place(self, url: str, content: int) -> None:
        address = address_of(url)
        key = _key_of(address.core, _kept(address, self._candidates))
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = Group(url, content)
        group.add(address, content)
        self._contradicted |= group.contradicted()

    # --- the index -------------------------------------------------------------------------------

    def _settled(self) -> Texts:
        """What was seen or is expected, by what decides in its address."""
        if self._index is None:
            self._forms = same_forms(self._seen_forms())
            self._shown = NumberMap()
            self._shown_beside.clear()
            for seen in self._seen_forms():
                self._is_beside(*seen)
            self._index, self._shared = Texts(), set()
            for url in self._contents:
                self._index.setdefault(self._key(address_of(url)), url)
            for url in self._expected:
                self._await(self._index, url)
        return self._index

    def _await(self, index: Texts, url: str) -> None:
        """An expected address more in the index."""
        key = self._key(address_of(url))
        if index.setdefault(key, url) != url:
            self._shared.add(key)

    def _enter(self, url: str, content: int) -> None:
        """A page more; the index is made anew if it contradicts two forms."""
        assert self._index is not None  # noqa: S101 - the caller looks
        key = self._key(address_of(url))
        twin = self._index.setdefault(key, url)
        seen = self._contents.get(twin)
        if seen is None:  # only expected
            self._index[key] = url
        elif content not in seen:
            self._unsettle()

    def _unsettle(self) -> None:
        self._index = None
        self._changes += 1

    def _may_prove_a_form(self, address: Address, content: int) -> bool:
        """True when this content was seen under this number in another form."""
        found = form_of(address, _kept(address, self._rules))
        return found is not None and self._is_beside(*found, content)

    def _is_beside(self, form: Form, number: str, content: int) -> bool:
        """Note that a form has shown a content; True when it is new beside the first to do so."""
        name = _key_of(*form)
        if self._shown.setdefault(digest(number, content), name) == name:
            return False
        mark, before = digest(number, content, name), len(self._shown_beside)
        self._shown_beside.add(mark)
        return len(self._shown_beside) > before

    def _seen_forms(self) -> Iterable[tuple[Form, str, int]]:
        for url, contents in self._contents.items():
            address = address_of(url)
            if found := form_of(address, _kept(address, self._rules)):
                for content in contents:
                    yield *found, content

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
