"""One story of the embedded aggregator, a pure function of the seed and its half-hour slot.

Time is cut into slots of half an hour since `EPOCH`; every slot brings one story. What comes in a
slot is fixed by its place in the day: three daily templates, copies and near copies, and stories.
"""

# ruff: noqa: S311 - the same seed must give the same site; nothing here is a secret

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache, lru_cache
from random import Random
from typing import Literal

from crawler.demo.teller import Teller
from crawler.demo.word_lists import Lists, read_lists
from crawler.demo.wording import date_words

Kind = Literal["story", "copy", "near_copy", "template", "broken"]

ADEN = timezone(timedelta(hours=3), "+03")
EPOCH = datetime(2020, 1, 1, tzinfo=ADEN)
SLOT = timedelta(minutes=30)
SLOTS_A_DAY = 48
FIRST_ID = 400_000
TYPES = (
    "council", "roads", "match", "electricity", "prices", "health", "storm", "exams", "fishing",
    "farming", "fair", "court", "traffic",
)  # fmt: skip
DAILY = {12: "prayers", 14: "weather", 20: "rates"}  # slot of the day: 6:00, 7:00 and 10:00
COPIES = 12  # of every dozen slots one brings a copy and one a near copy
COPY_AT, NEAR_COPY_AT = 7, 11
COPY_BACK = (1, 3)  # the original came that many slots before; no two copies share one
SOURCE_LINES = (
    "وأكدت مصادر محلية لموقع {publisher} صحة هذه المعلومات.",
    "ونقل موقع {publisher} هذه التفاصيل عن مراسله في المنطقة.",
    "وتابع موقع {publisher} القضية منذ بدايتها.",
)
HEADLINE_WORDS = 12  # longer ones are the last choice
PARAGRAPHS = (3, 4, 4, 5, 5, 6, 7, 8)
PARAGRAPH_WORDS = (32, 88)
BACKGROUNDS_A_STORY = 9


@dataclass(frozen=True, slots=True)
class Story:
    """An article as its publisher wrote it, and what the aggregator knows about it.

    `published` is aware; `of` is the id of the story that a copy repeats; `related` are ids;
    `reason` says why a broken page gives no article. `section` is a key of `sections.SECTIONS`.
    """

    id: int
    headline: str
    section: str
    publisher: str
    paragraphs: Sequence[str]
    published: datetime
    kind: Kind = "story"
    of: int | None = None
    related: tuple[int, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A story before it is published; `other_headline` is what another desk would write."""

    headline: str
    other_headline: str
    section: str
    paragraphs: Sequence[str]
    kind: Kind = "story"


# Writes the story of a seed and a slot; the same arguments always give the same one.
Writer = Callable[[int, int], Draft]


def slot_at(moment: datetime) -> int:
    """The slot in which `moment` (aware) falls."""
    return (moment - EPOCH) // SLOT


def published_at(seed: int, slot: int) -> datetime:
    """When the story of a slot appears: a full minute within the slot, in UTC."""
    minutes = Random(f"{seed}:{slot}:minute").randrange(0, 25)
    return (EPOCH + slot * SLOT + timedelta(minutes=minutes)).astimezone(UTC)


@lru_cache(maxsize=20_000)
def from_forms(seed: int, slot: int) -> Draft:
    """The demo's own writer: fills the form of a daily template, or those of a type of story."""
    name = DAILY.get(slot % SLOTS_A_DAY)
    return _daily(seed, slot, name) if name else _draft(seed, slot)


@lru_cache(maxsize=20_000)
def story_of(seed: int, slot: int, writer: Writer = from_forms) -> Story:
    """The story of a slot. The same arguments always give the same story."""
    place = slot % COPIES
    if slot % SLOTS_A_DAY not in DAILY and place in (COPY_AT, NEAR_COPY_AT):
        return _copy(seed, slot, writer, near=place == NEAR_COPY_AT)
    draft = writer(seed, slot)
    return Story(
        id=FIRST_ID + slot,
        headline=draft.headline,
        section=draft.section,
        publisher=_publisher(seed, slot),
        paragraphs=draft.paragraphs,
        published=published_at(seed, slot),
        kind=draft.kind,
    )


@lru_cache(maxsize=1)
def _words() -> Lists:
    return read_lists("words")


@cache
def _lists(name: str) -> Lists:
    return {**_words(), **read_lists(name)}


def _publisher(seed: int, slot: int) -> str:
    return Random(f"{seed}:{slot}:publisher").choice(_words()["publisher"])


def _draft(seed: int, slot: int) -> Draft:
    random = Random(f"{seed}:{slot}")
    lists = _lists(_type_of(seed, slot))
    teller = Teller(random, lists)
    headlines = [teller.head(frame) for frame in random.sample(lists["headline"], 4)]
    headline, other, *_ = sorted(headlines, key=lambda each: len(each.split()) > HEADLINE_WORDS)
    return Draft(headline, other, lists["section"][0], _paragraphs(random, teller, lists))


def _type_of(seed: int, slot: int) -> str:
    """Every type once before any comes again, in a new order each round."""
    turn, place = divmod(slot, len(TYPES))
    return Random(f"{seed}:{turn}:types").sample(TYPES, len(TYPES))[place]


def _paragraphs(random: Random, teller: Teller, lists: Lists) -> tuple[str, ...]:
    """A lead, what happened and what people say, then background, and how it goes on."""
    frames = [*lists["body"], *lists["quote"]]
    random.shuffle(frames)
    background = random.sample(lists["background"], BACKGROUNDS_A_STORY)
    following = iter([*frames, *background])
    wanted = random.choice(PARAGRAPHS)
    opening = teller.tell(random.choice(lists["lead"]))
    paragraphs = [_paragraph(random, opening, teller, following)]
    while len(paragraphs) < wanted and (frame := next(following, None)):
        paragraphs.append(_paragraph(random, teller.tell(frame), teller, following))
    closing = teller.tell(random.choice(lists["close"]))
    last = f"{paragraphs.pop()} {closing}"
    if len(last.split()) < PARAGRAPH_WORDS[0]:  # the frames ran out
        last = f"{paragraphs.pop()} {last}"
    return (*paragraphs, last)


def _paragraph(random: Random, text: str, teller: Teller, frames: Iterator[str]) -> str:
    """Sentences on top of `text` until it has the length of a paragraph."""
    low, high = PARAGRAPH_WORDS
    enough = random.randint(low, high // 2 + 10)
    while len(text.split()) < enough and (frame := next(frames, None)):
        text = f"{text} {teller.tell(frame)}"
    return text


def _daily(seed: int, slot: int, name: str) -> Draft:
    today = date_words(published_at(seed, slot).astimezone(ADEN))
    lists = _lists("daily")
    teller = Teller(Random(f"{seed}:{slot}"), lists, {"date": today})
    headline = teller.tell(lists[f"{name}_headline"][0])
    paragraphs = tuple(teller.tell(frame) for frame in lists[name])
    return Draft(headline, headline, lists[f"{name}_section"][0], paragraphs, "template")


def _copy(seed: int, slot: int, writer: Writer, *, near: bool) -> Story:
    """The story of an earlier slot under another publisher, whole or edited."""
    random = Random(f"{seed}:{slot}:copy")
    back = next(
        each
        for each in random.sample(range(COPY_BACK[0], COPY_BACK[1] + 1), 3)
        if (slot - each) % SLOTS_A_DAY not in DAILY
    )
    original = story_of(seed, slot - back, writer)
    others = [each for each in _words()["publisher"] if each != original.publisher]
    copied = replace(
        original,
        id=FIRST_ID + slot,
        publisher=random.choice(others),
        published=published_at(seed, slot),
        kind="near_copy" if near else "copy",
        of=original.id,
    )
    return _edited(random, copied, writer(seed, slot - back).other_headline) if near else copied


def _edited(random: Random, copied: Story, other_headline: str) -> Story:
    """Under a new headline; most desks also cut a paragraph or add a line about the source."""
    first, *rest = copied.paragraphs
    match random.choice(("headline", "cut", "source")):
        case "cut" if len(rest) > 2:  # noqa: PLR2004 - so that three paragraphs are left
            del rest[random.randrange(len(rest) - 1)]
        case "source":
            line = random.choice(SOURCE_LINES).format(publisher=copied.publisher)
            first = f"{first} {line}"
    return replace(copied, headline=other_headline, paragraphs=(first, *rest))
