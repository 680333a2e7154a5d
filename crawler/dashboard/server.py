"""The server: reads, answers GET and HEAD, on loopback; to anybody else only with a token."""

from __future__ import annotations

import hmac
import ipaddress
import mimetypes
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from crawler.core.errors import ConfigError, MachineError
from crawler.dashboard import links, words
from crawler.dashboard.pages import MENU, PAGES
from crawler.dashboard.report import STATIC
from crawler.dashboard.showing import Showing

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "interest-cohort=()",
}
FRESH = {"cache-control": "no-store"}  # a page of three minutes ago is wrong at 3 a.m.
KEPT = {"cache-control": "private, max-age=600"}
METHODS = ("GET", "HEAD")
COOKIE = "rasid_token"
QUERY_CHARS_MAX = 400
TOKEN_CHARS_MIN = 16

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]


def check_address(host: str, token: str) -> None:
    """Raises ConfigError for an address that others can reach while no good token is set."""
    if token and len(token) < TOKEN_CHARS_MIN:
        raise ConfigError(f"RASID_SERVE_TOKEN has fewer than {TOKEN_CHARS_MIN} characters")
    if not is_loopback(host) and not token:
        raise ConfigError(
            f"{host!r} can be reached by others: set RASID_SERVE_TOKEN, or serve on 127.0.0.1"
        )


def is_loopback(host: str) -> bool:
    """True for 127.0.0.0/8 and ::1; a name may be anything, so only addresses count."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def application(showing: Showing, *, hosts: frozenset[str], token: str = "") -> App:
    """The ASGI application.

    Args:
        showing: What is shown.
        hosts: Names that a request may give in its Host header; another one is a page of somebody
            else that has pointed its name at us (DNS rebinding).
        token: What a visitor must bring, in `?token=` once or as a bearer; empty asks for none.
    """
    pages = _Pages(showing)
    routes = [
        Route("/", pages.index, methods=METHODS),
        Route("/static/{name}", pages.static, methods=METHODS),
        Route("/{name}", pages.page, methods=METHODS),
    ]
    inner = Starlette(routes=routes, exception_handlers={MachineError: _machine})
    return _Guard(inner, hosts, token)


class _Pages:
    def __init__(self, showing: Showing) -> None:
        self.showing = showing
        self.files = {path.name: path.read_bytes() for path in STATIC.iterdir()}

    async def index(self, request: Request) -> Response:
        """To the board, in the language that the reader prefers of the two."""
        wanted = request.headers.get("accept-language", "")
        language = next(
            (code for part in wanted.split(",") if (code := part.strip()[:2]) in words.LANGUAGES),
            words.LANGUAGES[0],
        )
        return RedirectResponse(links.page(MENU[0], language), status_code=302)

    async def static(self, request: Request) -> Response:
        """A file of ours."""
        data = self.files.get(request.path_params["name"])
        if data is None:
            return PlainTextResponse("not found", status_code=404)
        kind = mimetypes.guess_type(request.path_params["name"])[0] or "text/plain"
        return Response(data, media_type=kind, headers=KEPT)

    async def page(self, request: Request) -> Response:
        """A view."""
        asked = links.FILE.fullmatch(request.path_params["name"])
        if not asked or asked["language"] not in words.LANGUAGES:
            return _html(self.showing.missing(words.LANGUAGES[0]), 404)
        name, about = asked["view"], asked["about"] or ""
        shown = PAGES.get(name)
        if shown is None or (about and not shown.about):
            return _html(self.showing.missing(asked["language"]), 404)
        if name == "search":
            about = request.query_params.get("q", "")[:QUERY_CHARS_MAX]
        html = await run_in_threadpool(self.showing.page, name, asked["language"], about)
        found = html is not None
        return _html(html or self.showing.missing(asked["language"]), 200 if found else 404)


class _Guard:
    """Before anything is read: whom a request is for, whether it only looks, who sends it."""

    def __init__(self, inner: App, hosts: frozenset[str], token: str) -> None:
        self.inner, self.hosts, self.token = inner, hosts, token

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.inner(scope, receive, send)
            return

        async def send_safely(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                told = {name.encode(): value.encode() for name, value in HEADERS.items()}
                message["headers"] = [*message.get("headers", ()), *told.items()]
            await send(message)

        refused = self._refusal(Request(scope))
        await (refused or self.inner)(scope, receive, send_safely)

    def _refusal(self, request: Request) -> Response | None:
        if request.method not in METHODS:
            return PlainTextResponse(
                "this server only reads", status_code=405, headers={"allow": ", ".join(METHODS)}
            )
        if _name_of(request.headers.get("host", "")) not in self.hosts:
            return PlainTextResponse("not a name of this server", status_code=421)
        return self._stranger(request) if self.token else None

    def _stranger(self, request: Request) -> Response | None:
        """None for who has the token; it leaves the address for a cookie at once."""
        given = request.query_params.get("token")
        if given is not None and self._is_token(given):
            answer = RedirectResponse(request.url.path, status_code=303, headers=FRESH)
            answer.set_cookie(COOKIE, given, httponly=True, samesite="strict", max_age=86_400)
            return answer
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if any(map(self._is_token, (bearer, request.cookies.get(COOKIE, "")))):
            return None
        return PlainTextResponse("a token is needed", status_code=401, headers=FRESH)

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.token.encode())


def _name_of(host: str) -> str:
    """The name in a Host header, without its port; empty for what is none."""
    try:
        return "" if "@" in host else urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _html(text: str, status: int) -> Response:
    return Response(text, status, media_type="text/html", headers=FRESH)


async def _machine(_request: Request, error: Exception) -> Response:
    """The store does not answer: said in a sentence, no stack."""
    return PlainTextResponse(f"{error}\n", status_code=503, headers=FRESH)
