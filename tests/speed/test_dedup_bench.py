"""The benchmark of duplicates measures what it says it measures."""

from __future__ import annotations

from random import Random

import pytest

from crawler.core.dedup import DuplicateIndex
from crawler.core.dedup.sketch import sketch_of
from crawler.core.dedup.sketch_bytes import to_bytes
from crawler.store.database import database_url, open_database
from crawler.store.sketches import Sketches
from tests.speed import dedup_growth, dedup_million, dedup_store
from tests.speed.dedup_bench import documents, sketched
from tests.speed.dedup_store import name_of
from tests.speed.dedup_worker import SLICE, SUBJECTS, best, measured, one_round, triples
from tests.speed.news_texts import COPIED, ordinary


@pytest.fixture(scope="module")
def texts():
    return documents(40)


def test_every_fourth_story_has_a_copy(texts):
    copies = [text for text in texts if text.startswith("(متابعات)")]
    assert len(copies) == len(texts) // 5
    assert all(copy.split("\n", 1)[1].rsplit("\n", 1)[0] in texts for copy in copies)


def test_ordinary_stories_have_copies_and_are_as_unlike_as_news():
    texts = ordinary(120)
    copies = [text for text in texts if text.startswith("(متابعات)")]
    assert len(copies) == 120 // COPIED
    assert all(copy.split("\n", 1)[1].rsplit("\n", 1)[0] in texts for copy in copies)
    assert texts == ordinary(120)
    index, compared = DuplicateIndex(), 0
    for number, text in enumerate(texts):
        compared += bool(index.postings.find(sketch_of("", text).keys))
        index.add(str(number), "", text)
    assert len(copies) < compared < len(texts) / 3


def test_ours_finds_more_than_the_exact_key(texts):
    found = {name: measured(SUBJECTS[name](), texts)[1] for name in ("Rasid", "exact key only")}
    copies = sum(text.startswith("(متابعات)") for text in texts)
    assert found["Rasid"] >= copies > found["exact key only"]


def test_shingles_for_the_peers_are_three_folded_words_or_the_only_one():
    assert triples("قال الوزير، إن الأمر") == ["قال الوزير, ان", "الوزير, ان الامر"]
    assert triples("نعم") == ["نعم"]


def test_a_made_up_index_opens_and_answers(texts, tmp_path, monkeypatch):
    monkeypatch.setattr(dedup_growth, "ASKED", 20)
    sketches = sketched(texts)
    figures = dedup_growth.growth(tmp_path, 300, sketches, texts)
    assert figures["rows"] == 300
    assert min(figures["sketches_per_s"], figures["articles_per_s"]) > 0
    assert figures["file_bytes_per_row"] > len(to_bytes(sketches[0]))
    assert list(tmp_path.iterdir()) == []


def test_subjects_take_turns_and_the_best_of_each_slice_counts(texts):
    turns = one_round((texts * 2)[: SLICE + 3], ["exact key only"])["exact key only"]
    assert len(turns) == 2
    assert all(spent_s > 0 for spent_s, _ in turns)
    assert best([[(1.0, 0), (5.0, 0)], [(2.0, 0), (3.0, 0)]]) == 4.0


def test_a_made_up_store_grows_and_is_opened_elsewhere(texts, tmp_path, monkeypatch):
    monkeypatch.setattr(dedup_growth, "ASKED", 20)
    given = sketched(texts)
    for rows in (600, 1_200):  # each worth a snapshot
        figures = dedup_million.grown(tmp_path, rows, given)
        assert figures["rows"] == rows
        assert min(figures.values()) > 0
    engine = open_database(database_url(tmp_path))
    index = Sketches(engine, tmp_path / "duplicates").current().index
    engine.dispose()
    assert len(index.rows) == 1_200
    assert index.rows.name(1_199) == name_of(1_200)
    model = given[80 % len(given)]
    later = dedup_store.another(model, Random(80))  # noqa: S311 - the draw of row 80
    assert index.match_sketch(later).identifier == name_of(80)
