"""Forms of addresses with the same articles under the same numbers: /news/7, /print.php?id=7."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from crawler.core.links.address import PARAMETER, Address, Part

PROOFS_MIN = 3  # different articles; two may be one by chance (a text that was published twice)
Kept = frozenset[tuple[Part, str]]


class Form(NamedTuple):
    """An address without its number, which may stand in the path or in a parameter."""

    frame: str
    kept: Kept


def form_of(address: Address, kept: Kept) -> tuple[Form, str] | None:
    """The form and the number; None for an address without a number. `kept` are parts that count.

    In a query the longest number is the article's.
    """
    if address.number:
        return Form(f"{address.core.removesuffix(address.number)}#", kept), address.number
    numbers = [each for each in kept if each[0].reason == PARAMETER and each[1][1:].isdigit()]
    if not numbers:
        return None
    best = max(numbers, key=lambda each: (len(each[1]), each[0].name))
    return Form(f"{address.core}?{best[0].name}", kept - {best}), best[1][1:]


def same_forms(
    shared: Iterable[tuple[Form, str, Hashable]], seen: Iterable[tuple[Form, str, Hashable]]
) -> dict[Form, Form]:
    """Maps each form that has equivalent forms to the one that stands for all of them.

    `seen` are form, number and content of pages, `shared` those of them whose content was shown by
    several addresses: the others prove nothing. Two forms are the same when three articles had
    one number and one content in both. Forms of which one number has led to different contents are
    not, nor are those that were the same as one of them.
    """
    beside = _beside(_contents(shared))
    proofs: dict[tuple[Form, Form], set[Hashable]] = defaultdict(set)
    for (content, _), forms in beside.items():
        for pair in combinations(sorted(forms, key=_order), 2):
            proofs[pair].add(content)
    leaders = _joined(pair for pair, found in proofs.items() if len(found) >= PROOFS_MIN)
    if not leaders:
        return {}
    wrong = _contradicted(_contents(each for each in seen if each[0] in leaders), leaders)
    return {form: leader for form, leader in leaders.items() if leader not in wrong}


def _contents(
    seen: Iterable[tuple[Form, str, Hashable]],
) -> dict[tuple[Form, str], set[Hashable]]:
    """What each form has shown under each number."""
    contents: dict[tuple[Form, str], set[Hashable]] = defaultdict(set)
    for form, number, content in seen:
        contents[form, number].add(content)
    return contents


def _beside(
    contents: Mapping[tuple[Form, str], set[Hashable]],
) -> dict[tuple[Hashable, str], set[Form]]:
    """The forms that have shown one content under one number; those of few articles left out."""
    articles: dict[Form, set[Hashable]] = defaultdict(set)
    for (form, _), found in contents.items():
        articles[form] |= found
    beside: dict[tuple[Hashable, str], set[Form]] = defaultdict(set)
    for (form, number), found in contents.items():
        if len(articles[form]) >= PROOFS_MIN:
            for content in found:
                beside[content, number].add(form)
    return beside


def _joined(pairs: Iterable[tuple[Form, Form]]) -> dict[Form, Form]:
    """Maps each form of the pairs to the first one of its connected group."""
    leaders: dict[Form, Form] = {}
    for one, other in pairs:
        first, second = leaders.get(one, one), leaders.get(other, other)
        least = min(first, second, key=_order)
        leaders |= {one: least, other: least}
        leaders |= {form: least for form, leader in leaders.items() if leader in (first, second)}
    return leaders


def _contradicted(
    contents: Mapping[tuple[Form, str], set[Hashable]], leaders: Mapping[Form, Form]
) -> set[Form]:
    """The leaders under which one number has different contents in different forms."""
    texts: dict[tuple[Form, str], set[Hashable]] = defaultdict(set)
    forms: dict[tuple[Form, str], int] = defaultdict(int)
    for (form, number), found in contents.items():
        texts[leaders[form], number] |= found
        forms[leaders[form], number] += 1
    return {key[0] for key, found in texts.items() if len(found) > 1 and forms[key] > 1}


def _order(form: Form) -> tuple[str, list[tuple[Part, str]]]:
    return form.frame, sorted(form.kept)
