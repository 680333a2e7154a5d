"""How a site's script makes addresses of articles out of its data: learned from drawn links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product
from urllib.parse import quote, unquote, urlsplit

from crawler.core.extract.state.items import Item

LEARNED_FROM = 3  # links whose form is tried on all
ALTERNATIVES_MAX = 3  # fields with the same value that one place may stand for
FORMS_MAX = 60
SHARE_MIN = 0.8  # of the links that a form has to give exactly
VALUE_CHARS_MIN = 2  # of a field that is looked for inside a segment
PLACE = re.compile(r"\{([a-z.]+)\}")
SEPARATORS = "-_.="

Pair = tuple[Item, str]


def learn_link_form(pairs: Iterable[Pair]) -> str:
    """The form that gives most of these objects their addresses, "" when none does.

    Each pair is an object and the absolute address to which the drawn page links it. A form is an
    address without its host: `/news/{slug}-{id}`; a name in braces is a field of the object.
    """
    told = [(item.fields(), path_of(url)) for item, url in pairs]
    if not told:
        return ""
    forms = [form for fields, path in told[:LEARNED_FROM] for form in _forms(fields, path)]
    scores = {form: sum(_filled(form, fields) == path for fields, path in told) for form in forms}
    best = max(scores, key=lambda form: scores[form], default="")
    return best if best and scores[best] >= SHARE_MIN * len(told) else ""


def link_of(form: str, item: Item) -> str:
    """The address of an object, without its host; the one that it states where there is no form."""
    if not form:
        return item.url
    filled = _filled(form, item.fields())
    return quote(filled, safe="/?&=%:@,;+~.-_") if filled else ""


def path_of(url: str) -> str:
    """Path and query of an address, decoded: data hold Arabic slugs as they are read."""
    parts = urlsplit(url)
    return unquote(parts.path + (f"?{parts.query}" if parts.query else ""))


def _filled(form: str, fields: Mapping[str, str]) -> str | None:
    names = PLACE.findall(form)
    if any(name not in fields for name in names):
        return None
    return PLACE.sub(lambda place: unquote(fields[place[1]]), form)


def _forms(fields: Mapping[str, str], path: str) -> list[str]:
    """Forms that give this path and use at least one field, those with the longest values first."""
    by_value: dict[str, list[str]] = {}
    for name, value in fields.items():
        by_value.setdefault(unquote(value), []).append(name)
    pieces = [_choices(piece, by_value) for piece in re.split(r"([/?&])", path)]
    made = ("".join(parts) for parts in product(*pieces))
    forms = [form for form, _ in zip(made, range(FORMS_MAX), strict=False)]
    return [form for form in forms if PLACE.search(form)]


def _choices(piece: str, by_value: Mapping[str, list[str]]) -> list[str]:
    """What a segment may be: a field as a whole, or fields between separators, or itself."""
    if not piece or piece in "/?&" or "{" in piece:
        return [piece]
    if piece in by_value:
        return [f"{{{name}}}" for name in by_value[piece][:ALTERNATIVES_MAX]] + [piece]
    for value in sorted(by_value, key=len, reverse=True):
        if len(value) < VALUE_CHARS_MIN and not value.isdecimal():
            continue
        if at := _places(piece, value):
            before, after = piece[: at[0]], piece[at[0] + len(value) :]
            heads, tails = _choices(before, by_value), _choices(after, by_value)
            names = by_value[value][:ALTERNATIVES_MAX]
            return [f"{h}{{{n}}}{t}" for h in heads[:1] for n in names for t in tails[:1]] + [piece]
    return [piece]


def _places(piece: str, value: str) -> list[int]:
    """Where a value stands in a segment with a separator or an end on both sides."""
    found = []
    start = piece.find(value)
    while start >= 0:
        end = start + len(value)
        is_free = (start == 0 or piece[start - 1] in SEPARATORS) and (
            end == len(piece) or piece[end] in SEPARATORS
        )
        if is_free:
            found.append(start)
        start = piece.find(value, start + 1)
    return found
