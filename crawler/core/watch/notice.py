"""The message about an incident: in English and in Arabic, with all that a person needs at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from crawler.core.duration import in_words
from crawler.core.watch.causes import CAUSES
from crawler.core.watch.notice_words import BOUNDS_AR, CAUSES_AR, UNITS_AR, VERDICTS_AR

Mood = Literal["failure", "warning", "success"]
SHOWN_CHARS_MAX = 300  # of an address or a text of a page; a message has room for 4,096 (Telegram)
SIGNS = ("C", "Zl", "Zp")  # categories of Unicode that could make a line or turn it around
FIRST, LAST = "\u2068", "\u2069"  # an address inside a line of Arabic keeps its own direction


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: plain text, and how it is meant."""

    title: str
    body: str
    mood: Mood


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a message says of an incident."""

    id: int
    site: str
    cause: str
    verdict: str
    level: str
    opened: datetime
    runs: int
    closed: datetime | None = None
    url_bad: str | None = None
    url_good: str | None = None
    facts: Mapping[str, Any]
    command: str = ""


def message_of(
    told: Told, kind: Literal["opened", "closed"], steps: tuple[str, str] = ("", "")
) -> Message:
    """The message that an incident has begun, or is over.

    `steps` say what to do about its cause, in English and in Arabic. The last line is the same each
    time it is sent: who reads it twice can tell.
    """
    site, mark = shown(told.site), f"rasid:{told.id}:{kind}"
    if kind == "closed":
        lines = [*_over(told, site), mark]
        return Message(f"Rasid: {site}: over: {told.cause}", "\n".join(lines), "success")
    english, arabic = steps
    lines = [*_english(told, site, english), "", *_arabic(told, site, arabic), ""]
    lines += [*_where(told), mark]
    mood: Mood = "failure" if told.level == "error" else "warning"
    return Message(f"Rasid: {site}: {told.verdict}: {told.cause}", "\n".join(lines), mood)


def shown(value: object, chars_max: int = SHOWN_CHARS_MAX) -> str:
    r"""Text that a page may have chosen, as one harmless line.

    >>> shown("a\nb\u202ec")
    'a b c'
    """
    text = "".join(
        " " if unicodedata.category(char).startswith(SIGNS) else char for char in str(value)
    )
    text = " ".join(text.split())
    return text if len(text) <= chars_max else text[: chars_max - 1] + "…"


def _english(told: Told, site: str, step: str) -> list[str]:
    meaning = CAUSES[told.cause].meaning if told.cause in CAUSES else told.cause
    lines = [f"{site} is {told.verdict}: {meaning}."]
    if found := _found(told.facts, "Found {}", ", expected {}"):
        lines.append(f"{found}.")
    if text := shown(told.facts.get("text") or ""):
        lines.append(text)
    lines.append(f"Since {_moment(told.opened)}, {told.runs} run{'s' * (told.runs != 1)}.")
    return [*lines, f"Next: {step}"] if step else lines


def _arabic(told: Told, site: str, step: str) -> list[str]:
    verdict = VERDICTS_AR.get(told.verdict, told.verdict)
    meaning = CAUSES_AR.get(told.cause, told.cause)
    lines = [f"{FIRST}{site}{LAST} {verdict}: {meaning}."]
    if found := _found(told.facts, f"الموجود {FIRST}{{}}{LAST}", f"، والمنتظر {FIRST}{{}}{LAST}"):
        lines.append(f"{_in_arabic(found, BOUNDS_AR)}.")
    lines.append(f"منذ {FIRST}{_moment(told.opened)}{LAST}، في عدد {told.runs} من الجولات.")
    return [*lines, f"ما العمل: {step}"] if step else lines


def _over(told: Told, site: str) -> list[str]:
    lasted = in_words(((told.closed or told.opened) - told.opened) / timedelta(seconds=1))
    verdict = VERDICTS_AR.get(told.verdict, told.verdict)
    meaning = CAUSES_AR.get(told.cause, told.cause)
    how_long = _in_arabic(lasted, UNITS_AR)
    return [
        f"{site} is no longer {told.verdict} ({told.cause}): it lasted {lasted}.",
        f"Since {_moment(told.opened)}, {told.runs} run{'s' * (told.runs != 1)}.",
        "",
        f"{FIRST}{site}{LAST} لم يعد كذلك ({verdict}: {meaning})؛ دام {how_long}.",
        "",
    ]


def _in_arabic(text: str, words: Mapping[str, str]) -> str:
    """The text with its words in Arabic; they stand between blanks, or begin what is isolated."""
    for word, arabic in words.items():
        text = re.sub(rf"(?<![^\s{FIRST}]){word}(?![^\s])", arabic, text)
    return text


def _found(facts: Mapping[str, Any], value: str, expected: str) -> str:
    """What was measured, and what it should be; of what is not to be there the meaning says all."""
    if facts.get("value") is None or facts.get("expected") == 0:
        return ""
    text = value.format(_number(facts["value"]))
    if facts.get("expected") is not None:
        text += expected.format(_number(facts["expected"]))
    return text


def _number(value: Any) -> str:
    return f"{value:.3g}" if isinstance(value, float) else shown(value)


def _where(told: Told) -> list[str]:
    named = {"bad": told.url_bad, "last good": told.url_good, "try": told.command}
    return [f"{name}: {shown(value)}" for name, value in named.items() if value]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
