"""The line that opens an article: a place and an agency, or a publisher and the word "special"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.core.provenance.names import is_generic, is_name, is_outlet, is_place, tidy_name
from crawler.core.provenance.registry import Registry

HEAD_CHARS = 90
_PART = r"(?:[^\-–—\u0640/|:()،.؟!\n]{2,40}?|\w(?:\.\s?\w){1,3}\.?)"  # also letters with dots
_JOINT = r"\s*[-–—\u0640/|]\s*"
_MORE = rf"(?:\s*،\s*{_PART})?"  # a second place, a second agency
_END = r"\s*(?P<end>[:/.]|[-–—\u0640]{1,2}(?=\s)|$)"
# The longest first: place, name and "special"; place and name; a name in brackets behind or before.
FORMS = tuple(
    map(
        re.compile,
        (
            rf"(?P<a>{_PART}){_JOINT}(?P<b>{_PART}){_JOINT}(?P<c>{_PART}){_END}",
            rf"(?P<a>{_PART}){_MORE}{_JOINT}(?P<b>{_PART}){_MORE}(?P<c>){_END}",
            rf"(?P<a>{_PART})\s*\((?P<b>{_PART})\)(?P<c>){_END}",
            rf"\((?P<a>{_PART})\)\s*[-–—\u0640/]?\s*(?P<b>{_PART})(?P<c>){_END}",
        ),
    )
)
ALONE = re.compile(r"(?P<name>[^\W\d_]+(?:\s[^\W\d_]+){0,3})\s?:\s")  # "Reuters: ..."
DAY = re.compile(r"(?<=\w)\s+\d{1,2}\s+[^\W\d]{3,8}(?:\s+\d{4})?$")  # behind the place
JOINTS = re.compile(r"[-–—\u0640/|(]")  # every form has one
LABEL = "المصدر"  # what stands behind it is a source, whoever it is
LONE_TATWEEL = re.compile(r"(?<=\s)\u0640+(?=\s)")  # typed for a dash; cleaning takes it out


@dataclass(frozen=True, slots=True)
class Dateline:
    """`text` as the page has it, the publisher that it names, and how sure that is (0 to 1)."""

    text: str
    publisher: str | None
    confidence: float


def read_dateline(line: str, registry: Registry, *, is_whole: bool = False) -> Dateline | None:
    """The dateline at the beginning of a line, or None.

    Args:
        line: A line above the text, or the first paragraph.
        registry: Whose names are known.
        is_whole: True for a line that must be a dateline and nothing else.
    """
    head = line[:HEAD_CHARS].lstrip("*• \u200e\u200f")
    for pattern in FORMS if JOINTS.search(head) else ():
        match = pattern.fullmatch(head) if is_whole else pattern.match(head)
        if match is not None and (found := _judge(match, registry, is_whole=is_whole)):
            return found
    return None if is_whole else _agency(head, registry)


def _agency(head: str, registry: Registry) -> Dateline | None:
    """A known agency and a colon: who sent the text. A newspaper's name may be a word of it."""
    match = ALONE.match(head)
    name = tidy_name(match["name"]) if match else ""
    known = registry.by_name(name) if name else None
    if known is None or known.kind != "agency" or is_place(name) or is_generic(name):
        return None
    return Dateline(name, name, 0.6)


def _judge(match: re.Match[str], registry: Registry, *, is_whole: bool) -> Dateline | None:
    groups = (part for part in match.group("a", "b", "c") if part and part.strip())
    parts = [DAY.sub("", tidy_name(part)) for part in groups]
    others = [part for part in parts if not is_place(part) and not is_generic(part)]
    backed = len(others) < len(parts)  # a place or "special" stands beside the name
    known = [part for part in others if registry.by_name(part)]
    if len(others) > 1 and len(known) == 1 and backed:
        others = known  # beside a house that is known the other one is its correspondent
    if len(others) > 1 or len(parts) < 2 or LABEL in parts:  # noqa: PLR2004 - a place and a name
        return None
    text = LONE_TATWEEL.sub("-", match[0].rstrip(" :/.-–—\u0640"))
    if not others:
        generic = any(map(is_generic, parts))
        return Dateline(text, None, 0.0) if generic and any(map(is_place, parts)) else None
    name = others[0]
    if registry.by_name(name) and backed:
        return Dateline(text, name, 0.75)
    quoted = f"«{name}»" in match[0] or f'"{name}"' in match[0]
    special = any(map(is_generic, parts))
    if is_name(name) and (is_outlet(name) or quoted or (special and is_whole)):
        return Dateline(text, name, 0.6)
    return None
