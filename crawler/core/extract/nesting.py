"""Takes out of a page what would make parsing it take minutes: depth, attributes, open `<b>`s.

Measured with selectolax 1.0.2 (lexbor): 50,000 nested divs take 2.8 s and a million a quarter of
an hour; 200,000 attributes of one tag take 94 s; 5,000 different `<b>` that stay open over as many
paragraphs take 23 s; 40,000 open `<option>`s of a `<select>` take 4 s. No text is lost, only tags
and attributes that no page needs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

import numpy as np

from crawler.core.extract.tags import SHADOW

LESS, SLASH = b"</"
TAGS_MIN = 20_000  # a page with fewer cannot be nested badly enough to matter
TAGS_FEW = 1_000  # as many cannot cost more than 0.2 seconds, whatever they are
OPEN_MIN = 1_000  # tags that stay open, those without an end included
DEPTH_MAX = 500  # real pages stay under 100
FORMATTING_MAX = 60  # open at one time; the parser repeats each of them in every paragraph
TAG_CHARS_MAX = 20_000
ATTRIBUTES_MAX = 2_000  # of a tag as long as that; one long attribute is nothing unusual
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)[^>]*+>")
ATTRIBUTE = re.compile(r"\s[^\s=]+")
_NEVER_DEEP = (
    "area base br col embed hr img input link meta param source track wbr p li td tr th dt dd "
    "script style a"
)
NEVER_DEEP = frozenset(_NEVER_DEEP.split())
_FORMATTING = "b big code em font i nobr s small strike strong tt u"
FORMATTING = frozenset(_FORMATTING.split())
# The parser nests these where they stay open, and so they do in good pages: no depth of the page.
CHOICES = frozenset(("option", "optgroup", "rt"))
CHOICES_MAX = 500
NESTED: frozenset[str] = frozenset()  # all others
LIMITS = {FORMATTING: FORMATTING_MAX, CHOICES: CHOICES_MAX, NESTED: DEPTH_MAX}


def markup_of(html: str, utf8: bytes | None = None) -> bytes:
    """The page in UTF-8 without what is out of bounds; one of the usual kind stays as it is.

    Lone surrogates are left out, as the parser does with a text. `utf8` is the same page, where it
    came so: most need not be encoded then.
    """
    kept = _with_few_attributes(html)
    markup = utf8 if utf8 and kept is html else kept.encode("utf-8", "ignore")
    if _may_be_deep(markup):
        markup = _without_depth(kept).encode("utf-8", "ignore")
    if SHADOW in markup:
        from crawler.core.extract.shadow import opened

        return opened(markup)
    return markup


def _may_be_deep(markup: bytes) -> bool:
    """True when the tags are many, or many of them stay open.

    Bytes are compared sixteen at a time; counting in the text took a third of the parse.
    """
    letters = np.frombuffer(markup, np.uint8)
    begins = letters[:-1] == LESS
    tags = int(np.count_nonzero(begins))
    if tags < TAGS_FEW or tags >= TAGS_MIN:
        return tags >= TAGS_MIN
    ends = int(np.count_nonzero(begins & (letters[1:] == SLASH)))
    return tags - 2 * ends >= OPEN_MIN


def _with_few_attributes(html: str) -> str:
    """Tags with thousands of attributes lose them all."""
    kept: list[str] = []
    start = 0
    for first, last in _long_stretches(html):
        opening = html.rfind("<", first, last)
        if opening < 0 or last - opening < TAG_CHARS_MAX:
            continue
        name = TAG.match(html[opening : opening + 80].split(maxsplit=1)[0] + ">")
        if name and _has_many_attributes(html, opening, last):
            kept += (html[start:opening], "<", name[1], name[2])
            start = last
    return "".join(kept) + html[start:] if kept else html


def _has_many_attributes(html: str, first: int, last: int) -> bool:
    """Counting words first: there are no more attributes, and a long text is split fast."""
    words = len(html[first:last].split(None, ATTRIBUTES_MAX + 1))
    if words <= ATTRIBUTES_MAX:
        return False
    found = islice(ATTRIBUTE.finditer(html, first, last), ATTRIBUTES_MAX + 1)
    return sum(1 for _ in found) > ATTRIBUTES_MAX


def _long_stretches(html: str) -> Iterator[tuple[int, int]]:
    """Where no ">" stands for `TAG_CHARS_MAX` characters or more; looks at few of the others."""
    position, length = 0, len(html)
    while position + TAG_CHARS_MAX <= length:
        found = html.rfind(">", position, position + TAG_CHARS_MAX)
        if found < 0:
            found = html.find(">", position + TAG_CHARS_MAX)
            found = found if found >= 0 else length
            yield position, found
        position = found + 1


def _without_depth(html: str) -> str:
    """The page without the tags that open, or close, what is too deep."""
    depth = dict.fromkeys(LIMITS, 0)
    opened: Counter[str] = Counter()
    start = 0
    kept: list[str] = []
    for tag in TAG.finditer(html, 0, html.rfind(">") + 1):  # what has no end costs no search
        name = tag[2].lower()
        if name in NEVER_DEEP or (tag[1] and not opened[name]):  # the parser closes nothing by it
            continue
        kind = _kind_of(name)
        step = -1 if tag[1] else 1
        opened[name] += step
        depth[kind] += step
        if depth[kind] + bool(tag[1]) > LIMITS[kind]:
            kept.append(html[start : tag.start()])
            start = tag.end()
    kept.append(html[start:])
    return "".join(kept)


def _kind_of(name: str) -> frozenset[str]:
    """The group whose limit counts for a tag."""
    return FORMATTING if name in FORMATTING else CHOICES if name in CHOICES else NESTED
