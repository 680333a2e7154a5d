"""The profile of a new site and the text of its module; what a page says is quoted, never code."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.core.saved_case import SavedPage
from crawler.core.site import Expectations, SiteProfile

if TYPE_CHECKING:
    from crawler.core.extract.listing.reading import Listing

EVERY = "30m"
DELAY_S = 2.0
LINKS_SHARE = 0.3  # of the links that were found: fewer are a finding
NO_LETTERS = re.compile(r"[^a-z0-9]+")
NO_HOST = re.compile(r"[^\w.:\[\]-]")
NAME_CHARS_MAX = 60
ONE_LINE_CHARS_MAX = 100 - len("        site_names=,")
MODULE = '''"""{host}, as `scrapy newsite` found it on {day}; not yet read by a person."""

from crawler.core.site import Expectations, SiteProfile
from crawler.spider import AggregatorSpider


class {name}Spider(AggregatorSpider):
    """Every part is found by the engine; name a selector where it finds a wrong one."""

    profile = SiteProfile(
        name={quoted_name},
        start_urls={start_urls},
{more}        timezone={timezone},
        every={every},
        delay_s={delay_s},
        expect=Expectations(listing_links_min={links_min}),
    )
'''


def name_for(url: str) -> str:
    """A site's name made of its host: `www.news-windows.org` is `news_windows`."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    own = host if labels[-1].isdigit() or len(labels) == 1 else ".".join(labels[:-1])
    name = NO_LETTERS.sub("_", own.encode("idna").decode().lower()).strip("_")[:NAME_CHARS_MAX]
    return name if name[:1].isalpha() else f"site_{name}"


def profile_for(
    name: str, url: str, listing: SavedPage, read: Listing, articles: list[SavedPage]
) -> SiteProfile:
    """The profile that follows from a listing and articles of a site."""
    from crawler.core.extract.metadata import site_names_of

    names: dict[str, None] = {}
    for saved in (listing, *articles):
        names |= dict.fromkeys(site_names_of(saved.page()))
    return SiteProfile(
        name=name,
        start_urls=(url,),
        feeds=read.feeds,
        site_names=tuple(names),
        every=EVERY,
        delay_s=DELAY_S,
        expect=Expectations(listing_links_min=max(1, int(len(read.articles) * LINKS_SHARE))),
    )


def module_of(profile: SiteProfile, seen: datetime) -> str:
    """The text of the module `spiders/<name>.py`."""
    more = "".join(
        f"        {name}={_tuple(values)},\n"
        for name, values in (("feeds", profile.feeds), ("site_names", profile.site_names))
        if values
    )
    return MODULE.format(
        host=NO_HOST.sub("", urlsplit(profile.start_urls[0]).netloc.rpartition("@")[2]),
        day=f"{seen:%Y-%m-%d}",
        name="".join(part.title() for part in profile.name.split("_")),
        quoted_name=quoted(profile.name),
        start_urls=_tuple(profile.start_urls),
        more=more,
        timezone=quoted(profile.timezone),
        every=quoted(profile.every),
        delay_s=profile.delay_s,
        links_min=profile.expect.listing_links_min,
    )


def quoted(text: str) -> str:
    """A string literal of Python as the formatter writes it; what is invisible is escaped."""
    literal = repr(text)
    return f'"{literal[1:-1]}"' if literal[0] == "'" and '"' not in text else literal


def _tuple(values: tuple[str, ...]) -> str:
    """A tuple on one line, or with a line for each value when that would be too long."""
    inner = ", ".join(map(quoted, values))
    one = f"({inner},)" if len(values) == 1 else f"({inner})"
    if len(one) <= ONE_LINE_CHARS_MAX:
        return one
    lines = "".join(f"            {quoted(value)},\n" for value in values)
    return f"(\n{lines}        )"
