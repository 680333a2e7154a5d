"""One function over many texts: here, in processes of this machine, or on Dask; answers in order.

What goes out and what comes back is text, and the function is named, never sent: whichever way is
taken, the answers are the same bytes in the same order.
"""

from __future__ import annotations

import logging
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol
from urllib.parse import urlsplit

from crawler.core.errors import ConfigError, MachineError
from crawler.core.installing import missing

AHEAD = 4  # texts that are out for each process: one slow text holds up no other
ANSWER_S = 30  # a scheduler answers by then
WORKER_S = 60  # and has a worker
DASK = "dask"
SCHEMES = {DASK: "tcp", f"{DASK}+tls": "tls"}
# Of a cluster of our own: a busy machine is no failure, and nobody looks at profiles of it.
OWN = {
    "distributed.comm.timeouts.connect": "120s",
    "distributed.comm.timeouts.tcp": "120s",
    "distributed.worker.profile.enabled": False,
}
WITHOUT_DASK = missing("Dask")

Work = Callable[[str], str]


class _Future(Protocol):
    def result(self) -> Any:
        """The answer, when it is there."""


Submit = Callable[[Work, str], _Future]


@dataclass(frozen=True, slots=True)
class Engine:
    """Who does the work: `jobs` processes of this machine, or a Dask scheduler.

    `dask`: None for no Dask, "" for a cluster of our own with `jobs` workers, else an address.
    `environment` is what the workers of our own cluster are given.
    """

    jobs: int = 1
    dask: str | None = None
    environment: tuple[tuple[str, str], ...] = ()

    @property
    def is_elsewhere(self) -> bool:
        """True where workers have settings of their own, and maybe another machine."""
        return self.dask is not None


def engine_of(text: str | None, jobs: int) -> Engine:
    """The engine that `--engine` and `--jobs` name. Raises ValueError for one that is none."""
    if jobs < 1:
        message = f"--jobs is a number of processes from 1 on: {jobs}"
        raise ValueError(message)
    if not text:
        return Engine(jobs)
    if text == DASK:
        return Engine(jobs, "")
    parts = urlsplit(text)
    if parts.scheme not in SCHEMES or not parts.hostname:
        message = f"--engine is dask, dask://HOST:PORT or dask+tls://HOST:PORT: {text!r}"
        raise ValueError(message)
    return Engine(jobs, f"{SCHEMES[parts.scheme]}://{parts.netloc}")


def spread(work: Work, texts: Iterable[str], engine: Engine) -> Iterator[str]:
    """The answers of `work`, a function of a module, in the order of the texts.

    Only a few texts are out at a time, so memory does not grow with their number. Raises
    ConfigError where Dask is wanted and missing, MachineError when a process dies or nobody
    answers; what `work` raises comes through.
    """
    if engine.dask is not None:
        yield from _on_dask(work, texts, engine)
    elif engine.jobs > 1:
        yield from _in_processes(work, texts, engine.jobs)
    else:
        yield from map(work, texts)


def _in_order(submit: Submit, work: Work, texts: Iterable[str], ahead: int) -> Iterator[str]:
    out: deque[_Future] = deque()
    for text in texts:
        out.append(submit(work, text))
        if len(out) >= ahead:
            yield out.popleft().result()
    while out:
        yield out.popleft().result()


def _in_processes(work: Work, texts: Iterable[str], jobs: int) -> Iterator[str]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        try:
            yield from _in_order(pool.submit, work, texts, jobs * AHEAD)
        except BrokenProcessPool as error:
            message = "a process of --jobs was killed (memory?); run again with fewer"
            raise MachineError(message) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _on_dask(work: Work, texts: Iterable[str], engine: Engine) -> Iterator[str]:
    if find_spec("distributed") is None:
        raise ConfigError(WITHOUT_DASK)
    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker

    connected = _another(engine.dask) if engine.dask else _own(engine)
    with connected as client:

        def submit(work: Work, text: str) -> _Future:
            # Not pure: two equal texts are two tasks, and no answer is kept for a later run.
            future: _Future = client.submit(work, text, pure=False)
            return future

        try:
            threads = sum(client.nthreads().values())
            yield from _in_order(submit, work, texts, threads * AHEAD)
        except KilledWorker as error:
            message = f"workers of Dask died over one piece: {error}"
            raise MachineError(message) from error
        except FutureCancelledError as error:
            message = f"the Dask scheduler went away: {error}; run again"
            raise MachineError(message) from error


@contextmanager
def _another(address: str) -> Iterator[Any]:
    """A connection to somebody's scheduler, with at least one worker behind it."""
    dask: Any = import_module("distributed")  # it ships no types for what it is called with
    try:
        client = dask.Client(address, timeout=ANSWER_S, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"no Dask scheduler answers at {address}: {error}"
        raise MachineError(message) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=WORKER_S)
        except TimeoutError as error:
            message = f"the Dask scheduler at {address} has no worker"
            raise MachineError(message) from error
        yield client


@contextmanager
def _own(engine: Engine) -> Iterator[Any]:
    """A connection to a cluster that lives as long as it, on this machine."""
    dask: Any = import_module("distributed")
    with (
        import_module("dask").config.set(OWN),
        dask.LocalCluster(
            n_workers=engine.jobs,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            memory_limit=0,
            silence_logs=logging.ERROR,
            env=dict(engine.environment),
        ) as made,
        dask.Client(made, set_as_default=False) as client,
    ):
        yield client
