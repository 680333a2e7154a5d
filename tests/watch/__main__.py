"""Shows what the watch makes of sick sites and of a quiet week: `python -m tests.watch [--short]`.

Prints the confusion matrix of fifty runs (ten with `--short`) and the alarms of a replayed week,
and writes the same figures to `build/watch.json`. Exits with 1 when a fault is not named right, or
when something is said that is not so.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from crawler.store import store_of
from crawler.store.notices import Notices
from crawler.store.runs import Runs
from tests.watch.held_back import HeldBack, release_all
from tests.watch.matrix import Score, score, table
from tests.watch.plan import short_plan, whole_plan
from tests.watch.quiet_week import RUNS, Week, open_hurried, replay
from tests.watch.runs import SITE, Told, run_plan, settings_for

FIGURES = Path("build") / "watch.json"
SEEDS = (1, 2, 3)


def main(given: list[str] | None = None) -> int:
    """Run, print, write down."""
    parser = argparse.ArgumentParser(prog="python -m tests.watch", description=__doc__)
    parser.add_argument("--short", action="store_true", help="ten runs, and no week")
    short = parser.parse_args(given).short
    with tempfile.TemporaryDirectory() as name:
        told = run_plan(short_plan() if short else whole_plan(), Path(name))
        found = score(told)
        messages = messages_of(Path(name))
        held = release_all(Path(name))
    sys.stdout.write(f"{table(found)}\n{messages['told']}\n{held_text(held)}\n")
    weeks = {} if short else {str(seed): alarms_of(seed) for seed in SEEDS}
    for seed, alarms in weeks.items():
        sys.stdout.write(f"quiet week, seed {seed}: {len(alarms)} alarms in {RUNS} runs\n")
    FIGURES.parent.mkdir(exist_ok=True)
    shown = figures(told, found, messages, weeks) | {"held_back": asdict(held)}
    FIGURES.write_text(json.dumps(shown, indent=1) + "\n")
    is_good = found.is_perfect and messages["notices"] == 2 * messages["incidents"]
    return 0 if is_good and held.is_exactly_once and not any(weeks.values()) else 1


def messages_of(folder: Path) -> dict[str, Any]:
    """What would be sent: two messages for each incident."""
    engine = store_of(settings_for(folder))
    last = Runs(engine).recent(1, SITE)[0]
    due = Notices(engine).due(last.ended or last.started)
    incidents = len({each.incident for each in due})
    text = f"messages: {len(due)} for {incidents} incidents"
    return {"notices": len(due), "incidents": incidents, "told": text}


def held_text(held: HeldBack) -> str:
    """What was held back and what became of it."""
    return (
        f"held back: {held.articles} articles of {held.runs} runs, {held.too_soon} came too soon; "
        f"after their release {held.lost} lost, {held.twice} twice"
    )


def alarms_of(seed: int) -> list[str]:
    """The causes that a quiet week opens: none."""
    with tempfile.TemporaryDirectory() as name:
        engine = open_hurried(Path(name))
        found = [alarm.cause for alarm in replay(engine, Week(seed))]
        engine.dispose()
    return found


def figures(
    told: list[Told], found: Score, messages: dict[str, Any], weeks: dict[str, list[str]]
) -> dict[str, Any]:
    """All of it, for a machine."""
    return {
        "runs": [asdict(each) for each in told],
        "named_right": found.right,
        "faults": len(found.named),
        "false_alarms": len(found.false),
        "left_open": sorted(found.left_open),
        "messages": messages,
        "quiet_weeks": weeks,
    }


if __name__ == "__main__":
    sys.exit(main())
