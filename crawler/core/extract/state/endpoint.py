"""The address from which a page's script takes its data, as a form that other pages fill too."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

# {path} the page's path, {query} its whole query, {2} a segment of its path, {2#} the last number
# in it, {?page} a value of its query
PLACE = re.compile(r"\{(?:(path)|(query)|(\d{1,2})(#?)|\?([^{}]{1,60}))\}")
NUMBERS = re.compile(r"\d+")
EXTENSION = re.compile(r"\.(?:json|php|aspx?|js)$", re.IGNORECASE)
# What only keeps an answer from a cache; a form with its old value would be as good as without.
UNIQUE = frozenset(("_", "t", "ts", "cb", "timestamp", "nocache", "_t", "rand", "v"))


def learn_endpoint(page_url: str, endpoint_url: str) -> str:
    """The form of an endpoint: what of it is a part of the page's address becomes a place.

    >>> learn_endpoint("http://a.example/story/7", "http://a.example/api/story/7")
    'http://a.example/api{path}{query}'
    >>> learn_endpoint("http://a.example/news/big-ship-7", "http://a.example/v1/posts?id=7")
    'http://a.example/v1/posts?id={1#}'
    """
    page, end = urlsplit(page_url), urlsplit(endpoint_url)
    if end.path.endswith(page.path) and len(page.path) > 1:
        start = end.path.removesuffix(page.path)
        if page.query == end.query:
            return _whole(end.scheme, end.netloc, _literal(start) + "{path}{query}", "")
        return _whole(
            end.scheme, end.netloc, _literal(start) + "{path}", _query(page_url, end.query)
        )
    parts = [_piece(page_url, part) for part in end.path.split("/")]
    return _whole(end.scheme, end.netloc, "/".join(parts), _query(page_url, end.query))


def fill_endpoint(form: str, page_url: str) -> str | None:
    """The endpoint of a page, or None when its address lacks what the form needs.

    >>> fill_endpoint("http://a.example/v1/posts?id={1#}", "http://a.example/news/rain-81")
    'http://a.example/v1/posts?id=81'
    """
    page = urlsplit(page_url)
    segments = page.path.split("/")[1:]
    queries = dict(parse_qsl(page.query))
    missing = False

    def value(place: re.Match[str]) -> str:
        """What stands at a place of the page's own address, "" where it has none."""
        nonlocal missing
        path, query, number, digits, name = place.groups()
        if path:
            return page.path
        if query:
            return f"?{page.query}" if page.query else ""
        if number is not None:
            found = segments[int(number)] if int(number) < len(segments) else ""
            found = (NUMBERS.findall(found) or [""])[-1] if digits else found
        else:
            found = quote(queries.get(name, ""), safe="")
        missing = missing or not found
        return found

    filled = PLACE.sub(value, form)
    return None if missing else filled


def is_of_its_page(form: str) -> bool:
    """True when the form has a place: another page has another endpoint."""
    return PLACE.search(form) is not None


def _query(page_url: str, query: str) -> str:
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    kept = (
        f"{name}={_piece(page_url, value)}"
        for name, _, value in pairs
        if name.lower() not in UNIQUE
    )
    return "&".join(kept)


def _piece(page_url: str, piece: str) -> str:
    """A segment or a value: a place where the page's address has the same."""
    plain = unquote(piece)
    suffix = EXTENSION.search(plain)
    end = suffix[0] if suffix else ""
    bare = plain.removesuffix(end)
    if not bare:
        return _literal(piece)
    page = urlsplit(page_url)
    for name, value in parse_qsl(page.query):
        if value == bare:
            return f"{{?{name}}}{end}"
    segments = [unquote(each) for each in page.path.split("/")[1:]]
    for number, segment in enumerate(segments):
        if segment == bare:
            return f"{{{number}}}{end}"
    for number, segment in enumerate(segments):
        if bare.isdecimal() and NUMBERS.findall(segment)[-1:] == [bare]:
            return f"{{{number}#}}{end}"
    return _literal(piece)


def _literal(text: str) -> str:
    """Text that holds no place by chance."""
    return text.replace("{", "%7B").replace("}", "%7D")


def _whole(scheme: str, netloc: str, path: str, query: str) -> str:
    return urlunsplit((scheme, netloc, path, query, ""))
