"""What a crawl remembers of pages that are asked again and again, and what "not modified" gives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from scrapy.http import Response

from crawler.core.access.validators import Validator, following, has_lied, is_sendable
from crawler.core.article import Article
from crawler.core.errors import SiteError
from crawler.core.page_memory import PACKED_BYTES_MAX, reading_of
from crawler.core.stamps import moment_of
from crawler.store.validators import Known, Validators
from crawler.walk.site_spider import asked
from crawler.walk.ways import is_from_endpoint

# In the meta of a request for an article that is looked at again: its first validator, or None.
REVISIT = "rasid_revisit"
KNOWN = "rasid_known"  # where a `Known` lies in the meta of a request for what is remembered
NOT_MODIFIED = 304
T = TypeVar("T")


@dataclass
class PageMemory:
    """The validators of one source. `made_by` names the code and the profile that read its pages.

    `count` adds to a stat of ours: `conditional/lied` for servers whose validators did not change
    with the page.
    """

    validators: Validators
    made_by: str
    now: Callable[[], datetime]
    count: Callable[[str], None]

    def recalled(self, response: Response, recall: Callable[[bytes], T]) -> T | None:
        """What was read on the page before, if the answer is that it has not changed.

        Raises SiteError when it cannot be read any more; the next run asks for the whole page.
        """
        if response.status != NOT_MODIFIED:
            return None
        url = asked(response).url
        try:
            told = recall(asked(response).meta[KNOWN].memory)
        except SiteError:
            self.validators.forget(url)
            raise
        self.validators.unchanged(url)
        return told

    def keep(self, response: Response, memory: bytes, reading: str = "") -> None:
        """Remember what was read on a page that came whole; `reading` is a digest of it."""
        request = asked(response)
        known: Known = request.meta.get(KNOWN) or Known()
        made = self._validator(response, reading or reading_of(memory))
        drawn = request.meta.get("rasid_render") or is_from_endpoint(response)
        if made is None or drawn or len(memory) > PACKED_BYTES_MAX:
            if known.validator:
                self.validators.forget(request.url)
            return
        if has_lied(known.validator, made):
            self.count("conditional/lied")
            self.validators.doubt(request.url, self.now())
        self.validators.keep(request.url, following(known.validator, made), memory)

    def of_article(self, article: Article) -> Validator | None:
        """The validator of the page that an article was read on; None without an ETag."""
        meta = article.metadata
        read_at = moment_of(meta.dateDownloaded)
        if not meta.etag or not is_sendable(meta.etag) or read_at is None:
            return None
        return Validator(
            etag=meta.etag,
            last_modified=None,
            made_by=f"{meta.extractorVersion}/{meta.profileVersion}",
            body="",
            reading="",
            read_at=read_at,
            changed_at=read_at,
        )

    def _validator(self, response: Response, reading: str) -> Validator | None:
        """None without an ETag and a Last-Modified that can be sent back."""
        etag, modified = (_header(response, name) for name in ("ETag", "Last-Modified"))
        if not etag and not modified:
            return None
        now = self.now()
        return Validator(
            etag=etag,
            last_modified=modified,
            made_by=self.made_by,
            body=hashlib.sha256(response.body).hexdigest(),
            reading=reading,
            read_at=now,
            changed_at=now,
        )


def _header(response: Response, name: str) -> str | None:
    """A header that can be sent back as it is."""
    value = (response.headers.get(name) or b"").decode("latin-1")
    return value if value and is_sendable(value) else None
