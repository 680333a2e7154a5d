"""Where a redirecting address leads, read from the address itself: nothing is fetched."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.core.urls import absolute, host_of

DEPTH_MAX = 4  # redirectors inside redirectors
UNQUOTED_MAX = 3
LENGTH_MAX = 4_000
# Parameters that carry an address. `ref`, `source` and `from` say where a reader comes from.
NAMES = frozenset(
    (
        "url", "u", "to", "target", "link", "dest", "destination", "redirect", "redirect_url",
        "redirect_to", "redirecturl", "redir", "goto", "go", "out", "href", "uri", "q", "site",
        "original_url", "source_url", "article_url", "exturl", "r",
    )
)  # fmt: skip
# Where a reader came from or goes back to, also in an address that leads on.
BACK = re.compile(
    r"ref(?:er(?:r?er)?)?|source|from|back|return\w*|next|callback|login\w*", re.IGNORECASE
)
# A path that says that it only leads on. Addresses of other sites are believed only with it.
LEADING_ON = re.compile(
    r"/(?:go|goto|out|outbound|redirect|redir|redirector|away|exit|visit|leave|jump|click|link|links"
    r"|external|ext|url|l|r|track)(?:\.\w{2,5})?(?:/|$)",
    re.IGNORECASE,
)
SPREADING = re.compile(
    r"/(?:sharer?|share|intent|dialog|submit|post|pin|login|signin)\b", re.IGNORECASE
)
INNER = re.compile(r"/(https?:/{1,2}|https?%3a)", re.IGNORECASE)
AMP_CACHE = re.compile(r"^/[cv]/(?:(s)/)?(.+)$")
AMP_VIEWER = re.compile(r"^/amp/(?:(s)/)?(.+)$")
BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
HEX = re.compile(r"(?:68747470)[0-9a-f]{10,}", re.IGNORECASE)
BARE_HOST = re.compile(r"(?://)?(?:[\w-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """The last address of a chain, and how the first link of it was written."""

    url: str
    kind: str


@lru_cache(maxsize=1_024)  # a site's pages share most of the links that lead elsewhere
def target_of(url: str) -> Target | None:
    """Where an address that only leads on leads to, or None for one that does not.

    Kinds: `plain`, `percent` (encoded twice or more), `base64`, `hex`, `path`, `bare` (without
    scheme), `amp`. Links that share a page are no redirectors.

    >>> target_of("https://news.example/go?url=https%3A%2F%2Fpaper.example%2Fn%2F7")
    Target(url='https://paper.example/n/7', kind='plain')
    """
    kind = ""
    current = url
    for _ in range(DEPTH_MAX):
        step = _step(current)
        if step is None:
            break
        current, kind = step.url, kind or step.kind
    return Target(current, kind) if kind else None


def _step(url: str) -> Target | None:
    if len(url) > LENGTH_MAX:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:  # "//[": no address of a page, whoever wrote it
        return None
    if SPREADING.search(parts.path):
        return None
    return (
        _amp(host_of(url), parts.path, parts.query)
        or _in_query(parts.path, parts.query, host_of(url))
        or _in_query(parts.path, parts.fragment, host_of(url))
        or _in_path(parts.path, parts.query, host_of(url))
    )


def _amp(host: str, path: str, query: str) -> Target | None:
    """AMP caches and viewers put the publisher's address behind `/c/s/` or `/amp/s/`."""
    pattern = AMP_CACHE if host.endswith(".ampproject.org") else None
    if host.startswith("google.") and path.startswith("/amp/"):
        pattern = AMP_VIEWER
    match = pattern.match(path) if pattern else None
    if match is None:
        return None
    scheme = "https" if match[1] else "http"
    found = _address(f"{scheme}://{match[2]}" + (f"?{query}" if query else ""), host)
    return Target(found, "amp") if found else None


def _in_query(path: str, query: str, host: str) -> Target | None:
    leads_on = bool(LEADING_ON.search(path))
    pairs = [*parse_qsl(query), *([("url", query)] if leads_on else [])]  # it may have no name
    for name, value in pairs:
        if name.lower() not in NAMES and (not leads_on or BACK.fullmatch(name)):
            continue
        for found, kind in _readings(value.replace(" ", "+")):
            if (kind != "bare" or leads_on) and (address := _address(found, host)):
                return Target(address, kind)
    return None


def _in_path(path: str, query: str, host: str) -> Target | None:
    """An address, or its base64, as the rest of a path."""
    match = INNER.search(path)
    if match:
        found = unquote(path[match.start() + 1 :])
        found = re.sub(r"^(https?):/+", r"\1://", found, flags=re.IGNORECASE)
        address = _address(found + (f"?{query}" if query else ""), host)
        return Target(address, "path") if address else None
    lead = LEADING_ON.search(path)
    for found, kind in _readings(path[lead.end() :].strip("/")) if lead else ():
        if kind in ("base64", "hex") and (address := _address(found, host)):
            return Target(address, kind)
    return None


def _readings(value: str) -> Iterator[tuple[str, str]]:
    """The addresses that a parameter may be, with the way in which each was written."""
    kind = "plain"
    for _ in range(UNQUOTED_MAX):
        if re.match(r"https?://", value, re.IGNORECASE):
            yield value, kind
            return
        further = unquote(value)
        if further == value:
            break
        value, kind = further, "percent"
    if HEX.fullmatch(value) and len(value) % 2 == 0:
        yield bytes.fromhex(value).decode("utf-8", "replace"), "hex"
    elif BASE64.fullmatch(value):
        yield _from_base64(value), "base64"
    elif BARE_HOST.fullmatch(value):
        yield "https://" + value.removeprefix("//"), "bare"


def _from_base64(value: str) -> str:
    """The text of base64 in either alphabet, with or without its padding; empty when it is none."""
    plain = value.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        text = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    inner = unquote(text.strip())
    return inner if re.match(r"https?://", inner, re.IGNORECASE) else ""


def _address(found: str, host: str) -> str | None:
    """A whole http(s) address of another host, or None."""
    if not re.match(r"https?://", found, re.IGNORECASE) or any(map(str.isspace, found)):
        return None
    url = absolute(found, found)
    return url if url and "." in host_of(url) and host_of(url) != host else None
