"""Documents a second of the duplicate index and of its peers, in one process, in turn.

Each subject looks a document up, then adds it, as a crawl does. The peers get words folded as ours
are, three at a time, with the settings that served them best on Arabic news. Times are CPU seconds,
of every slice of the texts the best of all rounds: other work on the machine only adds to them.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from crawler.core.arabic.text import fold_text
from crawler.core.dedup import DuplicateIndex, content_key

Take = Callable[[int, str], bool]
PERMUTATIONS = 128
ALIKE = 0.5  # Jaccard of word-3-grams
SLICE = 50  # texts


def triples(text: str) -> list[str]:
    words = fold_text(text).split()
    return [" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))]


def ours() -> Take:
    index = DuplicateIndex()

    def take(number: int, text: str) -> bool:
        found = index.match("", text)
        index.add(str(number), "", text)
        return bool(found and found.is_duplicate)

    return take


def exact() -> Take:
    """The key of the folded text alone: what any near search costs more than."""
    seen: set[str] = set()

    def take(_: int, text: str) -> bool:
        key = content_key(text)
        found = key in seen
        seen.add(key)
        return found

    return take


def rensa() -> Take:
    made = import_module("rensa")
    index = made.RMinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS, num_bands=32)
    kept: dict[int, Any] = {}

    def take(number: int, text: str) -> bool:
        hashed = made.RMinHash(num_perm=PERMUTATIONS, seed=1)
        hashed.update(triples(text))
        found = any(hashed.jaccard(kept[each]) >= ALIKE for each in index.query(hashed))
        index.insert(number, hashed)
        kept[number] = hashed
        return found

    return take


def datasketch() -> Take:
    made = import_module("datasketch")
    index = made.MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)

    def take(number: int, text: str) -> bool:
        hashed = made.MinHash(num_perm=PERMUTATIONS)
        hashed.update_batch([triple.encode() for triple in triples(text)])
        found = bool(index.query(hashed))
        index.insert(str(number), hashed)
        return found

    return take


SUBJECTS: dict[str, Callable[[], Take]] = {
    "Rasid": ours,
    "rensa": rensa,
    "datasketch": datasketch,
    "exact key only": exact,
}


def measured(take: Take, texts: Iterable[str], first: int = 0) -> tuple[float, int]:
    """CPU seconds and how many were found to be copies."""
    begun, found = time.thread_time(), 0
    for number, text in enumerate(texts, first):
        found += take(number, text)
    return time.thread_time() - begun, found


def one_round(texts: list[str], subjects: Iterable[str]) -> dict[str, list[tuple[float, int]]]:
    """Seconds and copies of each slice, the subjects taking turns."""
    takes = {name: SUBJECTS[name]() for name in subjects}
    turns: dict[str, list[tuple[float, int]]] = {name: [] for name in takes}
    for first in range(0, len(texts), SLICE):
        for name, take in takes.items():
            turns[name].append(measured(take, texts[first : first + SLICE], first))
    return turns


def best(rounds: list[list[tuple[float, int]]]) -> float:
    """CPU seconds of all slices, each at its best."""
    return sum(min(spent_s for spent_s, _ in turns) for turns in zip(*rounds, strict=True))


def not_installed() -> dict[str, str]:
    """The subjects that cannot be imported here, and why."""
    missing = {}
    for name, make in SUBJECTS.items():
        try:
            make()
        except ImportError as error:
            missing[name] = str(error)
    return missing


def version_of(name: str) -> str:
    return version(name) if name in {"rensa", "datasketch"} else ""


def main() -> None:
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    missing = not_installed()
    names = [name for name in SUBJECTS if name not in missing]
    rounds = [one_round(texts, names) for _ in range(int(sys.argv[2]))]
    figures = {
        name: {
            "version": version_of(name),
            "documents_per_s": len(texts) / best([turns[name] for turns in rounds]),
            "found": sum(found for _, found in rounds[0][name]),
        }
        for name in names
    }
    sys.stdout.write(json.dumps({"figures": figures, "missing": missing}))


if __name__ == "__main__":
    main()
