"""SIGTERM and SIGINT, once and twice, at random moments: the right exit code, in bounded time."""

from __future__ import annotations

import random
import signal
import subprocess
from pathlib import Path

from tests.campaigns.campaign import Site, is_over
from tests.campaigns.consumer import Consumer
from tests.campaigns.rig import Rig
from tests.campaigns.store_state import unpublished
from tests.campaigns.tally import Tally

END_S_MAX = 10.0  # after the last signal, and the time of a run; when it is quiet: below 1 s
SECOND_S_MAX = 0.3  # between two signals
PUBLISHED = "all that was stored is published"
KINDS = [(number, often) for often in (1, 2) for number in (signal.SIGTERM, signal.SIGINT)]


def signals(rig: Rig, folder: Path, *, times: int, seed: int) -> Tally:
    """Signal until `times` runs have ended by it; all four kinds take turns."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    with rig.campaign("SIGTERM, SIGINT, once, twice") as tally:
        for number in tally.folders(times):
            site = rig.site(folder / f"data-{number}")
            consumer = Consumer(site.folder / "feed")
            faults, stopped = 0, True
            wrong: list[str] = []
            while stopped and tally.tried + faults < times:
                kind = KINDS[(tally.tried + faults) % len(KINDS)]
                stopped, found = _stop(rig, site, dice, *kind)
                faults += stopped
                wrong += found
                consumer.poll()
            rig.conclude(tally, site, consumer, faults, wrong)
    return tally


def _stop(
    rig: Rig, site: Site, dice: random.Random, number: int, often: int
) -> tuple[bool, list[str]]:
    """One run that is signalled: whether it ended by that, and what was wrong with its end."""
    end_s_max = END_S_MAX + rig.whole_s
    process = site.start()
    try:
        for pause_s in (rig.moment(dice), dice.uniform(0, SECOND_S_MAX))[:often]:
            if not is_over(process, pause_s):
                process.send_signal(number)
        process.wait(timeout=end_s_max)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=end_s_max)
        return True, [f"{often} x signal {number}: no end after {end_s_max:g} s"]
    output, _ = process.communicate(timeout=end_s_max)
    code = process.returncode
    wrong = []
    if code not in (0, -number, 128 + number):
        wrong.append(f"{often} x signal {number}: exit code {code}: {output[-300:]}")
    if PUBLISHED in output and unpublished(site.folder):
        wrong.append(f"{often} x signal {number}: says {PUBLISHED!r}, and it is not")
    return code != 0, wrong
