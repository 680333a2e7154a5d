"""Two articles beside each other: what they share, what each has alone, and which rule decided."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from crawler.core.arabic.text import fold_text
from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.relation import relation_of
from crawler.core.dedup.sketch import Sketch, sketch_of

WORD = re.compile(r"[^\W_]+")
WHY = {
    "exact": "they say the same, word for word",
    "words": "one has nearly all words of the other, and no rule keeps them apart",
    "numbers": "they tell by numbers, and the numbers differ: two issues of one form",
    "dates": "each names a day that the other does not: two issues of one form",
    "subject": "each repeats a rare word that the other lacks: two subjects in one wording",
    "form": "only names or numbers in the same places differ: two fillings of one form",
    "announces": "the headline of the later one announces more stories",
    "announced": "the headline of the earlier one announces more stories",
    "headline": "one is much longer, and their headlines have little in common",
    "apart": "they share too few words",
    "empty": "one of them has no word",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An article as it is compared."""

    headline: str
    body: str
    site: str = ""
    first_seen: datetime | None = None

    def sketch(self) -> Sketch | None:
        """What the index keeps of it; None without a word."""
        return sketch_of(self.headline, self.body, site=self.site, published=self.first_seen)

    def words(self) -> list[str]:
        """The distinct words of its body, folded, in their order."""
        return list(dict.fromkeys(WORD.findall(fold_text(self.body))))


@dataclass(frozen=True, slots=True)
class StoryPair:
    """What the later article is to the earlier; `relation` is None for two stories.

    `containment` and `jaccard` are shares, from 0 to 1. `why` explains the word `reason`.
    """

    relation: str | None
    reason: str
    why: str
    containment: float
    jaccard: float
    shared: tuple[str, ...]
    only_later: tuple[str, ...]
    only_earlier: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def compare(later: Told, earlier: Told, frequency: Frequency | None = None) -> StoryPair:
    """The account of a pair; `frequency` says which words are rare, all are without it."""
    relation, reason, containment, jaccard = _judged(later, earlier, frequency or Frequency())
    ones, others = later.words(), earlier.words()
    return StoryPair(
        relation,
        reason,
        WHY[reason],
        round(containment, 4),
        round(jaccard, 4),
        shared=tuple(word for word in ones if word in set(others)),
        only_later=tuple(word for word in ones if word not in set(others)),
        only_earlier=tuple(word for word in others if word not in set(ones)),
    )


def _judged(
    later: Told, earlier: Told, frequency: Frequency
) -> tuple[str | None, str, float, float]:
    new, old = later.sketch(), earlier.sketch()
    if new is None or old is None:
        return None, "empty", 0.0, 0.0
    overlap = overlap_of(new, old)
    if new.exact == old.exact:
        return "same", "exact", overlap.containment, overlap.jaccard
    verdict = relation_of(overlap, frequency)
    if verdict is None:
        return None, "apart", overlap.containment, overlap.jaccard
    return verdict.relation, verdict.reason, overlap.containment, overlap.jaccard
