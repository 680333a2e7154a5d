"""What can be said about a site as data: `SiteProfile`, which checks itself when it is made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from crawler.core.errors import ProfileError
from crawler.core.urls import absolute

Render = Literal["auto", "always", "never"]
NAME = re.compile(r"[a-z][a-z0-9_]{1,63}")
LANGUAGE = re.compile(r"(?!und$)[a-z]{2,3}")  # a primary tag of BCP 47 (RFC 5646, section 2.1)
# Parts of an article that may be missing, as figures and expectations call them.
COVERED_FIELDS = ("date", "section", "publisher", "author", "image")
EVERY = re.compile(r"(\d+)([smhd])")
EVERY_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
SELECTORS = (
    "article_links",
    "next_page",
    "headline",
    "body",
    "section",
    "published",
    "publisher",
    "related",
)
SELECTOR_TUPLES = ("noise", "cut_after")
URLS = ("start_urls", "feeds", "sitemaps")
EMPTY_PAGE = LexborHTMLParser("<html></html>")


@dataclass(frozen=True, slots=True)
class Expectations:
    """What a run of this site must show: a floor (`_min`) is an error, a ceiling a warning.

    `failed_share_max` is the exception: a run most of whose articles fail is an error. What is
    None is judged by the site's own past alone. `coverage_min` has a share for each of
    COVERED_FIELDS that matters: `{"date": 0.9}`. Times end in their unit.
    """

    articles_min: int = 0
    listing_links_min: int = 1
    failed_share_max: float = 0.5
    coverage_min: Mapping[str, float] = field(default_factory=dict, hash=False)
    arabic_share_min: float | None = None
    replacement_share_max: float = 0.001  # of all letters; a lost encoding has over 0.1
    future_share_max: float = 0.2
    duplicate_share_max: float | None = None
    dropped_share_max: float | None = None
    listings_empty_share_max: float | None = None
    newest_age_max_h: float | None = None
    latency_p95_max_s: float | None = None

    def __post_init__(self) -> None:
        """Refuse what can never hold."""
        if self.articles_min < 0 or self.listing_links_min < 0:
            _refuse("expect", "counts cannot be negative", self)
        for name in self.coverage_min:
            if name not in COVERED_FIELDS:
                _refuse("expect", f"coverage_min knows {', '.join(COVERED_FIELDS)}", name)
        shares = {name: getattr(self, name) for name in self.__slots__ if "share" in name}
        for name, value in (shares | dict(self.coverage_min)).items():
            if value is not None and not 0 <= value <= 1:
                _refuse("expect", f"{name} is a share from 0 to 1", value)
        for name in ("newest_age_max_h", "latency_p95_max_s"):
            value = getattr(self, name)
            if value is not None and not 0 < value < float("inf"):
                _refuse("expect", f"{name} is a number above 0", value)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteProfile:
    """A site as data. Selectors are CSS; None means that the engine finds the part by itself.

    `every` is the wanted time between two runs ("15m", "2h", "1d"), `delay_s` the pause between
    two requests, `pages_max` the most pages of one listing. `published` may name a `<time>`.
    `noise` are selectors to take out, `cut_after` selectors that end the body. `languages` are
    the primary tags of BCP 47 ("ar", "ckb") whose articles are wanted, () means any.
    Articles up to `revisit_hours` old are looked at again (0: none), at most `revisit_max` in a
    run; None: one for each twenty articles of these hours.
    Raises ProfileError with the field's name when a value cannot work.
    """

    name: str
    start_urls: tuple[str, ...] = ()
    timezone: str = "Asia/Aden"
    language: str = "ar"
    languages: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    article_links: str | None = None
    next_page: str | None = None
    headline: str | None = None
    body: str | None = None
    section: str | None = None
    published: str | None = None
    publisher: str | None = None
    related: str | None = None
    noise: tuple[str, ...] = ()
    cut_after: tuple[str, ...] = ()
    site_names: tuple[str, ...] = ()
    render: Render = "auto"
    every: str = "15m"
    delay_s: float = 1.0
    pages_max: int = 20
    revisit_hours: float = 48
    revisit_max: int | None = None
    expect: Expectations = field(default_factory=Expectations)

    def __post_init__(self) -> None:
        """Check every field; the first that cannot work is named."""
        if not NAME.fullmatch(self.name):
            _refuse("name", "use lower case letters, digits and _", self.name)
        self._check_tuples()
        self._check_selectors()
        self._check_numbers()
        if self.render not in ("auto", "always", "never"):
            _refuse("render", "is auto, always or never", self.render)
        try:
            ZoneInfo(self.timezone)
        except (ValueError, OSError, LookupError) as error:
            _refuse("timezone", "is no zone of the IANA database", self.timezone, error)

    def _check_tuples(self) -> None:
        for name in (*URLS, *SELECTOR_TUPLES, "site_names", "languages"):
            value = getattr(self, name)
            if not isinstance(value, tuple) or not all(isinstance(part, str) for part in value):
                _refuse(name, "is a tuple of strings; one entry needs a comma: ('x',)", value)
        for tag in self.languages:
            if not LANGUAGE.fullmatch(tag):
                _refuse("languages", "needs primary tags of BCP 47, such as 'ar' or 'ckb'", tag)
        for name in URLS:
            for url in getattr(self, name):
                if absolute(url, "") is None:
                    _refuse(name, "needs absolute http(s) addresses", url)

    def _check_selectors(self) -> None:
        for name in (*SELECTORS, *SELECTOR_TUPLES):
            value = getattr(self, name)
            for selector in (value,) if isinstance(value, str) else value or ():
                try:
                    EMPTY_PAGE.css(selector)
                except (SelectolaxError, ValueError) as error:
                    _refuse(name, "bad CSS selector", selector, error)

    def _check_numbers(self) -> None:
        if not 0 <= self.delay_s < float("inf"):
            _refuse("delay_s", "is a number of seconds, 0 or more", self.delay_s)
        if self.pages_max < 1:
            _refuse("pages_max", "is at least 1", self.pages_max)
        if not 0 <= self.revisit_hours < float("inf"):
            _refuse("revisit_hours", "is a number of hours, 0 or more", self.revisit_hours)
        if self.revisit_max is not None and self.revisit_max < 0:
            _refuse("revisit_max", "is a number of articles, 0 or more, or None", self.revisit_max)
        if not EVERY.fullmatch(self.every):
            _refuse("every", "is a number and s, m, h or d, such as '15m'", self.every)

    @property
    def period(self) -> timedelta:
        """The wished time between two runs."""
        match = EVERY.fullmatch(self.every)
        assert match  # noqa: S101 - checked when the profile was made
        return timedelta(**{EVERY_UNITS[match[2]]: int(match[1])})

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that a crawl of this site may ask."""
        urls = (url for name in URLS for url in getattr(self, name))
        return frozenset(host for url in urls if (host := urlsplit(url).hostname))

    @property
    def main_host(self) -> str:
        """The host of the first address, or "". Sites of one host share one budget of runs."""
        return urlsplit(next(iter(self.start_urls), "")).hostname or ""

    def version(self) -> str:
        """A short fingerprint that changes with any field: `metadata.profileVersion`."""
        text = repr([(part.name, getattr(self, part.name)) for part in fields(self)])
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def _refuse(name: str, why: str, value: object, cause: Exception | None = None) -> None:
    message = f"{name}: {why}: {value!r}"
    raise ProfileError(message) from cause
