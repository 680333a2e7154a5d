"""Two articles that name different days are two issues."""

from __future__ import annotations

from crawler.core.dedup.date_marks import mark_group
from crawler.core.dedup.sketch_bytes import Sketch


def dates_differ(new: Sketch, old: Sketch) -> bool:
    """True when each names a weekday, or a day of one calendar, that the other does not.

    An extra date on one side proves nothing: papers add the day of their own calendar, and write
    "yesterday" for a weekday.
    """
    if not old.dates or not new.dates or new.dates == old.dates:
        return False
    ones = {mark_group(mark) for mark in set(new.dates) - set(old.dates)}
    return any(mark_group(mark) in ones for mark in set(old.dates) - set(new.dates))
