"""An article as duplicates are found by: without entities, folded, names written one way."""

from __future__ import annotations

import html

from crawler.core.arabic.text import fold_text
from crawler.core.dedup.plain_letters import fold_plain

_BETWEEN = "\ue000"  # private use: no page has it, no folding changes it, and it makes no word


def folded(title: str, body: str) -> tuple[str, int]:
    r"""The search key of both, and where in it the headline ends.

    Entities are resolved twice, since feeds escape what pages have escaped. Names with "Abd al-"
    are one word, as one paper writes what another splits.

    >>> folded("قال", "&amp;quot;لعبد الله&amp;quot;")
    ('قال \ue000 "لعبدالله"', 4)
    """
    text = f"{title.replace(_BETWEEN, ' ')} {_BETWEEN} {body}"
    if "&" in text:
        text = html.unescape(html.unescape(text))
    text = (fold_plain(text) or fold_text(text)).replace("عبد ال", "عبدال")
    return text, text.index(_BETWEEN)
