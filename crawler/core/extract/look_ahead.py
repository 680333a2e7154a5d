"""What is asked of the whole tree of an article's page, asked right after parsing.

Then the tree is in the processor's caches; once the page was read, the same takes three times as
long. Whoever asks later gets the same answer.
"""

from __future__ import annotations

from crawler.core.extract.dates.stated import states_date
from crawler.core.extract.page import Page


def look_ahead(page: Page) -> None:
    """Read the links of a page, and where its head states no date, what else may state one."""
    _ = page.hrefs
    if not states_date(page):
        _ = page.marked, page.moments
