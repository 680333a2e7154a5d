"""When an article was published, and when it was changed: the ladder of dates, and the choice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.core.extract.dates.beside_age import in_full
from crawler.core.extract.dates.check import checked, is_open
from crawler.core.extract.dates.country_zones import country_zone
from crawler.core.extract.dates.far import datelined, labelled, titled
from crawler.core.extract.dates.found import SAME_DAY, Candidate, Clock, Published, first_date
from crawler.core.extract.dates.place import Place
from crawler.core.extract.dates.scripts import script_dates, story_dates
from crawler.core.extract.dates.shown import lines, marked, named, scripted, time_tags
from crawler.core.extract.dates.stamp import in_readers_zone, is_in_utc, stamp_of
from crawler.core.extract.dates.stated import (
    changed_dates,
    is_of_draft,
    is_weak,
    page_dates,
    stated_dates,
    url_dates,
)
from crawler.core.extract.dates.strangers import is_of_reading
from crawler.core.extract.dates.whose import is_of_other_item
from crawler.core.urls import host_of

__all__ = [
    "Clock",
    "Place",
    "Published",
    "find_modified",
    "find_published",
    "first_date",
    "stamp_of",
]

SHOWN = frozenset(("text", "title", "url"))  # rungs that readers see: nothing to translate
# What a template says where nobody filled in the date.
FIRST_OF_YEAR = re.compile(r"\d{4}-01-01[T ]00:00(?::00)?(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)?")
TIMES_MAX, LINES_MAX, META_MAX = 2, 3, 1  # dates of a rung that are held against what is stated


def find_published(place: Place, clock: Clock) -> Published | None:
    """The date of publication, checked against the other rungs, or None where none is stated.

    The ladder: JSON-LD, meta, microdata, `<time>`, data attributes, lines near the headline,
    labelled lines below the article, its dateline, the title, JSON-LD of the page, data of scripts,
    the URL.
    """
    clock = clock.with_order(place.month_first)
    stated = clock.all_of(stated_dates(place.page, place.headline))
    found = next((one for one in stated if _is_own(one, place, clock)), None)
    found = found or first_date(_ladder(place, clock), clock)
    if found and found.span.relative:
        found = in_full(found, place, clock)
    return found if found is None or found.method in SHOWN else _checked(found, place, clock)


def _is_own(found: Published, place: Place, clock: Clock) -> bool:
    """False for the date of another item of the page, and for that of the reading.

    That is the moment of the request under a name that says no more than "date".
    """
    if found.method == "meta" and is_of_other_item(place, found.raw):
        return False
    return not (_is_vague(found, place) and is_of_reading(found.span, clock))


def _is_vague(found: Published, place: Place) -> bool:
    """True for a date under a weak name, such as that of the first draft."""
    if found.method == "jsonld":
        return is_of_draft(place.page, found.raw)
    return found.method == "meta" and is_weak(place.page, found.raw)


def _checked(found: Published, place: Place, clock: Clock) -> Published:
    """What a machine was told, held against the other rungs, in the zone of the readers."""
    is_utc = is_in_utc(found)
    country = country_zone(host_of(place.page.url)) if is_utc else None
    changed = first_date(changed_dates(place.page, place.headline), clock)
    is_placed = country is not None or not is_utc
    witnesses = list(_heard(_witnesses(place, clock, found), found, is_placed=is_placed))
    is_now = is_of_reading(found.span, clock)
    if is_now:
        witnesses = [witness for witness in witnesses if not _is_vague(witness, place)]
    if changed and changed.span.latest < found.span.earliest - SAME_DAY:
        witnesses.append(changed)  # which no article was before it was published
    is_vague = _is_vague(found, place) or FIRST_OF_YEAR.fullmatch(found.raw) is not None
    is_unsure = is_now or is_vague or is_open(found, witnesses, changed)
    wanted = LINES_MAX if is_unsure else int(not is_placed)
    if wanted:
        witnesses += islice(clock.all_of(lines(place, clock, in_full=not is_now)), wanted)
    found = checked(found, witnesses, changed, is_now=is_now, is_vague=is_vague)
    return in_readers_zone(found, witnesses, country, clock) if is_in_utc(found) else found


def find_modified(place: Place, clock: Clock) -> Published | None:
    """When the page says that the article was changed."""
    found = first_date(changed_dates(place.page, place.headline), clock)
    if found is None:
        clock = clock.with_order(place.month_first)
        found = first_date(_shown_changes(place, clock), clock)
    return found


def _shown_changes(place: Place, clock: Clock) -> Iterator[Candidate]:
    yield from time_tags(place, clock, changes=True)
    yield from lines(place, clock, changes=True)


def _ladder(place: Place, clock: Clock) -> Iterator[Candidate]:
    """What follows where nothing is stated in JSON-LD and meta."""
    yield from marked(place)
    yield from time_tags(place, clock)
    yield from scripted(place, clock)
    yield from lines(place, clock)
    yield from named(place, clock)
    yield from labelled(place)
    yield from datelined(place)
    yield from titled(place.page.title)
    yield from page_dates(place.page)
    yield from story_dates(place.page, place.headline)
    yield from script_dates(place.page)
    yield from url_dates(place.page)


def _witnesses(place: Place, clock: Clock, found: Published) -> Iterator[Published]:
    """Dates of other rungs, a few of each; the lines of the page cost most and are not here."""
    if found.method == "jsonld":
        stated = stated_dates(place.page, place.headline)
        metas = (one for one in stated if one[1] == "meta" and not is_of_other_item(place, one[0]))
        yield from islice(clock.all_of(metas), META_MAX)
    yield from islice(clock.all_of(url_dates(place.page)), 1)
    if found.method != "time-tag":
        yield from islice(clock.all_of(time_tags(place, clock, in_head=True)), TIMES_MAX)


def _heard(
    witnesses: Iterator[Published], found: Published, *, is_placed: bool
) -> Iterator[Published]:
    """The witnesses up to the first that settles it: a rung of its own agrees, the zone is known.

    Meta is no rung of its own beside JSON-LD: one program writes both.
    """
    for witness in witnesses:
        yield witness
        if is_placed and witness.method != "meta" and found.agrees(witness):
            return
