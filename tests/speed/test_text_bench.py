"""The text benchmark measures what it says: its documents, its verdicts, its workers."""

import json
import re
import sys
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from tests.speed.date_strings import OBSERVED_AT, DateCase, date_cases, verdicts
from tests.speed.date_subjects import DATES
from tests.speed.text_bench import given_to_all, left_out
from tests.speed.text_documents import DIRT, SIZE_BYTES, documents, soiled
from tests.speed.text_interpreters import interpreter
from tests.speed.text_subjects import TEXT, made
from tests.speed.text_worker import Worker, same_key, undone

HOUR = timedelta(hours=1)
DAY = (OBSERVED_AT, OBSERVED_AT + timedelta(days=1))


@pytest.fixture(scope="module")
def texts():
    return documents()


def shown(*moments):
    return [moment.isoformat() for moment in moments]


def test_documents_have_the_size_and_the_share_of_dirt(texts):
    assert all(len(document.encode()) in SIZE_BYTES for document in texts["clean"])
    pairs = [
        (one, other)
        for wanted, dirty in zip(texts["wanted"], texts["dirty"], strict=True)
        for one, other in zip(wanted.split(), dirty.split(), strict=True)
    ]
    soiled_share = sum(one != other for one, other in pairs) / len(pairs)
    assert soiled_share == pytest.approx(sum(share for share, _ in DIRT), abs=0.01)
    dirty = " ".join(texts["dirty"])
    for kind in ("\u0640", "\u200f", "[کی]", "[\ufe80-\ufef4]", "[\u064e\u064f\u0650\u0652]"):
        assert re.search(kind, dirty)
        assert kind.startswith("[\u064e") or not re.search(kind, " ".join(texts["clean"]))


def test_the_same_seed_gives_the_same_dirt(texts):
    document = texts["clean"][0]
    one, again, other = (soiled(document, Random(seed)) for seed in (1, 1, 2))  # noqa: S311 - no secret
    assert one == again
    assert one != other


def test_dirt_counts_as_undone_only_when_it_is(texts):
    dirty, wanted, clean = texts["dirty"][:5], texts["wanted"][:5], texts["clean"][:5]
    assert undone(str, dirty, wanted) == 0
    assert same_key(str, dirty, clean) == 0
    without_tatweel = undone(lambda text: text.replace("\u0640", ""), dirty, wanted)
    assert without_tatweel == pytest.approx(0.4, abs=0.03)
    assert undone(TEXT["clean_text"].make(), dirty, wanted) == 1
    assert same_key(TEXT["fold_text"].make(), dirty, clean) == 1


@pytest.mark.parametrize(
    ("meant", "answer", "verdict"),
    [
        (DAY, shown(*DAY), "right"),
        (DAY, shown(DAY[0], DAY[0]), "right"),
        (DAY, shown(DAY[1] + HOUR, DAY[1] + HOUR), "wrong"),
        (DAY, shown(DAY[0], DAY[0] + timedelta(days=2)), "wrong"),
        (DAY, shown(DAY[0], DAY[0] + HOUR), "wrong"),
        (DAY, None, "missed"),
        (None, None, "kept"),
        (None, shown(*DAY), "wrong"),
    ],
)
def test_an_answer_is_right_only_within_a_span_near_the_meant_one(meant, answer, verdict):
    assert list(verdicts([DateCase("x", OBSERVED_AT, "Asia/Aden", meant)], [answer])) == [verdict]


def test_the_strings_are_read_at_the_moment_they_were_written_for():
    cases, read = date_cases(), DATES["parse_date"].make()
    answers = [read(case.string, case.observed_at, case.timezone) for case in cases]
    found = list(verdicts(cases, [shown(*answer) if answer else None for answer in answers]))
    assert len(cases) >= 200
    assert found.count("right") + found.count("kept") >= 0.95 * len(cases)
    assert found.count("kept") >= 30


def test_a_peer_that_is_not_there_is_left_out_with_the_reason(tmp_path):
    def nobody():
        raise ImportError("no such peer")

    assert made(nobody) == (None, "no such peer")
    given = given_to_all(tmp_path, date_cases())
    with interpreter(Path(sys.executable), given) as worker:
        assert {"clean_text", "fold_text", "unicodedata NFC", "parse_date"} <= set(worker.here)
        assert set(left_out([worker])) == {*TEXT, *DATES} - set(worker.here)
        assert worker.ask("dates_speed", subject="parse_date")["ms"] > 0
        with pytest.raises(RuntimeError, match="ended at speed"):
            worker.ask("speed", subject="no such subject")


def test_ours_keeps_what_a_display_layer_keeps(texts):
    worker = Worker({"documents": texts, "dates": []})
    assert worker.quality("clean_text") == {"undone": 1, "kept": 1}
    assert worker.quality("unicodedata NFC") == {"undone": 0, "kept": 1}
    assert json.dumps(worker.hello())
