"""The parts that a request and its answer pass, called one after the other, not awaited each."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from inspect import iscoroutine
from types import MethodType
from typing import Any

from scrapy.http import Request, Response
from scrapy.utils import decorators
from scrapy.utils.defer import ensure_awaitable
from scrapy.utils.deprecate import argument_is_required

Part = Callable[..., Any]
Methods = MutableMapping[str, deque[Part | None]]
ASKED, ANSWERED = "process_request", "process_response"
ENDS = (Response, Request)  # what a part may give without waiting


def join(methods: Methods) -> None:
    """Put one method in place of all that see a request, and one of all that see its answer.

    `methods` are those of Scrapy's manager, which makes a coroutine and a name for a warning for
    each part at each call, though nearly all of them answer at once. A part that wants the spider
    as an argument, as old ones do, gets it from the manager alone: then all stays as it is.
    """
    asked, answered = ([part for part in methods[name] if part] for name in (ASKED, ANSWERED))
    if any(argument_is_required(part, "spider") for part in (*asked, *answered)):
        return
    asked, answered = (list(map(_bare, parts)) for parts in (asked, answered))
    methods[ASKED] = deque([_asking(asked)] if asked else ())
    methods[ANSWERED] = deque([_answering(answered)] if answered else ())


def _bare(part: Part) -> Part:
    """The method itself where Scrapy has wrapped it to warn of a spider as an argument."""
    wrapped: Any = getattr(part, "__func__", None)
    if getattr(wrapped, "__globals__", None) is not vars(decorators):
        return part
    return MethodType(wrapped.__wrapped__, part.__self__)  # type: ignore[attr-defined]


def _asking(parts: list[Part]) -> Callable[..., Awaitable[Any]]:
    async def process_request(request: Request) -> Any:
        """The first answer of a part; None: the request is to be sent."""
        for part in parts:
            answer = part(request=request)
            if answer is None:
                continue
            if not isinstance(answer, ENDS):
                answer = await (answer if iscoroutine(answer) else ensure_awaitable(answer))
            if answer is not None:
                return answer
        return None

    return process_request


def _answering(parts: list[Part]) -> Callable[..., Awaitable[Any]]:
    async def process_response(request: Request, response: Any) -> Any:
        """What the parts make of an answer: a response, or the request that takes its place."""
        for part in parts:
            response = part(request=request, response=response)
            if not isinstance(response, ENDS):
                response = await ensure_awaitable(response)
            if not isinstance(response, Response):
                break
        return response

    return process_response
