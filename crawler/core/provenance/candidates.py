"""What several places of a page say of one article's publisher and original, weighed together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.core.article import Publisher, Source
from crawler.core.provenance.names import name_key, tidy_name
from crawler.core.provenance.outbound import is_home
from crawler.core.provenance.registry import Known, Registry
from crawler.core.urls import canonical_url, host_of

AGREE, DISAGREE = 0.05, 0.2
SURE_MAX = 0.98
WORTH_MIN = 0.3  # what is not surer is not said
KNOWN_SHARE = 0.1  # the registry knows the name and the link leads to one of its domains
# A dateline names the agency that wrote; the page it stands on may be another house's.
# What stands beside the headline without a label is the same text that a label or a class named.
ECHOES = frozenset(("beside",))
SPEAKING = frozenset(("source_line", "class", "source_link", "jsonld", "canonical"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A publisher that one place names; `link` leads to its site or to the original."""

    name: str
    method: str
    confidence: float
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """An address that one place gives as the original."""

    url: str
    method: str
    confidence: float


def choose_publisher(found: Iterable[Candidate], registry: Registry) -> Publisher | None:
    """The publisher that is most sure, the first of equals, under its name in the registry.

    Places that agree make it surer, those that contradict it less sure.
    """
    weighed = [_against_link(each, registry) for each in found]
    if not weighed:
        return None
    best = max(weighed, key=lambda each: each.confidence)
    identity = _identity(best, registry)
    others = [each for each in weighed if each.method != best.method]
    agreeing = [each for each in others if _identity(each, registry) == identity]
    heard = [each for each in agreeing if each.method not in ECHOES]
    confidence = best.confidence + AGREE * bool(heard)
    if best.method in SPEAKING and any(
        each.method in SPEAKING and each not in agreeing for each in others
    ):
        confidence -= DISAGREE
    if round(confidence, 2) <= WORTH_MIN:
        return None
    known = _known(best, registry)
    links = [each.link for each in (best, *agreeing) if each.link]
    return Publisher(
        name=known.name if known else tidy_name(best.name),
        url=(known.home if known else None) or _root(links),
        method=best.method,
        confidence=round(min(SURE_MAX, confidence), 2),
    )


def choose_sources(
    found: Iterable[Original], publisher: Publisher | None, registry: Registry
) -> list[Source] | None:
    """The original's addresses on the site of the surest one, each address once.

    An address on the site of another known publisher than the one that was found is doubtful.
    """
    named = registry.by_name(publisher.name) if publisher else None
    weighed: dict[str, Original] = {}
    for each in found:
        owner = registry.by_url(each.url)
        doubt = DISAGREE if owner and named and owner is not named else 0.0
        sure = Original(each.url, each.method, round(each.confidence - doubt, 2))
        key = canonical_url(each.url)
        known = weighed.get(key)
        worth = sure.confidence > WORTH_MIN and not is_home(each.url)
        if worth and (known is None or known.confidence < sure.confidence):
            weighed[key] = sure
    best = max(weighed.values(), key=lambda each: each.confidence, default=None)
    if best is None:
        return None
    kept = [each for each in weighed.values() if host_of(each.url) == host_of(best.url)]
    kept = sorted(kept, key=lambda each: -each.confidence)
    return [Source(url=e.url, method=e.method, confidence=e.confidence) for e in kept]


def _against_link(each: Candidate, registry: Registry) -> Candidate:
    """Surer when the link is the named publisher's, doubtful when it is another's."""
    named, owner = registry.by_name(each.name), registry.by_url(each.link)
    if named is None or owner is None or each.method == "selector":
        return each
    if owner is named or owner.name.startswith(f"{named.name} ("):
        return Candidate(each.name, each.method, each.confidence + KNOWN_SHARE, each.link)
    return Candidate(each.name, each.method, each.confidence / 2, None)


def _known(each: Candidate, registry: Registry) -> Known | None:
    named, owner = registry.by_name(each.name), registry.by_url(each.link)
    if named and owner and owner.name.startswith(f"{named.name} ("):
        return owner  # two houses of one name: the domain tells which
    return named or (owner if each.method in ("source_link", "canonical") else None)


def _identity(each: Candidate, registry: Registry) -> str:
    known = _known(each, registry)
    return known.name if known else name_key(each.name)


def _root(links: list[str]) -> str | None:
    """The front page of the site that the page itself links to."""
    if not links:
        return None
    parts = urlsplit(links[0])
    return f"{parts.scheme}://{parts.netloc}/"
