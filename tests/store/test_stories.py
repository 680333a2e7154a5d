"""What is published, what is recorded, and what a line says of its group."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from crawler.core.article import Article, Duplicate
from crawler.store.database import reading
from crawler.store.outbox import Outbox
from crawler.store.schema import articles
from crawler.store.sketches import Sketches

ADDED = (
    "وأضاف المصدر أن لجنة من أربعة مهندسين ستزور الموقع وترفع تقريرا مفصلا عن الأضرار والتكاليف."
)


@pytest.fixture
def put(engine, tmp_path):
    """Stores one after the other; gives the line, `duplicate_of` and relation of each."""

    def store(given, *, withhold=True):
        known = Sketches(engine, tmp_path / "duplicates", withhold=withhold)
        outbox = Outbox(engine, sketches=known)
        for each in given:
            outbox.add(each)
        outbox.flush()
        with reading(engine) as connection:
            rows = connection.execute(select(articles).order_by(articles.c.id)).all()
        return [(json.loads(row.line), row.duplicate_of, row.relation) for row in rows]

    return store


@pytest.fixture
def versions(told):
    """A story, a shorter and a longer version of it by other sites, a copy of it, and another."""
    story, other = (each for each in told.stories(0, 3)[:2])
    body = "\n\n".join(story.paragraphs)
    texts = {
        "story": body,
        "shorter": "\n\n".join(story.paragraphs[:-1]),
        "longer": f"{body}\n\n{ADDED} {other.paragraphs[0]}",
        "copy": body,
    }
    made = {
        name: told.with_sketch(
            story.headline, text, f"https://{name}.example/1", name, story.published
        )
        for name, text in texts.items()
    }
    return made | {"other": told.article_of(other)}


def test_copies_are_recorded_and_a_longer_version_is_published(put, versions):
    rows = put(versions[name] for name in ("story", "other", "shorter", "copy", "longer"))
    head = versions["story"].identifier
    assert [(of, relation) for _, of, relation in rows] == [
        (None, None), (None, None), (head, "contained"), (head, "same"), (None, None),
    ]  # fmt: skip
    longer = rows[4][0]
    assert longer["duplicate"]["of"] == head
    assert longer["duplicate"]["relation"] == "extends"
    assert longer["duplicate"]["similarity"] == 1.0
    assert longer["storyCluster"] == {
        "id": versions["story"].content_key[:32],
        "size": 4,
        "firstSeen": versions["story"].first_seen.isoformat().replace("+00:00", "Z"),
    }


def test_an_article_without_copies_says_nothing_of_a_group(put, versions):
    line = put([versions["story"], versions["other"]])[0][0]
    assert "duplicate" not in line
    assert "storyCluster" not in line


def test_all_are_published_with_a_mark_when_that_is_set(put, versions):
    rows = put(versions.values(), withhold=False)
    assert [of for _, of, _ in rows] == [None] * 5
    assert [line.get("duplicate", {}).get("relation") for line, _, _ in rows] == [
        None, "contained", "extends", "same", None,
    ]  # fmt: skip
    assert [line["storyCluster"]["size"] for line, _, _ in rows[1:4]] == [2, 3, 4]
    assert len({line["storyCluster"]["id"] for line, _, _ in rows[1:4]}) == 1


def test_issues_of_a_template_are_published_and_not_marked(put, told):
    daily = [each for each in told.stories(0, 200) if each.kind == "template"]
    rows = put(told.article_of(each) for each in daily)
    assert len(rows) >= 12
    assert all(of is None and "duplicate" not in line for line, of, _ in rows)


def test_an_early_mark_that_turns_out_wrong_is_taken_out(put, versions):
    early = Article.model_validate_json(versions["story"].line)
    early.duplicate = Duplicate(of="x", relation="extends", similarity=1.0)
    line = early.to_line()
    assert '"duplicate"' in line
    assert "duplicate" not in put([replace(versions["story"], line=line)])[0][0]


def test_what_turns_out_to_be_a_copy_is_marked_though_its_line_had_no_mark(put, versions):
    unmarked = [replace(versions[name], is_marked=False) for name in ("story", "longer", "other")]
    lines = [line for line, _, _ in put(unmarked)]
    assert [line.get("duplicate", {}).get("relation") for line in lines] == [None, "extends", None]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(range(12)), st.integers(1, 12))
def test_groups_of_copies_do_not_depend_on_the_order(told, new_store, tmp_path_factory, order, cut):
    """Six stories at two sites, word for word: the same pairs and the same names in any order,
    and whether they come in one run or in two."""
    stories = [each for each in told.stories(0, 12) if each.kind == "story"][:6]
    given_all = [told.article_of(each, site) for site in ("a", "b") for each in stories]
    folder = tmp_path_factory.mktemp("order")
    engine = new_store()
    mixed = [given_all[place] for place in order]
    for part in (mixed[:cut], mixed[cut:]):
        outbox = Outbox(engine, sketches=Sketches(engine, folder / "duplicates", withhold=False))
        for each in part:
            outbox.add(each)
        outbox.flush()
    with reading(engine) as connection:
        lines = [json.loads(line) for line in connection.scalars(select(articles.c.line))]
    named = {}
    for line in lines:
        if "duplicate" in line:
            named[frozenset((line["identifier"], line["duplicate"]["of"]))] = line["storyCluster"]
    names = [each.identifier for each in given_all]
    assert named.keys() == {frozenset(pair) for pair in zip(names[:6], names[6:], strict=True)}
    keys = {each.identifier: each.content_key[:32] for each in given_all}
    assert all(cluster["id"] == keys[next(iter(pair))] for pair, cluster in named.items())
    assert {cluster["size"] for cluster in named.values()} == {2}
