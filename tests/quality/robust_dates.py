"""Days of articles where a rung is missing: python -m tests.quality.robust_dates.

The better rungs of the saved pages are taken out, one after the other; what the next ones say is
held against the day that is known, or that the whole page gives.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.core.article import Article
from crawler.core.extract import extract_article
from tests.quality.perturb import Perturbation, no_names
from tests.quality.robust import SHARED, shared_pages, table_of

Step = Callable[[LexborHTMLParser], None]
DATED = re.compile(r"dat|time|pub|modif|issued|creat|updat")
DATA = re.compile(r"data-(?:time|date|pub|unix)")
MARKS = ("itemprop", "property", "pubdate")


def json_ld(tree: LexborHTMLParser) -> None:
    """Take out JSON-LD."""
    for node in tree.css('script[type*="ld+json" i]'):
        node.decompose()


def metas(tree: LexborHTMLParser) -> None:
    """Take out what meta says of dates."""
    for node in tree.css("meta"):
        names = (node.attributes.get(name) or "" for name in ("property", "name", "itemprop"))
        if DATED.search(" ".join(names).lower()):
            node.decompose()


def marks(tree: LexborHTMLParser) -> None:
    """Take out microdata, RDFa and `pubdate`."""
    for node in tree.css("[itemprop],[property],[pubdate]"):
        _without(node, [name for name in MARKS if name in node.attributes])


def scripts(tree: LexborHTMLParser) -> None:
    """Take out all scripts."""
    for node in tree.css("script"):
        node.decompose()


def moments(tree: LexborHTMLParser) -> None:
    """Make each `<time>` a plain part of its line, and take out moments in data attributes."""
    for node in tree.css("time"):
        text = node.text().strip()
        if text:
            node.replace_with(text)
        else:
            node.decompose()
    for node in tree.css("*"):
        _without(node, [name for name in node.attributes if DATA.match(name)])


def _without(node: LexborNode, names: Iterable[str]) -> None:
    for name in names:
        del node.attrs[name]


def hidden(*steps: Step) -> Perturbation:
    """The change that takes all of these out."""

    def change(html: str) -> str:
        tree = LexborHTMLParser(html)
        for step in steps:
            step(tree)
        return tree.html or ""

    return change


STATED = (json_ld, metas)
RUNGS: dict[str, Perturbation] = {
    "as it is": lambda html: html,
    "no JSON-LD": hidden(json_ld),
    "no meta": hidden(metas),
    "neither": hidden(*STATED),
    "and no microdata": hidden(*STATED, marks),
    "and no scripts": hidden(*STATED, marks, scripts),
    "and no <time>": hidden(*STATED, marks, scripts, moments),
    "and no names": lambda html: no_names(RUNGS["and no <time>"](html)),
}
"""What is missing -> the change of a page."""


def days_of(stamp: str | None) -> set[str]:
    """The days that a stamp can mean: its own and that of UTC."""
    if not stamp:
        return set()
    days = {stamp[:10]}
    if "T" in stamp and (moment := datetime.fromisoformat(stamp)).tzinfo:
        days.add(moment.astimezone(UTC).date().isoformat())
    return days


def answer(article: Article | None, known: set[str]) -> str:
    """Right, wrong, missing or refused; "wrong" is what readers of the feed cannot see."""
    if article is None:
        return "refused"
    days = days_of(article.datePublished)
    if not days:
        return "missing"
    return "right" if days & known else "wrong"


def known_days(gold: dict[str, Any], whole: Article | None) -> set[str]:
    """The days of a page's gold, and the one that the whole page gives."""
    told = (day[:10] for day in (gold.get("date"), *(gold.get("date_alt") or ())) if day)
    return set(told) | days_of(whole.datePublished if whole else None)


def figures(pages: Iterable[tuple[dict[str, Any], str]]) -> dict[str, Counter[str]]:
    """For each missing rung the number of answers of each kind; pages of no known day are left."""
    found: dict[str, Counter[str]] = {name: Counter() for name in RUNGS}
    for gold, html in pages:
        url = gold["url"] or ""
        known = known_days(gold, extract_article(html, url))
        for name, change in RUNGS.items() if known else ():
            found[name][answer(extract_article(change(html), url), known)] += 1
    return found


def main() -> None:
    """Print the table over the saved pages, where they are present."""
    console = Console()
    if not (SHARED / "gold.jsonl").exists():
        console.print("pages of other sites: not present")
        return
    console.print(table_of("days, with rungs hidden", dict(figures(shared_pages()))))


if __name__ == "__main__":
    main()
