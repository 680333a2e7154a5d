"""How a piece of work ended: well, or with what Scrapy hands to errbacks."""

from __future__ import annotations

from asyncio import CancelledError
from types import TracebackType
from typing import Any, Self

from twisted.python.failure import Failure


class Ended:
    """Keeps the error of its block, and a `failure` of it, as Scrapy's Deferreds do.

    What ends the process (KeyboardInterrupt, SystemExit) goes on.
    """

    error: Any = None
    failure: Failure | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, Exception | CancelledError):
            return False
        self.error = error
        self.failure = Failure(error, kind, trace)  # type: ignore[no-untyped-call]
        return True
