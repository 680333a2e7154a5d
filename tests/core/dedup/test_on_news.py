"""What the index finds, and what it lets pass, on the evaluation data's stream of articles."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from crawler.core.dedup import DuplicateIndex

DATA = Path(__file__).resolve().parents[3] / "../shared/data/duplicates"
DOCUMENTS = 4000  # the first of the stream
FALSE_MOST = {"merged": 0.1, "followup": 0.01, "template": 0.02, "boiler_neg": 0.01, "base": 0.001}
FOUND_LEAST = {"nat_exact": 1, "nat_near_90": 0.95, "nat_near_70": 0.9, "nat_near_50": 0.75}
OTHERS_LEAST, COMBO_LEAST = 0.97, 0.85

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.exists(), reason="the evaluation data is not beside the checkout"),
]


def lines(name):
    with gzip.open(DATA / name, "rt", encoding="utf-8", newline="\n") as file:
        yield from (line.rstrip("\n") for line in file)


@pytest.fixture(scope="module")
def copies():
    """Name -> (other copy, kind) of each pair."""
    found = defaultdict(list)
    for line in list(lines("pairs.tsv.gz"))[1:]:
        one, other, label, kind = line.split("\t")
        if label != "0":
            kind = kind if label == "1" else "undecided"
            found[one].append((other, kind))
            found[other].append((one, kind))
    return found


@pytest.fixture(scope="module")
def shares(copies):
    """Of each kind the share that was taken for a copy."""
    index, earlier = DuplicateIndex(), set()
    taken, seen = Counter(), Counter()
    for _, line in zip(range(DOCUMENTS), lines("docs.jsonl.gz"), strict=False):
        row = json.loads(line)
        match = index.match(row["title"], row["body"], site=row["site"])
        known = dict(copies[row["id"]])
        kinds = sorted(known[other] for other in earlier.intersection(known))
        kinds = [kind for kind in kinds if kind != "undecided"]
        if not (match and known.get(match.identifier) == "undecided"):
            kind = kinds[0] if kinds else row["kind"]
            key = kind if kinds or kind in FALSE_MOST else "alone"
            seen[key] += 1
            taken[key] += bool(match and match.is_duplicate)
        index.add(row["id"], row["title"], row["body"], site=row["site"])
        earlier.add(row["id"])
    return {kind: taken[kind] / number for kind, number in seen.items()}


def test_what_only_looks_alike_is_no_copy(shares):
    for kind, most in FALSE_MOST.items():
        assert shares[kind] <= most, (kind, shares[kind])


def test_copies_are_found(shares):
    left = set(shares) - set(FALSE_MOST) - {"alone"}
    assert len(left) > 15
    for kind in left:
        least = COMBO_LEAST if kind == "combo" else FOUND_LEAST.get(kind, OTHERS_LEAST)
        assert shares[kind] >= least, (kind, shares[kind])
