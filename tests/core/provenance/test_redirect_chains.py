"""Where links lead in the end: chains of redirectors, caches, ways back, and who is no source."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from crawler.core.provenance.outbound import FILE, may_be_source, source_address
from crawler.core.provenance.redirects import Target, target_of
from crawler.core.provenance.registry import read_registry

ORIGINAL = "https://paper.example/n/7"
PAGE = "https://www.site.example/n/7"


def wrapped(depth):
    """The original behind so many redirectors, the last one outside."""
    url = ORIGINAL
    for number in range(depth):
        url = f"https://hop{number}.example/go?url={quote(url, safe='')}"
    return url


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_a_chain_is_followed_to_the_original(depth):
    assert target_of(wrapped(depth)) == Target(ORIGINAL, "plain")


def test_a_longer_one_is_followed_as_far_as_that():
    assert target_of(wrapped(6)) == Target(wrapped(2), "plain")


@pytest.mark.parametrize(
    ("path", "scheme"), [("/c/s/", "https"), ("/c/", "http"), ("/v/s/", "https")]
)
def test_a_cache_leads_on_by_the_scheme_that_it_says(path, scheme):
    cached = f"https://paper-example.cdn.ampproject.org{path}paper.example/n/7"
    assert target_of(cached) == Target(f"{scheme}://paper.example/n/7", "amp")


@pytest.mark.parametrize("through", ["www.site.example/go", "m.site.example/out", "hop.example/go"])
def test_what_leads_back_to_the_site_is_no_source(through):
    back = quote("https://m.site.example/n/8", safe="")
    known = read_registry("")
    assert source_address(f"https://{through}?url={back}", PAGE, PAGE, known) is None
    away = quote(ORIGINAL, safe="")
    found = source_address(f"https://{through}?url={away}", PAGE, PAGE, known)
    assert found == (ORIGINAL, "plain")


def test_no_host_below_one_that_is_no_source_is_one():
    lines = FILE.read_text(encoding="utf-8").splitlines()
    hosts = [line for line in lines if line and not line.startswith("#")]
    assert hosts
    assert [each for each in hosts if may_be_source(f"https://x.m.{each}/n/7")] == []


@pytest.mark.parametrize(
    ("host", "may"),
    [("ads.paper", False), ("x.ad.paper", False), ("ad.paper", False), ("adpaper", True)],
)
def test_what_shows_advertisements_is_no_source(host, may):
    assert may_be_source(f"https://{host}.example/n/7") is may
