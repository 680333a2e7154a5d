"""A page as one record of WARC 1.1 (ISO 28500:2017), packed by itself so that it can be found."""

from __future__ import annotations

import base64
import hashlib
import os
import platform
import re
from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit, urlunsplit

from crawler import __version__
from crawler.core.received import Known, Received, kept_headers
from crawler.core.stamps import moment_of
from crawler.core.urls import is_as_asked
from crawler.store.archive.member import pack

STATE = "Rasid-Page"  # our header of a record: JSON of Known
ACCESS = "Rasid-Access"
PRIVATE = "private"
RESPONSE_TYPE = "application/http; msgtype=response"
REASONS = {status.value: status.phrase for status in HTTPStatus}
NO_REASON = "Unknown"
END = b"\r\n\r\n"  # of each record
STAMP = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z", re.ASCII)  # one of ours
# Version 4 and the variant of an identifier (RFC 9562, 5.4), and the bits that are drawn.
UUID_4, DRAWN = 0x4 << 76 | 0x2 << 62, ~(0xF << 76 | 0x3 << 62)

Fields = Iterable[tuple[str, str]]


def page_record(page: Received, known: Known) -> bytes:
    """The record of a page: `response`, or `resource` for one that a browser drew."""
    fields = [("WARC-Target-URI", _without_user(page.url))]
    if page.ip:
        fields.append(("WARC-IP-Address", page.ip))
    fields.append((STATE, known.to_json()))
    if known.is_private:
        fields.append((ACCESS, PRIVATE))
    date = _whole_second(known.observed)
    if not page.is_drawn:
        fields.append(("Content-Type", RESPONSE_TYPE))
        return pack(*_record("response", date, fields, _http(page), page.body))
    fields.append(("Content-Type", " ".join((page.header("Content-Type") or "text/html").split())))
    return pack(*_record("resource", date, fields, b"", page.body))


def info_record(file: str, observed: datetime) -> bytes:
    """The `warcinfo` that begins a file and says who wrote it."""
    fields = (
        f"software: Rasid/{__version__} (Python {platform.python_version()})",
        "format: WARC File Format 1.1",
        "conformsTo: ISO 28500:2017",
        "robots: obey",
        f"description: {STATE} of a record: what the crawl knew of the page, JSON",
    )
    block = "".join(f"{line}\r\n" for line in fields).encode()
    names = [("WARC-Filename", file), ("Content-Type", "application/warc-fields")]
    date = _whole_second(observed.isoformat())
    return pack(*_record("warcinfo", date, names, b"", block))


def _record(
    kind: str, date: str, fields: Fields, head: bytes, body: bytes
) -> tuple[bytes, bytes, bytes]:
    """A record whose block is `head` and `body`: what comes before the body, the body, the end."""
    digest = hashlib.sha1(head, usedforsecurity=False)  # what the readers of WARC know
    digest.update(body)
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Date: {date}",
        f"WARC-Record-ID: <{_new_urn()}>",
        f"Content-Length: {len(head) + len(body)}",
        *(f"{name}: {value}" for name, value in fields),
        f"WARC-Block-Digest: sha1:{base64.b32encode(digest.digest()).decode()}",
        "\r\n",
    ]
    return "\r\n".join(lines).encode() + head, body, END


def _new_urn() -> str:
    """As of `uuid.uuid4()`, for a third of the time."""
    drawn = int.from_bytes(os.urandom(16)) & DRAWN | UUID_4
    digits = f"{drawn:032x}"
    parts = digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]
    return f"urn:uuid:{'-'.join(parts)}"


def _http(page: Received) -> bytes:
    """Status line and headers as received, but for what `kept_headers` changes."""
    reason = REASONS.get(page.status, NO_REASON)
    lines = [f"HTTP/1.1 {page.status} {reason}"]
    lines += [f"{name}: {value}" for name, value in kept_headers(page.headers)]
    lines += [f"Content-Length: {len(page.body)}", "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace")


def _whole_second(stamp: str) -> str:
    """WARC 1.1 allows fractions, and readers of WARC 1.0 stumble over them."""
    if found := STAMP.fullmatch(stamp):
        return f"{found[1]}Z"
    moment = moment_of(stamp)
    assert moment is not None  # noqa: S101 - a stamp of ours
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _without_user(url: str) -> str:
    """The address without a name and a password, which it should not have."""
    if is_as_asked(url):
        return url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
