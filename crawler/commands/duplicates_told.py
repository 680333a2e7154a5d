"""How groups and pairs of articles are written: plain lines that a terminal shows in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from crawler.commands.explained import FIRST_STRONG, POP

WORDS_MAX = 40
HEADLINE_CHARS = 90
TIME_CHARS = len("2025-01-31T23:59")


def told(found: dict[str, Any]) -> Iterator[str]:
    """The lines of what `scrapy duplicates` has found."""
    if "site" in found:
        yield from _site(found["site"])
    if "head" in found:
        yield from _group(found)
    if "pair" in found:
        yield from _pair(found["pair"])


def _site(site: dict[str, Any]) -> Iterator[str]:
    yield f"{site['site']}: {site['articles']} articles"
    for where, counts in (("of its own", site["within"]), ("of other sites", site["across"])):
        shown = ", ".join(f"{count} {relation}" for relation, count in sorted(counts.items()))
        yield f"  like articles {where}: {shown or 'none'}"
    if site["shareWithin"] is not None:
        yield f"  {site['shareWithin']:.0%} of these are like articles of its own"
    if site["biggest"]:
        yield "  the stories with the most copies:"
    for each in site["biggest"]:
        yield f"  {each['size']:>4} articles  {_article(each['head'])}"


def _group(found: dict[str, Any]) -> Iterator[str]:
    sites = {each["site"] for each in (found["head"], *found["members"])}
    yield f"{1 + len(found['members'])} article(s) of {len(sites)} site(s) tell this story:"
    for each in (found["head"], *found["members"]):
        yield from _member(each)
    if found["siblings"]:
        yield f"{len(found['siblings'])} like it, and another story:"
        for each in found["siblings"]:
            yield from _member(each)


def _member(each: dict[str, Any]) -> Iterator[str]:
    state = "published" if each["published"] else "recorded"
    yield f"  {each['relation']:<9} {each['similarity']:.2f} {state:<9}  {_article(each)}"
    yield f"{'':27}{each['url']}"


def _article(each: dict[str, Any]) -> str:
    seen = each["firstSeen"][:TIME_CHARS].replace("T", " ")
    headline = _shown(each["headline"][:HEADLINE_CHARS])
    return f"{seen} UTC  {each['site']}  {each['identifier']}  {headline}"


def _pair(pair: dict[str, Any]) -> Iterator[str]:
    yield "why:"
    yield f"  later    {_article(pair['later'])}"
    yield f"  earlier  {_article(pair['earlier'])}"
    yield f"  relation {pair['relation'] or 'none'} ({pair['reason']}): {pair['why']}"
    yield f"  containment {pair['containment']:.2f}, Jaccard {pair['jaccard']:.2f}"
    yield from _words("in both", pair["shared"])
    yield from _words("only in the later", pair["only_later"])
    yield from _words("only in the earlier", pair["only_earlier"])


def _words(name: str, words: Iterable[str]) -> Iterator[str]:
    shown = list(words)
    more = f" and {len(shown) - WORDS_MAX} more" if len(shown) > WORDS_MAX else ""
    yield f"  {name} ({len(shown)}): {_shown(' '.join(shown[:WORDS_MAX]))}{more}"


def _shown(text: str) -> str:
    """One clean line that does not reorder what stands around it."""
    from crawler.core.arabic.text import clean_text

    return f"{FIRST_STRONG}{' '.join(clean_text(text).split())}{POP}"
