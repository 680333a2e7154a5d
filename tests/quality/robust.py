"""How the extraction holds when pages are written otherwise: python -m tests.quality.robust."""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

from rich.console import Console
from rich.table import Table

from crawler.core.article import Article
from crawler.core.extract import extract_article
from tests.quality.measures import rows
from tests.quality.own_pages import NOW, compared, demo_pages, of_page
from tests.quality.perturb import PERTURBATIONS, Perturbation
from tests.speed.extract_bench import likeness

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "pages"
STORIES = 2  # of the demo in each markup
SEED = 4


def own_figures(perturb: Perturbation) -> tuple[Counter[str], list[str]]:
    """The figures of our own pages after a change, without profiles, and what went wrong."""
    figures: Counter[str] = Counter()
    failures: list[str] = []
    for row in rows("pages"):
        if "html" in row:
            count, faults = of_page(row | {"html": perturb(row["html"])})
            figures += count
            failures += faults
    for markup in dict.fromkeys(row["markup"] for row in rows("pages") if "markup" in row):
        for shown in demo_pages(markup, SEED, STORIES):
            article = extract_article(perturb(shown.html), shown.url, observed_at=NOW)
            body = article.articleBody.split("\n\n") if article else []
            headline = article.headline if article else None
            story = shown.story
            count, fault = compared(body, headline, story.paragraphs, story.headline)
            figures += count
            failures += [f"{markup} {shown.url}: {fault}"] * bool(fault)
    return figures, failures


def shared_figures(perturb: Perturbation) -> dict[str, float]:
    """Means over the saved pages of other sites: words, text that is not theirs, titles, days."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for gold, html in shared_pages():
        article = extract_article(perturb(html), gold["url"] or "")
        for name, value in judged(gold, article).items():
            found[name].append(value)
    return {name: fmean(values) for name, values in found.items()}


def shared_pages() -> Iterator[tuple[dict[str, Any], str]]:
    for line in (SHARED / "gold.jsonl").read_text(encoding="utf-8").split("\n"):
        if line:
            gold = json.loads(line)
            raw = gzip.decompress((SHARED / "html" / f"{gold['id']}.html.gz").read_bytes())
            yield gold, raw.decode("utf-8", "replace")


def judged(gold: dict[str, Any], article: Article | None) -> dict[str, float]:
    """What of an article is right, 0 to 1; only what its gold speaks of."""
    body = _plain(article.articleBody if article else "")
    figures: dict[str, float] = {"empty": float(not body)}
    if wanted := gold.get("body"):
        optional = f"{wanted}\n{gold.get('body_optional') or ''}"
        figures["f1"] = max(likeness(body, _plain(text)) for text in (wanted, optional))
    if strange := gold.get("must_not"):
        figures["leak"] = float(any(_plain(text) in body for text in strange))
    if title := gold.get("title"):
        titles = {_plain(text) for text in (title, *(gold.get("title_alt") or ()))}
        figures["title"] = float(_plain(article.headline if article else "") in titles)
    if day := gold.get("date"):
        days = {text[:10] for text in (day, *(gold.get("date_alt") or ()))}
        stated = (article.datePublished or "")[:10] if article else ""
        figures["date"] = float(stated in days)
    return figures


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u0640", "").lower().split())


def table_of(title: str, figures: dict[str, dict[str, Any]]) -> Table:
    """One line for each change of the pages."""
    columns = list(dict.fromkeys(name for each in figures.values() for name in each))
    table = Table(title=title)
    for column in ("pages", *columns):
        table.add_column(column)
    for name, each in figures.items():
        table.add_row(name, *(f"{each.get(column, 0):.4g}" for column in columns))
    return table


def main() -> None:
    """Print the figures of our own pages, and those of the saved pages where these are present."""
    console = Console()
    own = {name: own_figures(perturb)[0] for name, perturb in PERTURBATIONS.items()}
    console.print(table_of("our own pages", {name: dict(each) for name, each in own.items()}))
    if not (SHARED / "gold.jsonl").exists():
        console.print("pages of other sites: not present")
        return
    shared = {name: shared_figures(perturb) for name, perturb in PERTURBATIONS.items()}
    console.print(table_of("pages of other sites", shared))


if __name__ == "__main__":
    main()
