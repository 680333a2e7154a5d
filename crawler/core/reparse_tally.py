"""What reading an archive again came to, small whatever the size of the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from crawler.core.reparse import Difference

EXAMPLES_MAX = 3  # of each field and kind
EXAMPLE_CHARS_MAX = 160
SAME, DIFFERENT = "same", "different"


@dataclass(slots=True)
class Tally:
    """`pages` counts by what became of each, `fields` by field and kind.

    Pages: `same`, `different`; `gone/<reason>`: today's engine finds no article in a page whose
    article was published; `found`: it finds one where none was; `none`: neither; `superseded`: a
    later reading of the article was published; `left`: an article that a crawl did not publish;
    `no_profile`: the site has none any more; `damaged`: files that break off.
    """

    pages: Counter[str] = field(default_factory=Counter)
    fields: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], list[tuple[str, str, str]]] = field(default_factory=dict)
    applied: Counter[str] = field(default_factory=Counter)
    damage: list[str] = field(default_factory=list)

    def compared(self, url: str, found: Iterable[Difference]) -> None:
        """Count an article that came out again."""
        found = list(found)
        self.pages[DIFFERENT if found else SAME] += 1
        for each in found:
            key = (each.field, each.kind)
            self.fields[key] += 1
            self._show(key, (url, _short(each.before), _short(each.after)))

    def add(self, other: Tally) -> None:
        """Take in what another process has counted."""
        self.pages += other.pages
        self.fields += other.fields
        self.applied += other.applied
        self.damage += other.damage
        for key, examples in other.examples.items():
            for each in examples:
                self._show(key, each)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        fields: dict[str, dict[str, Any]] = {}
        for (name, kind), number in sorted(self.fields.items()):
            fields.setdefault(name, {})[kind] = number
        examples = [
            {"field": name, "kind": kind, "url": url, "before": before, "after": after}
            for (name, kind), shown in sorted(self.examples.items())
            for url, before, after in shown
        ]
        return {
            "pages": dict(sorted(self.pages.items())),
            "fields": fields,
            "examples": examples,
            "applied": dict(sorted(self.applied.items())),
            "damage": self.damage,
        }

    def to_plain(self) -> dict[str, Any]:
        """What `of_plain` takes: lists and numbers, for JSON."""
        return {
            "pages": dict(self.pages),
            "fields": [[*key, number] for key, number in self.fields.items()],
            "examples": [[*key, shown] for key, shown in self.examples.items()],
            "applied": dict(self.applied),
            "damage": self.damage,
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> Self:
        """What another process has counted, from its `to_plain`."""
        return cls(
            pages=Counter(plain["pages"]),
            fields=Counter({(name, kind): number for name, kind, number in plain["fields"]}),
            examples={
                (name, kind): [(url, before, after) for url, before, after in shown]
                for name, kind, shown in plain["examples"]
            },
            applied=Counter(plain["applied"]),
            damage=list(plain["damage"]),
        )

    def _show(self, key: tuple[str, str], example: tuple[str, str, str]) -> None:
        shown = self.examples.setdefault(key, [])
        if len(shown) < EXAMPLES_MAX:
            shown.append(example)


def _short(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= EXAMPLE_CHARS_MAX else f"{line[: EXAMPLE_CHARS_MAX - 1]}…"
