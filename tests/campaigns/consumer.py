"""Two data teams as models: one takes each part once by its name, one keeps its highest seq."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.core.dedup import content_key


@dataclass
class Received:
    """What one team has: identifiers and texts, each with its number.

    A later version of an article is a thing of its own, and its text may be that of the first.
    """

    identifiers: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)

    def add(self, article: dict[str, Any]) -> None:
        """Keep an article."""
        version = article.get("version", 1)
        if version > 1:
            self.identifiers[f"{article['identifier']} version {version}"] += 1
            return
        self.identifiers[article["identifier"]] += 1
        self.texts[content_key(article["articleBody"])] += 1

    def twice(self) -> int:
        """Articles, and texts, that came again."""
        numbers = [*self.identifiers.values(), *self.texts.values()]
        return sum(numbers) - len(numbers)


@dataclass
class Consumer:
    """Polls a feed folder as both teams do; lines that are no JSON are torn."""

    feed: Path
    taken: set[str] = field(default_factory=set)
    by_name: Received = field(default_factory=Received)
    by_seq: Received = field(default_factory=Received)
    highest: int = 0
    torn: int = 0

    @property
    def identifiers(self) -> Counter[str]:
        """What the team that goes by names has."""
        return self.by_name.identifiers

    def has_news(self) -> bool:
        """True when there is a part that was not taken."""
        return any(path.name not in self.taken for path in self.feed.glob("part-*.jsonl"))

    def poll(self) -> None:
        """Take every part that is new. A part that was taken is never looked at again."""
        for path in sorted(self.feed.glob("part-*.jsonl")):
            if path.name not in self.taken:
                self.taken.add(path.name)
                data = path.read_bytes()
                self._receive(data.split(b"\n")[:-1])
                self.torn += not data.endswith(b"\n")

    def _receive(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            try:
                article = json.loads(line)
            except ValueError:
                self.torn += 1
                continue
            self.by_name.add(article)
            seq = article["metadata"].get("seq")
            if seq is None or seq > self.highest:  # without a number it cannot be told apart
                self.highest = seq or self.highest
                self.by_seq.add(article)

    def verdict(self, expected_bodies: Iterable[str]) -> dict[str, int]:
        """Texts that never came, articles that came more than once, lines that were torn.

        Of the two teams the one that is worse off counts.
        """
        expected = {content_key(body) for body in expected_bodies}
        teams = (self.by_name, self.by_seq)
        lost = max(len(expected - team.texts.keys()) for team in teams)
        return {"lost": lost, "twice": max(team.twice() for team in teams), "torn": self.torn}
