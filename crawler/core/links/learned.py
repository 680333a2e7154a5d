"""What of a host's addresses does not change the content, learned from what they led to.

A part of addresses (a parameter, a slug, what follows a script's name, a repeated path) is a
candidate when three articles were seen under two values of it. Then all candidates are left out
of all addresses that were seen: where two contents meet in one address, every candidate in which
the two addresses differ is contradicted and no rule. So the rules never make one address of two
contents that were seen, and they are a function of the pairs (address, content) alone, whatever
their order: a pair that comes later may take a rule back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from crawler.core.links.address import Address, Part, address_of
from crawler.core.links.forms import PROOFS_MIN, Form, Kept, form_of, same_forms
from crawler.core.urls import canonical_url

FORM = "form"


@dataclass(slots=True)
class Group:
    """Addresses that are one when all candidates are left out."""

    first: Address
    contents: set[str] = field(default_factory=set)
    varied: set[Part] = field(default_factory=set)

    def add(self, address: Address, content: str) -> None:
        """One more of them."""
        self.contents.add(content)
        self.varied.update(self.first.differing(address))

    def contradicted(self) -> set[Part]:
        """Several values and several contents: some two addresses differ in both."""
        return self.varied if len(self.contents) > 1 else set()


class LearnedUrls:
    """Tells whether an address leads to what another has shown; knows addresses of any hosts."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._contents: dict[str, set[str]] = defaultdict(set)
        self._alike: dict[tuple[str, str], Address] = {}  # content and core: the first address
        self._proofs: dict[Part, set[str]] = defaultdict(set)
        self._candidates: frozenset[Part] = frozenset()
        self._groups: dict[Hashable, Group] = {}
        self._contradicted: set[Part] = set()
        self._rules: frozenset[Part] = frozenset()
        self._shown: dict[tuple[str, str], set[Form]] = defaultdict(set)  # by number and content
        self._forms: dict[Form, Form] = {}
        self._index: dict[Hashable, str] | None = None  # None: to be made
        self._expected: dict[str, None] = {}
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
        url = canonical_url(url)
        if content in self._contents[url]:
            return
        self._contents[url].add(content)
        address, rules = address_of(url), self._rules
        first = self._alike.setdefault((content, address.core), address)
        for part in first.differing(address):
            self._proofs[part].add(content)
            if len(self._proofs[part]) == PROOFS_MIN:
                self._candidates |= {part}
                self._groups = {}
        if self._candidates:
            self._compare(address, content)
        if rules != self._rules or self._may_prove_a_form(address, content):
            self._unsettle()
        elif self._index is not None:
            self._enter(url, content)

    def expect(self, url: str) -> None:
        """An address is going to be fetched: what is the same as it need not be."""
        url = canonical_url(url)
        self._expected[url] = None
        if self._index is not None:
            self._index.setdefault(self._key(address_of(url)), url)

    def forget(self, url: str) -> None:
        """What was expected of an address did not come: another may show it."""
        url = canonical_url(url)
        if url in self._expected:
            del self._expected[url]
            self._unsettle()

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

    def _compare(self, address: Address, content: str) -> None:
        """Hold a page, or all of them anew, against the others under all candidates."""
        if self._groups:
            self._place(address, content)
        else:
            self._contradicted = set()
            for url, contents in self._contents.items():
                for each in contents:
                    self._place(address_of(url), each)
        self._rules = self._candidates - self._contradicted

    def _place(self, address: Address, content: str) -> None:
        key = (address.core, _kept(address, self._candidates))
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = Group(address)
        group.add(address, content)
        self._contradicted |= group.contradicted()

    # --- the index -------------------------------------------------------------------------------

    def _settled(self) -> dict[Hashable, str]:
        """What was seen or is expected, by what decides in its address."""
        if self._index is None:
            self._forms = same_forms(self._seen_forms())
            self._shown.clear()
            for form, number, content in self._seen_forms():
                self._shown[number, content].add(form)
            self._index = {}
            for url in (*self._contents, *self._expected):
                self._index.setdefault(self._key(address_of(url)), url)
        return self._index

    def _enter(self, url: str, content: str) -> None:
        """A page more; the index is made anew if it contradicts two forms."""
        assert self._index is not None  # noqa: S101 - the caller looks
        twin = self._index.setdefault(self._key(address_of(url)), url)
        seen = self._contents.get(twin)
        if seen is None:  # only expected
            self._index[self._key(address_of(url))] = url
        elif content not in seen:
            self._unsettle()

    def _unsettle(self) -> None:
        self._index = None
        self._changes += 1

    def _may_prove_a_form(self, address: Address, content: str) -> bool:
        """True when this content was seen under this number in another form."""
        found = form_of(address, _kept(address, self._rules))
        if found is None:
            return False
        forms = self._shown[found[1], content]
        is_new = found[0] not in forms
        forms.add(found[0])
        return is_new and len(forms) > 1

    def _seen_forms(self) -> Iterable[tuple[Form, str, str]]:
        for url, contents in self._contents.items():
            address = address_of(url)
            if found := form_of(address, _kept(address, self._rules)):
                for content in contents:
                    yield *found, content

    def _key(self, address: Address) -> Hashable:
        kept = _kept(address, self._rules)
        if self._forms and (found := form_of(address, kept)) and found[0] in self._forms:
            return self._forms[found[0]], found[1]
        return address.core, kept


def _kept(address: Address, left_out: frozenset[Part]) -> Kept:
    return frozenset(item for item in address.parts.items() if item[0] not in left_out)
