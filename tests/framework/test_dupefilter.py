"""Our filter of requests tells the same apart as Scrapy's, and takes a fraction of its memory."""

from __future__ import annotations

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st
from scrapy.dupefilters import RFPDupeFilter
from scrapy.http import Request
from scrapy.settings import Settings

from crawler.framework.requests import SmallDupeFilter

SITE = "http://windows.example"
HELD_MAX = 40  # bytes a request; 150 in Scrapy's
URLS = st.builds(
    "{}/{}?{}".format, st.just(SITE), st.integers(1, 5), st.sampled_from(["", "a=1&b=2", "b=2&a=1"])
)


@given(st.lists(st.builds(Request, URLS, method=st.sampled_from(["GET", "POST"])), max_size=40))
def test_as_scrapys(requests):
    ours, scrapys = SmallDupeFilter(), RFPDupeFilter()
    assert [ours.request_seen(each) for each in requests] == [
        scrapys.request_seen(each) for each in requests
    ]


def held_bytes(kind):
    """What the second thousand of requests take."""
    requests = [Request(f"{SITE}/news/{number}") for number in range(2_000)]
    found = kind()
    for request in requests:  # the fingerprints themselves are kept as long as the requests
        found.fingerprinter.fingerprint(request)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for request in requests:
            found.request_seen(request)
        return (tracemalloc.get_traced_memory()[0] - before) / len(requests)
    finally:
        tracemalloc.stop()


def test_what_a_request_takes():
    assert held_bytes(SmallDupeFilter) < HELD_MAX


def test_it_is_the_filter_of_our_crawls():
    settings = Settings()
    settings.setmodule("crawler.settings")
    assert settings["DUPEFILTER_CLASS"] == "crawler.framework.requests.SmallDupeFilter"


def test_a_job_folder_has_whole_fingerprints(tmp_path):
    answers = []
    for url in (SITE, f"{SITE}/news/1", SITE):  # each by a process of its own
        found = SmallDupeFilter(str(tmp_path))
        answers.append(found.request_seen(Request(url)))
        found.close("finished")
    assert answers == [False, False, True]
