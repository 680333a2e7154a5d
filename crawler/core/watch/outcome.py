"""What a run came to: its exit code and the sentence that says why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.core.site import Expectations
from crawler.core.watch.causes import CAUSES
from crawler.core.watch.finding import Finding

OK, USAGE, QUALITY, DOWN, BUG, CANTCREATE, IOERROR, LOCKED, CONFIG = (
    0,
    64,
    65,
    69,
    70,
    73,
    74,
    75,
    78,
)
SIGNALLED = 128
# A run of several sites ends with the worst: what needs a person most comes first.
WORST_FIRST = (BUG, IOERROR, CANTCREATE, CONFIG, QUALITY)
# Ends that left something unfetched: the next run walks every listing to its end.
COMPLETE_REASON = "finished"
LINKS = ("links/found", "feed/links", "sitemap/links")
ANSWERED = re.compile(r"robots|http_4(?!08|29)\d\d|not_html")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code` by sysexits (see README), `why` a sentence for people, `complete`: all was walked."""

    code: int
    why: str
    complete: bool = False


def outcome_of(
    stats: Mapping[str, Any],
    *,
    finish_reason: str,
    expect: Expectations,
    signal_number: int | None = None,
    errors: Sequence[Finding] = (),
) -> Outcome:
    """Judge one crawl by its stats; the first thing that went wrong decides.

    `errors` are the findings that fail a run, the worst first.
    """
    get = stats.get
    if get("rasid/machine/exit_code"):
        return Outcome(
            get("rasid/machine/exit_code", IOERROR), str(get("rasid/machine/message", ""))
        )
    if get("spider_exceptions/count") or get("rasid/bugs") or finish_reason == "start_error":
        return Outcome(BUG, "an exception of ours; see the log for its stack")
    if finish_reason == "memusage_exceeded":
        return Outcome(BUG, "MEMUSAGE_LIMIT_MB was exceeded")
    if signal_number:
        return Outcome(
            SIGNALLED + signal_number, "stopped by a signal, all that was stored is published"
        )
    found = _site_outcome(stats, finish_reason, expect)
    if errors and found.code in (OK, QUALITY):
        return Outcome(QUALITY, _said(errors[0]), found.complete)
    return found


def _said(error: Finding) -> str:
    """The finding as a sentence; of what is not to be there the number says no more."""
    meaning = CAUSES[error.check].meaning
    return error.text or (meaning if error.expected == 0 else f"{meaning}: {error}")


def _site_outcome(stats: Mapping[str, Any], finish_reason: str, expect: Expectations) -> Outcome:
    pages = sum(stats.get(f"rasid/{kind}/pages", 0) for kind in ("listing", "feed", "sitemap"))
    if not pages:
        return Outcome(
            DOWN, f"no listing page answered: {_failures(stats) or 'no request was made'}"
        )
    if finish_reason == "budget":
        return Outcome(OK, "the time budget is spent; the next run goes on")
    links = sum(stats.get(f"rasid/{kind}", 0) for kind in LINKS)
    no_listing = stats.get("rasid/listing/root_no_links", 0) and not stats.get("rasid/feed/links")
    if no_listing or links < expect.listing_links_min:
        if walls := _walls(stats):
            return Outcome(QUALITY, f"the site shows us a wall in place of its listing: {walls}")
        return Outcome(QUALITY, f"the listing is gone: {links} article links on {pages} pages")
    new = stats.get("rasid/store_article/new", 0)
    if new < expect.articles_min:
        return Outcome(QUALITY, f"{new} new articles, the profile expects {expect.articles_min}")
    whole = finish_reason == COMPLETE_REASON and not _failed_listings(stats)
    return Outcome(OK, "all good" if whole else "some pages failed; the next run goes on", whole)


def combined(codes: Iterable[int]) -> int:
    """The exit code of a run of several sites.

    Down (69) and locked (75) only count when no site did any better; a stop by signal always does.
    """
    found = list(codes)
    for code in found:
        if code > SIGNALLED:
            return code
    for code in WORST_FIRST:
        if code in found:
            return code
    if OK in found or not found:
        return OK
    return DOWN if DOWN in found else found[0]


def _failed_listings(stats: Mapping[str, Any]) -> int:
    """Listing pages that may answer next time; a refusal by robots.txt or a 404 is an answer."""
    prefix = "rasid/failed/listing/"
    return sum(
        value
        for key, value in stats.items()
        if key.startswith(prefix) and not ANSWERED.fullmatch(key.removeprefix(prefix))
    )


def _walls(stats: Mapping[str, Any]) -> str:
    prefix = "rasid/blocked/"
    return ", ".join(sorted(key.removeprefix(prefix) for key in stats if key.startswith(prefix)))


def _failures(stats: Mapping[str, Any]) -> str:
    prefix = "rasid/failed/listing/"
    found = sorted(key.removeprefix(prefix) for key in stats if key.startswith(prefix))
    return ", ".join(found)
