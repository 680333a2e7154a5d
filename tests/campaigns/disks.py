"""Full and read-only disks, by chance and at every stage: 73 or 74, then the rest comes once."""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from tests.campaigns.consumer import Consumer
from tests.campaigns.mounts import Disk, ext4, tmpfs
from tests.campaigns.rig import Rig
from tests.campaigns.stages import BALLAST, STAGES, fill
from tests.campaigns.store_state import unpublished
from tests.campaigns.tally import Tally

FAILED = (73, 74)
LOG_FAILED = 74
LOG_DISK_KB = 64
SMALL_KB, ENOUGH_KB, LARGE_KB = 60, 500, 64_000


def small_disks(rig: Rig, folder: Path, *, times: int, seed: int) -> Tally:
    """A disk of a random size that is too small; then it is made larger."""
    dice = random.Random(seed)  # noqa: S311 - sizes, not secrets
    with rig.campaign("disk full (tmpfs, then larger)") as tally:
        for number in range(times):
            with tmpfs(folder / str(number), dice.randint(SMALL_KB, ENOUGH_KB)) as disk:
                site = rig.site(disk.folder / "data", RASID_FREE_DISK_MIN_MB="0")
                consumer = Consumer(site.folder / "feed")
                code, output = site.finish()
                consumer.poll()
                disk.remount(f"size={LARGE_KB}k")
                wrong = [] if code in FAILED else [f"exit code {code}: {output[-300:]}"]
                rig.conclude(tally, site, consumer, 1, wrong)
    return tally


def stages(rig: Rig, folder: Path, *, kind: str, only: Iterable[str] = STAGES) -> Tally:
    """The disk is full (`full`) or read-only (`ro`) from one write of a run on; each write once."""
    words = {"full": "disk full at each write", "ro": "disk read-only at each write"}
    with rig.campaign(words[kind]) as tally:
        for stage in only:
            with _disk(kind, folder / kind / stage.replace(" ", "_")) as disk:
                _stage(rig, tally, disk, stage, kind)
    return tally


def _disk(kind: str, folder: Path) -> AbstractContextManager[Disk]:
    return tmpfs(folder, LARGE_KB // 4) if kind == "full" else ext4(folder)


def _stage(rig: Rig, tally: Tally, disk: Disk, stage: str, kind: str) -> None:
    site = rig.site(disk.folder / "data", RASID_FREE_DISK_MIN_MB="0")
    consumer = Consumer(site.folder / "feed")
    made = disk.folder.with_suffix(".broken")  # beside the disk
    options = {"stage": stage, "kind": kind, "disk": str(disk.folder), "made": str(made)}
    site.plants = {"tests.campaigns.stages.break_at": options}
    code, output = site.finish()
    consumer.poll()
    site.plants = {}
    if kind == "full":
        (disk.folder / BALLAST).unlink(missing_ok=True)
    else:
        disk.again()
    wrong = [] if code in FAILED else [f"{stage}: exit code {code}: {output[-300:]}"]
    wrong += [] if made.exists() else [f"{stage}: the run never came to it, the disk was whole"]
    rig.conclude(tally, site, consumer, int(made.exists()), wrong)


def full_log_disk(rig: Rig, folder: Path) -> Tally:
    """A log on a full disk of its own: all is published at once, and the run still says 74."""
    with rig.campaign("log disk full") as tally, tmpfs(folder / "logs", LOG_DISK_KB) as disk:
        fill(disk.folder)
        log = str(disk.folder / "run.jsonl")
        site = rig.site(folder / "data", RASID_LOG_FILE=log)
        consumer = Consumer(site.folder / "feed")
        code, output = site.finish()
        wrong = [] if code == LOG_FAILED else [f"exit code {code}: {output[-300:]}"]
        wrong += [] if unpublished(site.folder) == 0 else ["not all was published"]
        wrong += ["a stack on standard error"] if "Traceback" in output else []
        disk.remount(f"size={LARGE_KB}k")
        rig.conclude(tally, site, consumer, 1, wrong)
    return tally


def read_only_from_the_start(rig: Rig, folder: Path) -> Tally:
    """A disk that is read-only before a first and before a second run."""
    with rig.campaign("disk read-only from the start") as tally, ext4(folder / "ro") as disk:
        site = rig.site(disk.folder / "data", RASID_FREE_DISK_MIN_MB="0")
        consumer = Consumer(site.folder / "feed")
        wrong = []
        for _ in range(2):
            disk.remount("ro")
            code, output = site.finish()
            wrong += [] if code in FAILED else [f"exit code {code}: {output[-300:]}"]
            disk.remount("rw")
            wrong += rig.last_run(site)
        rig.conclude(tally, site, consumer, 2, wrong)
    return tally
