"""Ways in which the embedded aggregator falls sick, each by its name: what its answers become."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.demo.broken import CHALLENGE, SOFT_404
from crawler.demo.reply import Reply, html_reply, text_reply

ROBOTS = "/robots.txt"
CLASS = re.compile(r'class="([^"]*)"')
AGO = re.compile(r'(<span class="ago">)[^<]*')
NEW_HOST = "http://windows-new.example/"
PARKED = """<!DOCTYPE html><html lang="en"><head><title>windows.example is for sale</title></head>
<body><h1>This domain is for sale</h1><p>Buy this domain: make an offer on windows.example.</p>
<ul><li><a href="/s?k=hosting">Hosting</a></li><li><a href="/s?k=flights">Flights</a></li></ul>
</body></html>"""
TOO_MANY = html_reply("<h1>429 Too Many Requests</h1>", status=429)
RETRY_AFTER_S = 600
FREE_BEFORE_STORM = 2  # pages that are answered before the first refusal


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its path, whether it is for an article, and how many there were before it."""

    path: str
    is_article: bool
    number: int


Fault = Callable[[Reply, Asked], Reply]


def _of_articles(made: Callable[[Reply], Reply]) -> Fault:
    def fault(reply: Reply, asked: Asked) -> Reply:
        return made(reply) if asked.is_article else reply

    return fault


def _of_pages(made: Callable[[Reply], Reply]) -> Fault:
    def fault(reply: Reply, asked: Asked) -> Reply:
        return made(reply) if _is_page(reply, asked) else reply

    return fault


def _is_page(reply: Reply, asked: Asked) -> bool:
    return asked.path != ROBOTS and reply.content_type.startswith("text/html")


def _changed(reply: Reply, change: Callable[[str], str]) -> Reply:
    encoding = reply.content_type.partition("charset=")[2] or "utf-8"
    text = change(reply.body.decode(encoding))
    return replace(reply, body=text.encode(encoding, "xmlcharrefreplace"))


def _renamed(reply: Reply) -> Reply:
    """Every class has another name: what a new build of a theme does."""
    return _changed(
        reply,
        lambda text: CLASS.sub(
            lambda found: f'class="{" ".join(f"v2-{name}" for name in found[1].split())}"', text
        ),
    )


def _undated(reply: Reply) -> Reply:
    """The date is written in a way that nobody reads."""
    return _changed(reply, lambda text: AGO.sub(r"\1الدورة السابعة", text))


def _flipped(reply: Reply) -> Reply:
    """The pages come in another encoding than their header says."""
    text = reply.body.decode("utf-8", "replace")
    body = text.replace('charset="utf-8"', "").encode("cp1256", "xmlcharrefreplace")
    return replace(reply, body=body)


def _stormy(reply: Reply, asked: Asked) -> Reply:
    if asked.path == ROBOTS or asked.number <= FREE_BEFORE_STORM:
        return reply
    return replace(TOO_MANY, headers=(("Retry-After", str(RETRY_AFTER_S)),))


def _forbidding(reply: Reply, asked: Asked) -> Reply:
    if asked.path != ROBOTS:
        return reply
    return text_reply("User-agent: *\nDisallow: /\n", "text/plain")


def _moved(reply: Reply, asked: Asked) -> Reply:
    target = NEW_HOST + asked.path.lstrip("/")
    return Reply(301, reply.content_type, b"", (("Location", target),))


FAULTS: dict[str, Fault] = {
    "renamed_classes": _of_pages(_renamed),
    "soft_404": _of_articles(lambda _: html_reply(SOFT_404)),
    "challenge": _of_pages(lambda _: html_reply(CHALLENGE, status=403)),
    "parked": _of_pages(lambda _: html_reply(PARKED)),
    "charset_flip": _of_pages(_flipped),
    "date_format": _of_pages(_undated),
    "storm_429": _stormy,
    "robots_change": _forbidding,
    "moved": _moved,
}


class Health:
    """Which fault the site has now, "" for none; counts the requests since it began.

    Raises KeyError for a fault that is none.
    """

    def __init__(self, is_article: Callable[[str], bool]) -> None:
        self._is_article = is_article
        self._fault: Fault | None = None
        self._asked = 0

    def fall(self, name: str) -> None:
        """Have a fault from now on, or none."""
        self._fault = FAULTS[name] if name else None
        self._asked = 0

    def seen(self, reply: Reply, target: str) -> Reply:
        """What an answer becomes."""
        if self._fault is None:
            return reply
        self._asked += 1
        asked = Asked(urlsplit(target).path, self._is_article(target), self._asked)
        return self._fault(reply, asked)
