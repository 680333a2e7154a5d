"""`make campaign`: 500 kills of real runs; prints a table, writes build/campaign.json."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.campaigns.campaign import ROOT, STEPS, kill_campaign

OUT = ROOT / "build" / "campaign.json"
STORES = {
    "the store": STEPS,
    "broken: seen first": "tests.campaigns.broken.SeenFirst",
    "broken: published first": "tests.campaigns.broken.PublishFirst",
}
COLUMNS = ("kills", "runs", "lost", "twice", "torn")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    found = {}
    for name, store in STORES.items():
        kills = chosen.kills if store == STEPS else max(5, chosen.kills // 50)
        sys.stderr.write(f"{name}: {kills} kills\n")
        with tempfile.TemporaryDirectory() as folder:
            found[name] = kill_campaign(Path(folder), kills=kills, seed=chosen.seed, store=store)
    table = Table("kill -9", *COLUMNS, box=None)
    for name, row in found.items():
        table.add_row(name, *(f"{row[column]:,}" for column in COLUMNS))
    Console().print(table)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(found, indent=2))
    whole = found["the store"]
    caught = all(row["lost"] or row["twice"] for name, row in found.items() if "broken" in name)
    return int(bool(whole["lost"] or whole["twice"] or whole["torn"] or not caught))


if __name__ == "__main__":
    sys.exit(main())
