"""The author of last resort: a person's name under a name of meta that is meant for an address."""

from __future__ import annotations

from collections.abc import Collection

from crawler.core.article import Author
from crawler.core.extract.author_names import is_plain_person, persons_in
from crawler.core.extract.byline import may_be_author
from crawler.core.extract.page import Page

# OpenGraph wants a profile's address here; sites write one, their own name, an account, or a name.
METAS = ("article:author", "og:article:author", "og:author")


def authors_in_meta(page: Page, sites: Collection[str]) -> tuple[list[Author], str] | None:
    """The persons, where nothing else on the page names one; `sites` are no persons.

    An Arabic name begins with a given name, one in Latin letters has two words and their capitals.
    """
    raws = {text: None for name in METAS if (text := page.meta.get(name, "").strip())}
    told = [text for text in raws if (may_be_author if text.isascii() else is_plain_person)(text)]
    persons = persons_in(told, sites)
    return ([Author(name=name) for name in persons], "meta") if persons else None
