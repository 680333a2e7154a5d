"""Makes the sketch of an article."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from zlib import crc32

from crawler.core.dedup.distinct import MOST_WORDS, Numbers
from crawler.core.dedup.drafts import Draft
from crawler.core.dedup.folded import folded
from crawler.core.dedup.scan import scan
from crawler.core.dedup.shingles import shingle_keys, title_key
from crawler.core.dedup.sketch_bytes import SHORT, Sketch, finish

__all__ = ["Sketch", "day_of", "sketch_of"]

MOST_TITLE = 60


def day_of(published: datetime) -> int:
    """Days since 1970-01-01 of an aware or naive moment."""
    return published.date().toordinal() - 719_163


def sketch_of(
    title: str, body: str, *, site: str = "", published: datetime | None = None
) -> Sketch | None:
    """The sketch of an article; None when its body has no word at all."""
    words, headed = scan(folded(title, body))
    told, titled = words, []
    if headed:
        told, titled = words[headed:], sorted(set(words[:headed].tolist()))
    if not len(told):
        return None
    draft = Draft(
        words,
        told,
        titled[:MOST_TITLE],
        _exact(told if len(told) >= SHORT else words),
        shingle_keys(told, title_key(titled)),
        crc32(site.encode("utf-8", "surrogatepass")) if site else 0,
        day_of(published) if published else 0,
    )
    sketch = Sketch.of_draft(draft)
    if len(told) > MOST_WORDS:  # it would hold too much memory
        finish([sketch])
    return sketch


def _exact(numbers: Numbers) -> bytes:
    """16 bytes: equal for equal words, whatever stands between them."""
    return sha256(numbers.data).digest()[:16]
