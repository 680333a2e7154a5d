"""A site whose articles are corrected, withdrawn, moved and shown again, run by run.

Beside what its stories say every page has what changes with each visit: a counter, an ad, related
links, the time of the last update. None of that is news.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler

from crawler.demo.story import Story
from tests.flow.loopback import served_by
from tests.flow.told import stories

RUNS = 20
HOURS = 3  # between two runs
FIRST = 10  # articles of the first day
LATER = {10: 5, 11: 10}  # articles that come later, and the run
CORRECTED = {1: (2,), 7: (2, 12)}  # runs from which on a text is another one
RETITLED = {2: 5}
GONE = {3: (3, RUNS), 4: (6, 12), 6: (7, 8)}  # from and until
MOVED = {5: 5}
RESPELT = {9: 2}
LEFT = {0: (4, 16)}  # not in the listing between these runs
# What a reader is to be told: article, version, event, the fields that changed.
TRUTH = {
    (1, 2, "edited", ("articleBody",)),
    (2, 2, "edited", ("headline",)),
    (3, 2, "withdrawn", ()),
    (4, 2, "withdrawn", ()),
    (4, 3, "restored", ()),
    (5, 2, "moved", ("url",)),
    (7, 2, "edited", ("articleBody",)),
    (7, 3, "edited", ("articleBody",)),
}
GONE_PAGE = "<p>غير موجود</p>"
ADS = ("تخفيضات الشتاء في متجر الساحل", "احجز رحلتك الآن", "سيارات بالتقسيط المريح")
PAGE = """<html><head><title>{headline} | نوافذ الساحل</title></head><body>
<header><a href="/">الرئيسية</a></header><main><article><h1>{headline}</h1>
<p class="meta">آخر تحديث: {hour} مارس 2025</p>{text}
<p>عدد المشاهدات: {views}</p></article>
<aside><p>إعلان</p><p>{ad}</p></aside>
<h3>اقرأ أيضا</h3><ul>{related}</ul></main></body></html>"""


@dataclass
class EvolvingSite:
    """What it shows in a run. With `lies` its ETag is always the same."""

    run: int = 0
    lies: bool = False

    @property
    def out(self) -> list[int]:
        """The numbers of the articles that were published by now."""
        return [*range(FIRST), *(n for n, run in LATER.items() if run <= self.run)]

    def path(self, number: int) -> str:
        """Where an article is now."""
        moved = number in MOVED and self.run >= MOVED[number]
        return f"/news/{2000 + number}" if moved else f"/news/{1000 + number}"

    def is_gone(self, number: int) -> bool:
        """True while its address gives 404."""
        first, last = GONE.get(number, (RUNS, RUNS))
        return first <= self.run < last

    def listed(self) -> list[int]:
        """What the listing shows, newest first; what it had left out comes first of all."""
        numbers = [n for n in reversed(self.out) if not self.is_gone(n)]
        for number, (first, last) in LEFT.items():
            numbers.remove(number)
            if self.run < first:
                numbers.append(number)
            elif self.run >= last:
                numbers.insert(0, number)
        return numbers

    def told(self, number: int) -> Story:
        """The story as it stands."""
        return stories(FIRST + len(LATER))[number]

    def headline(self, number: int) -> str:
        """Its headline, which may have been changed."""
        headline = self.told(number).headline
        is_new = number in RETITLED and self.run >= RETITLED[number]
        return f"{headline} بعد يومين من الانتظار" if is_new else headline

    def answer(self, path: str) -> tuple[int, str]:
        """Status, and a page or where it has moved."""
        if path == "/":
            return 200, self.listing()
        for number in self.out:
            if path == self.path(number):
                return (404, GONE_PAGE) if self.is_gone(number) else (200, self.page(number))
            if path == f"/news/{1000 + number}":
                return 301, self.path(number)
        return 404, GONE_PAGE

    def listing(self) -> str:
        """The start page."""
        links = "".join(
            f"<li><a href='{self.path(n)}'>{self.headline(n)}</a></li>" for n in self.listed()
        )
        return f"<html><body><h1>نوافذ الساحل</h1><ul>{links}</ul></body></html>"

    def between(self, number: int, paragraphs: list[str], others: list[int]) -> list[str]:
        """The text, and what the site has put into the middle of it.

        At a new address another number of reads in the text would make another story of it.
        """
        counted = [] if number in MOVED else [f"القراءات: {31 * self.run + 7}"]
        return [
            paragraphs[0],
            *counted,
            *paragraphs[1:-1],
            "اقرأ أيضا",
            f"<a href='{self.path(others[0])}'>{self.headline(others[0])}</a>",
            paragraphs[-1],
        ]

    def page(self, number: int) -> str:
        """An article with all that is around it."""
        paragraphs = list(self.told(number).paragraphs)
        for run in CORRECTED.get(number, ()):
            if self.run >= run:
                paragraphs[-1] = f"وصحح المصدر ما قاله أمس: عدد المستفيدين {run * 35} أسرة."
        if number in RESPELT and self.run >= RESPELT[number]:
            paragraphs[0] = paragraphs[0].replace("أ", "ا").replace("،", " ،")
        others = [n for n in self.out if n != number][self.run % 4 :][:3]
        related = "".join(
            f"<li><a href='{self.path(n)}'>{self.headline(n)}</a></li>" for n in others
        )
        lines = self.between(number, paragraphs, others)
        return PAGE.format(
            headline=self.headline(number),
            text="".join(f"<p>{each}</p>" for each in lines),
            hour=self.run + 1,
            views=100 * number + 17 * self.run,
            ad=ADS[self.run % len(ADS)],
            related=related,
        )


@contextmanager
def evolving(site: EvolvingSite) -> Iterator[str]:
    """Serve it in a thread, with an ETag; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, text = site.answer(self.path)
            body = b"" if status == 301 else text.encode()
            digest = hashlib.sha256(body).hexdigest()[:16]
            etag = '"always"' if site.lies else f'"{digest}"'
            if status == 200 and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            self.send_response(status)
            if status == 301:
                self.send_header("Location", text)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("ETag", etag)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with served_by(Handler) as url:
        yield url
