"""A process that samples itself while articles pass: `python -m tests.load.leaking keep | drop`.

With `keep` the planted fault of `leak.py` holds them. Prints the samples as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from crawler.core.article import Article
from tests.load.leak import Leak
from tests.load.sampler import sizes_mb

ARTICLES, EVERY = 5_000, 50
TEXT = "قال مسؤول محلي إن الطريق الساحلي فتح بعد إصلاحه. "


def article(number: int) -> Article:
    """One with a text of its own."""
    return Article.model_construct(identifier=str(number), articleBody=f"{number} {TEXT * 20}")


def samples(leak: Leak | None) -> list[dict[str, float]]:
    """A row for each fifty articles."""
    rows = []
    for number in range(ARTICLES + 1):
        given = article(number)
        if leak:
            leak.keep(given)
        if number % EVERY == 0:
            sizes = sizes_mb(Path("/proc/self/status").read_text())
            memory = {"memory_mb": sizes["VmRSS"], "held_mb": sizes["RssAnon"]}
            same = dict.fromkeys(("seconds", "cpu_s", "articles", "responses"), number)
            rows.append(same | memory | {"descriptors": 3, "tasks": 1, "open": 1})
    return rows


if __name__ == "__main__":
    sys.stdout.write(json.dumps(samples(Leak() if sys.argv[1] == "keep" else None)))
