"""Which articles tell one story in one wording: exact and near copies, and what looks like one."""

from crawler.core.dedup.content_key import content_key, hashes_of
from crawler.core.dedup.duplicate_index import DuplicateIndex, StoredSketch
from crawler.core.dedup.match import Match

__all__ = ["DuplicateIndex", "Match", "StoredSketch", "content_key", "hashes_of"]
