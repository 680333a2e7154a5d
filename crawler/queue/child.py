"""A crawl as a process of its own: it ends with its task, and nothing of it stays behind."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Sequence

ENDING_S = 60.0  # what a crawl may take after SIGTERM to finish its requests and store its articles


class Crawls:
    """Starts `scrapy run SITE`, and ends what still runs.

    `settings` (as `NAME=VALUE`) are those that the worker itself was given by `-s`.
    """

    def __init__(
        self,
        settings: Sequence[str] = (),
        *,
        program: Sequence[str] = (sys.executable, "-m", "crawler.queue.tied"),
        ending_s: float = ENDING_S,
    ) -> None:
        self._settings = [part for each in settings for part in ("-s", each)]
        self._program = program
        self._ending_s = ending_s
        self._alive: set[Process] = set()

    async def run(self, site: str) -> int:
        """Crawl a site to its end; the exit code, negative for a signal.

        When the task is cancelled the crawl is ended first: asked to, then killed.
        """
        process = await asyncio.create_subprocess_exec(
            *self._program,
            str(os.getpid()),
            "run",
            site,
            *self._settings,
            stdin=asyncio.subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in a terminal is the worker's to handle
        )
        self._alive.add(process)
        try:
            return await process.wait()
        except asyncio.CancelledError:
            await asyncio.shield(self._end(process))
            raise
        finally:
            self._alive.discard(process)
            _sweep(process)

    def hurry(self) -> None:
        """Ask all that run to end now; they store what they have."""
        for process in self._alive:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()

    async def _end(self, process: Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), self._ending_s)
        except TimeoutError:
            _sweep(process)
            await process.wait()


def _sweep(process: Process) -> None:
    """Kill what is left of its session: itself, or a browser that outlived it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
