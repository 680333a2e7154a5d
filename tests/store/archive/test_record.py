"""Records of pages: what stands in them, what is left out, and that others can read them."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import asdict
from datetime import UTC, datetime
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from warcio.archiveiterator import ArchiveIterator

from crawler.core.received import Known, kept_headers
from crawler.store.archive.record import info_record, page_record


def text_of(record: bytes) -> str:
    return gzip.decompress(record).decode("utf-8", "replace")


def read(data: bytes):
    [record] = list(_records(data))
    return record


def _records(data: bytes):
    for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
        record.body = record.content_stream().read()
        yield record


def test_another_library_reads_what_was_received(page, known):
    record = read(page_record(page(), known()))
    assert record.rec_type == "response"
    assert record.rec_headers.get_header("WARC-Target-URI") == "https://news.example/1"
    assert record.rec_headers.get_header("WARC-Date") == "2025-03-01T10:00:00Z"
    assert record.rec_headers.get_header("WARC-IP-Address") == "192.0.2.7"
    assert record.http_headers.statusline == "200 OK"
    assert record.http_headers.get_header("ETag") == '"x"'
    assert record.body == page().body


def test_a_packed_body_is_kept_as_it_came(page, known):
    packed = gzip.compress("نص الخبر".encode())
    kept = page(body=packed, headers=(("Content-Encoding", "gzip"),))
    assert packed in gzip.decompress(page_record(kept, known()))
    assert read(page_record(kept, known())).body == "نص الخبر".encode()


@pytest.mark.parametrize(
    "name", ["Set-Cookie", "SET-COOKIE2", "Cookie", "Authorization", "WWW-Authenticate"]
)
def test_nothing_that_names_us_is_kept(page, known, name):
    headers = ((name, "session=0a1b2c"), ("Content-Type", "text/html"))
    assert "0a1b2c" not in text_of(page_record(page(headers=headers), known()))


def test_no_name_and_password_of_an_address(page, known):
    text = text_of(page_record(page(url="https://us:secret@news.example/1"), known()))
    assert "secret" not in text
    assert "WARC-Target-URI: https://news.example/1\r\n" in text


def test_what_framed_the_body_is_renamed(page, known):
    headers = (("Transfer-Encoding", "chunked"), ("Content-Length", "7"))
    text = text_of(page_record(page(headers=headers), known()))
    assert "X-Archive-Orig-Transfer-Encoding: chunked" in text
    assert "X-Archive-Orig-Content-Length: 7" in text
    assert f"\r\nContent-Length: {len(page().body)}\r\n\r\n<html>" in text


def test_a_header_cannot_begin_another(page, known):
    headers = (("X-Note", "one\r\nWARC-Type: request"),)
    text = text_of(page_record(page(headers=headers), known()))
    assert "X-Note: one WARC-Type: request" in text
    assert kept_headers([("A", "b\nc")]) == (("A", "b c"),)


def test_a_page_that_a_browser_drew_is_a_resource(page, known):
    record = read(page_record(page(is_drawn=True), known()))
    assert record.rec_type == "resource"
    assert record.rec_headers.get_header("Content-Type") == "text/html; charset=utf-8"
    assert record.body == page().body


def test_an_unknown_status_has_a_word(page, known):
    assert read(page_record(page(status=299), known())).http_headers.statusline == "299 Unknown"


@pytest.mark.parametrize(
    ("robots", "private"),
    [("noarchive", True), ("NOINDEX, NoArchive", True), ("none", True), ("noindex", 0), ("", 0)],
)
def test_what_must_not_be_shown_is_marked(page, known, robots, private):
    usage = {"robots": robots} if robots else None
    text = text_of(page_record(page(), known(usage=usage)))
    assert ("Rasid-Access: private\r\n" in text) == private


def test_what_the_crawl_knew_comes_back():
    state = Known(
        site="windows@127.0.0.1:80", run="run-1", observed="2025-03-01T10:00:00Z",
        identifier="a" * 32, usage={"robots": "noindex"}, files={"tdm_reservation": "1"},
        feed_date="2025-03-01T09:00:00Z", ends=False,
    )  # fmt: skip
    assert Known.from_json(state.to_json()) == state
    assert state.to_json().isascii()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"site": "x"}', '{"site": "x", "what": 1}'])
def test_a_state_that_is_none_is_refused(text):
    with pytest.raises(ValueError):
        Known.from_json(text)


def test_a_file_says_who_wrote_it():
    record = read(info_record("a.warc.gz", datetime(2025, 3, 1, tzinfo=UTC)))
    assert record.rec_type == "warcinfo"
    assert record.rec_headers.get_header("WARC-Filename") == "a.warc.gz"
    assert b"software: Rasid/" in record.body


def test_a_record_has_an_identifier_of_its_own(page, known):
    records = [read(page_record(page(), known())) for _ in range(50)]
    names = {record.rec_headers.get_header("WARC-Record-ID") for record in records}
    assert len(names) == len(records)
    for name in names:
        made = UUID(name.removeprefix("<urn:uuid:").removesuffix(">"))
        assert (made.version, made.variant) == (4, RFC_4122)
        assert name == f"<{made.urn}>"


@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        ("2025-03-01T10:00:00Z", "2025-03-01T10:00:00Z"),
        ("2025-03-01T10:00:00.987654Z", "2025-03-01T10:00:00Z"),
        ("2025-03-01T10:00:00+00:00", "2025-03-01T10:00:00Z"),
        ("2025-03-01T10:00Z", "2025-03-01T10:00:00Z"),
    ],
)
def test_a_date_has_whole_seconds(page, known, stamp, date):
    record = read(page_record(page(), known(observed=stamp)))
    assert record.rec_headers.get_header("WARC-Date") == date


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://news.example/1", "https://news.example/1"),
        ("https://u:p@news.example/1?a=b#c", "https://news.example/1?a=b#c"),
        ("https://news.example/1?", "https://news.example/1"),  # as `urlunsplit` writes it
        ("HTTPS://news.example/@1", "https://news.example/@1"),
    ],
)
def test_the_address_of_a_record(page, known, url, kept):
    record = read(page_record(page(url=url), known()))
    assert record.rec_headers.get_header("WARC-Target-URI") == kept


@given(
    some.builds(
        Known,
        site=some.text(min_size=1),
        run=some.text(min_size=1),
        observed=some.text(),
        identifier=some.none() | some.text(),
        usage=some.none() | some.dictionaries(some.text(), some.text()),
        headers=some.none() | some.dictionaries(some.text(), some.lists(some.text())),
        ends=some.booleans(),
    )
)
def test_what_the_crawl_knew_is_written_as_json_writes_it(known):
    values = {name: value for name, value in asdict(known).items() if value}
    assert known.to_json() == json.dumps(values)
