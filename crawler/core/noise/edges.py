"""Finds where the site ends and the article begins, at the two ends of a body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from crawler.core.arabic.dates import parse_date
from crawler.core.noise.learned import is_sentence
from crawler.core.noise.phrases import closing_kind, kind_of_line

# At the ends of a body these are the site's, whatever page they come from.
EDGE_KINDS = frozenset(
    ("related", "most_read", "latest", "share", "tags", "comments", "follow", "notice", "copyright",
     "ending")
)  # fmt: skip
LIST_KINDS = frozenset(("related", "most_read", "latest"))  # headlines stand under these labels
LEARNED, AGE = "learned", "age"
LIST_LINES_MAX = 12
HEADLINE_CHARS_MAX = 160
AGE_CHARS_MAX = 30  # "published 3 hours ago", and not a sentence with a date
# Fresh headlines between lines that are known: a list shows one or two that no page had before.
UNKNOWN_LINES_MAX = 2
ANY_MOMENT = datetime(2025, 1, 1, tzinfo=UTC)  # whether a line is an age does not depend on now

IsNoise = Callable[[str], bool]
Marked = tuple[str, str]  # a rule and the line it took


def edges_of(
    lines: Sequence[str], is_noise: IsNoise | None = None
) -> tuple[list[Marked], list[str], list[Marked]]:
    """What the site put before the article, the article's lines, what the site put after it.

    Rules are the kinds of the label tables, `age` for "3 hours ago", and `learned` for lines that
    `is_noise` knows or that stand among such lines. One line at least is left to the article.
    """
    head: list[Marked] = []
    while len(head) < len(lines) - 1 and (rule := _head_rule(lines[len(head)], is_noise)):
        head.append((rule, lines[len(head)]))
    tail: list[Marked] = []
    rest = lines[len(head) :]
    while taken := _last_block(rest, bool(tail), is_noise):
        tail = taken + tail
        rest = rest[: -len(taken)]
    return head, list(rest), tail


def _head_rule(line: str, is_noise: IsNoise | None) -> str | None:
    return _rule(line, kind_of_line(line), is_noise)


def _rule(line: str, kind: str | None, is_noise: IsNoise | None) -> str | None:
    if kind in EDGE_KINDS:
        return kind
    if is_noise and is_noise(line):
        return LEARNED
    return AGE if _is_age(line) else None


def _is_age(line: str) -> bool:
    if len(line) > AGE_CHARS_MAX:
        return False
    span = parse_date(line, observed_at=ANY_MOMENT, timezone="UTC")
    return span is not None and span.relative and any(map(str.isdigit, line))


def _last_block(rest: Sequence[str], after: bool, is_noise: IsNoise | None) -> list[Marked]:  # noqa: FBT001 - private
    """The last lines that go together, none when the article ends here; `after`: noise follows."""
    if len(rest) < 2:  # noqa: PLR2004 - one line is left
        return []
    if rule := _rule(rest[-1], closing_kind(rest[-1]), is_noise):
        return [(rule, rest[-1])]
    return _list(rest) or (_bridged(rest, is_noise) if after and is_noise else [])


def _list(rest: Sequence[str]) -> list[Marked]:
    """The headlines at the end and the label above them."""
    for start in range(len(rest) - 1, max(0, len(rest) - 1 - LIST_LINES_MAX), -1):
        if (kind := kind_of_line(rest[start])) in LIST_KINDS:
            return [(str(kind), line) for line in rest[start:]]
        if not _is_headline(rest[start]):
            break
    return []


def _bridged(rest: Sequence[str], is_noise: IsNoise) -> list[Marked]:
    """One or two fresh headlines and the learned line above them."""
    for unknown in range(1, min(UNKNOWN_LINES_MAX, len(rest) - 2) + 1):
        if not _is_headline(rest[-unknown]):
            break
        if is_noise(rest[-unknown - 1]):
            return [(LEARNED, line) for line in rest[-unknown - 1 :]]
    return []


def _is_headline(line: str) -> bool:
    return len(line) <= HEADLINE_CHARS_MAX and not is_sentence(line)
