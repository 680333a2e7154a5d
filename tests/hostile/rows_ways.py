"""Inputs 21 to 34: ways that lead elsewhere, in circles, or to one article under many names."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.row import Articles, Row
from tests.hostile.server import Answer, Parts, page, redirect
from tests.hostile.told import article, listing
from tests.hostile.where import PAGES_MAX, Where, path

RENDER = "tests/middlewares/test_render_crawl.py::"
GUARD = "tests/middlewares/test_guard.py::"
HOSTILE = "tests/hostile/"


def rows(where: Where) -> Iterator[Row]:
    """The rows in the order of their numbers."""
    yield Row(
        21, "a redirect to another host", "not followed",
        {path(21): lambda _: redirect("//other.example/news/1")}, {"failed/article/offsite": 1},
    )  # fmt: skip
    yield inside(where)
    yield Row(
        23, "DNS rebinding", "the connected address is judged: refused",
        proof=(
            GUARD + "test_a_name_that_turns_private_is_refused_when_it_does",
            GUARD + "test_each_wall_alone_stops_a_rebound_name_and_without_them_nothing_does",
        ),
    )  # fmt: skip
    yield schemes()
    yield Row(
        25, "a meta refresh to this machine", "not followed, no article",
        {path(25): lambda _: page(refresh(where))}, {"extract/not_an_article/empty": 1},
    )  # fmt: skip
    yield Row(
        26, "a drawn page that asks this machine", "stopped below the browser",
        proof=(
            RENDER + "test_no_way_leads_to_a_forbidden_address",
            RENDER + "test_without_the_walls_the_routes_of_the_page_let_it_through",
            HOSTILE + "test_browser.py::test_a_drawn_page_reaches_nobody_else",
        ),
    )  # fmt: skip
    yield Row(
        27, "a forced download in the browser", "cancelled, nothing saved",
        proof=(HOSTILE + "test_browser.py::test_a_forced_download_leaves_no_file",),
    )  # fmt: skip
    yield from circles()
    yield from names()


def inside(where: Where) -> Row:
    """Each form of an address of this machine, of private networks, of metadata."""
    v4, v6 = where.second, where.sixth
    targets = (
        f"//127.0.0.1:{where.beside}/", f"//127.0.0.2:{v4}/", f"//[::1]:{v6}/",
        f"//2130706434:{v4}/", f"//0177.0.0.2:{v4}/", f"//0x7f.2:{v4}/",
        f"//[::ffff:127.0.0.2]:{v4}/", f"//localhost:{v6}/", "//169.254.169.254/latest/meta-data/",
        "//10.0.0.1/", "//192.168.0.1/", "//[fd00:ec2::254]/",
    )  # fmt: skip
    beside = 1  # the same host on another port is no other site: only the guard stops it
    return Row(
        22, "redirects to loopback, private networks, metadata, in every form",
        "refused and said in the log, nobody is asked",
        {path(22, at): leads(target) for at, target in enumerate(targets)},
        {
            "failed/article/guard": beside,
            "failed/article/offsite": len(targets) - beside,
            "guard/refused/loopback": 7,
            "guard/refused/metadata": 2,
            "guard/refused/private": 2,
        },
    )  # fmt: skip


def leads(target: str) -> Answer:
    return lambda _: redirect(target)


def schemes() -> Row:
    """Links of these schemes stand in the listing too (`crawl.front`)."""
    targets = ("file:///etc/hostname", "data:text/html,<h1>x</h1>", "ftp://files.example/x")
    return Row(
        24, "redirects and links to file:, data:, javascript:, ftp:", "not followed",
        {path(24, at): leads(target) for at, target in enumerate(targets)},
        {"failed/article/http_302": len(targets)},
    )  # fmt: skip


def refresh(where: Where) -> str:
    return (
        "<html><head><meta http-equiv='refresh' "
        f"content='0; url=http://127.0.0.2:{where.second}/'></head><body></body></html>"
    )


def circles() -> Iterator[Row]:
    """Walks without an end."""
    yield Row(
        28, "pages of a listing without an end", "the walk ends at the page cap or at a repeat",
        {
            "/endless": endless,
            "/renamed": renamed,
            "/repeating": repeating,
            path(28): lambda _: page(article(28)),
        },
        {
            "listing/page_cap": 1,
            "failed/article/http_404": PAGES_MAX,
            "listing/ended_at_repeat": 2,
        },
        starts=("/endless", "/renamed", "/repeating"), published=1,
    )  # fmt: skip
    yield Row(
        29, "visitor ids in addresses, a calendar", "one fetch for one article, the calendar left",
        {path(29): lambda _: page(article(29))},
        {"links/trap/calendar": 1}, published=1,
        links=tuple(f"{path(29)}?PHPSESSID={at:032x}" for at in range(40)),
    )  # fmt: skip


def endless(time: int) -> Parts:
    """Page after page, each with an article that nobody has seen, and that is not there."""
    return walk("/endless", time, f"/news/28{time:03}")


def renamed(time: int) -> Parts:
    """Each page names the same article differently."""
    return walk("/renamed", time, f"{path(28)}?page={time}")


def repeating(time: int) -> Parts:
    return walk("/repeating", time, path(1))


def walk(name: str, time: int, link: str) -> Parts:
    """A page of a listing and the way to the next one."""
    following = f"</ul><a href='{name}?page={time + 1}'>التالي</a>"
    return page(listing([path(28), link]).replace("</ul>", following))


def names() -> Iterator[Row]:
    """Articles and what they are called."""
    yield Row(
        30, "canonical addresses in a circle", "each keeps its own address",
        {path(30): canonical(30, path(30, 1)), path(30, 1): canonical(82, path(30))},
        published=2, holds=own_names,
    )  # fmt: skip
    yield Row(
        31, "a canonical that is the home page or another site", "ignored",
        {path(31): canonical(31, "/"), path(31, 1): canonical(83, "//other.example/news/1")},
        published=2, holds=lambda found: not any("canonicalUrl" in each for each in found),
    )  # fmt: skip
    yield Row(
        32, "one article under many addresses", "published once, the others are counted",
        {path(32, at): lambda _: page(article(32)) for at in range(3)},
        {"store_article/duplicate": 2}, published=1,
    )  # fmt: skip
    yield Row(
        33, "an article that is another one later",
        "a new version of the same article when it is looked at again",
        {path(33): lambda time: page(article(33 if time == 1 else 84))}, published=1,
        proof=("tests/hostile/test_next_run.py::test_an_article_that_is_another_one_later",),
    )  # fmt: skip
    yield Row(
        34, "the same entry twice in a feed", "the first counts",
        {"/twice.xml": lambda _: page(twice(), "Content-Type: application/rss+xml"),
         path(34): lambda _: page(article(34))},
        {"feed/repeated": 2}, feeds=("/twice.xml",), links=(), published=1,
    )  # fmt: skip


def canonical(number: int, target: str) -> Answer:
    return lambda _: page(article(number, head=f"<link rel='canonical' href='{target}'>"))


def own_names(articles: Articles) -> bool:
    return len({each["identifier"] for each in articles}) == 2


def twice() -> str:
    item = f"<item><guid>1</guid><title>عنوان</title><link>{path(34)}</link></item>"
    return f"<rss version='2.0'><channel><title>x</title>{item * 3}</channel></rss>"
