"""robots.txt (RFC 9309): what it allows us, by which of its lines, and what else it tells us."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import isfinite
from typing import Self
from urllib.parse import quote, unquote_to_bytes

NAME = "rasid"  # our product token, in lower case
BYTES_MAX = 500 * 1024  # RFC 9309, 2.5: at least 500 kibibytes are parsed
PATH = "/robots.txt"  # always allowed, RFC 9309, 2.2.2
AFTER_HOST = re.compile(r"[^:/?#]+://[^/?#]*([^#]*)")  # an empty query counts: `/?`
LINE_END = re.compile(r"\r\n|\r|\n")
TOKEN = re.compile(r"[A-Za-z_-]+")
ENCODED = re.compile(r"%[0-9A-Fa-f]{2}|[^\x21-\x7e]+")
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
# Misspelt as sites do, and as Google's parser reads it too.
KEYS = {
    "useragent": "user-agent",
    "user agent": "user-agent",
    "dissallow": "disallow",
    "dissalow": "disallow",
    "disalow": "disallow",
    "diasllow": "disallow",
    "disallaw": "disallow",
    "crawldelay": "crawl-delay",
}
MEMBERS = frozenset(("allow", "disallow", "crawl-delay", "content-signal"))


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: `pattern` in one percent-encoding, `number` counted from 1, `text` as it stands."""

    allows: bool
    pattern: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a URL may be asked, and the rule that says so; None: no rule speaks of it."""

    allowed: bool
    rule: Rule | None = None


@dataclass(slots=True)
class _Group:
    names: set[str] = field(default_factory=set)
    rules: list[Rule] = field(default_factory=list)
    delays_s: list[float] = field(default_factory=list)
    signals: list[tuple[str, str]] = field(default_factory=list)  # pattern, value


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for us: of all groups with our name, else of all with `*`."""

    rules: tuple[Rule, ...] = ()  # the longest first, of two as long the allowing one
    crawl_delay_s: float | None = None
    signals: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, body: bytes, name: str = NAME) -> Self:
        """Read a robots.txt; never fails. An HTML page in its place has no rules.

        Args:
            body: As received; what is beyond 500 KiB is not read.
            name: Our product token in lower case.
        """
        text = body[:BYTES_MAX].decode("utf-8", "replace").removeprefix("\ufeff")
        if text.lstrip().startswith("<"):
            return cls()
        groups = list(_groups(text))
        ours = [group for group in groups if name in group.names]
        ours = ours or [group for group in groups if "*" in group.names]
        rules = [rule for group in ours for rule in group.rules]
        rules.sort(key=lambda rule: (len(rule.pattern), rule.allows), reverse=True)
        delays = [delay_s for group in ours for delay_s in group.delays_s]
        signals = [signal for group in ours for signal in group.signals]
        return cls(tuple(rules), max(delays, default=None), tuple(signals))

    def verdict(self, url: str) -> Verdict:
        """What the longest matching rule says; without one a URL is allowed."""
        path = path_of(url)
        if path == PATH:
            return Verdict(allowed=True)
        for rule in self.rules:
            if matches(rule.pattern, path):
                return Verdict(rule.allows, rule)
        return Verdict(allowed=True)

    def signal_for(self, url: str) -> str | None:
        """The Content-Signal that holds for a URL (contentsignals.org), such as `ai-train=no`."""
        if not self.signals:
            return None
        path = path_of(url)
        held = [signal for signal in self.signals if matches(signal[0], path)]
        return max(held, key=lambda signal: len(signal[0]))[1] if held else None


def path_of(url: str) -> str:
    """Path and query of a URL in the encoding in which patterns are compared.

    >>> path_of("https://news.example/%7ea?b=%d8%a7")
    '/~a?b=%D8%A7'
    """
    match = AFTER_HOST.match(url)
    rest = match[1] if match else ""
    return normal(rest if rest.startswith("/") else f"/{rest}")


def normal(text: str) -> str:
    """One percent-encoding (RFC 9309, 2.2.2; RFC 3986, 6.2.2)."""
    return ENCODED.sub(_normal_part, text)


def _normal_part(match: re.Match[str]) -> str:
    part = match[0]
    if not part.startswith("%"):
        return quote(part, safe="")
    plain = unquote_to_bytes(part).decode("ascii", "replace")
    return plain if UNRESERVED.fullmatch(plain) else part.upper()


def matches(pattern: str, path: str) -> bool:
    """A pattern from the beginning of a path on; `*` is anything, `$` at the end the path's end.

    Linear in the path for each `*`: no pattern makes it slow.
    """
    is_whole = pattern.endswith("$")
    first, *middle = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not middle:
        return not is_whole or path == first
    at = len(first)
    last = middle.pop()
    for part in middle:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if is_whole:
        return len(path) - len(last) >= at and path.endswith(last)
    return path.find(last, at) >= 0


def _groups(text: str) -> Iterator[_Group]:
    group = _Group()
    open_ = True  # the group takes names until its first rule
    for number, line in enumerate(LINE_END.split(text), start=1):
        key, value = _key_and_value(line)
        if key == "user-agent":
            if not open_:
                yield group
                group = _Group()
            open_ = True
            group.names.add(_name(value))
        elif key in MEMBERS:
            open_ = False
            _take(group, key, value, number, line.strip())
    yield group


def _key_and_value(line: str) -> tuple[str, str]:
    key, _, value = line.partition("#")[0].partition(":")
    key = key.strip().lower()
    return KEYS.get(key, key), value.strip()


def _name(value: str) -> str:
    if value.startswith("*"):
        return "*"
    token = TOKEN.match(value)
    return token[0].lower() if token else ""


def _take(group: _Group, key: str, value: str, number: int, text: str) -> None:
    if key == "crawl-delay":
        group.delays_s += _delay(value)
    elif key == "content-signal":
        pattern, _, rest = value.partition(" ")
        has_path = pattern.startswith(("/", "*"))
        group.signals.append((normal(pattern), rest.strip()) if has_path else ("", value))
    elif value:  # an empty Disallow forbids nothing
        group.rules.append(Rule(key == "allow", normal(value), number, text))


def _delay(value: str) -> Iterable[float]:
    try:
        delay_s = float(value)
    except ValueError:
        return ()
    return (delay_s,) if delay_s >= 0 and isfinite(delay_s) else ()
