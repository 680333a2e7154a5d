"""A site full of traps on loopback: sessions, slugs, PATH_INFO, a calendar; few articles.

Each answer links its articles by other addresses than the answer before. The number after /news/
decides what is shown, whatever else stands in an address; a month of the calendar leads to the
next and to the one before, for ever.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from crawler.demo.story import Story
from tests.flow.loopback import served_by
from tests.flow.told import page_of, stories

ARTICLES = 24
ON_A_PAGE = 8
SLUGS = ("coast", "harbour-news", "read", "top-story", "print", "week", "sea", "more")
VISITS = 5
NUMBER = re.compile(r"/news/(\d+)")


def story_at(number: int, edition: str = "") -> Story:
    """The second half of the articles tell something else in the other edition."""
    told = stories(2 * ARTICLES)
    is_other = edition == "land" and number > ARTICLES // 2
    return told[number - 1 + ARTICLES * is_other]


@dataclass
class TrapSite:
    """What it has answered; `edition` makes its only parameter that matters,
    for the articles of the second half.

    Each card links its article under so many `names`, as many of them new ones in each answer.
    """

    edition: bool = False
    names: int = 2
    on_a_page: int = ON_A_PAGE
    asked: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, target: str) -> str | None:
        """The page at an address, None when there is none."""
        with self._lock:
            self.asked.append(target)
            turn = len(self.asked)
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        if found := NUMBER.match(path):
            return self.article(int(found[1]), turn, query.get("edition", [""])[0])
        if path == "/calendar":
            return calendar(query["month"][0]) + self.links(range(1, 5), turn)
        if path == "/":
            page = int(query.get("page", ["1"])[0])
            first = (page - 1) * self.on_a_page + 1
            return self.front(page, self.links(range(first, first + self.on_a_page), turn))
        return None

    def front(self, page: int, links: str) -> str:
        more = page * self.on_a_page < ARTICLES
        arrows = f"<a href='/?page={page - 1}'>»</a>" if page > 1 else ""
        arrows += f"<a href='/?page={page + 1}'>«</a>" if more else ""
        menu = "<a href='/calendar?month=2024-05'>مايو</a><a href='/?sort=asc'>الأقدم أولا</a>"
        return f"<html><body>{menu}{links}{arrows}</body></html>"

    def links(self, numbers: range, turn: int) -> str:
        """Links under the names of this answer, and one more name for each."""
        shown = [number for number in numbers if 1 <= number <= ARTICLES]
        return "<ul>" + "".join(self.link(number, turn + number) for number in shown) + "</ul>"

    def link(self, number: int, turn: int) -> str:
        if self.edition:
            addresses = [f"/news/{number}?edition={edition}" for edition in ("sea", "land")]
        else:
            addresses = [
                f"/news/{number}/{SLUGS[(turn + name) % len(SLUGS)]}" for name in range(self.names)
            ]
            addresses[0] += f"?visit={turn % VISITS}"
        return "".join(
            f"<li><a href='{url}'>{story_at(number).headline}</a></li>" for url in addresses
        )

    def article(self, number: int, turn: int, edition: str) -> str | None:
        """The article, links to others, and one that is relative to wherever it stands."""
        if number > ARTICLES:
            return None
        story, near = story_at(number, edition), self.links(range(number + 1, number + 4), turn)
        loop = "" if self.edition else f"<a href='x/news/{number}/a'>{story.headline}</a>"
        return page_of(story, f"<div><h3>اقرأ أيضاً</h3>{near}{loop}</div>")


def calendar(month: str) -> str:
    year, of_year = map(int, month.split("-"))
    count = year * 12 + of_year - 1
    before, after = (f"{each // 12}-{each % 12 + 1:02}" for each in (count - 1, count + 1))
    return (
        f"<html><body><a href='/calendar?month={before}'>السابق</a>"
        f"<a href='/calendar?month={after}'>التالي</a></body></html>"
    )


@contextmanager
def serving(site: TrapSite) -> Iterator[str]:
    """Serve it in a thread; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = None if self.path == "/robots.txt" else site.answer(self.path)
            body = (text or "<p>not found</p>").encode()
            self.send_response(200 if text else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with served_by(Handler) as url:
        yield url
