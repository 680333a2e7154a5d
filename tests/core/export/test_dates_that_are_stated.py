"""Only a date that the page states goes out as one: an interval is no moment in any form."""

from __future__ import annotations

import json

import pytest

FORMS = {
    "atom": b"2025-02-27T21:00:00Z",
    "json_feed": b"2025-02-27T21:00:00Z",
    "json_ld": b"2025-02-27T21:00:00Z",
    "ninjs": b"2025-02-27T21:00:00Z",
    "rss": b"Thu, 27 Feb 2025 21:00:00",
    "zyte": b"2025-02-27T21:00:00Z",
}
EARLIEST, LATEST = "2025-02-27T21:00:00Z", "2025-02-28T21:00:00Z"


@pytest.mark.parametrize("form", FORMS)
def test_an_interval_is_no_date_of_publication(write, make_article, form):
    interval = {"datePublishedEarliest": EARLIEST, "datePublishedLatest": LATEST}
    data = write(form, make_article(**interval))
    assert not any(day in data for day in (b"2025-02-2", b"27 Feb", b"28 Feb"))
    assert FORMS[form] in write(form, make_article(**interval, datePublished=EARLIEST))


@pytest.mark.parametrize(
    ("changes", "modified"),
    [
        (
            {"versionCreated": "2025-03-02T10:00:00Z", "dateModified": LATEST},
            "2025-03-02T10:00:00Z",
        ),
        ({"dateModified": LATEST}, LATEST),
        ({}, None),
    ],
)
def test_a_feed_s_item_was_modified_when_we_renewed_it(write, make_article, changes, modified):
    feed = json.loads(write("json_feed", make_article(**changes)))
    assert feed["items"][0].get("date_modified") == modified
