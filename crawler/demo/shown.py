"""What the demo shows after a run: a table, three articles, where everything lies."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from scrapy.settings import BaseSettings

from crawler.core.article import Article
from crawler.store import data_dir_of, store_of
from crawler.store.runs import Run, Runs

SAMPLES = 3
SAMPLE_CHARS = 360
NO_SECTION = "(none)"
LOOK = ("runs", "search WORD", "serve")  # what a newcomer may want to see of it next


def show(settings: BaseSettings, lines: list[str]) -> None:
    """Print the outcome of the last run to standard output."""
    console = Console()
    run = Runs(store_of(settings)).recent(1)[0]
    articles = _articles(settings, run)
    console.print(_sections(articles))
    console.print(_left_out(run))
    for article in articles[:: max(1, len(articles) // SAMPLES)][:SAMPLES]:
        console.print(_sample(article))
    folder = data_dir_of(settings)
    feed = folder / "feed" / "manifest.json"
    console.print(f"feed    {feed}  (parts that are new: {len(run.parts)})")
    console.print(f"report  {folder / 'report' / 'index.html'}")
    console.print(f"log     {folder / 'logs'}")
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    console.print("again   make demo finds only what the aggregator has published since")
    for command in LOOK:
        console.print(f"look    RASID_DATA_DIR={folder} {_scrapy()} {command}", soft_wrap=True)


def _scrapy() -> str:
    """The program as it was called here: it may not be in PATH."""
    called = sys.argv[0]
    return called if Path(called).name == "scrapy" else "scrapy"


def _articles(settings: BaseSettings, run: Run) -> list[Article]:
    feed = data_dir_of(settings) / "feed"
    texts = [(feed / part["file"]).read_text(encoding="utf-8") for part in run.parts]
    lines = [line for text in texts for line in text.split("\n") if line]
    return [Article.model_validate_json(line) for line in lines]


def _sections(articles: list[Article]) -> Table:
    counts = Counter(each.articleSection or NO_SECTION for each in articles)
    words = Counter[str]()
    for each in articles:
        words[each.articleSection or NO_SECTION] += each.wordCount or 0
    table = Table(title=f"{len(articles)} new articles", box=None, title_justify="left")
    table.add_column("section", justify="right")
    table.add_column("articles", justify="right")
    table.add_column("words", justify="right")
    for section, count in counts.most_common():
        table.add_row(section, str(count), f"{words[section]:,}")
    return table


def _left_out(run: Run) -> Table:
    figures: Mapping[str, Any] = run.figures or {}
    table = Table(title="not published, and why", box=None, title_justify="left")
    table.add_column("pages", justify="right")
    table.add_column("reason")
    rows = {"known": figures["funnel"]["known"], "copy of another": figures["duplicates"]}
    rows |= figures["dropped"]
    rows |= {f"failed: {name}": count for name, count in figures["failed"].items()}
    for reason, count in rows.items():
        table.add_row(str(count), reason)
    return table


def _sample(article: Article) -> Panel:
    """Aligned to the right; the order of the letters is the terminal's own business."""
    date = article.datePublished or article.datePublishedRaw or article.datePublishedEarliest or ""
    text = article.articleBody.replace("\n\n", " ")[:SAMPLE_CHARS] + "…"
    lines = (article.headline, f"{article.articleSection or ''} · {date}", "", text)
    console_text = Console(width=1000)
    rendered = console_text.render_str("\n".join(lines), markup=False, highlight=False)
    rendered.justify = "right"
    return Panel(rendered, title=article.url, title_align="left")
