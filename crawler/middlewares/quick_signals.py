"""Signals as Scrapy sends them, to the same listeners, with fewer calls around each of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import lru_cache
from inspect import CO_COROUTINE, CO_VARKEYWORDS, iscoroutinefunction
from types import CodeType, MethodType
from typing import Any

from pydispatch.dispatcher import Any as Anybody  # type: ignore[import-untyped] # as in Scrapy
from pydispatch.dispatcher import connections, getAllReceivers, liveReceivers
from pydispatch.robustapply import robustApply  # type: ignore[import-untyped]
from scrapy.exceptions import StopDownload
from scrapy.signalmanager import SignalManager
from scrapy.utils.defer import ensure_awaitable
from scrapy.utils.log import failure_to_exc_info
from scrapy.utils.python import global_object_name
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from crawler.middlewares.ended import Ended

logger = logging.getLogger("scrapy.utils.signal")  # who reads logs knows these lines by that name
Said = tuple[Any, Any]  # a listener and its answer
CODES_MAX = 1024
BROKEN = "Error caught on signal handler: %(receiver)s"


class QuickSignals(SignalManager):
    """Sends what Scrapy's manager with the same sender would send, to the same listeners.

    Scrapy looks through four tables and takes each listener's code apart at every signal, and for
    those of an article it starts a task for each.
    """

    def send_catch_log(self, signal: Any, **named: Any) -> list[Said]:
        """Each listener with its answer, or with a Failure, which is logged."""
        listeners = self._listeners(signal)
        if not listeners:
            return []
        quiet = (*_kinds(named), StopDownload)
        found = _told(iter(listeners), {"signal": signal, "sender": self.sender, **named}, quiet)
        for who, said in found:
            if isinstance(said, Deferred):
                _log("Cannot return deferreds from signal handler: %(receiver)s", who, named)
        return found

    async def send_catch_log_async(self, signal: Any, **named: Any) -> list[Said]:
        """Each listener with its answer, or its error; one after the other where none waits."""
        listeners = self._listeners(signal)
        if not listeners:
            return []
        if any(map(_waits, listeners)):
            return await super().send_catch_log_async(signal, **named)
        quiet = _kinds(named)
        found = _told(iter(listeners), {"signal": signal, "sender": self.sender, **named}, quiet)
        return [
            (who, None if said is None else await _meant(who, said, named)) for who, said in found
        ]

    def _listeners(self, signal: Any) -> list[Any]:
        """Who has connected to it; PyDispatcher looks for whom it meets twice, even in one list."""
        heard = []
        for sender in (self.sender, Anybody):
            table = connections.get(id(sender))
            if table:
                heard += [found for key in (signal, Anybody) if (found := table.get(key))]
        if not heard:
            return []
        if len(heard) == 1:
            return list(liveReceivers(heard[0]))
        return list(liveReceivers(getAllReceivers(self.sender, signal)))


def _waits(who: Any) -> bool:
    code = getattr(getattr(who, "__func__", who), "__code__", None)
    return bool(code.co_flags & CO_COROUTINE) if code else iscoroutinefunction(who)


def _kinds(named: dict[str, Any]) -> tuple[type[Exception], ...]:
    """The errors of which nothing is to be logged, taken out of what a signal was given."""
    quiet = named.pop("dont_log", None)
    if quiet is None:
        return ()
    return tuple(quiet) if isinstance(quiet, Sequence) else (quiet,)


def _told(
    listeners: Iterator[Any], named: dict[str, Any], quiet: tuple[type[Exception], ...]
) -> list[Said]:
    said: list[Said] = []
    while True:
        with Ended() as ended:
            for who in listeners:
                said.append((who, _answer(who, named)))
        if ended.failure is None:
            break
        if not isinstance(ended.error, quiet):
            _log(BROKEN, who, named, ended.failure)
        said.append((who, ended.failure))
    return said


def _answer(who: Any, named: dict[str, Any]) -> Any:
    """What a listener says to those of the values that it takes."""
    code = getattr(getattr(who, "__func__", who), "__code__", None)
    if code is None:
        return robustApply(who, **named)
    wanted = _wanted(code, isinstance(who, MethodType))
    given = named if wanted is None else {name: named[name] for name in wanted if name in named}
    return who(**given)


async def _meant(who: Any, said: Any, named: dict[str, Any]) -> Any:
    """What an answer comes to: an error itself, and what a Deferred or a coroutine gives."""
    if isinstance(said, Failure):
        return said.value
    with Ended() as ended:
        said = await ensure_awaitable(said, _warn=global_object_name(who))
    if ended.failure:
        _log(BROKEN, who, named, ended.failure)
    return ended.error or said


@lru_cache(maxsize=CODES_MAX)
def _wanted(code: CodeType, is_bound: bool) -> tuple[str, ...] | None:  # noqa: FBT001 - kept by it
    """The names of what a function takes; None for all."""
    if code.co_flags & CO_VARKEYWORDS:
        return None
    return code.co_varnames[int(is_bound) : code.co_argcount]


def _log(what: str, who: Any, named: dict[str, Any], failure: Failure | None = None) -> None:
    more = {"spider": named.get("spider")}
    info = failure_to_exc_info(failure) if failure else None
    logger.error(what, {"receiver": who}, exc_info=info, extra=more)
