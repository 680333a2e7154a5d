"""Elements that carry a date in an attribute, as selectors, and the attributes."""

from __future__ import annotations

import re

# hAtom's "published" is among them.
MARKED = (
    '[itemprop~="datePublished" i],[property~="datePublished" i],[property="schema:datePublished"],'
    '[property="dc:date"],[property="dc:created"],abbr.published,abbr.date-published,[pubdate],'
    ".dt-published"
)
DATA = (
    "[data-published],[data-publish-date],[data-published-date],[data-published-at],[data-pubdate],"
    "[data-pub-date],[data-datetime],[data-timestamp],[data-unixtime],[data-time],[data-date],"
    "[data-created],[data-created-at],[data-published-on],[data-livestamp],[data-epoch],[data-utime]"
)
DATA_SIGN = re.compile(
    b"data-(?:time|date|pub|unix|created|livestamp|epoch|utime)"
)  # a page without has none of them
DATA_NAMES = tuple(name[1:-1] for name in DATA.split(","))
