"""The registry of publishers: one name for all spellings and domains; domains with their dates."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from crawler.core.provenance.names import name_key
from crawler.core.urls import host_of

FILE = Path(__file__).with_name("publishers.tsv")
COLUMNS = ("name", "kind", "aliases", "domain", "since", "until", "recorded")
SLUG_CHARS_MIN = 5  # shorter words of an address are sections: /mena/, /spa/
KINDS = ("publisher", "agency", "aggregator")


@dataclass(frozen=True, slots=True)
class Domain:
    """A host that was a publisher's from `since` to `until` (exclusive); None: not known."""

    host: str
    since: date | None = None
    until: date | None = None

    def holds(self, on: date | None) -> bool:
        """True when the host was the publisher's on a day; without a day, when it still is."""
        if on is None:
            return self.until is None
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(slots=True)
class Known:
    """A publisher of the registry; `kind` is one of `KINDS`."""

    name: str
    kind: str
    aliases: list[str] = field(default_factory=list)
    domains: list[Domain] = field(default_factory=list)

    @property
    def home(self) -> str | None:
        """The root of its newest domain, or None when the registry does not say which that is."""
        still = [domain for domain in self.domains if domain.until is None]
        if len(still) > 1:
            newest = max((domain.since for domain in still if domain.since), default=None)
            still = [domain for domain in still if newest and domain.since == newest]
        return f"https://{still[0].host}/" if len(still) == 1 else None


class Registry:
    """Finds publishers by name, by host and by the word that stands for them in an address.

    `day` is the day on which hosts are looked up; None: today.
    """

    def __init__(self, publishers: Iterable[Known]) -> None:
        self.publishers = list(publishers)
        self.day: date | None = None
        self._by_name: dict[str, Known] = {}
        self._by_host: dict[str, list[tuple[Domain, Known]]] = {}
        for known in self.publishers:
            for name in (known.name, *known.aliases):
                other = self._by_name.setdefault(name_key(name), known)
                if other is not known:
                    message = f"{name!r} stands for {other.name!r} and {known.name!r}"
                    raise ValueError(message)
            for domain in known.domains:
                self._by_host.setdefault(domain.host, []).append((domain, known))

    def on(self, day: date | None) -> Registry:
        """The same registry as it was on a day: an old article's links led to its day's owners."""
        other = object.__new__(Registry)  # each page asks; `copy` takes ten times as long
        vars(other).update(vars(self), day=day)
        return other

    def by_name(self, name: str) -> Known | None:
        """The publisher that a name, an alias or another spelling of it stands for."""
        return self._by_name.get(name_key(name))

    def by_host(self, host: str) -> Known | None:
        """Whose a host, or a host below it, was on the day. Nobody's when two claim it."""
        labels = host.lower().split(".")
        for start in range(len(labels) - 1):
            claims = self._by_host.get(".".join(labels[start:]), ())
            found = [known for domain, known in claims if domain.holds(self.day)]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def by_url(self, url: str | None) -> Known | None:
        """`by_host` of an address."""
        return self.by_host(host_of(url)) if url else None

    def by_slug(self, slug: str) -> Known | None:
        """By the word of an aggregator's address: a Latin alias, or a domain without its ending."""
        if not slug.isascii() or len(slug) < SLUG_CHARS_MIN:
            return None
        bare = slug.lower()
        found = self._by_name.get(name_key(bare))
        if found:
            return found
        owners = {
            id(known): known
            for host, claims in self._by_host.items()
            if host.split(".")[0] == bare
            for _, known in claims
        }
        return next(iter(owners.values())) if len(owners) == 1 else None


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The registry of `publishers.tsv`."""
    return read_registry(FILE.read_text(encoding="utf-8"))


def read_registry(text: str) -> Registry:
    """A registry from the text of a table; ValueError names the line that is wrong."""
    found: dict[str, Known] = {}
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        cells = next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))
        if len(cells) != len(COLUMNS) or cells[1] not in KINDS:
            message = f"line {number} of the registry has no {len(COLUMNS)} columns: {line!r}"
            raise ValueError(message)
        _add(found, cells)
    return Registry(found.values())


def _add(found: dict[str, Known], cells: list[str]) -> None:
    name, kind, aliases, host, since, until, _ = cells
    known = found.setdefault(name, Known(name, kind))
    known.aliases += [alias for alias in aliases.split("|") if alias]
    if host:
        known.domains.append(Domain(host, _day(since), _day(until)))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
