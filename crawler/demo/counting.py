"""Numbers with their nouns, as Arabic counts."""

from __future__ import annotations

from functools import lru_cache

from crawler.demo.word_lists import lines


@lru_cache(maxsize=1)
def _counted() -> dict[str, tuple[str, str]]:
    rows = (line.split(";") for line in lines("counted"))
    return {one: (many, few) for one, many, few in rows}


def counted(number: int, noun: str) -> str:
    """The number with its noun as Arabic counts: plural after 3 to 10, accusative to 99.

    >>> counted(7, "منزل"), counted(45, "منزل"), counted(300, "منزل")
    ('7 منازل', '45 منزلاً', '300 منزل')
    >>> counted(1, "يوم"), counted(2, "ساعة")
    ('يوم', 'ساعتين')
    """
    if number == 1:
        return noun
    if number == 2:  # noqa: PLR2004 - the dual
        return f"{noun[:-1]}تين" if noun.endswith("ة") else f"{noun}ين"
    many, few = _counted()[noun]
    rest = number % 100
    form = few if 3 <= rest <= 10 else many if rest > 10 else noun  # noqa: PLR2004 - see above
    return f"{number} {form}"
