"""Which articles say the same: exact copies, after folding.

Near copies come with the shingle index; the contract of `DuplicateIndex` stays.
"""

from crawler.core.dedup.index import DuplicateIndex, Match, content_key, hashes_of

__all__ = ["DuplicateIndex", "Match", "content_key", "hashes_of"]
