"""The judgement of a run of a source: from what it counted and from the source's own past."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crawler.core.site import Expectations
from crawler.core.watch.article_signs import article_findings
from crawler.core.watch.baseline import Arrivals
from crawler.core.watch.causes import (
    CAUSES,
    GOOD,
    VERDICTS,
    Verdict,
    doubted,
    verdict_of,
    worst_first,
)
from crawler.core.watch.expectations import CEILINGS, FLOORS, profile_findings
from crawler.core.watch.finding import Finding
from crawler.core.watch.learned import can_judge, learned_findings
from crawler.core.watch.site_signs import Figures, hidden_by_bug, pages_of, site_findings

__all__ = ["CAUSES", "GOOD", "MILD", "VERDICTS", "Judgement", "Run", "Verdict", "judge"]

SHARES = (*CEILINGS, *FLOORS)
# What any run that read a start page can say; the rest needs articles, or a past.
BY_PAGES = frozenset({
    "no_answer", "challenge", "consent", "login", "forbidden", "rate_limited", "robots_forbids",
    "robots_unreadable", "new_host", "parked", "listing_gone", "bug", "too_few", "stale",
    "killed",
})  # fmt: skip
BY_ARTICLES = frozenset({
    "soft_404", "repeated_text", "articles_failed", "no_browser", "selector_missed", "latency",
    "short_bodies",
})  # fmt: skip
ARTICLES_MIN = 3
KILLED_MIN = 2  # in a row: one may be a restart of the machine
MILD = GOOD | {"drifting"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run that is to be judged.

    `latest` are the figures of the runs right before it, newest first, without those of a site that
    was broken or worse; `past` those of earlier good runs; `arrivals` its new articles beside the
    usual number, None where nothing is usual yet; `whole`: it came to its end by itself; `before`:
    the checks that the run right before failed; `killed`: runs right before it that never ended.
    """

    figures: Figures
    expect: Expectations
    now: datetime
    whole: bool = True
    latest: Sequence[Figures] = ()
    past: Sequence[Figures] = ()
    arrivals: Arrivals | None = None
    before: Collection[str] = ()
    killed: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """`findings`, worst first; `judged`: the checks that could be made, also those that passed.

    `verdict` None: the run was stopped before it had seen anything.
    """

    verdict: Verdict | None
    findings: tuple[Finding, ...]
    judged: frozenset[str] = field(default_factory=frozenset)

    @property
    def doubts(self) -> list[Finding]:
        """For what the articles of the run are held back."""
        return doubted(self.findings)

    @property
    def errors(self) -> list[Finding]:
        """For what the run fails: exit code 65."""
        return [each for each in self.findings if each.level == "error"]


def judge(run: Run) -> Judgement:
    """What a run shows of its source, in one word and in findings."""
    found: dict[str, Finding] = {}
    for finding in _findings(run):
        known = found.get(finding.check)
        if known is None or (known.level, finding.level) == ("warning", "error"):
            found[finding.check] = finding
    hidden = hidden_by_bug(run.figures, run.expect)
    told = [each for each in found.values() if each.check not in hidden]
    findings = tuple(worst_first(_causes(told)))
    new = run.figures["funnel"]["new"]
    has_seen = run.whole or findings or pages_of(run.figures)
    verdict = verdict_of(findings, new=new, before=run.before) if has_seen else None
    return Judgement(verdict, findings, _judged(run) - hidden)


def _causes(found: list[Finding]) -> list[Finding]:
    """Without what only follows: under a fault of the whole site every measure strays."""
    if all(CAUSES[each.check].verdict in MILD for each in found):
        return found
    return [
        each for each in found if each.level == "error" or CAUSES[each.check].verdict != "drifting"
    ]


def _findings(run: Run) -> Iterator[Finding]:
    if run.killed >= KILLED_MIN:  # nobody else can tell: they have judged nothing
        yield Finding("killed", "warning", run.killed, f"below {KILLED_MIN}")
    yield from site_findings(run.figures, run.expect, whole=run.whole)
    if not pages_of(run.figures):
        return  # nothing was read: there is nothing more to say
    yield from article_findings(run.figures, run.expect)
    newest = newest_of((run.figures, *run.latest, *run.past))
    yield from profile_findings(
        run.figures, run.expect, whole=run.whole, now=run.now, newest=newest
    )
    yield from learned_findings((run.figures, *run.latest), run.past, run.expect)
    yield from _silence(run)
    yield from _changes(run)


def _silence(run: Run) -> Iterator[Finding]:
    arrivals = run.arrivals
    if arrivals and arrivals.is_silence and run.whole:
        hours = arrivals.span.total_seconds() / 3600
        text = f"in {hours:.0f} h, usual {arrivals.expected:.0f} at this time of the week"
        yield Finding("silence", "warning", arrivals.new, f"at least {arrivals.least:.3g}", text)


def _changes(run: Run) -> Iterator[Finding]:
    """What has changed and does no harm by itself: it helps to understand what does."""
    for name, check in (("robots", "robots_changed"), ("layout", "layout_changed")):
        now = run.figures.get(name)
        before = [value for each in run.latest if (value := each.get(name))][:ARTICLES_MIN]
        is_settled = bool(before) and len(set(before)) == 1
        if now and is_settled and now != before[0]:
            yield Finding(check, "warning", str(now), before[0])


def _judged(run: Run) -> frozenset[str]:
    figures = run.figures
    if not pages_of(figures):
        return frozenset()
    judged = set(BY_PAGES)
    latest = (figures, *run.latest)
    judged |= {share.check for share in SHARES if can_judge(share, latest)}
    if figures["funnel"]["fetched"] >= ARTICLES_MIN:
        judged |= BY_ARTICLES
    if run.arrivals is not None:
        judged.add("silence")
    return frozenset(judged)


def newest_of(figures: Sequence[Figures]) -> str | None:
    """The latest date of an article that some runs have seen, ISO 8601."""
    dates = [date for each in figures if (date := each.get("newest"))]
    return max(dates, key=datetime.fromisoformat, default=None)
