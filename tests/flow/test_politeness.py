"""Real runs: what a site says of its use is published, and its wish to be left alone is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaigns.campaign import Site
from tests.fixed_site import FixedSite, serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>الساحل</title>{}</channel></rss>'
ITEM = "<item><title>من الموجز {number}</title><link>{url}a/{number}</link></item>"
FRONT = """<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>
<body><h1>أخبار الساحل</h1></body></html>"""
ARTICLE = """<html><head><meta name="robots" content="max-snippet:20"></head><body>
<h1>مرفأ الساحل يستقبل السفينة رقم {number}</h1><p>رست السفينة رقم {number} صباح اليوم في المرفأ
وعلى متنها حمولة من الحبوب، وبدأ العمال تفريغها فور انتهاء الفحص الذي أجرته لجنة الميناء.</p>
<p>وذكر مسؤول الرصيف {number} أن التفريغ يستغرق ثلاثة أيام إذا ظل البحر هادئا.</p></body></html>"""
ROBOTS = "User-agent: *\nContent-Signal: search=yes, ai-train=no\nDisallow: /closed/\n"


@pytest.fixture
def site() -> Iterator[FixedSite]:
    with serving(FixedSite()) as made:
        made.page("/", FRONT)
        made.page("/robots.txt", ROBOTS)
        numbers = range(1, 4)
        items = "".join(ITEM.format(url=made.url, number=number) for number in numbers)
        made.page("/rss.xml", RSS.format(items), Content_Type="application/rss+xml")
        for number in numbers:
            made.page(f"/a/{number}", ARTICLE.format(number=number))
        yield made


def lines_of(folder: Path) -> dict[str, dict]:
    parts = (folder / "feed").glob("part-*.jsonl")
    lines = [json.loads(line) for part in parts for line in part.read_text("utf-8").splitlines()]
    return {line["url"].rpartition("/")[2]: line for line in lines}


def log_of(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in (folder / "logs").glob("*.jsonl"))


def test_reservations_of_file_header_and_page_are_published(site, tmp_path):
    site.page("/.well-known/tdmrep.json", '[{"location": "/a/", "tdm-reservation": 1}]')
    site.page("/a/2", ARTICLE.format(number=2), tdm_reservation="0", X_Robots_Tag="noai, noimageai")
    code, output = Site(site.url, tmp_path).finish()

    assert code == 0, output
    told = {number: line["usageInfo"] for number, line in lines_of(tmp_path).items()}
    assert told["1"] == {
        "robots": "max-snippet:20",
        "tdmReservation": "1",
        "contentSignal": "search=yes, ai-train=no",
    }
    assert told["2"]["tdmReservation"] == "0"
    assert told["2"]["robots"] == "noai, noimageai, max-snippet:20"
    assert site.asked.count("/.well-known/tdmrep.json") == 1


def test_a_host_that_wants_rest_gets_it_in_the_next_run_too(site, tmp_path):
    site.page("/a/1", "", status=429, Retry_After="3600")
    site.page("/a/2", "", status=429, Retry_After="3600")
    site.page("/a/3", "", status=429, Retry_After="3600")
    Site(site.url, tmp_path).finish()
    asked_first = len([path for path in site.asked if path.startswith("/a/")])
    site.asked.clear()
    code, output = Site(site.url, tmp_path).finish()

    assert asked_first <= 3  # no retries
    assert site.asked == []
    assert code == 69, output
    assert "backoff" in output


def test_a_redirect_to_another_port_of_the_own_address_is_refused(site, tmp_path):
    with serving(FixedSite()) as inside, serving(FixedSite(), "127.0.0.9") as other:
        site.page("/a/1", "", status=302, Location=f"{inside.url}secret")
        site.page("/a/2", "", status=302, Location=f"{other.url}secret")
        code, output = Site(site.url, tmp_path).finish()

    assert code == 0, output
    assert (inside.connections, other.connections) == (0, 0)
    assert "guard: '127.0.0.9:" in log_of(tmp_path)
    assert set(lines_of(tmp_path)) == {"3"}


def test_a_budget_of_requests_ends_the_asking(site, tmp_path):
    Site(site.url, tmp_path, settings={"RASID_HOST_REQUESTS_MAX": "4"}).finish()

    assert len(site.asked) == 4
