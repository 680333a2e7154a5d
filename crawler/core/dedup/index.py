"""The index of what was published, by the key of its text."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from crawler.core.arabic.text import fold_text
from crawler.core.article import ContentHash

NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """The article that another repeats, and how."""

    identifier: str
    relation: str

    @property
    def is_duplicate(self) -> bool:
        """True when the later article need not be published."""
        return self.relation == "same"


@lru_cache(maxsize=16)  # one article is asked about several times on its way
def content_key(body: str) -> str:
    """SHA-256 of the folded words: spelling, marks, spaces and punctuation make no difference.

    >>> content_key("قالَ الوزيرُ: نعم.") == content_key("قال الوزير نعم")
    True
    """
    words = NOT_WORDS.sub(" ", fold_text(body)).strip()
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def hashes_of(body: str) -> ContentHash:
    """The two hashes of a body that are published: of its bytes, and of what it says."""
    raw = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
    return ContentHash(raw=raw, folded=content_key(body))


class DuplicateIndex:
    """Exact copies among the articles that were added, whatever their headline and site."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def match(
        self, title: str, body: str, *, site: str = "", published: datetime | None = None
    ) -> Match | None:
        """The article whose text this one repeats, or None. `title` is no part of the text."""
        del title, site, published  # the exact tier needs none of them
        holder = self._keys.get(content_key(body))
        return Match(holder, "same") if holder else None

    def add(
        self,
        identifier: str,
        title: str,
        body: str,
        *,
        site: str = "",
        published: datetime | None = None,
    ) -> None:
        """Let later articles match this one; the first that has a text keeps it."""
        del title, site, published
        self._keys.setdefault(content_key(body), identifier)
