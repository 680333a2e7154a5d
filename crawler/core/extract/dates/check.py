"""What a page states for machines, held against what it shows its readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from crawler.core.extract.dates.found import Published
from crawler.core.extract.dates.labels import PUBLISHED, bare

SAVED_WITHIN = timedelta(hours=1)  # of a change: the stated date may be that of the last saving
FIRM = frozenset(("time-tag", "microdata", "url"))  # rungs that show no date but the article's
SEEN = FIRM | {"text"}
FIRM_NOW = SEEN | {"meta"}
PLACES = {"url": "address", "jsonld": "head", "meta": "head"}  # all others: what readers see
NAMED = FIRM | {"jsonld", "meta"}  # whose disagreement is worth a word


def is_open(stated: Published, witnesses: Sequence[Published], changed: Published | None) -> bool:
    """True where more witnesses could change what `checked` says."""
    if any(map(stated.agrees, witnesses)):
        return False
    return bool(witnesses) or _is_saving(stated, changed)


def checked(
    stated: Published,
    witnesses: Sequence[Published],
    changed: Published | None,
    *,
    is_now: bool = False,
    is_vague: bool = False,
) -> Published:
    """The date that holds, with `doubts` about the rungs that disagree ("url_disagrees").

    What is stated holds where one witness agrees with it. Where none does, two witnesses in
    different places that agree with each other outvote it; and where it is the moment of the last
    change, so that it may be no more than that of the last saving, an earlier date of a firm rung
    or labelled as that of publication is the article's. Where it is the moment of the reading
    (`is_now`), which a program writes into the page, any earlier date of meta or date or age that
    readers see is; where it says little (`is_vague`), any date that they see.
    """
    against = [witness for witness in witnesses if not stated.agrees(witness)]
    if len(against) < len(witnesses) or not against:
        return _doubted(stated, against)
    winner = _outvoting(against)
    if winner is None and (is_now or _is_saving(stated, changed)):
        firm = FIRM_NOW if is_now else FIRM
        winner = next((one for one in against if _is_firm_before(one, stated, firm)), None)
    if winner is None and is_vague:
        winner = next((one for one in against if _is_day(one, SEEN)), None)
    if winner is None:
        return _doubted(stated, against)
    return _doubted(winner, [stated, *(one for one in against if not winner.agrees(one))])


def _outvoting(against: Sequence[Published]) -> Published | None:
    """The first of two witnesses that agree and stand in places of different kinds."""
    for index, one in enumerate(against):
        if any(_place(one) != _place(two) and one.agrees(two) for two in against[index + 1 :]):
            return one
    return None


def _place(witness: Published) -> str:
    """Where it stands: a `<time>` is also a part of a line, meta is written with JSON-LD."""
    return PLACES.get(witness.method, "page")


def _is_saving(stated: Published, changed: Published | None) -> bool:
    if changed is None:
        return False
    return stated.span.earliest >= changed.span.earliest - SAVED_WITHIN


def _is_firm_before(witness: Published, stated: Published, firm: frozenset[str]) -> bool:
    is_age = witness.span.relative and firm is FIRM_NOW
    is_told = _is_day(witness, firm) or is_age
    return is_told and witness.span.latest < stated.span.earliest


def _is_day(witness: Published, firm: frozenset[str]) -> bool:
    span = witness.span
    is_fine = span.precision not in ("week", "month", "year") and not span.relative
    is_labelled = witness.method == "text" and PUBLISHED.match(bare(witness.raw)) is not None
    return (witness.method in firm or is_labelled) and is_fine


def _doubted(found: Published, against: Sequence[Published]) -> Published:
    words = dict.fromkeys(f"{one.method}_disagrees" for one in against if one.method in NAMED)
    return replace(found, doubts=tuple(words))
