"""`make load`: a day's worth of articles in one run; prints its figures, keeps all samples."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.load.gate import faults
from tests.load.load import EXTENSIONS, ROOT, Load, load

LEAKING = {"EXTENSIONS": json.dumps(EXTENSIONS | {"tests.load.leak.Leak": 810})}
OUT = ROOT / "build" / "load.json"


def main() -> int:
    """0 when nothing grew and an answer of the last tenth cost what one of the second did."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--sites", type=int, default=20)
    parser.add_argument("--articles", type=int, default=2_500, help="of each site")
    parser.add_argument("--every", type=float, default=2.0, help="seconds between two samples")
    parser.add_argument(
        "--places",
        default="",
        help="two counts of articles, as 2000,6000: what grew between, by line",
    )
    parser.add_argument("--leak", action="store_true", help="plant a fault that must be seen")
    chosen = parser.parse_args()
    OUT.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder)
        figures = load(
            chosen.sites,
            chosen.articles,
            given,
            every_s=chosen.every,
            more={"LOAD_PLACES": chosen.places} | (LEAKING if chosen.leak else {}),
        )
        if (given / "places.json").exists():
            shutil.copy(given / "places.json", OUT.with_name("load_places.json"))
        elif chosen.places:
            sys.stderr.write("the run stored fewer articles than --places asks for\n")
    OUT.write_text(json.dumps(figures.as_dict()) + "\n")
    show(figures)
    found = faults(figures)
    sys.stdout.write("".join(f"fault: {each}\n" for each in found))
    return int(bool(found))


def show(figures: Load) -> None:
    """One table; a row for what is sampled and one for each rate."""
    table = Table("load", "at 20 %", "at the end", box=None)
    grown = f"{figures.held_end_mb:.0f} ({figures.held_growth:+.1%})"
    table.add_row("memory held, MB", f"{figures.held_warm_mb:.0f}", grown)
    grown = f"{figures.memory_end_mb:.0f} ({figures.memory_growth:+.1%})"
    table.add_row("… with pages of mapped files", f"{figures.memory_warm_mb:.0f}", grown)
    table.add_row("… held, bytes an article more", "", f"{figures.held_bytes:,.0f}")
    table.add_row(
        "file descriptors", str(figures.descriptors_warm), f"{figures.descriptors_max} at most"
    )
    table.add_row("asyncio tasks", str(figures.tasks_warm), f"{figures.tasks_max} at most")
    table.add_row("answers/s", f"{figures.rates[1]:.0f}", f"{figures.rates[-1]:.0f}")
    table.add_row("CPU ms an answer", f"{figures.cpu_ms[1]:.1f}", f"{figures.cpu_ms[-1]:.1f}")
    Console(width=120).print(table)
    sys.stdout.write(
        f"{figures.articles:,} articles of {figures.sites} sites stored, {figures.published:,} "
        f"published in {figures.seconds:,.0f} s ({figures.cpu_s:,.0f} s of CPU), exit "
        f"{figures.exit_code}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
