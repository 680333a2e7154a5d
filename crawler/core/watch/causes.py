"""The words for what can be wrong with a source, and what each of them means for a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from crawler.core.watch.finding import Finding

Verdict = Literal["down", "blocked", "moved", "broken", "drifting", "quiet", "healthy"]
# The worst first; a run is what its worst finding says, quiet or healthy without any.
VERDICTS: tuple[Verdict, ...] = (
    "down", "blocked", "moved", "broken", "drifting", "quiet", "healthy",
)  # fmt: skip
GOOD: frozenset[Verdict] = frozenset({"quiet", "healthy"})


@dataclass(frozen=True, slots=True)
class Cause:
    """What a check says of a run that fails it.

    `runs` that show it in a row make an incident: one where the sign cannot be chance, two where a
    bad hour of the network or a handful of odd articles could be all there is, 0 for what is only
    noted. `doubts`: the articles of the run are held back while its level is `error`.
    """

    verdict: Verdict
    runs: int
    meaning: str
    doubts: bool = False


CAUSES: dict[str, Cause] = {
    "no_answer": Cause("down", 2, "no start page answered"),
    "challenge": Cause("blocked", 1, "the site wants a proof that we are a person"),
    "consent": Cause("blocked", 1, "a consent wall stands before the listing"),
    "login": Cause("blocked", 1, "the listing asks for a login"),
    "forbidden": Cause("blocked", 1, "start pages are refused (401, 403, 451)"),
    "rate_limited": Cause("blocked", 2, "the site says that we ask too often (429)"),
    "robots_forbids": Cause("blocked", 1, "robots.txt forbids the start pages"),
    "robots_unreadable": Cause("blocked", 2, "robots.txt fails, so nothing may be asked"),
    "new_host": Cause("moved", 1, "the start page leads to another host"),
    "parked": Cause("moved", 1, "the start page is that of a domain for sale"),
    "listing_gone": Cause("broken", 1, "the start page has no link to an article"),
    "soft_404": Cause("broken", 1, "most articles are an error page with status 200"),
    "repeated_text": Cause("broken", 1, "many addresses show one text", doubts=True),
    "articles_failed": Cause("broken", 1, "most articles failed or were none"),
    "too_few": Cause("broken", 1, "fewer new articles than the profile expects"),
    "bug": Cause("broken", 1, "an exception of ours"),
    "no_browser": Cause("broken", 1, "pages need a browser and there is none"),
    "garbled": Cause("drifting", 1, "letters were lost on the way", doubts=True),
    "arabic_share": Cause("drifting", 1, "less of the text is Arabic letters", doubts=True),
    "encoding_repaired": Cause("drifting", 1, "pages lie about their encoding; repaired"),
    "selector_missed": Cause("drifting", 1, "a selector of the profile matches nothing"),
    "coverage_date": Cause("drifting", 1, "articles have no date any more", doubts=True),
    "coverage_section": Cause("drifting", 2, "articles have no section any more", doubts=True),
    "coverage_publisher": Cause("drifting", 2, "articles have no publisher any more", doubts=True),
    "coverage_author": Cause("drifting", 2, "articles have no author any more", doubts=True),
    "coverage_image": Cause("drifting", 2, "articles have no picture any more", doubts=True),
    "short_bodies": Cause("drifting", 2, "articles are much shorter than before", doubts=True),
    "future_dates": Cause("drifting", 2, "articles are dated in the future", doubts=True),
    "duplicates": Cause("drifting", 2, "more articles are copies than before"),
    "dropped": Cause("drifting", 2, "more pages are left out than before"),
    "failed": Cause("drifting", 2, "more requests fail than before"),
    "stale": Cause("drifting", 2, "the newest article is older than it may be"),
    "silence": Cause("drifting", 2, "nothing new where this time of the week brings news"),
    "listings_empty": Cause("drifting", 2, "listing pages without a link to an article"),
    "latency": Cause("drifting", 2, "answers take longer than before"),
    "killed": Cause("drifting", 1, "the runs before it were killed and judged nothing"),
    "robots_changed": Cause("healthy", 0, "robots.txt changed and still lets us in"),
    "layout_changed": Cause("healthy", 0, "pages are built in another way than before"),
}


def verdict_of(findings: Iterable[Finding], *, new: int, before: Collection[str] = ()) -> Verdict:
    """The verdict of a run with `new` articles: that of its worst finding.

    A drift that may be chance counts when the run before has shown it too (`before`).

    >>> slow = [Finding("latency", "warning", 4.0, 1.0)]
    >>> verdict_of([], new=0), verdict_of(slow, new=3), verdict_of(slow, new=3, before=["latency"])
    ('quiet', 'healthy', 'drifting')
    """
    counted = (each for each in findings if not _may_be_chance(each, before))
    words = {CAUSES[each.check].verdict for each in counted} - GOOD
    worst = next((word for word in VERDICTS if word in words), None)
    return worst or ("healthy" if new else "quiet")


def _may_be_chance(finding: Finding, before: Collection[str]) -> bool:
    cause = CAUSES[finding.check]
    is_weak = cause.verdict == "drifting" and cause.runs > 1 and finding.level == "warning"
    return is_weak and finding.check not in before


def doubted(findings: Iterable[Finding]) -> list[Finding]:
    """The findings for which the articles of a run are held back."""
    return [each for each in findings if each.level == "error" and CAUSES[each.check].doubts]


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors before warnings, then by verdict; those of one kind in their order."""
    return sorted(
        findings, key=lambda each: (each.level, VERDICTS.index(CAUSES[each.check].verdict))
    )
