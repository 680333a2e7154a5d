"""Proposes selectors for those that a new layout broke; each must reproduce all known articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborNode, SelectolaxError

from crawler.core.article import Article
from crawler.core.drift.candidates import selectors_for
from crawler.core.drift.known_date import known_day, places_of_date, shows_date
from crawler.core.drift.remembered import key_of, places_of_body, places_of_line
from crawler.core.errors import NotAnArticle
from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page
from crawler.core.finish import finished
from crawler.core.site import SiteProfile

CASES_MIN = 4  # fewer pages agree by chance
CANDIDATES_MAX = 80  # of a field
TEXT_SHARE_MIN = 0.98  # of the words of a body that two readings must share, both ways
FIELDS = ("headline", "body", "section", "publisher", "published")


@dataclass(frozen=True, slots=True)
class Case:
    """A page and the article that is known to be in it; `page` is in the old or the new layout.

    `timezone` is that of the profile, for dates that name none.
    """

    page: Page
    known: Article
    timezone: str = "Asia/Aden"

    def value(self, name: str) -> str:
        """What a field of the profile should find."""
        known = self.known
        if name == "publisher":
            return known.publisher.name if known.publisher else ""
        if name == "published":
            return known_day(known)
        return {
            "headline": known.headline,
            "body": known.articleBody,
            "section": known.articleSection or "",
        }[name]


@dataclass(frozen=True, slots=True)
class Healing:
    """`profile` is the healed one, None where nothing is proposed; `why` says it by field.

    `healed` maps a field to its new selector. A word for a field that stays broken: `too_few`
    pages, `not_found`: its text is not on every page, `no_selector`: nothing that lasts finds it,
    `replay`: what finds it would read another page otherwise.
    """

    profile: SiteProfile | None
    healed: dict[str, str] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)


def named_fields(profile: SiteProfile) -> list[str]:
    """The fields for which a profile names a selector that can be healed."""
    return [name for name in FIELDS if getattr(profile, name)]


def broken_fields(profile: SiteProfile, fresh: Sequence[Case]) -> list[str]:
    """The selectors that find nothing, or something else, on half of the pages or more."""
    broken = []
    for name in named_fields(profile):
        selector = getattr(profile, name)
        cases = [case for case in fresh if case.value(name)]
        misses = sum(not _finds(case, name, selector) for case in cases)
        if cases and 2 * misses >= len(cases):
            broken.append(name)
    return broken


def heal(profile: SiteProfile, fresh: Sequence[Case], old: Sequence[Case] = ()) -> Healing:
    """Propose selectors for the broken fields of a profile.

    The old selector stays in front of the new one, so that pages of the old layout are read as
    before. Proposed is only what finds the remembered text on every fresh page by itself, and
    under which all pages, fresh and old, give the article that is known.

    Args:
        profile: As it is.
        fresh: Pages in the new layout; at least four.
        old: Pages in the old layout, from the archive or saved for tests.
    """
    healed: dict[str, str] = {}
    why: dict[str, str] = {}
    current = profile
    for name in broken_fields(profile, fresh):
        made, word = _field(current, name, fresh, old)
        if made is None:
            why[name] = word
        else:
            current = made
            healed[name] = getattr(made, name)
    return Healing(current if healed else None, healed, why)


def _field(
    profile: SiteProfile, name: str, fresh: Sequence[Case], old: Sequence[Case]
) -> tuple[SiteProfile | None, str]:
    cases = [case for case in fresh if case.value(name)]
    if len(cases) < CASES_MIN:
        return None, "too_few"
    if not all(_places(case, name) for case in cases):
        return None, "not_found"
    word = "no_selector"
    for selector in islice(_candidates(cases, name), CANDIDATES_MAX):
        if not all(_finds(case, name, selector, alone=True) for case in cases):
            continue
        word = "replay"
        for value in (f"{getattr(profile, name)}, {selector}", selector):
            change: dict[str, Any] = {name: value}
            made = replace(profile, **change)
            if all(map(_Replay(made, name), [*fresh, *old])):
                return made, ""
    return None, word


def _candidates(cases: Sequence[Case], name: str) -> Iterator[str]:
    """Selectors that the places of the first page suggest, each once."""
    seen: set[str] = set()
    for place in _places(cases[0], name):
        for selector in selectors_for(place):
            if selector not in seen:
                seen.add(selector)
                yield selector


def _places(case: Case, name: str) -> list[LexborNode]:
    if name == "body":
        return places_of_body(case.page, case.value(name).split("\n\n"))
    if name == "published":
        return places_of_date(case.page, case.known, case.timezone)
    return places_of_line(case.page, case.value(name))


def _finds(case: Case, name: str, selector: str, *, alone: bool = False) -> bool:
    """True when a selector by itself leads to the remembered text on this page.

    `alone`: a line must be all that it finds. What finds others too, and the right one first on
    every page that was looked at, may find another one first on the next. A date must be the only
    one: those of related articles may be of the same day.
    """
    try:
        nodes = case.page.tree.css(selector)
    except (SelectolaxError, ValueError):
        return False
    if name == "published":
        is_one = len(nodes) == 1 or not alone
        return is_one and shows_date(nodes, case.known, case.timezone)
    texts = [key for node in nodes if (key := key_of(node.text(separator=" ")))]
    if not texts:
        return False
    if name == "body":
        words = [key_of(part) for part in case.value(name).split("\n\n")]
        return all(any(part in text for text in texts) for part in words)
    wanted = key_of(case.value(name))
    return texts[0] == wanted and not (alone and set(texts) != {wanted})


@dataclass(frozen=True, slots=True)
class _Replay:
    """Whether a page gives its known article under a profile."""

    profile: SiteProfile
    name: str

    def __call__(self, case: Case) -> bool:
        seen = case.known.metadata.dateDownloaded
        try:
            found = finished(
                article_of(
                    case.page,
                    profile=self.profile,
                    observed_at=datetime.fromisoformat(seen) if seen else None,
                    timezone=self.profile.timezone,
                )
            )
        except NotAnArticle:
            return False
        return is_same(case.known, found) and self._field_is_same(case, found)

    def _field_is_same(self, case: Case, found: Article) -> bool:
        if self.name in ("headline", "body") or not case.value(self.name):
            return True
        return key_of(Case(case.page, found).value(self.name)) == key_of(case.value(self.name))


def is_same(known: Article, found: Article) -> bool:
    """True for the same headline and the same text, but for a word in fifty."""
    if key_of(known.headline) != key_of(found.headline):
        return False
    one, other = (key_of(each.articleBody).split() for each in (known, found))
    shared = (Counter(one) & Counter(other)).total()
    return shared >= TEXT_SHARE_MIN * max(len(one), len(other), 1)
