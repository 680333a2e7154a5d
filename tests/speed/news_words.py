"""A language of made-up Arabic words that recur as those of news do.

Of 420,000 words in 1,500 real articles a sixth are 24 particles; ten words are 12 % of all, a
thousand 42 %, ten thousand 72 %, and 87,000 are distinct. Here it is about the same.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from random import Random

PARTICLES = (
    "في من على أن إلى التي عن مع الذي ما لا أو هذا خلال بعد هذه بين كل حيث كما كان ذلك قبل قد"
)
PARTICLE_SHARE, PARTICLE_FLAT = 0.165, 1.5
WORDS = 200_000  # beside the particles
FLAT = 100  # a word has the weight 1 / (rank + 100)
# A word is three letters of a root in a pattern, with what is joined before and after it.
ROOTS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
PATTERNS = (
    "{}{}{}", "{}{}{}", "{}{}{}", "{}ا{}{}", "{}{}ي{}", "{}{}ا{}", "ي{}{}{}", "م{}{}و{}",
    "ت{}{}ي{}", "ا{}{}ا{}",
)  # fmt: skip
BEFORE = ("", "", "", "", "ال", "ال", "ال", "ال", "و", "وال", "ب", "لل")
AFTER = (
    "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "ة", "ة", "ة", "ة", "ة", "ة", "ات",
    "ات", "ات", "ين", "ين", "ية", "ية", "ها", "ها", "ه", "ون", "ي", "هم", "نا", "ا\u064b",
)  # fmt: skip
KINDS = len(ROOTS) ** 3 * len(PATTERNS) * len(BEFORE) * len(AFTER)
STEP = 40_503_001  # from word to word: a prime, so that neighbours by rank are not alike


def words(draw: Random, count: int) -> list[str]:
    """So many words, particles among them."""
    stock, weights = _stock()
    return draw.choices(stock, cum_weights=weights, k=count)


def rank(draw: Random, most: int, flat: int) -> int:
    """A rank below `most` of something that has the weight 1 / (rank + flat)."""
    return int(flat * (1 + most / flat) ** draw.random()) - flat


@lru_cache(maxsize=1)
def _stock() -> tuple[list[str], list[float]]:
    """All words, the same in every process, and their weights added up."""
    particles = PARTICLES.split()
    rare = [1 / (place + FLAT) for place in range(WORDS)]
    frequent = [1 / (place + PARTICLE_FLAT) for place in range(len(particles))]
    scale = PARTICLE_SHARE / (1 - PARTICLE_SHARE) * sum(rare) / sum(frequent)
    weights = accumulate([*(scale * each for each in frequent), *rare])
    return [*particles, *map(_word, range(WORDS))], list(weights)


def _word(number: int) -> str:
    rest, before = divmod(number * STEP % KINDS, len(BEFORE))
    rest, after = divmod(rest, len(AFTER))
    rest, pattern = divmod(rest, len(PATTERNS))
    rest, first = divmod(rest, len(ROOTS))
    third, second = divmod(rest, len(ROOTS))
    root = PATTERNS[pattern].format(ROOTS[first], ROOTS[second], ROOTS[third])
    return f"{BEFORE[before]}{root}{AFTER[after]}"
