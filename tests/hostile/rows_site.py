"""Inputs 70 to 78: hosts that fail as a whole, names in two spellings, and a machine that fails."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from tests.hostile.row import Row
from tests.hostile.server import Answer, Parts, page, raw
from tests.hostile.told import article, listing
from tests.hostile.where import Where, path

TEXT = "Content-Type: text/plain"
FLOW = "tests/flow/"
NAMES = "tests/core/test_urls.py::"
CAMPAIGNS = "tests/campaigns/"


def rows(_where: Where) -> Iterator[Row]:
    """The rows in the order of their numbers."""
    yield Row(
        70, "a listing that answers 500, then 200", "asked again, no alarm",
        {"/": first_fails, path(70): told(110), path(70, 1): told(113)}, published=2, site="flaky",
    )  # fmt: skip
    yield Row(
        71, "429 with Retry-After: seconds, a date, an age", "waited for, or left until then",
        {
            path(71): lambda time: refused("1") if time == 1 else page(article(111)),
            path(71, 1): told(115),
            f"resting{path(71, 2)}": lambda _: refused("99999999999"),
            f"resting{path(71, 3)}": lambda _: refused("Sat, 01 Jan 2089 00:00:00 GMT"),
        },
        {"failed/article/backoff": 2}, published=2, site="busy",
        proof=("tests/core/access/test_retry_after.py::test_a_wish_in_seconds_or_as_a_date",
               "tests/middlewares/test_politeness.py::test_a_huge_wish_is_cut_and_said"),
    )  # fmt: skip
    yield robots()
    yield Row(
        73, "a certificate that nobody has signed", "refused and counted, the site is down",
        {"/": lambda _: page(listing([path(73)]))},
        {"robots/no_answer/tls": 1, "failed/listing/tls": 1}, site="unsigned",
    )  # fmt: skip
    yield spelled()
    yield from machine()


def told(number: int) -> Answer:
    return lambda _: page(article(number))


def first_fails(time: int) -> Parts:
    return raw(b"", status=500) if time == 1 else page(listing([path(70), path(70, 1)]))


def refused(after: str) -> Parts:
    return raw(b"", f"Retry-After: {after}", status=429)


def robots() -> Row:
    """Sites of their own: one forbids, one fails, one sends a page of 600 kB in its place."""
    long = "<html>" + "<p>no rules here</p>\n" * 30_000
    return Row(
        72, "robots.txt with 503, with 600 kB of HTML, with Disallow: /",
        "503: the site is left alone; HTML: no rules; forbidden: nothing is asked",
        {
            "failing/robots.txt": lambda _: raw(b"", status=503),
            "closed/robots.txt": lambda _: page("User-agent: *\nDisallow: /\n", TEXT),
            "odd/robots.txt": lambda _: page(long),
            f"odd{path(72)}": told(112),
            f"odd{path(72, 1)}": told(114),
        },
        {"failed/listing/robots": 2, "robots/no_answer/http_503": 1}, published=2, site="robots",
        proof=(FLOW + "test_exit_codes.py::test_robots_that_fail_leave_the_site_alone",),
    )  # fmt: skip


def spelled() -> Row:
    """One article under an Arabic path as it is read and as it is sent."""
    first, second = "/أخبار/مدينة-الساحل-تستقبل-الضيوف-1", "/أخبار/مدينة-الساحل-تودع-الضيوف-2"
    return Row(
        74, "Arabic and punycode addresses in two spellings", "one address, one article",
        {quote(first): told(74), quote(second): told(93)}, published=2,
        links=(first, quote(first), second, quote(second).lower()),
        proof=(NAMES + "test_canonical_url_meets_in_one_form",),
    )  # fmt: skip


def machine() -> Iterator[Row]:
    """The machine under the crawl."""
    yield Row(
        75, "a clock that jumps", "run ids and windows hold",
        proof=(CAMPAIGNS + "test_runs_disturbed.py::test_nothing_is_lost_and_nothing_twice",),
    )  # fmt: skip
    yield Row(
        76, "a full disk at any write", "exit 73 or 74, nothing seen that is not published",
        proof=(
            CAMPAIGNS + "test_disks.py::test_a_disk_that_is_full_at_each_write",
            FLOW + "test_exit_codes.py::test_disk_that_fills_up_during_a_run",
        ),
    )  # fmt: skip
    yield Row(
        77, "kill -9, a power cut", "nothing lost, nothing twice",
        proof=(
            CAMPAIGNS + "test_kills.py::test_no_article_is_lost_or_repeated_by_kills",
            CAMPAIGNS + "test_power.py::test_no_article_is_lost_or_repeated_by_power_cuts",
        ),
    )  # fmt: skip
    yield Row(
        78, "two runs at once", "the second ends with 75",
        proof=(FLOW + "test_runs.py::test_two_runs_at_once_the_second_leaves",),
    )  # fmt: skip
