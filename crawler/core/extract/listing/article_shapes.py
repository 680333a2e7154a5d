"""Which shapes of addresses a page uses for articles, told by what the links to them say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import islice
from statistics import median
from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.core.extract.listing.anchors import HEADLINE_WORDS_MIN, Anchor
from crawler.core.extract.listing.menu import is_no_news
from crawler.core.extract.listing.near_shapes import LAST_NAME, with_open_word
from crawler.core.extract.listing.teaser import SHORT_WORDS_MIN, is_headed, is_summed_up, is_teased
from crawler.core.provenance.redirects import LEADING_ON, target_of
from crawler.core.urls import general_shape, shape_of

SHAPE_LINKS_MIN = 2  # one long link alone may be a banner or a notice
TEASED_MAX = 20  # links of a shape that are looked at
AGED_MAX = 100  # names that are looked at
GENERAL_SHAPES_MIN = 3  # names that share a form, before the form counts
MIXED_MIN = 4  # links of a shape whose headlines are mostly of three words
LABELLED_MIN = 3  # addresses of a shape under one text, before that is a label of all of them
TAG = "#"
TAG_BOXES = 3  # around a link that are looked at
# A card may be called "tag-aden" or "has-tags": it has tags, and is none.
TAG_NAMES = re.compile(
    r"(?<![\w-])(?!has|with|no)[\w-]{0,20}tags(?![\w-])|(?:tag|word)[-_]?cloud|keywords",
    re.IGNORECASE,
)
LABEL_LINKS = 6  # links for each text: one article under three slugs has a headline all the same
DRESS = re.compile(r"(?<![^/_.-])(?:amp|print(?:able)?|mobile|pdf|lite|email)(?=[/_.?-]|$)")


class Shapes(NamedTuple):
    """Shapes of articles, and shapes whose links all say the same: "print", "read it there"."""

    articles: frozenset[str]
    labelled: frozenset[str]


def shapes_of(anchors: Iterable[Anchor]) -> Shapes:
    """Shapes with several addresses whose texts are mostly as long as headlines.

    First the exact shapes, and those of short headlines over an age; then, with their names left
    open, those that many names share: a publisher or a section in the path. Menus and tags, told by
    their short texts, have no say. What says the same of all its addresses is no headline.
    """
    groups = _grouped(each for each in anchors if not is_no_news(each.url))
    labelled = frozenset(shape for shape, found in groups.items() if _is_labelled(found))
    told = {
        shape: kept
        for shape, found in groups.items()
        if shape not in labelled and (kept := [each for each in found if each.words])
    }
    several = {shape: found for shape, found in told.items() if len(found) >= SHAPE_LINKS_MIN}
    short = {shape for shape, found in several.items() if not (_is_long(found) or _is_mixed(found))}
    exact = {
        shape
        for shape, found in several.items()
        if shape not in short and _is_open(shape) and not _is_elsewhere(found)
    }
    general = _general({shape: found for shape, found in told.items() if shape not in short})
    if exact or general:
        headed = {shape for shape in short if _is_open(shape) and _are_headed(several[shape])}
        return Shapes(frozenset((exact | general | headed) - _dressed(groups, exact)), labelled)
    return Shapes(_teased(groups, labelled) or _aged(told), labelled)


def _dressed(groups: Mapping[str, list[Anchor]], shapes: AbstractSet[str]) -> AbstractSet[str]:
    """Those that say "print" or "amp" and whose headlines all stand under others as well."""
    dressed = set(filter(DRESS.search, shapes))
    plain = {each.text for shape in shapes - dressed for each in groups[shape]} if dressed else ()
    return {shape for shape in dressed if all(each.text in plain for each in groups[shape])}


def _general(groups: Mapping[str, list[Anchor]]) -> set[str]:
    """Shapes with their names left open, each of several exact ones with long texts."""
    forms: dict[str, list[str]] = defaultdict(list)
    for shape in groups:
        for form in {general_shape(shape), with_open_word(shape)}:
            forms[form].append(shape)
    return {
        form
        for form, exact in forms.items()
        if len(exact) >= GENERAL_SHAPES_MIN
        and _is_long([each for shape in exact for each in groups[shape]])
    }


def _teased(groups: Mapping[str, list[Anchor]], labelled: frozenset[str]) -> frozenset[str]:
    """Shapes with a number or a slug, most of whose links stand beside an age or a summary.

    Only where no link is as long as a headline: sections stand beside ages of articles too.
    """
    return frozenset(
        shape
        for shape, found in groups.items()
        if len(found) >= SHAPE_LINKS_MIN
        and _is_open(shape)
        and (
            _most(found, partial(is_teased, is_label=shape in labelled))
            or _most(found, is_summed_up)
        )
    )


def _aged(groups: Mapping[str, list[Anchor]]) -> frozenset[str]:
    """Shapes with their names left open that several short texts share, each beside its age."""
    aged = Counter(
        LAST_NAME.sub("*", general_shape(shape))
        for shape, found in islice(groups.items(), AGED_MAX)
        if found[0].words >= SHORT_WORDS_MIN and is_teased(found[0])
    )
    return frozenset(shape for shape, count in aged.items() if count >= GENERAL_SHAPES_MIN)


def _are_headed(anchors: list[Anchor]) -> bool:
    """True for short texts in headings, each over the age of what it names."""
    return _most(anchors, is_headed) and _most(anchors, is_teased)


def _most(anchors: list[Anchor], tells: Callable[[Anchor], bool]) -> bool:
    looked_at = anchors[:TEASED_MAX]
    return 2 * sum(map(tells, looked_at)) > len(looked_at)


def _grouped(anchors: Iterable[Anchor]) -> dict[str, list[Anchor]]:
    groups: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        groups[shape_of(anchor.url)].append(anchor)
    return groups


def _is_long(anchors: list[Anchor]) -> bool:
    return median(each.words for each in anchors) >= HEADLINE_WORDS_MIN


def _is_mixed(anchors: list[Anchor]) -> bool:
    """True for many texts of three words among which some are as long as headlines."""
    words = sorted(each.words for each in anchors)
    is_many = len(words) >= MIXED_MIN and words[0] >= SHORT_WORDS_MIN
    return is_many and words[-(len(words) // 3)] >= HEADLINE_WORDS_MIN


def _is_open(shape: str) -> bool:
    """True for a shape with a number or a slug in it."""
    return "#" in shape or "*" in shape


def _is_elsewhere(anchors: list[Anchor]) -> bool:
    """True for tags that say so, and for addresses that only lead on to another site."""
    url = anchors[0].url
    leads_on = LEADING_ON.search(urlsplit(url).path) is not None and target_of(url) is not None
    return leads_on or all(map(_is_tag, anchors))


def _is_tag(anchor: Anchor) -> bool:
    """True for a text that says so, and for a link in a box that is called so."""
    box = anchor.nodes[0].parent
    for _ in range(TAG_BOXES):
        if box is None or anchor.text.startswith(TAG):
            break
        names = f"{box.attributes.get('class') or ''} {box.attributes.get('id') or ''}"
        if TAG_NAMES.search(names):
            return True
        box = box.parent
    return anchor.text.startswith(TAG)


def _is_labelled(anchors: list[Anchor]) -> bool:
    """True when these addresses share one text, or few."""
    if len(anchors) < LABELLED_MIN:
        return False
    texts = [each.text for each in anchors if each.texts]
    return len(texts) >= LABELLED_MIN and len(set(texts)) <= max(1, len(texts) // LABEL_LINKS)
