"""Scrapy's counters as the figures of a run."""

from __future__ import annotations

from crawler.core.watch.figures import FUNNEL, NUMBERS, REASONS, figures_of


def test_a_run_without_counters_has_all_figures_at_zero():
    figures = figures_of({})
    assert figures["funnel"] == dict.fromkeys(FUNNEL, 0)
    assert all(figures[name] == 0 for name in NUMBERS)
    assert all(figures[name] == {} for name in REASONS)


def test_every_way_out_is_a_reason():
    figures = figures_of(
        {
            "rasid/links/found": 9,
            "rasid/check_article/valid": 5,
            "rasid/check_article/too_short": 2,
            "rasid/extract/not_an_article/login": 1,
            "rasid/failed/article/http_404": 1,
            "rasid/failed/listing/timeout": 3,
            "rasid/links/trap/slug": 7,
            "rasid/resolve_date/basis/first-seen": 4,
            "rasid/encoding/bom": 1,
            "rasid/store_article/new": 4,
            "rasid/store_article/duplicate": 1,
            "downloader/response_status_count/200": 8,
            "item_scraped_count": 4,
        }
    )
    assert figures["dropped"] == {"too_short": 2, "login": 1}
    assert figures["failed"] == {"article/http_404": 1, "listing/timeout": 3}
    assert figures["traps"] == {"slug": 7}
    assert figures["statuses"] == {"200": 8}
    assert figures["dates"] == {"first-seen": 4}
    assert figures["encoding"] == {"bom": 1}
    assert figures["duplicates"] == 1
    assert (figures["funnel"]["links"], figures["funnel"]["valid"], figures["funnel"]["new"]) == (
        9,
        5,
        4,
    )
