"""What a fetch of one URL would be allowed, and why: from the store alone, nothing is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from scrapy.settings import BaseSettings

from crawler.core.access.hosts import address_of, free_origins, netloc_of, origin_of, refused_word
from crawler.core.access.politeness import ROBOTS_FRESH, ROBOTS_KEPT, HostRecord
from crawler.core.access.robots import Robots
from crawler.core.access.usage import TdmFile
from crawler.core.duration import in_words
from crawler.core.errors import ConfigError
from crawler.core.site import SiteProfile
from crawler.crawl import number_setting
from crawler.store import has_store, store_of
from crawler.store.politeness import OwnHosts, StoredHosts
from crawler.walk.identity import check_identity, delay_of

GUARD_MEANS = {
    "own": ": a host that the profile names",
    "open": ": a public address",
    "when_connected": ": a name, whose address is judged when it is connected",
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """One line for each question; `allowed` None: it is decided when the host is asked.

    `guard`: `open`, `own`, `when_connected`, or the word of the refusal. Times are ISO 8601 in
    UTC, delays seconds.
    """

    url: str
    host: str | None
    allowed: bool | None
    why: str
    guard: str
    robots: str
    robots_line: int | None
    robots_rule: str | None
    robots_age_s: float | None
    delay_s: float
    crawl_delay_s: float | None
    next_turn: str | None
    backoff_until: str | None
    backoff_reason: str | None
    tdm_reservation: str | None
    content_signal: str | None
    user_agent: str | None
    request_budget: int

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def as_text(self) -> str:
        """For a person: what, then why, then what else is known."""
        verdict = {True: "allowed", False: "refused", None: "not known yet"}[self.allowed]
        lines = [f"{self.url}", f"  {verdict}: {self.why}"]
        lines += [f"  {name:<15} {value}" for name, value in self._rows()]
        return "\n".join(lines)

    def _rows(self) -> Iterator[tuple[str, str]]:
        yield "guard", f"{self.guard}{GUARD_MEANS.get(self.guard, '')}"
        rule = f", line {self.robots_line}: {self.robots_rule}" if self.robots_line else ""
        age = "" if self.robots_age_s is None else f", read {in_words(self.robots_age_s)} ago"
        yield "robots.txt", f"{self.robots}{rule}{age}"
        asked = f", Crawl-delay {self.crawl_delay_s:g} s" if self.crawl_delay_s else ""
        yield "delay", f"{self.delay_s:g} s{asked}"
        yield "next turn", self.next_turn or "at once"
        rests = f"until {self.backoff_until}: {self.backoff_reason}"
        yield "back-off", rests if self.backoff_until else "none"
        yield "tdm-reservation", self.tdm_reservation or "none known"
        yield "content-signal", self.content_signal or "none known"
        yield "user agent", self.user_agent or "none: RASID_CONTACT is not set"
        budget = f"{self.request_budget:,} requests a run" if self.request_budget else "no limit"
        yield "request budget", budget


def receipt_for(settings: BaseSettings, url: str, profile: SiteProfile, now: datetime) -> Receipt:
    """The receipt of a URL, as a run of the site would meet it now.

    A profile without addresses has no host of its own: the URL is then judged as any link.
    Raises MachineError when the store cannot be read.
    """
    origin = origin_of(url)
    name = netloc_of(origin) if origin else None
    record = _records(settings).read(name) if name else HostRecord("")
    guard = _guard(url, (*profile.start_urls, *profile.feeds, *profile.sitemaps))
    robots = _robots(record, url, now)
    visitor = _with_host(profile, url)
    agent = _user_agent(settings, visitor)
    allowed, why = _verdict(guard, robots, record.pause_s(now), agent)
    return Receipt(
        url=url,
        host=name,
        allowed=allowed,
        why=why,
        guard=guard,
        robots=robots.state,
        robots_line=robots.line,
        robots_rule=robots.rule,
        delay_s=max(_delay_s(settings, visitor), record.delay_s or 0.0),
        user_agent=agent,
        request_budget=int(number_setting(settings, "RASID_HOST_REQUESTS_MAX")),
        **_remembered(record, url, now),
    )


def _remembered(record: HostRecord, url: str, now: datetime) -> dict[str, Any]:
    """The fields that are what earlier runs wrote down of the host."""
    known = Robots.parse(record.robots_body or b"")
    return {
        "robots_age_s": _age_s(record.robots_fetched, now),
        "crawl_delay_s": known.crawl_delay_s,
        "next_turn": _later(record.next_at, now),
        "backoff_until": _later(record.backoff_until, now),
        "backoff_reason": record.backoff_reason if record.pause_s(now) else None,
        "tdm_reservation": TdmFile.parse(record.tdm_body or b"").reservation_for(url),
        "content_signal": known.signal_for(url),
    }


def _records(settings: BaseSettings) -> StoredHosts | OwnHosts:
    return StoredHosts(store_of(settings)) if has_store(settings) else OwnHosts()


def _guard(url: str, own: tuple[str, ...]) -> str:
    origins = free_origins(own)
    if word := refused_word(url, origins):
        return word
    origin = origin_of(url)
    if origin in origins:
        return "own"
    return "open" if origin and address_of(origin[0]) else "when_connected"


class _RobotsCopy(NamedTuple):
    """The kept robots.txt: its state, whether it lets the URL be asked, and by which rule."""

    state: str
    may: bool | None = None
    line: int | None = None
    rule: str | None = None


def _robots(record: HostRecord, url: str, now: datetime) -> _RobotsCopy:
    age = None if record.robots_fetched is None else now - record.robots_fetched
    if age is None:
        return _RobotsCopy("not read yet")
    if not timedelta(0) <= age <= ROBOTS_KEPT:
        return _RobotsCopy("too old, to be read again")
    verdict = Robots.parse(record.robots_body or b"").verdict(url)
    state = "fresh" if age <= ROBOTS_FRESH else "to be read again, holds if it does not answer"
    if verdict.rule is None:
        return _RobotsCopy(state, verdict.allowed)
    return _RobotsCopy(state, verdict.allowed, verdict.rule.number, verdict.rule.text)


def _verdict(
    guard: str, robots: _RobotsCopy, pause_s: float, agent: str | None
) -> tuple[bool | None, str]:
    """Whether it may be asked, and the first reason that settles it."""
    if guard not in ("open", "own", "when_connected"):
        return False, f"guard: {guard}"
    if robots.may is False:
        return False, "forbidden by robots.txt"
    if pause_s:
        return False, f"the host rests for {in_words(pause_s)} more"
    if agent is None:
        return False, "RASID_CONTACT is not set: only loopback hosts are asked"
    if robots.may is None:
        return None, f"robots.txt: {robots.state}"
    where = "; its address is judged when it is connected" if guard == "when_connected" else ""
    return True, f"robots.txt allows it{where}"


def _with_host(profile: SiteProfile, url: str) -> SiteProfile:
    """For name and pace: whoever has no address is on the way to this one."""
    if profile.hosts or refused_word(url, frozenset()) == "scheme":
        return profile
    return replace(profile, start_urls=(url,))


def _user_agent(settings: BaseSettings, profile: SiteProfile) -> str | None:
    try:
        return check_identity(settings, profile)
    except ConfigError:
        return None


def _delay_s(settings: BaseSettings, profile: SiteProfile) -> float:
    try:
        return delay_of(settings, profile)
    except ConfigError:
        return profile.delay_s


def _age_s(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else (now - moment) / timedelta(seconds=1)


def _later(moment: datetime | None, now: datetime) -> str | None:
    return moment.isoformat(timespec="seconds") if moment and moment > now else None
