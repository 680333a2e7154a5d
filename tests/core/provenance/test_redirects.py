"""Redirectors are decoded from their addresses, and nothing else is taken for one."""

from __future__ import annotations

import base64
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.provenance.redirects import DEPTH_MAX, target_of

PAPER = "https://paper.example/n/7?a=1"
QUOTED = quote(PAPER, safe="")
BASE64 = base64.b64encode(PAPER.encode()).decode()
GOOGLE = "www.google.com"
AMP = "paper-example.cdn.ampproject.org"
SITE = "https://site.example"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (f"{SITE}/go?url={QUOTED}", "plain"),
        (f"{SITE}/news.php?id=3&goto={QUOTED}", "plain"),
        (f"https://{GOOGLE}/url?sa=t&url={QUOTED}", "plain"),
        (f"{SITE}/go?url={quote(QUOTED)}", "percent"),
        (f"{SITE}/go?url={quote(quote(QUOTED))}", "percent"),
        (f"{SITE}/go?url={BASE64}", "base64"),
        (f"{SITE}/go?url={quote(BASE64)}", "base64"),
        (f"{SITE}/go?u={base64.b64encode(QUOTED.encode()).decode()}", "base64"),
        (f"{SITE}/go?u={PAPER.encode().hex()}", "hex"),
        (f"{SITE}/go/{PAPER.encode().hex()}", "hex"),
        (f"{SITE}/go/{BASE64}", "base64"),
        (f"{SITE}/out/{PAPER}", "path"),
        (f"{SITE}/out/{QUOTED}", "path"),
        (f"{SITE}/out/https:/paper.example/n/7?a=1", "path"),
        (f"https://{AMP}/c/s/paper.example/n/7?a=1", "amp"),
        (f"https://{GOOGLE}/amp/s/paper.example/n/7?a=1", "amp"),
        (f"{SITE}/go?url=paper.example%2Fn%2F7%3Fa%3D1", "bare"),
        (f"{SITE}/away#url={QUOTED}", "plain"),
        (f"{SITE}/go?url={quote(f'https://r.example/out?u={BASE64}', safe='')}", "plain"),
    ],
)
def test_kinds(url, kind):
    found = target_of(url)
    assert (found.url, found.kind) == (PAPER, kind)


def test_an_arabic_address_keeps_its_letters():
    found = target_of(f"{SITE}/go?url={quote('https://paper.example/خبر/7', safe='')}")
    assert found.url == "https://paper.example/خبر/7"


def test_a_chain_ends_somewhere():
    url = PAPER
    for number in range(DEPTH_MAX + 3):
        url = f"https://r{number}.example/go?u={quote(url, safe='')}"
    assert target_of(url).url != PAPER


@pytest.mark.parametrize(
    "url",
    [
        f"{SITE}/news/7",
        f"{SITE}/news?url=7",
        f"{SITE}/news?ref={QUOTED}",
        f"{SITE}/share?url={QUOTED}",
        f"{SITE}/sharer.php?u={QUOTED}",
        f"{SITE}/go?url=/news/7",
        f"{SITE}/go?url={quote(SITE, safe='')}%2Fnews%2F7",
        f"{SITE}/news?url=paper.example/n/7",
        f"{SITE}/go?url=javascript%3Aalert(1)",
        f"{SITE}/go?url=https%3A%2F%2Fa b%2Fc",
        f"{SITE}/go?url=https%3A%2F%2Flocal%2Fc",
        f"{SITE}/go?u=aGVsbG8gd29ybGQhIQ==",
        f"{SITE}/go?u={'A' * 33}",
        f"{SITE}/go?u={'4' * 41}",
        f"{SITE}/go?url={QUOTED}{'a' * 5000}",
        f"https://{AMP}/about",
        f"https://{GOOGLE}/search?x=1",
        f"{SITE}/out/https://",
    ],
)
def test_what_is_no_redirector(url):
    assert target_of(url) is None


@given(st.text(max_size=60), st.sampled_from(["go?url=", "out/", "go/", "#u=", "?q=http://"]))
def test_whatever_stands_there_a_target_is_an_address_of_another_site(rest, path):
    found = target_of(f"{SITE}/{path}{rest}")
    if found:
        assert urlsplit(found.url).scheme in ("http", "https")
        assert "." in urlsplit(found.url).hostname
        assert urlsplit(found.url).hostname != "site.example"


@given(st.binary(min_size=1, max_size=24).map(lambda raw: f"{PAPER}&b={raw.hex()}"))
def test_base64_of_any_address_is_read_back(address):
    for encoded in (
        base64.b64encode(address.encode()).decode(),
        base64.urlsafe_b64encode(address.encode()).decode().rstrip("="),
    ):
        assert target_of(f"{SITE}/go?u={encoded}").url == address
