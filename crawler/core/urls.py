"""One address for one page: what folds, what is compared, and the shapes of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, safe_url_string

# Parameters that say who sent a reader or which visit it is, never which page. Only names that no
# site was seen to use for content: `ref`, `source` and `from` are left alone.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|yclid|msclkid|twclid|igshid|igsh|mc_[ce]id|_ga|_gl"
    r"|ref_src|ref_url|__twitter_impression|cmpid|ocid|phpsessid|jsessionid|session_?id|sessid"
    r"|aspsessionid\w*|cfid|cftoken|oscsid|zenid|replytocom",
    re.IGNORECASE,
)
# The same page in another dress; with other values these names may stand for content.
DRESS = re.compile(
    r"(?:print|printable|amp|isamp)=(?:1|true|yes)?|(?:output|outputtype|format)=(?:amp|print)"
    r"|tmpl=component|share=(?:jetpack-)?(?:facebook|twitter|x|telegram|whatsapp|email|linkedin"
    r"|pinterest|reddit|tumblr|pocket|print)",
    re.IGNORECASE,
)
# Old Arabic portals name their stories `sid=12345`; others put a session's long key there.
SESSION = re.compile(r"s|sid", re.IGNORECASE)
SESSION_KEY = re.compile(r"(?=\w*[a-z])(?=\w*\d)\w{16,}", re.IGNORECASE)
PATH_SESSION = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[^/?]*|/\([ASF]\([\w-]*\)\)(?=/)", re.IGNORECASE
)
NOT_A_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|pdf|docx?|xlsx?|zip|rar|mp[34]|avi|mov|apk|exe|woff2?)$",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d+")
NUMBER_AND_NAME = re.compile(r"\d+:.+")  # Joomla's id=77:its-name, however long that is
HEXADECIMAL = re.compile(r"(?=[a-z-]*\d)[0-9a-f-]{12,}")
# Where small letters, capitals and digits take turns; names have two at most: page2b, iPhone15.
TURN = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
TURNS_MIN = 3
WORD = re.compile(r"(?:^|-)[a-z]{4,}(?=-|$)")
ENDING = re.compile(r"\.[a-z]{2,5}$")
SLUG_WORDS_MIN = 3  # joints in a segment that make it a slug, not a section's name
SLUG_CHARS_MIN = 25
HALF_CHARACTER = re.compile("[\ud800-\udfff]")
# Control characters, and what turns the direction of a line (UAX 9): no address has them as such.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
STRIPPED = "".join(map(chr, range(0x21)))  # C0 controls and the space, WHATWG URL 4.4
NOT_IN_HOSTS = re.compile(r"[\x00-\x20\x7f\ufffd\"<>\\^`{|}%]")
# Most links of a page are one of these, and joining them changes nothing or puts the root in front.
_HOST, _PORT = r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", r"(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}))?"
_ROOT = rf"https?://{_HOST}{_PORT}"
_REST = r"(?:\?[\w.~%/=&:,+-]+)?(?:#[\w.~%/=&:,+-]+)?"
ROOT = re.compile(rf"{_ROOT}(?=[/?#]|$)")
HOST = re.compile(rf"https?://({_HOST}){_PORT}(?=[/?#]|$)")
WHOLE_LINK = re.compile(rf"{_ROOT}(?:/[\w.~%/@:,+-]*)?{_REST}")
ROOTED_LINK = re.compile(rf"(?=/)(?:/[\w~%@,+-][\w.~%@:,+-]*)*/?{_REST}")
# With a port in range and without zeros in front, as on a machine of one's own.
_SAFE_ROOT = r"https?://[a-z0-9.-]+(?::(?:[1-9][0-9]{3}|[1-5][0-9]{4}))?/"
SAFE_ADDRESS = re.compile(rf"{_SAFE_ROOT}(?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*)?", re.ASCII)
# A path in Arabic, as most Arabic sites have, in letters or escapes: nothing else is to be written
# otherwise. Vowel signs and joiners stand in a word; what an escape of ASCII means may matter.
_IN_WORDS = r"\w.~\u064b-\u0652\u200c\u200d-"
_SPELLED = rf"(?!\.)(?:[{_IN_WORDS}]++|(?:%[89A-Fa-f][0-9A-Fa-f])++)++"
SPELLED_ADDRESS = re.compile(rf"{_SAFE_ROOT}(?:{_SPELLED}/)*+(?:{_SPELLED})?")
ESCAPES = re.compile("(?:%[0-9A-Fa-f]{2})+")
SMALL_ESCAPE = re.compile("%(?:[a-f]|[0-9A-F][a-f])")
HIGH_ESCAPE = re.compile("%[89A-Fa-f]")  # of a letter that is not ASCII
PLAIN_PARTS = re.compile(rf"{_ROOT}((?:/[\w.~%/@:,+-]*)?)(?:\?([\w.~%/=&:,+-]*))?")
_PAIR = r"[\w.~-]+=[\w.~-]*"
SAFE_QUERY = re.compile(rf"({SAFE_ADDRESS.pattern})\?({_PAIR}(?:&{_PAIR})*)", re.ASCII)


def absolute(href: str, base: str) -> str | None:
    """The http(s) address that `href` means on a page, or None for anything else.

    Backslashes, spaces and control characters are read as WHATWG URL parsers do; half a character
    (a lone surrogate) becomes U+FFFD. What comes out can be given to every function of this module.
    """
    href = href.strip(STRIPPED)
    if not href or href[0] == "#":
        return None
    if WHOLE_LINK.fullmatch(href):
        return href
    if ROOTED_LINK.fullmatch(href) and (root := _root_of(base)):
        return root + href
    return _joined(href, base)


@lru_cache(maxsize=1_024)
def _root_of(base: str) -> str | None:
    """The address before its path, or None when it is no address of a page."""
    if found := ROOT.match(base):
        return found[0]
    root = _joined("/", base)
    return root.removesuffix("/") if root else None


def _joined(href: str, base: str) -> str | None:
    before, mark, query = HALF_CHARACTER.sub("\ufffd", href).partition("?")
    try:
        whole = HIDDEN.sub(lambda found: quote(found[0]), before.replace("\\", "/") + mark + query)
        joined = urljoin(base, whole)
        parts = urlsplit(joined)
        host = parts.hostname or ""
        valid = parts.scheme in ("http", "https") and host and parts.port != 0
    except ValueError:  # such as a broken IPv6 address, a port that is no number
        return None
    return joined if valid and not NOT_IN_HOSTS.search(host) else None


def is_as_asked(url: str) -> bool:
    """True for an address in which nothing is to be quoted, and which has no name of a user."""
    if SAFE_ADDRESS.fullmatch(url) or SAFE_QUERY.fullmatch(url):
        return True
    return url.isascii() and SPELLED_ADDRESS.fullmatch(url) is not None


@lru_cache(maxsize=2_048)
def request_url(url: str) -> str:
    """The address to ask: no fragment, no tracking parameters, host in lower case and punycode.

    >>> request_url("http://Example.org/a?id=7&utm_source=x#c")
    'http://example.org/a?id=7'
    """
    if SAFE_ADDRESS.fullmatch(url):
        return url
    if found := SAFE_QUERY.fullmatch(url):  # no letter of it has another spelling
        return _with_query(found[1], filter(_is_asked, found[2].split("&")))
    if SPELLED_ADDRESS.fullmatch(url):
        return url if url.isascii() else quote(url, safe=":/%")
    parts = urlsplit(safe_url_string(url))
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        kept = [pair for pair in pairs if not _is_tracking(*pair)]
        if len(kept) != len(pairs):
            query = urlencode(kept)
    path = PATH_SESSION.sub("", parts.path) or "/"
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, query, ""))


@lru_cache(maxsize=2_048)
def canonical_url(url: str) -> str:
    """The form by which two addresses are the same page: also sorted parameters, one encoding.

    Arabic paths, raw and percent-encoded, meet in one form (RFC 3986, 6.2.2).
    """
    if SAFE_ADDRESS.fullmatch(url):
        return url
    asked = request_url(url)
    if SAFE_ADDRESS.fullmatch(asked):
        return asked
    if found := SAFE_QUERY.fullmatch(asked):
        return _with_query(found[1], sorted(found[2].split("&"), key=_pair_of))
    if SPELLED_ADDRESS.fullmatch(asked):
        is_small = SMALL_ESCAPE.search(asked)
        return ESCAPES.sub(lambda run: run[0].upper(), asked) if is_small else asked
    return canonicalize_url(asked)


def _with_query(path: str, pairs: Iterable[str]) -> str:
    query = "&".join(pairs)
    return f"{path}?{query}" if query else path


def _pair_of(pair: str) -> tuple[str, str]:
    name, _, value = pair.partition("=")
    return name, value


def _is_asked(pair: str) -> bool:
    return not _is_tracking(*_pair_of(pair))


@lru_cache(maxsize=2_048)  # a page's own is asked for by most finders
def host_of(url: str) -> str:
    """The host in lower case without `www.`; empty when there is none."""
    if found := HOST.match(url):
        return found[1].removeprefix("www.") or found[1]
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") or host


def is_page(url: str) -> bool:
    """False for images, scripts, documents and other files."""
    path = url.partition("#")[0].partition("?")[0]
    if "." not in path[path.rfind("/") :]:
        return True  # the last part of its path has no ending
    return not NOT_A_PAGE.search(urlsplit(url).path)


@lru_cache(maxsize=2_048)
def shape_of(url: str) -> str:
    """What addresses of one kind have in common: numbers as #, slugs as *.

    >>> shape_of("http://example.org/news/123456/some-long-slug-here.html")
    '/news/#/*'
    >>> shape_of("http://example.org/article.php?id=7&lang=ar")
    '/article.php?id=#&lang=ar'
    """
    whole, query = _path_and_query(url)
    path = "/".join(map(_segment_shape, _segments(whole)))
    if not query:
        return path
    pairs = sorted(parse_qsl(query, keep_blank_values=True))
    query = "&".join(f"{name}={_segment_shape(value)}" for name, value in pairs)
    return f"{path}?{query}" if query else path


def _segments(path: str) -> list[str]:
    """The parts of a path as their shapes need them."""
    if "%2" in path:  # a slash may be among what is escaped
        return unquote(path).split("/")
    return [_readable(part) if "%" in part else part for part in path.split("/")]


def _readable(segment: str) -> str:
    """Without escapes, but for a slug of words that are not Latin: it has its joints either way."""
    joints = segment.count("-") + segment.count("_")
    is_slug = joints >= SLUG_WORDS_MIN and ":" not in segment and "%3" not in segment
    return segment if is_slug and HIGH_ESCAPE.search(segment) else unquote(segment)


def _path_and_query(url: str) -> tuple[str, str]:
    """What `urlsplit` says, in a quarter of its time for most addresses."""
    if found := PLAIN_PARTS.fullmatch(url):
        return found[1], found[2] or ""
    parts = urlsplit(url)
    return parts.path, parts.query


@lru_cache(maxsize=1_024)  # the addresses of a site have few shapes
def general_shape(shape: str) -> str:
    """The shape with its names left open, for sites that put a publisher or a section in the path.

    >>> general_shape("/adenonline/#"), general_shape("/arab/short-name")
    ('/~/#', '/arab/~')
    """
    path, mark, query = shape.partition("?")
    *front, last = path.removesuffix("/").split("/")
    slash = "/" if path.endswith("/") else ""
    if "#" in last or last == "*":
        front = [part if part in ("", "#", "*") else "~" for part in front]
    elif last:
        last = "~"
    return "/".join((*front, last)) + slash + mark + query


def _is_tracking(name: str, value: str) -> bool:
    if SESSION.fullmatch(name):
        return bool(SESSION_KEY.fullmatch(value))
    return bool(TRACKING.fullmatch(name) or DRESS.fullmatch(f"{name}={value}"))


def _is_token(segment: str) -> bool:
    """True for a key such as dQw4w9WgXcQ or 3k9x-1f7, which no two addresses share.

    Behind a word such a key ends a slug: gold-price-9b0c1d.
    """
    joined = segment.replace("-", "")
    if joined.isalpha() or not (joined.isascii() and joined.isalnum()):
        return False
    if "-" in segment and WORD.search(segment):
        return False
    return len(TURN.findall(joined)) >= TURNS_MIN


@lru_cache(maxsize=1_024)  # sections and years come again in nearly all addresses of a site
def _segment_shape(segment: str) -> str:
    if segment.isdigit() and segment.isascii():
        return "#"
    if ":" in segment and NUMBER_AND_NAME.fullmatch(segment):
        return "#"
    bare = segment.lower()
    ending = found[0] if "." in bare and (found := ENDING.search(bare)) else ""
    key = segment[: len(segment) - len(ending)]
    if HEXADECIMAL.fullmatch(key.lower()) or _is_token(key):
        return f"#{ending}"
    if bare.count("-") + bare.count("_") + bare.count(" ") >= SLUG_WORDS_MIN:
        return "*"
    if len(bare) >= SLUG_CHARS_MIN:
        return "*"
    return DIGITS.sub("#", bare)


def with_parameter(url: str, name: str, value: str) -> str:
    """The address with this value in place of the parameter's own, at the end of its query.

    >>> with_parameter("https://news.example/n?offset=10&tag=a", "offset", "20")
    'https://news.example/n?tag=a&offset=20'
    """
    parts = urlsplit(url)
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return urlunsplit(parts._replace(query=urlencode([*pairs, (name, value)])))


def path_of(url: str) -> str:
    """The path of an address.

    >>> path_of("https://news.example/a/5?b=/c#d")
    '/a/5'
    """
    found = ROOT.match(url)
    if found is None or not url.isprintable():  # `urlsplit` drops line ends
        return urlsplit(url).path
    return url[found.end() :].partition("#")[0].partition("?")[0]
