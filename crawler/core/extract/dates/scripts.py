"""The date of publication in the data of a page's scripts: that of the story, or the only one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from string import ascii_letters, digits

from crawler.core.extract.dates.found import Candidate
from crawler.core.extract.jsonld import text_in
from crawler.core.extract.page import Page
from crawler.core.extract.state import keys
from crawler.core.extract.state.embedded import embedded
from crawler.core.extract.state.items import items_in
from crawler.core.extract.state.text import text_in as text_of
from crawler.core.noise.phrases import key_of

# What each name has, and the rest of it. Names that say published were right alone on 55
# of 55 pages; those that say created were wrong on 5 of 14, and a display date is that of the last
# turn on a front page.
KEYS = {
    "ubli": re.compile(r"ubli(?:sh(?:ed|ing)?|cation)_?(?:[Dd]ate|[Tt]ime|[Aa]t|[Oo]n)?\w{0,12}"),
    "ub_": re.compile(r"ub_[Dd]ate\w{0,12}"),
    "ubDate": re.compile(r"ubDate\w{0,12}"),
    "ubdate": re.compile(r"ubdate\w{0,12}"),
    "ostDate": re.compile(r"ostDate(?=[\"'\s:])"),
}
SIGNS = ("date", "time", "published", "at", "on", "firstpub")  # one of these is in such a name
# What stands before or in a name of another moment, or of something that is no moment.
OTHERS = ("last", "updat", "modif", "plan", "schedul", "unpub", "repub", "embargo", "expir")
NAME_CHARS_MAX = 24  # of a name before the part that is looked for
VALUE = re.compile(
    r"""(?:\\?["']?\s{0,3}:|\s=)\s{0,3}(?:\\?["'](?P<text>[^"'\\<>]{8,35})\\?["']"""
    r"|(?P<moment>[1-9]\d{9}(?:\d{3})?)(?![\d.]))"
)
OF_NAMES = f"{ascii_letters}{digits}_"
# One of these is in a page whose script has data of articles; all others are not read.
MARKS = (
    "__NEXT_DATA__", "__next_f", "__NUXT", "_STATE__", "-state", "globalContent", "data-page=",
    "wire:snapshot", "application/json",
)  # fmt: skip
DATES = ("date", "dategmt", "postdate", "newsdate")
# Of keys of articles those that say when it came out: no draft's begin, no moment of the answer.
PUBLISHED = tuple(name for name in keys.PUBLISHED if "pub" in name or name in DATES)


def story_dates(page: Page, headline: str) -> Iterator[Candidate]:
    """What the data of a script say of the object that has this headline.

    Other objects of the data are related articles, comments, the page itself.
    """
    key = key_of(headline)
    if not key or not any(map(page.html.__contains__, MARKS)):
        return
    for value in embedded(page):
        for item in items_in(value):
            if key_of(item.title) == key:
                yield from ((text_of(each), "script") for each in keys.values(item.own, PUBLISHED))


def script_dates(page: Page) -> Iterator[Candidate]:
    """What the data of a script call the date of publication, where it is one for the whole page.

    A name with two values is of several articles, and nothing tells which. What JSON-LD says has
    been asked before: there it is the date of something else.
    """
    known = {text_in(node.get("datepublished")) for node in page.json_ld}
    values = _values(page.html)
    for stated in values.values():
        if len(stated) == 1 and stated.isdisjoint(known):
            yield next(iter(stated)), "script"


def _values(html: str) -> dict[str, set[str]]:
    """The name of each such date in lower case -> its values, in the order of the page."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key in _keys(html):
        value = VALUE.match(html, key.end())
        name = _name(html, key) if value else ""
        if value and _is_published(name):
            found[name].add(value["text"] or value["moment"])
    return found


def _keys(html: str) -> Iterator[re.Match[str]]:
    for sign, pattern in KEYS.items():
        where = html.find(sign)
        while where >= 0:
            if key := pattern.match(html, where):
                yield key
            where = html.find(sign, where + len(sign))


def _name(html: str, key: re.Match[str]) -> str:
    """The whole name in which a key was found, in lower case."""
    before = html[max(0, key.start() - NAME_CHARS_MAX) : key.start()]
    return f"{before[len(before.rstrip(OF_NAMES)) :]}{key[0]}".lower()


def _is_published(name: str) -> bool:
    return any(map(name.__contains__, SIGNS)) and not any(map(name.__contains__, OTHERS))
