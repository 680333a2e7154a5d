"""A process of the text benchmark: measures what it is told, in the interpreter it was started by.

Reads a file of documents and date strings, then one JSON object a line from its standard input, and
answers each with one line. All times are CPU seconds of this process.
"""

from __future__ import annotations

import json
import platform
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.speed.date_subjects import DATES, Answer, Read
from tests.speed.text_subjects import TEXT, Work, made, version_of

TURN_S = 0.15
# A display layer gives these back as they are: signs, digits, marks, joiners and two paragraphs.
KEPT = (
    "قال \ufdfa خيراً",
    "بسعر 500 \ufdfc",
    "\ufd3eآية\ufd3f",
    "نصف ½ ومتر مربع م²",
    "18 محرم 1447هـ",
    "١٢ و۳ و4",
    "مُحمَّد بن عليّ",
    "إلى مستشفى المدينة، أمس",
    "«نعم»… قال؟",
    "می\u200cخواهم",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "فقرة\n\nفقرة",
)


def mb_s(work: Work, documents: Sequence[str]) -> float:
    """Megabytes of UTF-8 a CPU second; whole passes until the turn is over."""
    size_mb = sum(len(document.encode()) for document in documents) / 1e6
    passes, spent_s, begun = 0, 0.0, time.process_time()
    while spent_s < TURN_S:
        for document in documents:
            work(document)
        passes += 1
        spent_s = time.process_time() - begun
    return passes * size_mb / spent_s


def undone(work: Work, dirty: Iterable[str], wanted: Iterable[str]) -> float:
    """Share of the soiled words that come out as they are wanted."""
    return _share(
        (soiled, work(soiled), aim, aim) for soiled, aim in zip(dirty, wanted, strict=True)
    )


def same_key(work: Work, dirty: Iterable[str], clean: Iterable[str]) -> float:
    """Share of the soiled words that have the key of the clean word."""
    return _share(
        (soiled, work(soiled), aim, work(aim)) for soiled, aim in zip(dirty, clean, strict=True)
    )


def _share(documents: Iterable[tuple[str, str, str, str]]) -> float:
    """Of the words that differ between soiled and aim, those that came out equal."""
    words = (zip(*(text.split() for text in four), strict=True) for four in documents)
    equal = [
        got == due for document in words for soiled, got, aim, due in document if soiled != aim
    ]
    return float(sum(equal) / len(equal))


class Worker:
    """The made subjects and what they are measured on."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.texts: dict[str, list[str]] = given["documents"]
        self.dates = [
            (case["string"], datetime.fromisoformat(case["observed_at"]), case["timezone"])
            for case in given["dates"]
        ]
        self.missing: dict[str, str] = {}
        self.works: dict[str, Work] = self._made(TEXT)
        self.readers: dict[str, Read] = self._made(DATES)

    def _made(self, subjects: Mapping[str, Any]) -> dict[str, Any]:
        both = {name: made(subject.make) for name, subject in subjects.items()}
        self.missing |= {name: why for name, (work, why) in both.items() if why}
        return {name: work for name, (work, why) in both.items() if not why}

    def hello(self) -> dict[str, Any]:
        """Which Python this is, what it can measure in which version, and why not the rest."""
        subjects: dict[str, Any] = {**TEXT, **DATES}
        here = {name: version_of(subjects[name].package) for name in (*self.works, *self.readers)}
        return {"python": platform.python_version(), "here": here, "missing": self.missing}

    def speed(self, subject: str) -> dict[str, float]:
        """MB/s on the clean and on the dirty documents."""
        work = self.works[subject]
        return {kind: mb_s(work, self.texts[kind]) for kind in ("clean", "dirty")}

    def quality(self, subject: str) -> dict[str, float]:
        """How much of the dirt is undone and, of a display layer, how many of KEPT are kept."""
        work, dirty = self.works[subject], self.texts["dirty"]
        if TEXT[subject].layer == "key":
            return {"undone": same_key(work, dirty, self.texts["clean"])}
        kept = sum(work(text) == text for text in KEPT) / len(KEPT)
        return {"undone": undone(work, dirty, self.texts["wanted"]), "kept": kept}

    def dates_speed(self, subject: str) -> dict[str, float]:
        """Milliseconds a string."""
        read, begun = self.readers[subject], time.process_time()
        for case in self.dates:
            read(*case)
        return {"ms": 1000 * (time.process_time() - begun) / len(self.dates)}

    def dates_answers(self, subject: str) -> dict[str, Any]:
        """The span that each string is read as, from and to, or None."""
        read = self.readers[subject]
        return {"answers": [_shown(read(*case)) for case in self.dates]}


def _shown(answer: Answer | None) -> list[str] | None:
    return [moment.astimezone(UTC).isoformat() for moment in answer] if answer else None


def main() -> None:
    worker = Worker(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    for line in sys.stdin:
        order = json.loads(line)
        do: Callable[..., dict[str, Any]] = getattr(worker, order.pop("do"))
        sys.stdout.write(json.dumps(do(**order)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
