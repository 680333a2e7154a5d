"""Tells the frames of the grammar as one story: it remembers who, where and how many."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from crawler.demo.counting import counted
from crawler.demo.grammar import Choice, Part, Slot, parse
from crawler.demo.word_lists import Lists

PEOPLE = ("speaker", "witness")
FEMININE = ";f"
NUMBER = re.compile(r"#(\d+)-(\d+) ?(.*)")
# A preposition with a tatweel joins the word behind it; before a number it takes a word between,
# because tatweel is decoration that a reader may drop.
JOINED_LAM = re.compile("لـ ?ال")
JOINED = re.compile(r"(?<!\w)(و?[بلك])ـ ?(?=[^\W\d_])")
BEFORE_NUMBER = re.compile(r"(?<!\w)(و?[بل])ـ ?(?=\d)")


@dataclass(slots=True)
class Person:
    """Somebody in a story, and whether the reader has met them yet."""

    name: str
    role: str
    feminine: bool
    met: bool = False


class Teller:
    """Tells the frames of one story: it remembers who and where, so that the story hangs together.

    `lists` are the words; `values` fix slots in advance, such as today's date.
    """

    def __init__(
        self, random: Random, lists: Lists, values: Mapping[str, str] | None = None
    ) -> None:
        self._random = random
        self._lists = lists
        self._fixed = dict(values or {})
        self._feminine: dict[str, bool] = {}
        self._decks: dict[str, list[str]] = {}
        self._people: dict[str, Person] = {}
        self._promised: dict[str, int] = {}
        self._heading = False

    def tell(self, frame: str) -> str:
        """The frame as a sentence, with single spaces; KeyError names a list that is missing."""
        text = JOINED_LAM.sub("لل", self._say(parse(frame)))
        text = BEFORE_NUMBER.sub(r"\1نحو ", JOINED.sub(r"\1", text))
        return " ".join(text.split())

    def head(self, frame: str) -> str:
        """The frame as a headline: its numbers come again where the text first counts the same."""
        self._heading = True
        try:
            return self.tell(frame)
        finally:
            self._heading = False

    def _say(self, parts: tuple[Part, ...]) -> str:
        said = []
        for part in parts:
            match part:
                case str():
                    said.append(part)
                case Choice(options):
                    said.append(self._say(self._random.choice(options)))
                case Slot(name, forms):
                    said.append(self._agree(name, forms) if forms else self._fill(name))
        return "".join(said)

    def _agree(self, name: str, forms: tuple[str, ...]) -> str:
        if name in PEOPLE:
            return forms[self._person(name).feminine]
        self._fill(name)
        return forms[self._feminine[name]]

    def _fill(self, name: str) -> str:
        if name in self._fixed:
            return self._fixed[name]
        if numbers := NUMBER.fullmatch(name):
            return self._number(int(numbers[1]), int(numbers[2]), numbers[3])
        if name in PEOPLE:
            return self._mention(self._person(name))
        remembered = name == "org" or name[-1].isdigit()
        text, mark, _ = self._draw(name.rstrip("0123456789")).partition(FEMININE)
        if remembered:
            self._fixed[name], self._feminine[name] = text.strip(), bool(mark)
        return text.strip()

    def _number(self, low: int, high: int, noun: str) -> str:
        if self._heading:
            number = self._promised.setdefault(noun, self._count(low, high, noun))
        else:
            number = self._promised.pop(noun, 0) or self._count(low, high, noun)
        return counted(number, noun) if noun else str(number)

    def _count(self, low: int, high: int, noun: str) -> int:
        number = self._random.randint(low, high)
        if number > 1000:  # noqa: PLR2004 - a count of thousands is told round
            number = round(number, -2)
        while noun and number % 100 in (1, 2) and number > 2:  # noqa: PLR2004 - has its own form
            number += 1
        return number

    def _person(self, name: str) -> Person:
        if name not in self._people:
            feminine = self._random.random() < 0.4  # noqa: PLR2004 - share of women who speak
            given = self._draw("woman" if feminine else "man")
            full = f"{given} {self._draw('family')}"
            self._people[name] = Person(full, _role(self._draw(name), feminine=feminine), feminine)
        return self._people[name]

    def _mention(self, person: Person) -> str:
        first, person.met = not person.met, True
        return f"{person.role} {person.name}" if first else person.name

    def _draw(self, name: str) -> str:
        """An entry of the list, none twice before all have been drawn."""
        deck = self._decks.get(name)
        if not deck:
            deck = list(self._lists[name])
            self._random.shuffle(deck)
            self._decks[name] = deck
        return deck.pop()


def _role(entry: str, *, feminine: bool) -> str:
    """`مدير/مديرة المشروع` by gender: a one-word left side takes the rest of the right side."""
    man, _, woman = entry.partition("/")
    if feminine:
        return woman
    _, _, rest = woman.partition(" ")
    return f"{man} {rest}" if rest and " " not in man else man
