"""The form of an article that is compared: entities resolved, folded, names in one spelling."""

from __future__ import annotations

import html
import re

from crawler.core.arabic.text import fold_text
from crawler.core.dedup.plain_letters import BETWEEN, fold_plain, plain_bytes, without_ligatures

_ABD = ("عبد ال", "عبدال")  # one paper writes in one word what another splits
_HAS_FORMS = re.compile("[\ufef5-\ufefc]")
_PLAIN_ABD = (plain_bytes(_ABD[0]), plain_bytes(_ABD[1]))


def folded(title: str, body: str) -> str | bytes:
    r"""The search keys of headline and body, a mark between; in one-byte letters if possible.

    Entities are resolved twice, since feeds escape what pages have escaped. A space stands at
    either end.

    >>> folded("قال", "&amp;quot;ą&amp;quot;")
    ' قال \ue000 "ą" '
    """
    if BETWEEN in title:
        title = title.replace(BETWEEN, " ")
    text = f" {title} {BETWEEN} {body} "
    if "&" in text:
        text = html.unescape(html.unescape(text))
    plain = fold_plain(text)
    if plain is None and _HAS_FORMS.search(text):
        plain = fold_plain(without_ligatures(text))
    return f" {fold_text(text).replace(*_ABD)} " if plain is None else plain.replace(*_PLAIN_ABD)
