"""What was learned of script-built pages outlives a run; the table stays small."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from crawler.core.extract.state.known import Known
from crawler.core.extract.state.recipe import Recipe
from crawler.store.database import writing
from crawler.store.rendering import ROWS_MAX, Renderings
from crawler.store.schema import renderings

NOW = datetime(2025, 3, 1, 9, tzinfo=UTC)
HOME = "http://windows.example/"
RECIPE = Recipe(f"{HOME}api", "/خبر/{id}", {"param": "page", "step": 1, "first": 1})
KNOWN = Known("api", HOME, RECIPE, pages=3, runs=2, failures=1)


def test_what_is_written_is_read_for_its_site(engine):
    Renderings(engine, "windows").write({("listing", "/"): KNOWN}, NOW)
    assert Renderings(engine, "windows").read() == {("listing", "/"): KNOWN}
    assert Renderings(engine, "doors").read() == {}


def test_a_decision_is_replaced_and_forgotten(engine):
    kept = Renderings(engine, "windows")
    kept.write({("listing", "/"): KNOWN, ("article", "/#"): KNOWN}, NOW)
    kept.write({("listing", "/"): Known("drawn", HOME), ("article", "/#"): None}, NOW)
    kept.write({}, NOW)
    assert kept.read() == {("listing", "/"): Known("drawn", HOME)}


def test_only_so_many_forms_of_a_site_are_kept_those_used_last(engine):
    kept, others = Renderings(engine, "windows"), Renderings(engine, "doors")
    others.write({("listing", "/"): KNOWN}, NOW - timedelta(days=9))
    kept.write({("listing", "/old"): KNOWN}, NOW - timedelta(days=1))
    kept.write({("article", f"/{n}"): KNOWN for n in range(ROWS_MAX)}, NOW)
    assert len(kept.read()) == ROWS_MAX
    assert ("listing", "/old") not in kept.read()
    assert len(others.read()) == 1


def test_a_row_of_a_newer_release_is_left_alone(engine):
    kept = Renderings(engine, "windows")
    kept.write({("listing", "/"): KNOWN, ("listing", "/a"): KNOWN}, NOW)
    with writing(engine) as connection:
        changed = update(renderings).where(renderings.c.scope == "/")
        connection.execute(changed.values(way="guessed"))
        odd = update(renderings).where(renderings.c.scope == "/a")
        connection.execute(odd.values(recipe=[1]))
    assert kept.read() == {("listing", "/a"): Known("api", HOME, pages=3, runs=2, failures=1)}
