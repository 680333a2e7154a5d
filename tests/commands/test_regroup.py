"""`scrapy regroup`: today's groups beside those of the store, the same on every engine."""

from __future__ import annotations

import json
from functools import partial

import pytest
from sqlalchemy import select, update

from crawler.core.article import identifier_of
from crawler.corpus import regrouping
from crawler.corpus.mind import Mind
from crawler.demo.story import story_of
from crawler.store import sketches_of
from crawler.store.database import writing
from crawler.store.schema import articles, sketches
from pipelines.store_article import StoreArticle

SEED, STORIES = 11, 4


@pytest.fixture
def run(run):
    return partial(run, "regroup")


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    monkeypatch.setattr(regrouping, "RANGE", 3)


@pytest.fixture
def store(settings, make_crawler, make_article):
    """Four stories at two sites; the second site copies the first."""
    from crawler.store.outbox import Outbox

    slots = [slot for slot in range(24) if story_of(SEED, slot).kind == "story"][:STORIES]
    known = sketches_of(settings)
    for site in ("windows", "mirror"):
        step = StoreArticle(make_crawler().stats, Outbox(known.engine, sketches=known), site, known)
        for slot in slots:
            story = story_of(SEED, slot)
            step.process_item(
                make_article(
                    url=f"https://{site}.example/{slot}",
                    headline=story.headline,
                    articleBody="\n\n".join(story.paragraphs),
                )
            )
        step.close_spider()
    return known.engine, slots


def told(run, *arguments):
    code, out, err = run("--json", *arguments)
    assert code == 0, err
    return json.loads(out)


def test_the_same_rules_say_the_same(run, store):
    assert told(run) == {"articles": {"same": 2 * STORIES}, "examples": {}}


def test_processes_say_what_one_says(run, store, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    assert told(run, "-o", str(one)) == told(run, "-o", str(two), "--jobs", "2")
    assert one.read_bytes() == two.read_bytes()


def test_today_s_copies_are_written_with_their_article(run, store, tmp_path):
    _, slots = store
    told(run, "-o", str(tmp_path / "copies"))
    copies = [json.loads(line) for line in (tmp_path / "copies").read_text("utf-8").splitlines()]
    assert [(each["identifier"], each["of"], each["relation"]) for each in copies] == [
        (
            identifier_of(f"https://mirror.example/{slot}"),
            identifier_of(f"https://windows.example/{slot}"),
            "same",
        )
        for slot in slots
    ]


def test_what_was_decided_otherwise_is_told(run, store):
    """The store as older rules had left it: a copy that was none, one of another article, one
    in another relation, and an article that was a copy."""
    engine, slots = store
    with writing(engine) as connection:
        names = (articles.c.identifier, articles.c.id)
        keys = {name: key for name, key in connection.execute(select(*names)).all()}  # noqa: C416 - rows
        at = {
            (site, slot): keys[identifier_of(f"https://{site}.example/{slot}")]
            for site in ("windows", "mirror")
            for slot in slots
        }
        a, b, c, d = slots
        changes = {
            ("mirror", a): {"relation": None, "matched": None},
            ("mirror", b): {"relation": "same", "matched": at["windows", c]},
            ("mirror", d): {"relation": "contained", "matched": at["windows", d]},
            ("windows", d): {"relation": "same", "matched": at["windows", a]},
        }
        for place, values in changes.items():
            row = sketches.c.article == at[place]
            connection.execute(update(sketches).where(row).values(**values))
    found = told(run)
    assert found["articles"] == {"joined": 1, "moved": 1, "parted": 1, "renamed": 1, "same": 4}
    [moved] = found["examples"]["moved"]
    assert moved["beforeOf"] == identifier_of(f"https://windows.example/{c}")
    assert moved["todayOf"] == identifier_of(f"https://windows.example/{b}")
    code, out, _ = run()
    assert code == 0
    assert "8 articles grouped again" in out
    assert "1: were copies and are none today" in out
    assert "renamed" in out


def test_a_few_of_each_kind_are_shown_and_all_are_counted(monkeypatch):
    monkeypatch.setattr(regrouping, "_match", lambda *_: None)
    rows = [[f"{number}", "a sketch", "gone", "same"] for number in range(8)]
    made = regrouping.regroup(iter([json.dumps(rows)]), 90, lambda *_: None)
    assert dict(made.kinds) == {"parted": 8}
    assert [each["identifier"] for each in made.examples["parted"]] == ["0", "1", "2", "3", "4"]


def test_an_empty_store_has_no_groups(run):
    assert told(run) == {"articles": {}, "examples": {}}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("windows",), 64, "unknown argument 'windows'"),
        (("--jobs", "0"), 64, "--jobs"),
        (("--engine", "ray"), 64, "--engine is dask"),
        (("-o", "/nowhere/at/all"), 73, "cannot be written"),
    ],
)
def test_what_cannot_be_is_refused(run, store, arguments, code, said):
    found, _, err = run(*arguments)
    assert found == code
    assert said in err


def test_a_worker_of_another_release_is_refused():
    mind = Mind(epoch="0" * 12, mark="0" * 12)
    [text] = regrouping.texts(mind, 2)
    answered = json.loads(regrouping.sketch_range(text))
    assert answered["error"] == "ConfigError"
    assert "another release" in answered["message"]
