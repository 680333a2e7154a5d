"""The data team as a model: polls the feed, takes each part once by its name, keeps what it got."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from crawler.core.dedup import content_key


@dataclass
class Consumer:
    """What was received so far: identifiers, texts, lines that are no JSON."""

    feed: Path
    taken: set[str] = field(default_factory=set)
    identifiers: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    torn: int = 0

    def poll(self) -> None:
        """Take every part that is new. A part that was taken is never looked at again."""
        for path in sorted(self.feed.glob("part-*.jsonl")):
            if path.name in self.taken:
                continue
            self.taken.add(path.name)
            for line in path.read_bytes().split(b"\n")[:-1]:
                self._receive(line)
            self.torn += not path.read_bytes().endswith(b"\n")

    def _receive(self, line: bytes) -> None:
        try:
            article = json.loads(line)
        except ValueError:
            self.torn += 1
            return
        self.identifiers[article["identifier"]] += 1
        self.texts[content_key(article["articleBody"])] += 1

    def verdict(self, expected_bodies: list[str]) -> dict[str, int]:
        """Texts that never came, articles that came more than once, lines that were torn."""
        expected = {content_key(body) for body in expected_bodies}
        twice = sum(count - 1 for count in self.identifiers.values())
        twice += sum(count - 1 for count in self.texts.values())
        return {"lost": len(expected - self.texts.keys()), "twice": twice, "torn": self.torn}
