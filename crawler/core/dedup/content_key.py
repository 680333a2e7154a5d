"""The content key: equal for two articles that say the same word for word."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from crawler.core.arabic.plain_text import BETWEEN_WORDS, words_by_line
from crawler.core.arabic.text import fold_text
from crawler.core.arabic.words import Splitter
from crawler.core.article import ContentHash

NOT_WORDS = re.compile(r"[\W_]+")
_SPLITTER = Splitter(BETWEEN_WORDS)


@lru_cache(maxsize=16)  # one article is asked about several times on its way
def content_key(body: str) -> str:
    """SHA-256 of the folded words: spelling, marks, spaces and punctuation make no difference.

    >>> content_key("قالَ الوزيرُ: نعم.") == content_key("قال الوزير نعم")
    True
    """
    if (lines := words_by_line(body)) is not None:
        return hashlib.sha256(" ".join(filter(None, lines)).encode()).hexdigest()
    folded = fold_text(body)
    pieces = _SPLITTER.split(folded)
    words = _words(folded) if pieces is None else b" ".join(pieces)
    return hashlib.sha256(words).hexdigest()


def _words(folded: str) -> bytes:
    """The words of a text with rare characters, separated by single spaces."""
    return NOT_WORDS.sub(" ", folded).strip().encode("utf-8", "surrogatepass")


def hashes_of(body: str) -> ContentHash:
    """The two published hashes of a body: of its bytes, and of its folded words."""
    raw = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
    return ContentHash(raw=raw, folded=content_key(body))
