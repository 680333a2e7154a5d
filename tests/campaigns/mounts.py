"""Small disks of our own: mounted for a test, and never left behind. Needs root on Linux."""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# FS_IOC_SHUTDOWN of ext4 (the number is XFS_IOC_GOINGDOWN), with the flag NOLOGFLUSH: from now on
# nothing reaches the disk, not even the journal that is in memory. A power cut in one call.
SHUTDOWN, NOLOGFLUSH = 0x8004587D, 2
EXT4_MB = 48
UNMOUNT_S_MAX = 10.0


@cache
def why_not() -> str:
    """Why no disk can be mounted here; empty when it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root on Linux can mount a disk"
    missing = [name for name in ("mkfs.ext4", "mount", "umount") if not shutil.which(name)]
    if missing:
        return f"{missing[0]} is not installed"
    with tempfile.TemporaryDirectory() as folder:
        try:
            with ext4(Path(folder)):
                return ""
        except subprocess.CalledProcessError as error:
            return f"mount is refused here: {error.stderr!r}"


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)


def unmount(folder: Path) -> None:
    """Take it away; a process that is just dying may still hold it. Lazily as a last resort."""
    end = time.monotonic() + UNMOUNT_S_MAX
    while time.monotonic() < end:
        if subprocess.run(["umount", str(folder)], check=False, capture_output=True).returncode:
            time.sleep(0.02)
        else:
            return
    _run("umount", "--lazy", str(folder))


@dataclass
class Disk:
    """A mounted file system; `options` are those of mount(8)."""

    folder: Path
    kind: str
    source: str
    options: str

    def mount(self) -> None:
        """Mount it; a loop device is given back by itself when it is unmounted."""
        _run("mount", "-t", self.kind, "-o", self.options, self.source, str(self.folder))

    def remount(self, options: str) -> None:
        """Change its options while it is in use."""
        _run("mount", "-o", f"remount,{options}", str(self.folder))

    def cut(self) -> None:
        """Cut the power: what was not flushed is gone."""
        descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", NOLOGFLUSH))
        finally:
            os.close(descriptor)

    def again(self) -> None:
        """Unmount it and mount it again, as a machine does that starts."""
        unmount(self.folder)
        self.mount()


@contextmanager
def ext4(folder: Path) -> Iterator[Disk]:
    """A new ext4 in a file, mounted beside it."""
    image, target = folder / "disk.img", folder / "disk"
    target.mkdir(parents=True)
    with image.open("wb") as file:
        file.truncate(EXT4_MB * 1_000_000)
    _run("mkfs.ext4", "-q", "-F", str(image))
    with _mounted(Disk(target, "ext4", str(image), "loop,errors=remount-ro")) as disk:
        yield disk
    image.unlink()


@contextmanager
def tmpfs(folder: Path, size_kb: int) -> Iterator[Disk]:
    """A disk in memory of that size."""
    target = folder / "disk"
    target.mkdir(parents=True)
    with _mounted(Disk(target, "tmpfs", "tmpfs", f"size={size_kb}k")) as disk:
        yield disk


@contextmanager
def _mounted(disk: Disk) -> Iterator[Disk]:
    disk.mount()
    try:
        yield disk
    finally:
        unmount(disk.folder)
