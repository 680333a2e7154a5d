"""The paper figures: products of what was measured, and measured from a real store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from crawler.store.database import open_database
from tests.archive.crawled import Crawled
from tests.scale.kept_pages import fill
from tests.scale.measured import Measured, known, server_cpu_s, sizes, store
from tests.scale.paper import Wanted, lines
from tests.scale.prose import BODY_CHARS, news

ONE = Measured(
    articles=100,
    tables={"articles": (3000.0, 400.0), "sketches": (900.0, 100.0)},
    feed_bytes=5000.0,
    store_cpu_s=0.001,
    database_cpu_s=0.002,
    run_cpu_s=0.5,
    page_cpu_s=0.01,
    run_mb=200.0,
    index_bytes=900.0,
    page_bytes=50_000.0,
)
ROUND = Wanted(
    sources=1000, articles=1e6, per_day=24, every_h=1, pages=1, delay_s=1, window_days=10, busy=0.5
)


def told(one: Measured = ONE, wanted: Wanted = ROUND) -> dict[str, str]:
    return {what: how_much for what, how_much, _ in lines(one, wanted)}


def test_each_figure_is_a_product():
    found = told()
    assert found["new articles a day"] == "24,000"
    assert found["runs a second"] == "0.28"
    # 24,000 pages of 0.01 s and 24,000 runs of 0.5 s in a day, at half of each core
    assert found["cores for runs"] == "0.14"
    assert found["cores of workers"] == "1"
    # 24,000 runs a day of 0.5 s and (2 + 1) requests, a second apart
    assert found["crawls at once"] == "1"
    assert found["database"] == "4 GB"
    assert found["feed"] == "5 GB"
    assert found["index of copies, window"] == "0 GB"
    assert found["archive of pages"] == "12 GB"
    # a million: (0.01 + 0.5) s each, at half of each core
    assert found["core hours a million articles"] == "283.3"


def test_more_sources_take_more_of_everything_that_grows_with_them():
    ten = told(wanted=replace(ROUND, sources=10_000))
    assert ten["new articles a day"] == "240,000"
    assert ten["cores for runs"] == "1.39"
    assert ten["database"] == told()["database"]
    assert ten["core hours a million articles"] == told()["core hours a million articles"]


def test_an_article_is_measured_in_a_real_store(postgres_url, tmp_path):
    engine = open_database(postgres_url)
    store(engine, tmp_path, 60)
    found = sizes(engine, 60)
    engine.dispose()
    assert {"articles", "sketches", "headlines"} <= set(found)
    assert found["articles"][0] > BODY_CHARS / 2  # two bytes a letter, packed
    assert sum(path.stat().st_size for path in (tmp_path / "feed").glob("part-*")) > 60 * BODY_CHARS


def test_the_cpu_of_the_server_is_seen(postgres, postgres_url):
    engine = open_database(postgres_url)
    with engine.connect() as connection:
        before = server_cpu_s(postgres)
        connection.execute(text("SELECT count(md5(n::text)) FROM generate_series(1, 500000) AS n"))
        assert server_cpu_s(postgres) > before
    engine.dispose()


def test_made_up_news_has_the_length_of_news_and_no_copies():
    bodies = [article.articleBody for article in news(200)]
    assert len(set(bodies)) == 200
    assert 0.7 * BODY_CHARS < sorted(map(len, bodies))[100] < 1.6 * BODY_CHARS


def test_what_a_page_costs_is_known_without_figures_of_our_own(monkeypatch, tmp_path):
    monkeypatch.setattr("tests.scale.measured.BUILD", tmp_path)
    page_cpu_s, run_mb, index_bytes = known()
    assert 0 < page_cpu_s < 1 < run_mb < index_bytes


@pytest.mark.slow
def test_an_archive_of_made_up_pages_can_be_read_again(tmp_path):
    assert fill(tmp_path, 12, 0) == 12
    assert Crawled(tmp_path).reparse()["pages"] == {"same": 12}
