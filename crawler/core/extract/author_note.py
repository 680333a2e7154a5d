"""What a page tells of the author above or below the article: it is no part of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.core.arabic.text import fold_text
from crawler.core.article import Author, Removed
from crawler.core.extract.body import Body
from crawler.core.extract.layout import Layout

RULE = "byline"
NAME_WORDS_MIN = 2
NOTE_CHARS_MAX = 600
# What follows the name of somebody who is introduced: a calling, or "is a".
CALLING = re.compile(
    r"[\s:،,\-–—()]*(?:هو |هي )?(?:ال)?(?:كاتبه?|صحفيه?|صحافيه?|باحثه?|محرره?|مراسله?|اعلاميه?|"
    r"اكاديميه?|استاذه?|دكتوره?|محاميه?|روائيه?|شاعره?|ناشطه?|خبيره?|محلله?|مديره?|رءيسه?)(?!\w)|"
    r"\s+(?:is|was|has|writes|covers|joined|reports)\s"
)


def drop_author_notes(layout: Layout, body: Body, authors: Iterable[Author]) -> None:
    """Take a note on one of the authors off the start and the end of the text.

    It begins with the author's name and tells a calling. A text of nothing else stays.
    """
    names = [fold_text(each.name) for each in authors]
    names = [name for name in names if len(name.split()) >= NAME_WORDS_MIN]
    for place in (0, -1):
        if not names or len(body.blocks) < 2:  # noqa: PLR2004 - one has to stay
            return
        index = body.blocks[place]
        if _is_note(layout.blocks[index].text, names):
            del body.blocks[place]
            body.rules[index] = RULE
            body.removed.append(Removed(rule=RULE, text=layout.blocks[index].text))


def _is_note(text: str, names: list[str]) -> bool:
    if len(text) > NOTE_CHARS_MAX:
        return False
    key = fold_text(text).lstrip(" *•-–—")
    return any(key.startswith(name) and CALLING.match(key[len(name) :]) for name in names)
