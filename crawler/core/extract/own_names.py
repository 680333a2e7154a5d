"""The names of the site that shows a page, told apart from the publisher of the article on it."""

from __future__ import annotations

import re
from collections import Counter

from crawler.core.extract.jsonld import text_in, types_of
from crawler.core.extract.metadata import SITE_NAME_METAS
from crawler.core.extract.page import Page
from crawler.core.provenance.names import name_key

ORGANISATIONS = frozenset(("organization", "newsmediaorganization"))
TITLE_JOINT = re.compile(r"\s+[-–—|:»]\s+|\s*\|\s*")


def own_names(page: Page, configured: tuple[str, ...] = ()) -> set[str]:
    """The keys of the names by which the site calls itself.

    Those of its profile, of og:site_name and the like, of its WebSite in JSON-LD and of what
    publishes that. An Organization counts unless it only stands there as the publisher or the
    author of the article.
    """
    names = [*configured, *(page.meta.get(name, "") for name in SITE_NAME_METAS)]
    houses: Counter[str] = Counter()
    for node in page.json_ld:
        types = types_of(node)
        if "website" in types:
            names += [text_in(node.get(key)) for key in ("name", "alternatename", "publisher")]
        elif types & ORGANISATIONS:
            houses[text_in(node.get("name"))] += 1
    for node in page.article_ld:
        told = [_organisation(node.get(key)) for key in ("publisher", "sourceorganization")]
        if (author := _organisation(node.get("author"))) not in told:
            told.append(author)
        houses.subtract(filter(None, told))
    names += [name for name, count in houses.items() if count > 0]
    return {name_key(name) for name in names if name and name.strip()}


def _organisation(value: object) -> str:
    """The name of an object, or of the first of a list; "" for a bare text."""
    return "" if isinstance(value, str) else text_in(value)


def title_ends_with(page: Page, name: str) -> bool:
    """True for a page whose title is "headline - name": mostly the site, on some the publisher."""
    return any(name_key(part) == name_key(name) for part in TITLE_JOINT.split(page.title)[1:][-1:])
