"""The bench of the store writes what it says it writes."""

from __future__ import annotations

from tests.postgres.server import Server
from tests.speed.store_bench import WAYS, costs, made


def test_every_way_stores_all_articles_and_has_a_cost(postgres: Server) -> None:
    found = costs(12, 1, postgres)

    assert found.keys() == WAYS.keys()
    assert all(cost.wall_us > 0 and cost.cpu_us > 0 for cost in found.values())


def test_its_articles_are_no_copies_of_each_other() -> None:
    assert len({article.content_key for article in made(50)}) > 45
