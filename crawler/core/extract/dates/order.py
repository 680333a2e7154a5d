"""Whether a page writes 07/05/2025 for a day in July or for one in May."""

from __future__ import annotations

import re

from crawler.core.extract.dates.country_zones import COUNTRY_ZONES
from crawler.core.extract.page import Page
from crawler.core.urls import host_of

ENGLISH, ENGLISH_WORD = "en", re.compile(r"\b(?:the|of)\s", re.IGNORECASE)
MONTH_FIRST = frozenset(("us", "ph"))  # countries; all others put the day first (CLDR 48)


def is_month_first(page: Page, text: str) -> bool | None:
    """True where the month stands first, None for English of no country: there it is a guess.

    The domain's country has the first word, then the language of the page, then `og:locale`. A
    page that declares no language is in English where its `text` has an article.
    """
    root = page.tree.root
    declared = (root.attributes.get("lang") if root is not None else None) or ""
    country = host_of(page.url).rpartition(".")[2]
    if country in COUNTRY_ZONES:
        return country in MONTH_FIRST
    language, _, region = declared.lower().replace("_", "-").partition("-")
    language = language or (ENGLISH if ENGLISH_WORD.search(text) else "")
    if language != ENGLISH:
        return False
    region = region or page.meta.get("og:locale", "").lower().partition("_")[2]
    return region in MONTH_FIRST if region else None
