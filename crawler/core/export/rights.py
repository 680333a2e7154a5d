"""Which articles may go where: what sites say of their use, and what was taken down."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

from crawler.core.access.private import directives_of, is_private
from crawler.core.arabic.text import fold_text
from crawler.core.article import Article, UsageInfo
from crawler.core.urls import canonical_url, host_of

Purpose = Literal["monitoring", "search", "training"]
PURPOSES: tuple[Purpose, ...] = ("monitoring", "search", "training")
# Robots directives that speak against a purpose, with the word under which that is counted.
DIRECTIVES: dict[Purpose, dict[str, str]] = {
    "monitoring": {},
    "search": {"noindex": "noindex", "none": "noindex"},
    "training": {"noai": "noai", "noml": "noai"},
}
# Content-Signal (draft-romm-aipref-contentsignals) and Content-Usage (draft-ietf-aipref-vocab).
SIGNALS: dict[Purpose, tuple[str, ...]] = {
    "monitoring": (),
    "search": ("search",),
    "training": ("ai-train", "train-ai"),
}
SIGNAL_ENDS = re.compile(r"[,;:\s]+")
REFUSED = frozenset(("no", "n"))
IDENTIFIER = re.compile(r"[0-9a-f]{32}")
HOST = re.compile(r"[^\s/:.]+(?:\.[^\s/:.]+)+")


def objection(article: Article, purpose: Purpose) -> str | None:
    """The word for why an article is not for that purpose; None where nobody says so.

    `tdm_reserved` (TDM Reservation Protocol) and `noai` are against training, `noindex` against
    search, `signal` is a Content-Signal against the purpose itself.
    """
    usage = article.usageInfo or UsageInfo()
    if purpose == "training" and usage.tdmReservation == "1":
        return "tdm_reserved"
    words = DIRECTIVES[purpose]
    for directive in directives_of(usage.robots):
        if directive in words:
            return words[directive]
    said = _said(usage.contentSignal or "")
    return "signal" if any(said.get(name) in REFUSED for name in SIGNALS[purpose]) else None


def _said(signal: str) -> dict[str, str]:
    """What a signal says of each use: `search=yes, ai-train=no`."""
    plain = signal.lower().replace(" =", "=").replace("= ", "=")
    pairs = (piece.partition("=") for piece in SIGNAL_ENDS.split(plain))
    return {name: value for name, mark, value in pairs if mark}


def without_private_text(article: Article) -> Article:
    """The article without its text, where the site wants no copy of the page to be shown.

    Its headline and its address stay. Changes nothing of the article it is given.
    """
    if article.usageInfo is None or not is_private(article.usageInfo.robots):
        return article
    return article.model_copy(update={"articleBody": "", "description": None})


@dataclass(frozen=True, slots=True)
class Takedown:
    """What must not go out any more: articles by identifier or address, hosts, names."""

    identifiers: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Self:
        """One entry a line: an identifier, an address, a host, or a name of a publisher or author.

        What follows a `#` at the beginning of a line is a note.
        """
        entries = [line.strip() for line in lines]
        entries = [line for line in entries if line and not line.startswith("#")]
        found: dict[str, set[str]] = {"i": set(), "a": set(), "h": set(), "n": set()}
        for entry in entries:
            kind, value = _entry(entry)
            found[kind].add(value)
        return cls(*(frozenset(found[kind]) for kind in "iahn"))

    def covers(self, article: Article) -> bool:
        """True for an article that an entry names, also by the host of who published it first."""
        addresses = [article.url, article.canonicalUrl, article.provider.url]
        addresses += [source.url for source in article.isBasedOn or ()]
        addresses += [article.publisher.url if article.publisher else None]
        known = [url for url in addresses if url]
        names = [article.publisher.name if article.publisher else "", article.provider.name]
        names += [author.name for author in article.author or ()]
        return (
            article.identifier in self.identifiers
            or not self.addresses.isdisjoint(map(canonical_url, known))
            or not self.hosts.isdisjoint(map(host_of, known))
            or not self.names.isdisjoint(map(fold_text, filter(None, names)))
        )


def _entry(entry: str) -> tuple[str, str]:
    if IDENTIFIER.fullmatch(entry):
        return "i", entry
    if "://" in entry:
        return "a", canonical_url(entry)
    if HOST.fullmatch(entry):
        return "h", entry.lower().removeprefix("www.")
    return "n", fold_text(entry)
