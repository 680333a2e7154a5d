"""Texts as unlike each other as news is: words drawn by their rank, not forms that are filled.

The embedded aggregator fills a few forms, so that an article of it is like a dozen others. Of 1,500
real ones four fifths have no other to be compared with, the rest some for a phrase that newspapers
repeat, and one in twelve is a copy. What an index of copies costs depends on that, so here it is
about the same, as are the lengths (half below 200 words, a tenth above 600) and how often words
recur.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, product
from random import Random

from tests.speed.news_words import ROOTS

WORDS = 60_000
FLAT = 2.7  # ranks of Zipf and Mandelbrot: a word has the weight 1 / (rank + 2.7)
MEDIAN_WORDS, SPREAD = 200, 0.75  # of the logarithm of a length
LEAST_WORDS = 30
SENTENCE = (7, 22)  # words
NUMBERS = 0.02  # of all words
PHRASES, PHRASE_WORDS = 300, 10  # what newspapers repeat, a title of an office or a place
EACH_PHRASE = 0.004  # of all words are the beginning of one
COPIED = 12  # one story of so many comes again, between a source and a mark of an agency
COPY = "(متابعات)\n{}\nالمصدر: وكالات"

PARTICLES = "في من على إلى أن عن التي الذي مع ما هذا بعد بين كما خلال إن لا قال كان أو قد هذه ذلك"
PATTERNS = (
    ("", "ا", "", ""),  # as فاعل
    ("م", "", "و", ""),
    ("", "", "ي", ""),
    ("ت", "", "ي", ""),
    ("ا", "", "ا", ""),
    ("است", "", "ا", ""),
    ("", "", "ا", "ة"),
    ("م", "ا", "", "ة"),
    ("ي", "", "", ""),
    ("", "", "", "ت"),
)
BEFORE = ("", "ال", "و", "وال", "ب", "لل")


def ordinary(stories: int, seed: int = 5) -> list[str]:
    """Stories, some of them once more a few stories later."""
    draw = Random(seed)  # noqa: S311 - a benchmark, not a secret
    stock = _stock(draw)
    weights = list(accumulate(1 / (rank + FLAT) for rank in range(len(stock))))
    phrases = [draw.choices(stock, cum_weights=weights, k=PHRASE_WORDS) for _ in range(PHRASES)]
    texts: list[str] = []
    for number in range(1, stories + 1):
        length = max(LEAST_WORDS, round(MEDIAN_WORDS * draw.lognormvariate(0, SPREAD)))
        words = draw.choices(stock, cum_weights=weights, k=length)
        texts.append(" ".join(_sentences(draw, _told(draw, words, phrases))))
        if number % COPIED == 0:
            texts.append(COPY.format(texts[-COPIED // 2]))
    return texts


def _told(draw: Random, words: list[str], phrases: list[list[str]]) -> list[str]:
    """The words, some of them numbers, with a phrase before some."""
    told: list[str] = []
    for word in words:
        if draw.random() < EACH_PHRASE:
            told += draw.choice(phrases)
        told.append(str(draw.randrange(2, 3000)) if draw.random() < NUMBERS else word)
    return told


def _sentences(draw: Random, words: list[str]) -> Iterator[str]:
    start = 0
    while start < len(words):
        end = start + draw.randint(*SENTENCE)
        yield f"{' '.join(words[start:end])}."
        start = end


def _stock(draw: Random) -> list[str]:
    """Particles, then words of three letters of a root in some pattern, the most frequent first."""
    made = []
    for one, two, three in draw.sample(list(product(ROOTS, repeat=3)), k=WORDS // 10):
        for first, second, third, last in PATTERNS:
            word = f"{first}{one}{second}{two}{third}{three}{last}"
            made.append(draw.choice(BEFORE) + word)
    draw.shuffle(made)
    return [*PARTICLES.split(), *dict.fromkeys(made)]
