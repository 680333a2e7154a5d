"""What a drawn page costs: ours beside plain scrapy-playwright, the same pages, in turn.

`python -m tests.speed.render_bench`: pages a second and CPU seconds a page, Python, driver and
browser together; and how many pages a crawl of script-built sites draws for each new article.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.flow.runs import run
from tests.flow.scripted_sites import DESIGNS, Router, serving, stories

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "render_bench.json"
OURS, PLAIN = "ours", "plain"
LATER = 5


def cost(how: str, urls: list[str]) -> dict[str, float]:
    """One crawl in a process of its own."""
    command = [sys.executable, "-m", "tests.speed.render_worker"]
    asked = json.dumps({"how": how, "urls": urls})
    done = subprocess.run([*command, asked], cwd=ROOT, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def measured(pages: int, rounds: int) -> dict[str, Any]:
    """Both in turn, the best of the rounds for each, and the medians of the ratios in a round."""
    rows: dict[str, list[dict[str, float]]] = {OURS: [], PLAIN: []}
    with serving(Router(stories(pages))) as site:
        posts = [site.post(each) for each in site.stories]
        urls = [f"{site.url}news/x/{post['slug']}-{post['id']}" for post in posts]
        for _ in range(rounds):
            for how, found in rows.items():
                found.append(cost(how, urls))
    speeds = [ours["wall_s"] / plain["wall_s"] for ours, plain in zip(*rows.values(), strict=True)]
    work = [ours["cpu_s"] / plain["cpu_s"] for ours, plain in zip(*rows.values(), strict=True)]
    told = {
        how: {
            "pages_per_s": max(each["drawn"] / each["wall_s"] for each in found),
            "cpu_s_per_page": min(each["cpu_s"] / pages for each in found),
            "browser_mb": max(each["browser_mb"] for each in found),
            "drawn_share": min(each["drawn"] for each in found) / pages,
        }
        for how, found in rows.items()
    }
    return told | {"wall_ratio": median(speeds), "cpu_ratio": median(work)}


def drawn_per_article(design: str, articles: int) -> dict[str, float]:
    """Drawn pages for each new article: of a first run, and of one that finds a few more."""
    told = stories(articles + LATER)
    with tempfile.TemporaryDirectory() as name, serving(DESIGNS[design](told[LATER:])) as site:
        first = run(site.url, Path(name)).stats.get("rasid/render/pages", 0)
        site.stories = told
        second = run(site.url, Path(name)).stats.get("rasid/render/pages", 0)
    return {"first_run": first / articles, "later_run": second / LATER}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    figures = measured(options.pages, options.rounds)
    figures["drawn_per_article"] = {name: drawn_per_article(name, 18) for name in DESIGNS}
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=1))
    table = Table("", "pages/s", "CPU s a page", "browser MB", "drawn", box=None)
    for how in (PLAIN, OURS):
        row = figures[how]
        table.add_row(
            how,
            f"{row['pages_per_s']:.2f}",
            f"{row['cpu_s_per_page']:.3f}",
            f"{row['browser_mb']:.0f}",
            f"{row['drawn_share']:.0%}",
        )
    console = Console()
    console.print(table)
    console.print(f"ours / plain: time {figures['wall_ratio']:.2f}, CPU {figures['cpu_ratio']:.2f}")
    for name, row in figures["drawn_per_article"].items():
        first, later = row["first_run"], row["later_run"]
        console.print(f"{name}: {first:.2f} drawn an article at first, {later:.2f} later")


if __name__ == "__main__":
    main()
