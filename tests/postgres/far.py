"""A machine of its own for a crawl: a network namespace, whose cable can be cut without a word."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.campaigns.campaign import Process, Site
from tests.campaigns.started import ROOT

NOBODY = "02:00:00:00:00:99"  # the address of no card: what is sent there arrives nowhere
MASK = 30
NOT_RUN: list[str] = []  # tests that were skipped for want of a cable


class NoCableError(Exception):
    """Not on this machine, or not for this user."""


@dataclass(frozen=True)
class Cable:
    """Two ends of a pair of veth devices, one of them in a namespace."""

    number: int

    @property
    def name(self) -> str:
        """Of the namespace."""
        return f"rasid-{self.number}"

    @property
    def ends(self) -> tuple[str, str]:
        """The devices: here and there."""
        return f"rh{self.number}", f"rt{self.number}"

    @property
    def addresses(self) -> tuple[str, str]:
        """Here and there, in the range for tests of networks (RFC 2544)."""
        net = f"198.18.{self.number // 64 % 256}.{self.number % 64 * 4}"
        return tuple(f"{net.rpartition('.')[0]}.{self.number % 64 * 4 + end}" for end in (1, 2))  # type: ignore[return-value]

    def inside(self, *command: str) -> list[str]:
        """A command as it runs there."""
        return ["ip", "netns", "exec", self.name, *command]

    def lay(self) -> None:
        """Make it. Raises subprocess.CalledProcessError where that is not allowed."""
        (here, there), (near, far) = self.ends, self.addresses
        _ip("netns", "add", self.name)
        _ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", self.name)
        _ip("address", "add", f"{near}/{MASK}", "dev", here)
        _ip("link", "set", here, "up")
        _ip("-n", self.name, "address", "add", f"{far}/{MASK}", "dev", there)
        _ip("-n", self.name, "link", "set", there, "up")
        _ip("-n", self.name, "link", "set", "lo", "up")

    def cut(self) -> None:
        """From now on both ends send to nobody, and neither is told."""
        lost = ("lladdr", NOBODY, "nud", "permanent")
        _ip("neigh", "replace", self.addresses[1], *lost, "dev", self.ends[0])
        _ip("-n", self.name, "neigh", "replace", self.addresses[0], *lost, "dev", self.ends[1])

    def take_away(self) -> None:
        """First the devices: those of a namespace go with it, but later."""
        for what in (("link", "delete", self.ends[0]), ("netns", "delete", self.name)):
            subprocess.run(["ip", *what], check=False, capture_output=True)


@contextmanager
def cable() -> Iterator[Cable]:
    """A cable until the block ends; raises NoCableError where none can be laid."""
    made = Cable(os.getpid())
    try:
        try:
            made.lay()
        except (OSError, subprocess.CalledProcessError) as error:
            why = getattr(error, "stderr", "") or error
            raise NoCableError(f"no network namespace can be made here (root?): {why}") from error
        yield made
    finally:
        made.take_away()


@dataclass
class FarSite(Site):
    """A data folder whose runs are on the other side of a cable."""

    cable: Cable | None = None

    def command(self, *arguments: str) -> Process:
        """Begin any command of `scrapy` there."""
        assert self.cable
        given = [*arguments]
        for name, value in self.settings.items():
            given += ["-s", f"{name}={value}"]
        return subprocess.Popen(
            self.cable.inside(sys.executable, "-m", "scrapy", *given),
            cwd=ROOT,
            env={**os.environ, "RASID_DATA_DIR": str(self.folder), "RASID_SEAL_AFTER_S": "0.2"},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )


@contextmanager
def far_aggregator(made: Cable, articles: int, port: int, *more: str) -> Iterator[str]:
    """The embedded aggregator over there; gives its address, which is its own loopback."""
    command = [sys.executable, "-m", "crawler.demo.server", "--port", str(port)]
    command += ["--markup", "cards", "--articles", str(articles), *more]
    with subprocess.Popen(
        made.inside(*command), cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            yield json.loads(process.stdout.readline())["url"]
        finally:
            process.terminate()


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True)
