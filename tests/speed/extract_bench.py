"""`make bench`, third part: our extractor beside four others on the same pages, in one run.

The pages are articles of the embedded aggregator in all its markups that no script draws, padded as
real pages are. The peers live in an environment of their own (`make peers`); what is not there is
named. Medians go to a table and to build/bench_extract.json.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean, median
from typing import Any

from rich.console import Console
from rich.table import Table

from crawler.core.encoding import decode_html
from crawler.demo.aggregator import MARKUP_NAMES, MIXED, Aggregator
from crawler.demo.markups import MARKUPS
from crawler.demo.story import Story
from crawler.demo.website import Website
from tests.speed.extract_worker import EXTRACTORS

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "bench_extract.json"
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
NOW = datetime(2026, 1, 15, tzinfo=UTC)
BASE = "http://127.0.0.1:1"
OURS = ("rasid", "lexbor parse alone")
WORD = re.compile(r"\w+")
COLUMNS = ("extractor", "version", "Python", "ms", "p95", "× parse", "F1", "leak", "title", "empty")


@dataclass(frozen=True, slots=True)
class Case:
    """A page, the story on it, and headlines of other stories that it shows as related."""

    html: str
    url: str
    story: Story
    related: tuple[str, ...]


def cases_of(articles: int, pages_kb: int) -> list[Case]:
    """As many articles in each markup."""
    found = []
    for markup in MARKUP_NAMES:
        if markup == MIXED or MARKUPS[markup].article_json:
            continue
        aggregator = Aggregator(now=NOW, markup=markup, articles=articles)
        site = Website(aggregator, BASE + "/", pages_kb=pages_kb)
        for path, story in aggregator.truth().items():
            html = decode_html(site.reply(path).body, None).text
            related = tuple(aggregator.story(each).headline for each in story.related)
            found.append(Case(html, BASE + path, story, related))
    return found


def ask(python: Path, given: Path, rounds: int, names: list[str]) -> dict[str, Any]:
    """What a worker process in this interpreter says."""
    command = [str(python), "-B", "-m", "tests.speed.extract_worker", str(given), str(rounds)]
    done = subprocess.run([*command, *names], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def likeness(got: str, wanted: str) -> float:
    """F1 over words with their numbers."""
    ours, gold = Counter(WORD.findall(got)), Counter(WORD.findall(wanted))
    common = (ours & gold).total()
    return 2 * common / (ours.total() + gold.total()) if common else 0.0


def judged(answers: list[tuple[str, str]], cases: list[Case]) -> dict[str, float]:
    """Figures over all pages: F1, and the shares of pages with a leak, the headline, no text."""
    pairs = list(zip(answers, cases, strict=True))
    plain = [" ".join(body.split()) for _, body in answers]
    return {
        "F1": fmean(likeness(body, "\n".join(case.story.paragraphs)) for (_, body), case in pairs),
        "leak": fmean(
            any(line in text for line in case.related)
            for text, case in zip(plain, cases, strict=True)
        ),
        "title": fmean(title.strip() == case.story.headline for (title, _), case in pairs),
        "empty": fmean(not text for text in plain),
    }


def figures_of(found: dict[str, Any], cases: list[Case]) -> dict[str, dict[str, Any]]:
    """Of each extractor that was there: version, Python, milliseconds, ratio, quality."""
    times = {
        name: [median(rounds) for rounds in result["ms"]]
        for name, result in found.items()
        if "ms" in result
    }
    floor = times["lexbor parse alone"]
    rows: dict[str, dict[str, Any]] = {}
    for name, spent in times.items():
        ratios = [ms / least for ms, least in zip(spent, floor, strict=True)]
        rows[name] = {
            "version": found[name]["version"],
            "python": found[name]["python"],
            "ms": median(spent),
            "p95": sorted(spent)[int(0.95 * len(spent))],
            "over_parse": median(ratios),
        }
        if name != "lexbor parse alone":
            rows[name] |= judged(found[name]["answers"], cases)
    return rows


def show(rows: dict[str, dict[str, Any]], missing: dict[str, str], cases: list[Case]) -> None:
    size_kb = fmean(len(case.html.encode()) for case in cases) / 1000
    table = Table(*COLUMNS, title=f"{len(cases)} article pages of {size_kb:.0f} kB on average")
    for name, row in sorted(rows.items(), key=lambda each: float(each[1]["ms"])):
        speed = f"{row['ms']:.2f}", f"{row['p95']:.2f}", f"{row['over_parse']:.1f}"
        quality = (f"{row[key]:.3f}" if key in row else "" for key in COLUMNS[6:])
        table.add_row(name, row["version"], row["python"], *speed, *quality)
    console = Console(width=120)
    console.print(table)
    for name, why in missing.items():
        console.print(f"not measured: {name}: {why}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20, help="of each markup")
    parser.add_argument("--pages-kb", type=int, default=44)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", type=Path, default=PEERS_PYTHON, help="their Python")
    chosen = parser.parse_args()
    cases = cases_of(chosen.articles, chosen.pages_kb)
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "pages.json"
        given.write_text(json.dumps([{"html": case.html, "url": case.url} for case in cases]))
        found = ask(Path(sys.executable), given, chosen.rounds, list(OURS))
        peers = [name for name in EXTRACTORS if name not in OURS]
        if chosen.peers.exists():
            found |= ask(chosen.peers, given, chosen.rounds, peers)
        else:
            found |= {name: {"missing": "no .venv-peers: make peers"} for name in peers}
    rows = figures_of(found, cases)
    missing = {name: each["missing"] for name, each in found.items() if "missing" in each}
    show(rows, missing, cases)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps({"figures": rows, "left_out": missing}, indent=2))


if __name__ == "__main__":
    main()
