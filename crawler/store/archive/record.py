"""A page as one record of WARC 1.1 (ISO 28500:2017), packed by itself so that it can be found."""

from __future__ import annotations

import platform
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from crawler import __version__
from crawler.core.received import Known, Received, kept_headers
from crawler.core.stamps import moment_of

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

STATE = "Rasid-Page"  # our header of a record: JSON of Known
ACCESS = "Rasid-Access"
PRIVATE = "private"
LEVEL = 1  # packs a page of 180 kB in 0.8 ms to 67 kB, level 6 in 2.5 ms to 47 kB
NO_REASON = "Unknown"


class Packer:
    """Packs records, each into a gzip member of its own.

    The library's compressor is kept: to make one takes longer than to pack a small page.
    """

    def __init__(self) -> None:
        from fastwarc.stream_io import GzipWriter

        self._made = bytearray()
        self._gzip: Any = GzipWriter(self, compression_level=LEVEL)

    def write(self, data: bytes) -> int:
        """Called by the library with what it has packed."""
        self._made += data
        return len(data)

    def flush(self) -> None:
        """Called by the library; there is nothing behind this."""

    def close(self) -> None:
        """Called by the library at its end."""

    def pack(self, record: WarcRecord) -> bytes:
        """The member of a record, with the digest of its block."""
        self._made.clear()
        record.write(self._gzip, checksum_data=True)
        self._gzip.finish()
        return bytes(self._made)


def page_record(page: Received, known: Known, packer: Packer) -> bytes:
    """The record of a page: `response`, or `resource` for one that a browser drew."""
    from fastwarc import warc

    record = warc.WarcRecord()
    record.init_headers(record_type=warc.resource if page.is_drawn else warc.response)
    headers = record.headers
    headers["WARC-Date"] = _whole_second(known.observed)
    headers["WARC-Target-URI"] = _without_user(page.url)
    if page.ip:
        headers["WARC-IP-Address"] = page.ip
    headers[STATE] = known.to_json()
    if known.is_private:
        headers[ACCESS] = PRIVATE
    if page.is_drawn:
        headers["Content-Type"] = " ".join((page.header("Content-Type") or "text/html").split())
        record.set_bytes_content(page.body)
    else:
        record.is_http = True
        record.set_bytes_content(_http(page))
    return packer.pack(record)


def info_record(file: str, observed: datetime, packer: Packer) -> bytes:
    """The `warcinfo` that begins a file and says who wrote it."""
    from fastwarc import warc

    record = warc.WarcRecord()
    record.init_headers(record_type=warc.warcinfo)
    record.headers["WARC-Date"] = _whole_second(observed.isoformat())
    record.headers["WARC-Filename"] = file
    record.headers["Content-Type"] = "application/warc-fields"
    fields = (
        f"software: Rasid/{__version__} (Python {platform.python_version()})",
        "format: WARC File Format 1.1",
        "conformsTo: ISO 28500:2017",
        "robots: obey",
        f"description: {STATE} of a record: what the crawl knew of the page, JSON",
    )
    record.set_bytes_content("".join(f"{line}\r\n" for line in fields).encode())
    return packer.pack(record)


def _http(page: Received) -> bytes:
    """Status line, headers and body as received, but for what `kept_headers` changes."""
    try:
        reason = HTTPStatus(page.status).phrase
    except ValueError:
        reason = NO_REASON
    lines = [f"HTTP/1.1 {page.status} {reason}"]
    lines += [f"{name}: {value}" for name, value in kept_headers(page.headers)]
    lines += [f"Content-Length: {len(page.body)}", "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace") + page.body


def _whole_second(stamp: str) -> str:
    """WARC 1.1 allows fractions, and readers of WARC 1.0 stumble over them."""
    moment = moment_of(stamp)
    assert moment is not None  # noqa: S101 - a stamp of ours
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _without_user(url: str) -> str:
    """The address without a name and a password, which it should not have."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
