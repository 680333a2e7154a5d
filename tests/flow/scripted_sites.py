"""Three script-built sites on loopback: a client-side router, state in the page, endless scrolling.

All show the stories of the embedded aggregator; a story that comes later is added by `more`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, urlsplit

from crawler.demo.aggregator import Aggregator
from crawler.demo.story import Story
from tests.flow.loopback import served_by

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PER_PAGE = 8
HTML, JSON, SCRIPT = "text/html; charset=utf-8", "application/json", "text/javascript"
Reply = tuple[str, str]
SHELL = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>مرايا</title>
</head><body><div id="{root}"></div>{state}<script src="/app.js" defer></script></body></html>"""
DRAWN_ARTICLE = """
function article(post) {
  root.innerHTML =
    `<article><h1>${post.title}</h1><time>${post.publishedAt}</time>${post.body}</article>`;
}
function teaser(post) {
  return `<div><h2><a href="${link(post)}">${post.title}</a></h2><p>${post.excerpt}</p></div>`;
}
"""


@dataclass
class ScriptedSite:
    """Stories and what was asked; a `Design` says how they are shown. `url` ends in a slash."""

    stories: list[Story]
    url: str = ""
    asked: Counter[str] = field(default_factory=Counter)
    moved: tuple[str, str] = ("", "")

    def move(self, old: str, new: str) -> None:
        """From now on what was under `old` is under `new`, for the script and for all."""
        self.moved = (old, new)

    def post(self, story: Story, *, whole: bool = False) -> dict[str, object]:
        """A story as an API tells it: no address, only a number and a slug."""
        made = {
            "id": story.id,
            "slug": "-".join(re.findall(r"\w+", story.headline)[:4]),
            "title": story.headline,
            "excerpt": " ".join(" ".join(story.paragraphs).split()[:12]),
            "publishedAt": story.published.isoformat(),
            "category": {"slug": story.section, "id": 3},
        }
        if whole:
            made["body"] = "".join(f"<p>{text}</p>" for text in story.paragraphs)
        return made

    def find(self, name: str) -> Story | None:
        number = name.rsplit("-", 1)[-1]
        return next((each for each in self.stories if str(each.id) == number), None)

    def cut(self, page: int) -> list[Story]:
        return self.stories[(page - 1) * PER_PAGE : page * PER_PAGE]


class Router(ScriptedSite):
    """One shell for every address; the script asks `/api/v1/posts` and makes the links itself."""

    APP = """const root = document.getElementById("app");
const link = (post) => `/news/${post.category.slug}/${post.slug}-${post.id}`;
%s
const parts = location.pathname.split("/").filter(Boolean);
const page = Number(new URLSearchParams(location.search).get("page") || 1);
if (parts[0] === "news")
  fetch(`/api/v1/posts/${parts[2].split("-").pop()}?include=body`).then((r) => r.json())
    .then((answer) => article(answer.data));
else
  fetch(`/api/v1/posts?limit=8&page=${page}`).then((r) => r.json()).then((answer) => {
    const next = page < answer.meta.last ? `<a href="/?page=${page + 1}">التالي</a>` : "";
    root.innerHTML = answer.data.map(teaser).join("") + next;
  });
fetch("/api/v1/weather").then((r) => r.json());
""".replace("%s", DRAWN_ARTICLE)

    def reply(self, path: str, query: dict[str, str]) -> Reply | None:
        if path == "/app.js":
            return SCRIPT, self.APP
        if path == "/api/v1/weather":
            return JSON, json.dumps({"cities": [{"id": n, "name": "صنعاء"} for n in range(9)]})
        if path == "/api/v1/posts":
            data = [self.post(each) for each in self.cut(int(query.get("page", 1)))]
            last = -(-len(self.stories) // PER_PAGE)
            return JSON, json.dumps({"data": data, "meta": {"last": last}})
        if path.startswith("/api/v1/posts/"):
            story = self.find(path.rsplit("/", 1)[-1])
            return story and (JSON, json.dumps({"data": self.post(story, whole=True)}))
        if path == "/" or (path.startswith("/news/") and self.find(path)):
            return HTML, SHELL.format(root="app", state="")
        return None


class StateInPage(ScriptedSite):
    """The data stand in `__NEXT_DATA__` of each page; the script only draws them."""

    APP = """const root = document.getElementById("__next");
const link = (post) => `/story/${post.id}/${post.slug}`;
%s
const props = JSON.parse(document.getElementById("__NEXT_DATA__").textContent).props.pageProps;
if (props.post) article(props.post);
else root.innerHTML = props.posts.map(teaser).join("") +
  (props.page < props.last ? `<a rel="next" href="/?page=${props.page + 1}">التالي</a>` : "");
""".replace("%s", DRAWN_ARTICLE)

    def reply(self, path: str, query: dict[str, str]) -> Reply | None:
        if path == "/app.js":
            return SCRIPT, self.APP
        if path == "/":
            page = int(query.get("page", 1))
            posts = [self.post(each) for each in self.cut(page)]
            last = -(-len(self.stories) // PER_PAGE)
            return HTML, self.shell({"posts": posts, "page": page, "last": last})
        if path.startswith("/story/") and (story := self.find(path.split("/")[2])):
            other = [self.post(each) for each in self.stories[:3]]
            return HTML, self.shell({"post": self.post(story, whole=True), "related": other})
        return None

    def shell(self, props: dict[str, object]) -> str:
        data = json.dumps({"props": {"pageProps": props}}).replace("<", "\\u003c")
        state = f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'
        return SHELL.format(root="__next", state=state)


class Cursor(ScriptedSite):
    """A listing without pages: more comes from a cursor."""

    MORE = ""
    APP = """const root = document.getElementById("root");
const link = (post) => `/a/${post.id}`;
%s
const parts = location.pathname.split("/").filter(Boolean);
let cursor = "", busy = false;
function more() {
  if (busy || cursor === null) return;
  busy = true;
  fetch(`/feed.json${cursor ? "?after=" + cursor : ""}`).then((r) => r.json()).then((answer) => {
    root.insertAdjacentHTML("beforeend", answer.items.map(teaser).join(""));
    cursor = answer.nextCursor; busy = false;
  });
}
if (parts[0] === "a")
  fetch(`/feed/${parts[1]}.json`).then((r) => r.json()).then(article);
else {
  more();
  MORE
}
document.body.insertAdjacentHTML("beforeend", '<div style="height: 2000px"></div>');
""".replace("%s", DRAWN_ARTICLE)

    def reply(self, path: str, query: dict[str, str]) -> Reply | None:
        if path == "/app.js":
            return SCRIPT, self.APP.replace("MORE", self.MORE)
        if path == "/feed.json":
            page = int(query.get("after", "c1")[1:])
            items = [self.post(each) for each in self.cut(page)]
            more = f"c{page + 1}" if self.cut(page + 1) else None
            return JSON, json.dumps({"items": items, "nextCursor": more})
        if path.startswith("/feed/"):
            story = self.find(path.rsplit("/", 1)[-1].removesuffix(".json"))
            return story and (JSON, json.dumps(self.post(story, whole=True)))
        if path == "/" or (path.startswith("/a/") and self.find(path.rsplit("/", 1)[-1])):
            return HTML, SHELL.format(root="root", state="")
        return None


class Endless(Cursor):
    """More comes when the reader is at the end."""

    MORE = """addEventListener("scroll", () => {
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 50) more();
  });"""


class Button(Cursor):
    """More comes when the reader presses a button; it goes when there is no more."""

    MORE = """root.insertAdjacentHTML("afterend", "<button>عرض المزيد</button>");
  const button = document.querySelector("button");
  button.addEventListener("click", () => { more(); if (cursor === null) button.remove(); });"""


Design = Router | StateInPage | Cursor
DESIGNS: dict[str, Callable[[list[Story]], Design]] = {
    "router": Router,
    "state": StateInPage,
    "endless": Endless,
}


def stories(number: int) -> list[Story]:
    """The newest stories that are no copies and no issues of one form, newest first."""
    found = Aggregator(now=NOW, markup="script", articles=2 * number).listed()
    return [each for each in found if each.kind == "story"][:number]


def answer(site: Design, path: str, query: dict[str, str]) -> Reply | None:
    """The site's reply, with its addresses moved."""
    old, new = site.moved
    if not old:
        return site.reply(path, query)
    if path.startswith(old):
        return None
    found = site.reply(path.replace(new, old, 1) if path.startswith(new) else path, query)
    return found and (found[0], found[1].replace(old, new) if found[0] == SCRIPT else found[1])


@contextmanager
def serving(site: Design) -> Iterator[Design]:
    """Answer on a free port until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            site.asked[self.path] += 1
            found = answer(site, parts.path, dict(parse_qsl(parts.query)))
            kind, text = found or (HTML, "<p>لا توجد صفحة</p>")
            body = text.encode()
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with served_by(Handler) as site.url:
        yield site
