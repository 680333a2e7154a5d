"""What a line says of copies, put in or taken out of its text: the rest stays to the byte.

To read a line and to write it again takes ten times as long.
"""

from __future__ import annotations

import json

from crawler.core.article import Duplicate, StoryCluster

METADATA = '"metadata":'  # a value of JSON cannot look like a key: its quotes are escaped
DUPLICATE, CLUSTER = '"duplicate":', '"storyCluster":'  # side by side where both are
BEHIND = ('"wordCount":', '"contentHash":', '"removed":')  # and `metadata`, which each line has
_decoder = json.JSONDecoder()


def with_marks(line: str, duplicate: Duplicate | None, cluster: StoryCluster | None) -> str:
    """The line of an article with these marks and no others, as `Article.to_line` writes it.

    Raises ValueError for what is no such line.
    """
    told = [
        f"{key}{mark.model_dump_json(exclude_none=True)},"
        for key, mark in ((DUPLICATE, duplicate), (CLUSTER, cluster))
        if mark
    ]
    first, last = _marks(line) or (0, 0)
    if not last:
        if not told:
            return line
        first = last = _place(line)
    return "".join((line[:first], *told, line[last:]))


def _marks(line: str) -> tuple[int, int] | None:
    """Where the marks begin, and end with the comma behind them; None where there are none."""
    end = line.find(METADATA)
    found = [at for key in (DUPLICATE, CLUSTER) if (at := line.find(key, 0, end)) >= 0]
    if not found:
        return None
    _, last = _decoder.raw_decode(line, line.index("{", found[-1]))
    return found[0], last + 1


def _place(line: str) -> int:
    """Where the marks would be: they are followed by these fields, in this order."""
    end = line.index(METADATA)
    behind = (line.find(key, 0, end) for key in BEHIND)
    return next((at for at in behind if at >= 0), end)
