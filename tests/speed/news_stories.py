"""A writer for the embedded aggregator whose stories are as unlike each other as news is.

The demo's own stories fill a few forms, so that each is like a dozen others; what looking for
copies costs depends on that. A real one has 0.2 others to be compared with among the first
thousand, and 1.8 after ten thousand, since newspapers repeat themselves; here it is about the same,
as are lengths: half below 200 words, a tenth above 600.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random
from typing import overload

from crawler.demo.sections import SECTIONS
from crawler.demo.story import Draft
from crawler.demo.wording import date_words
from tests.speed.news_words import rank, words

MEDIAN_WORDS, SPREAD = 165, 0.75  # of the logarithm of a length; phrases come to it
LEAST_WORDS, MOST_WORDS = 40, 2_000
PARAGRAPH_WORDS = (30, 70)
PARAGRAPHS = (3, 12)
SENTENCE_WORDS = (8, 48)
HEADLINE_WORDS = (7, 12)
FROM_LEAD = 4  # of a headline's words, those that its first sentence has too
# What newspapers repeat: the title of an office or a place, some more than others ...
PHRASES, PHRASES_FLAT, PHRASE_WORDS = 1_000_000, 12, 10
EACH_PHRASE = 0.008  # of all words are the beginning of one
# ... and at the end what happened before.
BACKGROUNDS, BACKGROUND_WORDS = 8_000, 24
TOLD_AGAIN = 0.5  # of all stories
# Shares of all words.
COMMAS, NUMBERS, SHORT_NAMES = 0.05, 0.015, 0.002
# Shares of sentences, and of stories.
QUOTED, DATED, DATELINES = 0.15, 0.05, 0.25
QUOTES = ("«{}»", '"{}"')
SPEECH = ("وقال {}: {}.", "وأضاف {}: {}.", "وأكد {} أن {}.", "وبحسب {} فإن {}.")
SPEAKER_WORDS = (2, 5)
LATIN = ("UNDP", "WHO", "OPEC", "FAO", "IMF", "UNICEF", "NASA", "FIFA", "BBC", "AFP")
TOWNS = ("صنعاء", "عدن", "تعز", "القاهرة", "الرياض", "عمّان", "بيروت", "دبي", "الدوحة", "المكلا")
AGENCIES = ("سبأ", "رويترز", "أ ف ب", "متابعات", "وكالات", "خاص")
DATELINE = ("{town} - {agency}: {text}", "{town} ({agency}) - {text}", "{town}، {agency} - {text}")
NEWEST_DATE, OLDEST_DAYS = datetime(2026, 1, 1), 4_000  # noqa: DTZ001 - a date in words
# Of a dozen slots one has a story of an agency, which each of so many groups of sites has, ...
DOZEN, AGENCY_AT, GROUPS = 12, 0, 5
# ... and one goes on with an earlier story, of which it tells again what fits behind the new.
FOLLOW_UP_AT, FOLLOWED_AT, DOZENS_BACK = 3, 1, 40
NEW_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class Paragraphs(Sequence[str]):
    """The paragraphs of a story, written when they are asked for: a large site fits in memory.

    `earlier` is the key of the story that it goes on with, if there is one.
    """

    key: str
    earlier: str = ""

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        return self._all()[at]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def _all(self) -> tuple[str, ...]:
        own = _written(self.key)[1]
        if not self.earlier:
            return own
        return (*own[:NEW_PARAGRAPHS], *_written(self.earlier)[1])[: PARAGRAPHS[1]]


def news(seed: int, slot: int) -> Draft:
    """The story of a slot: some of them stand on other sites too, under another number."""
    place = slot % DOZEN
    key = f"agency {seed % GROUPS}:{slot}" if place == AGENCY_AT else f"{seed}:{slot}"
    draw = Random(f"{key}:section")  # noqa: S311 - a benchmark, not a secret
    section = draw.choice(list(SECTIONS))
    back = FOLLOW_UP_AT - FOLLOWED_AT + DOZEN * draw.randrange(DOZENS_BACK)
    earlier = f"{seed}:{slot - back}" if place == FOLLOW_UP_AT else ""
    return Draft(*_written(key)[0], section, Paragraphs(key, earlier))


@lru_cache(maxsize=8_192)
def _written(key: str) -> tuple[tuple[str, str], tuple[str, ...]]:
    """Two headlines and the paragraphs; the same key gives the same ones."""
    draw = Random(key)  # noqa: S311 - a benchmark, not a secret
    length = round(MEDIAN_WORDS * draw.lognormvariate(0, SPREAD))
    length = min(max(LEAST_WORDS, length), MOST_WORDS)
    low, high = PARAGRAPHS
    count = min(max(low, round(length / draw.uniform(*PARAGRAPH_WORDS))), high)
    paragraphs = [_paragraph(draw, length // count) for _ in range(count)]
    if draw.random() < TOLD_AGAIN:
        before = phrase(draw.randrange(BACKGROUNDS), BACKGROUND_WORDS)
        paragraphs[-1] = f"{paragraphs[-1]} {before}."
    lead = paragraphs[0]
    if draw.random() < DATELINES:
        paragraphs[0] = draw.choice(DATELINE).format(
            town=draw.choice(TOWNS), agency=draw.choice(AGENCIES), text=lead
        )
    return (_headline(draw, lead), _headline(draw, lead)), tuple(paragraphs)


def _headline(draw: Random, lead: str) -> str:
    """Some words of the lead, and others."""
    told = [each for each in lead.split()[: 3 * FROM_LEAD] if each.isalpha()][:FROM_LEAD]
    count = draw.randint(*HEADLINE_WORDS)
    return " ".join([*told, *words(draw, count - len(told))])


def _paragraph(draw: Random, length: int) -> str:
    """Sentences of about so many words together."""
    sentences = []
    left = draw.randint(max(1, length * 2 // 3), length * 4 // 3)
    least, most = SENTENCE_WORDS
    while left > 0:
        count = draw.randint(least, most)
        if left - count < least:
            count = max(left, least)
        sentences.append(_sentence(draw, count))
        left -= count
    return " ".join(sentences)


def _sentence(draw: Random, count: int) -> str:
    text = " ".join(_told(draw, words(draw, count))).rstrip("،")
    if draw.random() < DATED:
        day = NEWEST_DATE - timedelta(days=draw.randrange(OLDEST_DAYS))
        text = f"{text} يوم {date_words(day)}"
    if draw.random() >= QUOTED:
        return f"{text}."
    speaker = " ".join(words(draw, draw.randint(*SPEAKER_WORDS)))
    return draw.choice(SPEECH).format(speaker, draw.choice(QUOTES).format(text))


def _told(draw: Random, plain: list[str]) -> Iterator[str]:
    """The words with numbers, commas, short names and phrases between them."""
    for each in plain:
        chance = draw.random()
        if chance < EACH_PHRASE:
            yield phrase(rank(draw, PHRASES, PHRASES_FLAT), PHRASE_WORDS)
        if chance > 1 - NUMBERS:
            yield str(draw.randrange(2, 3_000))
        elif chance > 1 - NUMBERS - SHORT_NAMES:
            yield f"{each} ({draw.choice(LATIN)})"
        elif chance > 1 - NUMBERS - SHORT_NAMES - COMMAS:
            yield f"{each}،"
        else:
            yield each


@lru_cache(maxsize=1_024)
def phrase(number: int, count: int) -> str:
    """The phrase of so many words that has this number."""
    return " ".join(words(Random(f"{count}:{number}"), count))  # noqa: S311 - as above
