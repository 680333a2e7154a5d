"""Paths that repeat themselves: relative links that a server answers at any depth."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

DIGITS = re.compile(r"\d+")
NAME = re.compile(r"[^\d#]")
LOOP_TIMES = 3  # /news/news/5 is a path that sites have; /news/news/news/5 is none


def collapsed(path: str, *, any_number: bool = False) -> tuple[str, int]:
    """The path with each run of repeated segments once, and how often the longest run stood.

    Numbers alone repeat in dates and are left alone. With `any_number` segments that differ in
    their numbers only are repeats of the first.

    >>> collapsed("/news/7.html/news/7.html")
    ('/news/7.html', 2)
    >>> collapsed("/2011/11/11/a"), collapsed("/news/7/news/8/a", any_number=True)
    (('/2011/11/11/a', 1), ('/news/7/a', 2))
    """
    segments = path.split("/")[1:]
    times = 1
    keys = [DIGITS.sub("#", segment) for segment in segments] if any_number else segments
    if len(set(keys)) == len(keys):  # as in most addresses: nothing stands twice
        return "/" + "/".join(segments), times
    for size in range(1, len(segments) // 2 + 1):
        segments, found = _once(segments, size, any_number=any_number)
        times = max(times, found)
    return "/" + "/".join(segments), times


def unlooped(url: str) -> str | None:
    """The address without its loop, None for one that has no run of three."""
    parts = urlsplit(url)
    path, times = collapsed(parts.path)
    return urlunsplit(parts._replace(path=path)) if times >= LOOP_TIMES else None


def _once(segments: list[str], size: int, *, any_number: bool) -> tuple[list[str], int]:
    """Each run of equal neighbours of this size once; the longest run."""
    keys = [DIGITS.sub("#", segment) for segment in segments] if any_number else segments
    kept: list[str] = []
    longest, start = 1, 0
    while start < len(segments):
        run = _run(keys, start, size)
        kept += segments[start : start + (size if run > 1 else 1)]
        start += size * run if run > 1 else 1
        longest = max(longest, run)
    return kept, longest


def _run(keys: list[str], start: int, size: int) -> int:
    part = keys[start : start + size]
    if not any(NAME.search(piece) for piece in part):
        return 1
    run = 1
    while keys[start + size * run : start + size * (run + 1)] == part:
        run += 1
    return run
