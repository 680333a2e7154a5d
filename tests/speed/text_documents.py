"""Arabic documents of 3 to 4 kB to measure text functions on: clean ones, and the same with dirt.

The stories are those of the embedded aggregator. The dirt is what real pages have, by share of the
words: 4 % with tatweel, 2 % followed by U+200F, 2 % with Persian kaf or yeh, 2 % in presentation
forms; 4 % are vocalised. The same seed gives the same documents.
"""

# ruff: noqa: S311 - the same seed must give the same dirt; nothing here is a secret

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from random import Random

from crawler.demo.aggregator import Aggregator

DOCUMENTS = 100
SIZE_BYTES = range(3000, 4001)
STORIES = 1200  # of which about one in four has the size
NOW = datetime(2026, 1, 15, tzinfo=UTC)
SEED = 3
Soil = Callable[[str, Random], str]
LETTERS = re.compile("[\u0621-\u063a\u0641-\u064a]+")
MEDIAL_YEH = re.compile("ي(?=[\u0621-\u064a])")  # a final one may stand for ي or for ى
NOT_JOINING = "اأإآدذرزوؤةىء"  # to the letter after
VOWELS = "\u064e\u064f\u0650\u0652"
RLM = "\u200f"
VOCALISED = 0.04
FORMS = ("<isolated>", "<final>", "<initial>", "<medial>")


def clean_documents() -> list[str]:
    """DOCUMENTS stories whose UTF-8 has a size within SIZE_BYTES."""
    site = Aggregator(now=NOW, seed=SEED, markup="cards", articles=STORIES)
    bodies = ("\n\n".join(story.paragraphs) for story in site.stories_at(NOW))
    fitting = [body for body in dict.fromkeys(bodies) if len(body.encode()) in SIZE_BYTES]
    if len(fitting) < DOCUMENTS:
        raise ValueError(f"only {len(fitting)} stories have {SIZE_BYTES} bytes: raise STORIES")
    return fitting[:DOCUMENTS]


def documents() -> dict[str, list[str]]:
    """The clean documents, the dirty ones, and what a display layer should make of these."""
    draw, clean = Random(SEED), clean_documents()
    pairs = [soiled(document, draw) for document in clean]
    wanted, dirty = ([pair[place] for pair in pairs] for place in (0, 1))
    return {"clean": clean, "wanted": wanted, "dirty": dirty}


def soiled(document: str, draw: Random) -> tuple[str, str]:
    """The document vocalised, which is no fault, and with all DIRT; no word has two kinds."""
    words = re.split("([ \n]+)", document)  # odd places hold the spaces
    places = list(range(0, len(words), 2))
    draw.shuffle(places)
    _soil(words, places, VOCALISED, _vocalised, draw)
    wanted = "".join(words)
    for share, soil in DIRT:
        _soil(words, places, share, soil, draw)
    return wanted, "".join(words)


def _soil(words: list[str], places: list[int], share: float, soil: Soil, draw: Random) -> None:
    """Changes a share of the words, at the first of the places where that changes anything."""
    for _ in range(round(share * (len(words) // 2 + 1))):
        place = next(at for at in places if soil(words[at], draw) != words[at])
        places.remove(place)
        words[place] = soil(words[place], draw)


def _tatweel(word: str, draw: Random) -> str:
    joints = [
        at for at in range(1, len(word)) if _joins(word[at - 1]) and LETTERS.fullmatch(word[at])
    ]
    if not joints:
        return word
    at = draw.choice(joints)
    return word[:at] + "\u0640" * draw.randint(1, 4) + word[at:]


def _mark_after(word: str, draw: Random) -> str:
    return word + RLM


def _persian(word: str, draw: Random) -> str:
    return MEDIAL_YEH.sub("ی", word.replace("ك", "ک"))


def _presentation_forms(word: str, draw: Random) -> str:
    return LETTERS.sub(lambda found: "".join(_shapes(found[0])), word)


def _vocalised(word: str, draw: Random) -> str:
    return LETTERS.sub(lambda found: "".join(_vowels(found[0], draw)), word)


def _vowels(letters: str, draw: Random) -> Iterator[str]:
    """Each letter with a sign, but the last and those that are long vowels mostly."""
    for letter in letters[:-1]:
        yield letter if letter in "اويى" else letter + draw.choice(VOWELS)
    yield letters[-1]


def _joins(letter: str) -> bool:
    return bool(LETTERS.fullmatch(letter)) and letter not in NOT_JOINING


def _shapes(letters: str) -> Iterator[str]:
    """The letters as a visual page has them: FE80 to FEF4, by their neighbours."""
    for at, letter in enumerate(letters):
        before = at > 0 and _joins(letters[at - 1]) and letter != "ء"
        after = at + 1 < len(letters) and _joins(letter) and letters[at + 1] != "ء"
        yield SHAPES.get((letter, FORMS[before + 2 * after]), letter)


def _shape_table() -> dict[tuple[str, str], str]:
    table = {}
    for code in range(0xFE80, 0xFEF5):
        form, *letters = unicodedata.decomposition(chr(code)).split()
        if len(letters) == 1:
            table[chr(int(letters[0], 16)), form] = chr(code)
    return table


SHAPES = _shape_table()
DIRT: Sequence[tuple[float, Soil]] = (
    (0.04, _tatweel),
    (0.02, _mark_after),
    (0.02, _persian),
    (0.02, _presentation_forms),
)
