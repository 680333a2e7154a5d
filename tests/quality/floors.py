"""Writes `floors.json` anew from what is measured now: python -m tests.quality.floors."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from tests.quality.measures import FOLDER, MEASURES, speeds

FILE = FOLDER / "floors.json"


def digest_of(name: str) -> str:
    """SHA-256 of a corpus as it lies in the file, with line ends of one kind."""
    body = (FOLDER / f"{name}.jsonl").read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(body).hexdigest()


def fault_of(floors: Mapping[str, int], figures: Mapping[str, int]) -> str | None:
    """Which figures are not what they were, or None."""
    names = dict.fromkeys((*floors, *figures))
    moved = [name for name in names if floors.get(name) != figures.get(name)]
    told = (f"{name} is {figures.get(name)}, was {floors.get(name)}" for name in moved)
    return "; ".join(told) or None


def main() -> None:
    """Print what moved and why, and write the file; the floors of speed stay as they are."""
    old = json.loads(FILE.read_text(encoding="utf-8"))
    corpora = {}
    for name, measure in MEASURES.items():
        figures, failures = measure()
        before = old["corpora"].get(name, {}).get("figures", {})
        print(f"{name}: {fault_of(before, figures) or 'as before'}", *failures, sep="\n  ")
        corpora[name] = {"sha256": digest_of(name), "figures": figures}
    print("speed:", {name: round(share, 3) for name, share in speeds().items()})
    text = json.dumps({"corpora": corpora, "speed": old["speed"]}, indent=2)
    FILE.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
