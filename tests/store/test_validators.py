"""What servers said of their pages: written at the end, found by the address that was asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.core.access.validators import DOUBT, Validator
from crawler.store.validators import KEPT, Known, Validators

URL = "https://windows.example/rss.xml"


@pytest.fixture
def validators(engine):
    return Validators(engine, "windows")


@pytest.fixture
def validator(now):
    return Validator(
        etag='W/"a"',
        last_modified="Sat, 01 Mar 2025 08:00:00 GMT",
        made_by="1/p",
        body="b",
        reading="r",
        read_at=now,
        changed_at=now - timedelta(hours=1),
        gap=timedelta(minutes=90),
    )


def test_nothing_is_known_before_it_is_written(validators, validator, now):
    validators.keep(URL, validator, b"memory")
    assert validators.find(URL) == Known()

    validators.flush(now)
    assert validators.find(URL) == Known(validator, b"memory")
    assert validators.find(f"{URL}?page=2") == Known()


def test_not_modified_is_counted_until_a_whole_answer_comes(validators, validator, now):
    validators.keep(URL, validator, b"memory")
    validators.flush(now)
    for _ in range(2):
        validators.unchanged(URL)
        validators.flush(now)
    assert validators.find(URL).validator.unchanged == 2

    validators.keep(URL, validator, b"memory")
    validators.flush(now)
    assert validators.find(URL).validator.unchanged == 0


def test_a_page_is_forgotten(validators, validator, now):
    for url in (URL, f"{URL}2"):
        validators.keep(url, validator, b"")
    validators.flush(now)
    validators.forget(URL)
    validators.flush(now)

    assert validators.find(URL) == Known()
    assert validators.find(f"{URL}2").validator == validator


def test_what_is_kept_after_it_was_forgotten_stays(validators, validator, now):
    validators.forget(URL)
    validators.keep(URL, validator, b"")
    validators.flush(now)

    assert validators.find(URL).validator == validator


def test_what_was_not_asked_for_long_is_dropped_for_its_site_only(engine, validator, now):
    for site in ("windows", "other"):
        store = Validators(engine, site)
        store.keep(f"https://{site}.example/", validator, b"")
        store.flush(now)
    store = Validators(engine, "windows")
    store.flush(now + KEPT + timedelta(hours=1))

    assert store.find("https://windows.example/") == Known()
    assert store.find("https://other.example/").validator == validator


def test_a_host_that_lied_is_doubted_for_all_its_pages(validators, validator, now):
    validators.doubt(URL, now)
    validators.keep(URL, validator, b"")
    validators.flush(now)

    assert validators.find(URL).doubted_until == now + DOUBT
    assert validators.find("https://www.windows.example/other").doubted_until == now + DOUBT
    assert validators.find("https://other.example/").doubted_until is None
