"""CPU seconds of a call, and whether eight times the input takes far more than eight times."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

Input = TypeVar("Input")
GROWN = 8  # the second input is so many times as long
GROWTH_MAX = 14.0  # linear work takes 8 to 10 times, quadratic work 64 times
ROUNDS = 3  # the best of them counts: other work on the machine only adds


def seconds(call: Callable[[Input], object], given: Input, rounds: int = ROUNDS) -> float:
    """The best of some rounds, in seconds of this process's CPU."""
    best = float("inf")
    gc.disable()
    try:
        for _ in range(rounds):
            begun = time.process_time()
            call(given)
            best = min(best, time.process_time() - begun)
    finally:
        gc.enable()
    return best


def grows_too_fast(
    call: Callable[[Input], object], make: Callable[[int], Input], size: int, *, enough_s: float
) -> str | None:
    """What was measured, where the growth is not linear; None where all is well.

    What takes less than `enough_s` at the larger size is fast enough, whatever its growth.
    """
    small, large = make(size), make(GROWN * size)
    long = seconds(call, large, rounds=1)
    if long < enough_s:
        return None
    short = seconds(call, small)
    if long > GROWTH_MAX * short:
        long = min(long, seconds(call, large, rounds=2))
    if long <= max(enough_s, GROWTH_MAX * short):
        return None
    return f"{1000 * short:.1f} ms at {size:,}, {1000 * long:.1f} ms at {GROWN * size:,}"
