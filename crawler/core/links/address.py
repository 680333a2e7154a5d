"""An address as what may decide about its content and what may not: number, slug, parameters.

Which of them decides is for `LearnedUrls` to learn; here they are only told apart.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.core.links.repeats import collapsed
from crawler.core.urls import canonical_url, host_of

PARAMETER, SLUG, PATH_INFO, PATH_REPEAT = "parameter", "slug", "path_info", "path_repeat"
DIGITS = re.compile(r"\d+")
DATE = re.compile(r"/(?:19|20)\d\d/\d{1,2}(?:/\d{1,2})?(?=/)")
SCRIPT = re.compile(r"(?<![^/])[^/]+\.(?:php\d?|aspx?|jsp|cgi|cfm|pl)(?=/|$)", re.IGNORECASE)
SLUG_JOINTS_MIN = 2  # words before a number: "video-7" is a name, "a-b-7" a slug


class Part(NamedTuple):
    """A part of addresses that may not matter; `scope` says of which addresses."""

    reason: str
    scope: str
    name: str = ""


class Address(NamedTuple):
    """`core` always counts, `parts` may not; `scope` is the core with its number left open."""

    core: str
    scope: str
    number: str
    parts: Mapping[Part, str]

    def differing(self, other: Address) -> list[Part]:
        """The parts that are not the same in both."""
        names = self.parts.keys() | other.parts.keys()
        return [name for name in names if self.parts.get(name) != other.parts.get(name)]


NO_PARTS: Mapping[Part, str] = MappingProxyType({})  # of most addresses; one for all of them


@lru_cache(maxsize=1_024)
def address_of(url: str) -> Address:
    """The parts of an address; empty ones are not among them.

    >>> address_of("http://site.example/news/123/some-slug").core
    'site.example/news/123'
    >>> address_of("http://site.example/news/123-some-slug.html?from=top").scope
    'site.example/news/#'
    """
    split = urlsplit(canonical_url(url))
    port = split.port
    host = f"{host_of(url)}:{port}" if port else host_of(url)
    path = _readable(split.path)
    query = parse_qsl(split.query, keep_blank_values=True) if split.query else []
    plain, _ = collapsed(path, any_number=True)
    script = _script(plain) if any(value.isdigit() for _, value in query) else None
    if script:
        scope = core = host + script
        number, kind, rest = "", PATH_INFO, plain.removeprefix(script)
    else:
        before, number, rest = _numbered(plain)
        scope = host + DIGITS.sub("#", before) + ("#" if number else "")
        core, kind = host + before + number, SLUG
    parts = {Part(kind, scope): rest} if rest else {}
    if path != plain:
        parts[Part(PATH_REPEAT, host)] = path
    for name, value in query:  # a name may stand twice; "a" and "a=" are no absence
        part = Part(PARAMETER, scope, name)
        parts[part] = f"{parts.get(part, '')}={value}"
    return Address(core, sys.intern(scope), number, parts or NO_PARTS)


def _readable(path: str) -> str:
    """Percent signs hide digits that are none; bytes that are no text stay distinct."""
    return unquote(path or "/", errors="surrogateescape")


def _script(path: str) -> str | None:
    """The path up to a script that a number in the query steers."""
    found = SCRIPT.search(path)
    return path[: found.end()] if found and not DIGITS.search(found[0]) else None


def _numbered(path: str) -> tuple[str, str, str]:
    """What stands before the number of an article, the number, and the rest: its slug.

    A number that fills its segment comes first, then the longest; a date is none.
    """
    numbers = list(_numbers(path))
    if not numbers:
        return path, "", ""
    best = max(numbers, key=lambda each: (_is_whole(path, each), len(each[0]), -each.start()))
    begin = path.rindex("/", 0, best.start()) + 1
    words, rest = path[begin : best.start()], path[best.end() :]
    if words.count("-") + words.count("_") < SLUG_JOINTS_MIN:
        return path[: best.start()], best[0], rest
    return path[:begin], best[0], f"{words}#{rest}"


def _numbers(path: str) -> Iterator[re.Match[str]]:
    dates = [found.span() for found in DATE.finditer(path)]
    for number in DIGITS.finditer(path):
        if not any(start <= number.start() < end for start, end in dates):
            yield number


def _is_whole(path: str, number: re.Match[str]) -> bool:
    return path[number.start() - 1] == "/" and path[number.end() : number.end() + 1] in (
        "",
        "/",
        ".",
    )
