"""Parties and countries that papers call by different names, each by its own style.

Each group holds the words of all names of one party, as different papers printed them in the same
agency reports.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from crawler.core.dedup.kinds_of_words import codes_of

_GROUPS = (
    "داعش تنظيم الدولة الإسلامية",
    "الحوثي الحوثيين الحوثيون الحوثية جماعة أنصار الله",
    "إسرائيل إسرائيلي إسرائيلية الإسرائيلي الإسرائيلية الاحتلال الصهيوني الصهيونية الكيان",
    "أميركا أميركي أميركية الأميركي الأميركية الولايات المتحدة",
)


@cache
def _groups() -> tuple[frozenset[int], ...]:
    return tuple(frozenset(codes_of(group.split())) for group in _GROUPS)


def name_one(ones: Iterable[int], others: Iterable[int]) -> bool:
    """True when all words of both runs, given by their codes, are names of one party."""
    words = {*ones, *others}
    return any(words <= group for group in _groups())
