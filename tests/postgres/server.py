"""A real PostgreSQL of the tests' own: Debian's binaries, on loopback, gone when they end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
USER = "rasid"
LOCALE = ("-E", "UTF8", "--locale=C.UTF-8")


@dataclass(frozen=True)
class Server:
    """A running server: its folder is its own user's, who cannot come into pytest's."""

    folder: Path
    port: int
    fsync: bool
    address: str = ""  # where it listens beside loopback, and trusts all who ask

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases, as RASID_DATABASE_URL takes it."""
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = (
            f"-p {self.port} -c listen_addresses={self._addresses} -c max_connections=200"
            f" -c unix_socket_directories={self.folder} -c fsync={'on' if self.fsync else 'off'}"
        )
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", self._data, "-o", options, "-w", "-l", log, "start")

    def stop(self, mode: str = "immediate") -> None:
        """End it: `immediate` is a crash, with recovery at the next start."""
        self._run("pg_ctl", "-D", self._data, "-m", mode, "-w", "stop")

    @property
    def _addresses(self) -> str:
        return f"127.0.0.1,{self.address}".rstrip(",")

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _run(self, program: str, *arguments: str) -> None:
        """Run a program of PostgreSQL, which refuses to be root's."""
        command = [f"{PROGRAMS}/{program}", *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, timeout=120)

    def make(self) -> None:
        """Make its files."""
        self._run("initdb", "-N", "-D", self._data, "-A", "trust", "-U", USER, *LOCALE)
        if self.address:
            with Path(self._data, "pg_hba.conf").open("a") as rules:
                rules.write(f"host all all {self.address}/30 trust\n")


@contextmanager
def server(*, fsync: bool = False, address: str = "") -> Iterator[Server]:
    """A server that runs until the block ends."""
    with tempfile.TemporaryDirectory(prefix="rasid-pg-", ignore_cleanup_errors=True) as name:
        if os.geteuid() == 0:
            shutil.chown(name, "postgres")
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        running = Server(Path(name), port, fsync, address)
        running.make()
        running.start()
        try:
            yield running
        finally:
            running.stop()
