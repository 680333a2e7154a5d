"""A store as weeks of runs leave it: sites with a pace of their own, and some that broke.

Rows go in by the thousand, through the functions that a run uses for each.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, insert

from crawler.core.article import Article, Metadata, Provider, identifier_of
from crawler.dashboard.links import slug
from crawler.store.database import writing
from crawler.store.hours import added, row_of
from crawler.store.incidents import Seen, close_incident, incident_of, open_incident
from crawler.store.schema import (
    articles,
    batches,
    hosts,
    hours,
    incidents,
    mutes,
    quarantine,
    runs,
    sketches,
)
from crawler.store.search import add_headlines

NOW = datetime(2026, 3, 12, 0, 7, tzinfo=UTC)
WHO = (
    "وزارة النقل",
    "بلدية المدينة",
    "اتحاد الصيادين",
    "مدير الميناء",
    "هيئة الطرق",
    "جامعة الساحل",
)
DID = ("تعلن", "تؤجل", "تدرس", "تبدأ", "تنهي", "تراجع")
WHAT = (
    "توسعة المرفأ الشرقي", "صيانة الجسر القديم", "موسم الصيد", "رحلات الجزيرة",
    "امتحانات الفصل الثاني", "إنارة الطريق الساحلي", "معرض الكتاب", "مشروع المياه",
)  # fmt: skip
BODY = (
    "قال مسؤول في المدينة إن العمل يجري بحسب الخطة، وإن النتائج ستعلن في نهاية الشهر.\n\n"
    "وأضاف أن السكان سيبلغون قبل أي تغيير في المواعيد، وأن البدائل جاهزة منذ الصيف الماضي."
)
EVIL = "<script>alert(1)</script> \u202eعكس\u202c \x1b[31mأحمر\x1b[0m \" onmouseover='alert(1)"


@dataclass(frozen=True, slots=True)
class Site:
    """`fault`: what happened `hours` ago; `pace`: new articles of an hour of the day."""

    name: str
    pace: float = 4.0
    fault: str = ""
    hours: float = 0.0


SITES = (
    Site("yemeni_windows", 6),
    Site("harbour_news", 5, "listing_gone", 5),
    Site("coast_press", 3, "rate_limited", 2),
    Site("island_daily", 4, "coverage_date", 9),
    Site("valley_voice", 2),
    Site("market_wire", 8, "missing", 3),
    Site("old_quarter", 0.4),
    Site("aggregator@127.0.0.1:18580", 3),
)
VERDICTS = {"listing_gone": "broken", "rate_limited": "blocked", "coverage_date": "drifting"}


@dataclass
class Filling:
    """How much goes in: days of runs, runs an hour, articles that are kept of each site."""

    now: datetime = NOW
    sites: tuple[Site, ...] = SITES
    days: int = 9
    runs_an_hour: int = 1
    articles: int = 80
    random: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 - a model


def fill(engine: Engine, filling: Filling) -> None:
    """Put it all in, in one transaction."""
    with writing(engine) as connection:
        last = _runs(connection, filling)
        _articles(connection, filling, last)
        _trouble(connection, filling, last)


def run_rows(site: Site, filling: Filling) -> Iterator[dict[str, Any]]:
    """The runs of a site, oldest first."""
    number = filling.days * 24 * filling.runs_an_hour
    step = timedelta(hours=1) / filling.runs_an_hour
    first = filling.now - step * (number - 1) - timedelta(minutes=4)
    for at in range(number):
        started = first + step * at
        ago_h = (filling.now - started).total_seconds() / 3600
        broken = bool(site.fault) and ago_h < site.hours
        if broken and site.fault == "missing":
            return
        yield _run(site, started, filling, broken=broken)


def _run(site: Site, started: datetime, filling: Filling, *, broken: bool) -> dict[str, Any]:
    verdict = VERDICTS.get(site.fault) if broken else None
    code = 65 if verdict in {"broken", "blocked"} else 0
    figures = _figures(site, _gained(site, started, filling, broken=broken), broken=broken)
    return {
        "id": f"{started:%Y%m%dT%H%M%SZ}-{slug(site.name)}",
        "site": site.name,
        "argv": ["scrapy", "run", "--due"],
        "started": started,
        "ended": started + timedelta(seconds=30 + figures["funnel"]["fetched"] * 2),
        "versions": {"rasid": "0.1.0", "extractor": "2" if broken else "1"},
        "settings_hash": "abc123" if broken else "abc122",
        "exit_code": code,
        "reason": f"finished: {'the listing is gone' if code else 'all good'}",
        "complete": not code,
        "figures": figures,
        "parts": [
            {"file": "part-a-1-2.jsonl", "first": 1, "last": 2, "count": 2, "sha256": "0" * 64}
        ],
        "verdict": verdict or ("healthy" if figures["funnel"]["new"] else "quiet"),
        "findings": [
            {"check": site.fault, "level": "error", "value": 0.1, "expected": "at least 0.6"}
        ] if broken else [],
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gained:
    """What one run found: new articles, copies, pages that were no article, one that timed out."""

    new: int
    copies: int
    short: int
    timeouts: int

    @property
    def fetched(self) -> int:
        """All pages that came."""
        return self.new + self.copies + self.short


def _gained(site: Site, started: datetime, filling: Filling, *, broken: bool) -> Gained:
    chance = filling.random
    pace = site.pace / filling.runs_an_hour * (1 + math.sin((started.hour - 6) / 24 * 2 * math.pi))
    is_dry = broken and site.fault != "coverage_date"
    new = 0 if is_dry else round(max(pace + chance.gauss(0, 1), 0))
    copies = round(new * 0.2)
    return Gained(new, copies, int(chance.random() < 0.3), int(chance.random() < 0.1))


def _figures(site: Site, gained: Gained, *, broken: bool) -> dict[str, Any]:
    """The figures of a run as the ledger keeps them."""
    new, fetched = gained.new, gained.fetched
    dated = fetched // 10 if broken and site.fault == "coverage_date" else fetched
    links = 0 if broken and site.fault == "listing_gone" else 40
    figures = {
        "funnel": {
            "links": links, "known": links and links - fetched, "fetched": fetched,
            "extracted": fetched, "valid": new + gained.copies, "new": new, "published": new,
        },
        "requests": fetched + 3, "responses": fetched + 3, "response_bytes": 90_000 * (fetched + 3),
        "listing_pages": 2, "listings_empty": int(not links), "duplicates": gained.copies,
        "dropped": {"too_short": gained.short} if gained.short else {},
        "failed": {"article/timeout": 1} if gained.timeouts else {},
        "statuses": {"200": fetched + 2, "404": 1},
        "dates": {"text-relative": new}, "encoding": {"cp1256": 1} if site.pace < 3 else {},
        "latency_ms": {"p50": 210.0, "p95": 840.0},
        "peak_memory_bytes": 132_000_000, "robots": "aa" * 6,
        "layout": ("bb" if broken else "cc") * 6,
        **_covered(fetched, dated),
    }  # fmt: skip
    if broken and site.fault == "rate_limited":
        figures |= {"statuses": {"429": 9}, "failed": {"listing/http_429": 1}}
    return figures


def _covered(fetched: int, dated: int) -> dict[str, Any]:
    """How many articles had which field."""
    seen = {
        "articles": fetched, "date": dated, "section": fetched - fetched // 9,
        "publisher": fetched - fetched // 4, "author": fetched // 3, "image": fetched // 2,
        "future": 0, "repeated": 0, "letters": fetched * 900, "arabic": fetched * 880,
        "replacement": 0, "body_chars_p50": 1200.0, "newest": None,
    }  # fmt: skip
    share = {"section": 0.9, "publisher": 0.75, "author": 0.3, "image": 0.5}
    return {"seen": seen, "coverage": {"date": dated / fetched, **share} if fetched else {}}


def _runs(connection: Connection, filling: Filling) -> dict[str, dict[str, Any]]:
    """All runs with the sums of their hours; the last run of each site."""
    last: dict[str, dict[str, Any]] = {}
    for site in filling.sites:
        rows = list(run_rows(site, filling))
        last[site.name] = rows[-1]
        connection.execute(insert(runs), rows)
        connection.execute(insert(hours), sums_of(rows))
    return last


def sums_of(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of `hours` for the runs of a site."""
    sums: dict[str, dict[str, Any]] = {}
    for row in map(row_of, rows):
        hour = row["hour"]
        sums[hour] = added(sums[hour], row) if hour in sums else row
    return list(sums.values())


def article(site: str, number: int, seen: datetime, headline: str) -> Article:
    """An article as it is stored."""
    url = f"https://{site.split('@', maxsplit=1)[0].replace('_', '-')}.example/news/{number}"
    published = seen - timedelta(minutes=7 + number % 50)
    stamp = published.isoformat().replace("+00:00", "Z")
    return Article(
        identifier=identifier_of(url),
        url=url,
        headline=headline,
        articleBody=BODY,
        inLanguage="ar",
        provider=Provider(name=site, url="https://windows.example/"),
        datePublished=stamp,
        datePublishedEarliest=stamp,
        datePrecision="minute",
        metadata=Metadata(spider=site, runId="run"),
    )


def headlines(filling: Filling) -> Iterator[str]:
    """Headlines without end."""
    number = 0
    while True:
        number += 1
        who, did, what = (filling.random.choice(each) for each in (WHO, DID, WHAT))
        yield f"{who} {did} {what} للمرة {number}"


def _articles(connection: Connection, filling: Filling, last: dict[str, dict[str, Any]]) -> None:
    told = headlines(filling)
    key = 0
    for site in filling.sites:
        rows, likes = [], []
        for number in range(filling.articles):
            key += 1
            seen = last[site.name]["started"] - timedelta(
                minutes=20 * (filling.articles - number - 1)
            )
            headline = EVIL if number == filling.articles - 2 else next(told)
            made = article(site.name, number, seen, headline)
            rows.append(
                {
                    "id": key, "identifier": made.identifier, "url": made.url, "site": site.name,
                    "content_key": made.identifier, "run_id": last[site.name]["id"],
                    "first_seen": seen, "line": made.to_line(), "relation": None,
                    "duplicate_of": None,
                }
            )  # fmt: skip
            likes.append(_like(key, number))
        connection.execute(insert(articles), rows)
        connection.execute(insert(sketches), likes)
        add_headlines(connection, [(row["id"], row["line"]) for row in rows])


def _like(key: int, number: int) -> dict[str, Any]:
    """What the article is like: each ninth of a site is a copy of one before it."""
    copy = number % 9 == 8
    return {
        "id": key, "article": key, "head": key, "searched": True, "mark": key, "data": b"",
        "matched": key - 1 - number % 3 if copy else None,
        "relation": "same" if copy else None, "similarity": 0.93 if copy else None,
    }  # fmt: skip


def _trouble(connection: Connection, filling: Filling, last: dict[str, dict[str, Any]]) -> None:
    now = filling.now
    for site in filling.sites:
        if site.fault in VERDICTS:
            since = now - timedelta(hours=site.hours)
            open_incident(connection, _seen(site, last[site.name], since, now))
    healed = _seen(Site("valley_voice", fault="coverage_date"), last["valley_voice"],
                   now - timedelta(days=2), now)  # fmt: skip
    key = open_incident(connection, healed)
    row = connection.execute(incidents.select().where(incidents.c.id == key)).mappings().one()
    close_incident(connection, incident_of(row), "run-2", now - timedelta(days=1))
    connection.execute(insert(mutes).values(
        site="coast_press", cause=None, until=now + timedelta(days=1),
        reason="they move to a new server", made=now,
    ))  # fmt: skip
    connection.execute(insert(quarantine).values(
        run=last["island_daily"]["id"], site="island_daily", state="held",
        reason="articles have no date any more", made=now,
    ))  # fmt: skip
    connection.execute(insert(hosts).values(
        host="coast-press.example", backoff_until=now + timedelta(minutes=40),
        backoff_reason="429", failures=3,
    ))  # fmt: skip
    connection.execute(insert(batches).values(
        file="part-abc-1-40.jsonl", epoch="abc", first=1, last=40, count=40, sha256="f" * 64,
        published=True,
    ))  # fmt: skip


def _seen(site: Site, run: dict[str, Any], since: datetime, now: datetime) -> Seen:
    host = f"https://{site.name.replace('_', '-')}.example"
    return Seen(
        site=site.name, cause=site.fault, verdict=VERDICTS[site.fault], level="error",
        run=run["id"], at=now, first_run=run["id"], first_at=since, runs=5,
        url_bad=f"{host}/news", url_good=f"{host}/news?page=1",
        facts={"value": 0, "expected": "at least 1", "text": f"<b>{EVIL}</b>"},
        command=f"scrapy doctor {site.name}",
    )  # fmt: skip
