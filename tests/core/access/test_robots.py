"""Lines of a robots.txt: groups, patterns, and which of them decides."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as some
from protego import Protego

from crawler.core.access.robots import BYTES_MAX, Robots, matches, normal, path_of

HOST = "https://windows.example"


def verdict(text, path="/news/1"):
    return Robots.parse(text.encode()).verdict(HOST + path)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow:", "/", True),
        ("user-agent:*\nDISALLOW:/news", "/news/1", False),
        ("User-agent: Rasid/1.0 (+x)\nDisallow: /", "/", False),
        ("User-agent: RasidBot\nDisallow: /", "/", True),
        ("User-agent: Other\nUser-agent: Rasid\nDisallow: /", "/", False),
        ("User-agent: Rasid\nAllow: /\n\nUser-agent: Rasid\nDisallow: /news", "/news/1", False),
        ("User-agent: *\nSitemap: /s.xml\nDisallow: /news", "/news/1", False),
        ("User-agent: *\nDisallow: /news\nAllow: /news", "/news/1", True),  # of two as long
        ("User-agent: *\nAllow: /news/1\nDisallow: /news", "/news/1", True),
        ("User-agent: *\nDisallow: /*/1$", "/news/1", False),
        ("User-agent: *\nDisallow: /*/1$", "/news/1?x", True),
        ("User-agent: *\nDisallow: /*.php", "/a/b.php?id=1", False),
        ("User-agent: *\nDisallow: /?", "/?", False),
        ("User-agent: *\nDisallow: /أخبار", "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/7", False),
        ("User-agent: *\nDisallow: /%7Ea", "/~a", False),
        ("User-agent: *\nDisallow: /a%2fb", "/a%2Fb", False),
        ("User-agent: *\nDisallow: /a%2fb", "/a/b", True),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDissallow: /", "/", False),
        ("User-agent: *\nDisallow: /a # but why", "/a", False),
        ("User-agent: Rasid\nUser-agent: Other\nDisallow: /", "/", False),  # names share rules
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /*b*b", "/ab", True),  # no part of a path counts twice
        ("User-agent: *\nDisallow: /*bc*c$", "/abc", True),
        ("User-agent: *\nDisallow: /*b*c$", "/bc", False),
        ("User-agent: *\nDisallow: /*b*d", "/abcd", False),
        ("User-agent: *\nDisallow: /*z*d", "/abcd", True),  # every part must be there
        ("User-agent: *\nSitemap: /news", "/news/1", True),  # no rule
        ("User-agent: 7\nDisallow: /", "/", True),  # no name at all
        ("Useragent: *\nDisallow: /", "/", False),
        ("User agent: *\nDisallow: /", "/", False),
        ("User-agent: *\nDissalow: /", "/", False),
        ("User-agent: *\nDisalow: /", "/", False),
        ("User-agent: *\nDiasllow: /", "/", False),
        ("User-agent: *\nDisallaw: /", "/", False),
        ("Disallow: /", "/", True),  # before any group
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", "/", False),
        ("User-agent: *\rDisallow: /", "/", False),
        ("  <!DOCTYPE html>\nUser-agent: *\nDisallow: /", "/", True),
    ],
)
def test_who_may_ask_what(text, path, allowed):
    assert verdict(text, path).allowed is allowed


def test_the_deciding_line_is_named():
    rule = verdict("# all\nUser-agent: *\n\nDisallow: /news/  # no\n").rule
    assert (rule.number, rule.text) == (4, "Disallow: /news/  # no")
    assert verdict("User-agent: *\nDisallow: /x").rule is None


def test_only_so_much_of_it_is_read():
    padding = "# " + "x" * 98 + "\n"
    filler = padding * (BYTES_MAX // len(padding) + 1)
    closed = "User-agent: *\nDisallow: /\n"
    assert verdict(filler + closed).allowed
    assert not verdict(closed + filler).allowed
    kept = padding * (BYTES_MAX // len(padding) - 1)  # 500 KiB are read to the end
    assert not verdict(kept + closed).allowed


@pytest.mark.parametrize(
    ("text", "delay_s"),
    [("5", 5.0), ("0.5", 0.5), ("-1", None), ("inf", None), ("soon", None), ("", None)],
)
def test_crawl_delay(text, delay_s):
    assert Robots.parse(f"User-agent: *\nCrawl-delay: {text}".encode()).crawl_delay_s == delay_s


def test_raw_letters_of_a_path_are_compared_as_they_are_sent():
    assert normal("/\u0623") == "/%D8%A3"


def test_a_misspelt_crawl_delay_is_kept_too():
    assert Robots.parse(b"User-agent: *\nCrawldelay: 7").crawl_delay_s == 7


def test_the_longest_of_several_delays_holds():
    text = b"User-agent: *\nCrawl-delay: 2\nCrawl-delay: 7\nUser-agent: x\nCrawl-delay: 99"
    assert Robots.parse(text).crawl_delay_s == 7


def test_content_signals_are_those_of_our_group_and_path():
    robots = Robots.parse(
        b"User-agent: *\nContent-Signal: search=yes, ai-train=no\n"
        b"Content-Signal: /open/ ai-train=yes\nAllow: /\n"
        b"User-agent: Other\nContent-Signal: search=no\n"
    )
    assert robots.signal_for(f"{HOST}/a") == "search=yes, ai-train=no"
    assert robots.signal_for(f"{HOST}/open/a") == "ai-train=yes"
    assert Robots.parse(b"User-agent: x\nContent-Signal: a=no").signal_for(HOST) is None


PATHS = some.text("ab/%?=.A", max_size=12).map(lambda text: "/" + text)
PATTERNS = some.text("ab/*$?=.A", max_size=8).map(lambda text: "/" + text)


@given(some.lists(some.tuples(some.sampled_from(["Allow", "Disallow"]), PATTERNS)), PATHS)
def test_another_reader_of_the_standard_agrees(rules, path):
    lengths = [len(pattern) for _, pattern in rules]
    if len(set(lengths)) != len(lengths) or "%" in path:  # ties and escapes are read in two ways
        return
    text = "\n".join(["User-agent: *", *(f"{key}: {pattern}" for key, pattern in rules)])
    other = Protego.parse(text).can_fetch(HOST + path, "Rasid")
    assert Robots.parse(text.encode()).verdict(HOST + path).allowed is other


@given(some.binary(max_size=300), some.text(max_size=50))
def test_nothing_makes_it_fail(body, path):
    rules = Robots.parse(b"User-agent: *\nDisallow: /" + body)
    first, again = (rules.verdict(f"{HOST}/{path}") for _ in range(2))
    assert first == again
    assert first.allowed in (True, False)


@given(some.text(max_size=30))
def test_one_encoding_is_the_end(text):
    assert normal(normal(text)) == normal(text)


def test_a_pattern_of_many_stars_is_not_slow():
    began = perf_counter()
    assert not matches("/" + "*a" * 500 + "$", "/" + "a" * 499 + "b" * 1500)
    assert perf_counter() - began < 1  # seconds; a matcher that tries again needs years


def test_path_of_what_has_none():
    assert path_of(HOST) == "/"
    assert path_of(f"{HOST}?a#b") == "/?a"
