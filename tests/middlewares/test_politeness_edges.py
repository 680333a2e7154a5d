"""What makes a host be asked sooner than it wants: nothing, to the second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.core.access.retry_after import PAUSE_MAX_S
from crawler.middlewares.politeness import REFRESH, WAIT_MAX_S, Politeness, RestingError
from crawler.store.politeness import OwnHosts

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
HOST = "windows.example"
SECOND = timedelta(seconds=1)


@pytest.fixture
def moment():
    """The present moment, to be moved."""
    return [NOW]


@pytest.fixture
def records():
    return OwnHosts()


@pytest.fixture
def polite(make_crawler, moment, records):
    return Politeness(make_crawler(DOWNLOAD_DELAY=2.0), records, lambda: moment[0])


@pytest.mark.parametrize(
    ("crawl_delay_s", "delay_s"), [(None, 2.0), (0.0, 2.0), (0.5, 2.0), (2.0, 2.0), (7.5, 7.5)]
)
def test_a_short_crawl_delay_makes_no_site_faster_than_its_profile(
    polite, records, crawl_delay_s, delay_s
):
    records.change(HOST, delay_s=crawl_delay_s)
    assert polite.delay_of(polite.host(HOST)) == delay_s


@pytest.mark.parametrize(
    ("pause_s", "is_waited_for"), [(WAIT_MAX_S, True), (WAIT_MAX_S + 1, False)]
)
def test_a_pause_that_is_just_short_enough_is_waited_for(polite, records, pause_s, is_waited_for):
    records.change(HOST, backoff_until=NOW + pause_s * SECOND, backoff_reason="status 429")
    host = polite.host(HOST)
    if is_waited_for:
        polite.refuse_long(HOST, host)
        assert host.record.pause_s(NOW) == pause_s
        return
    with pytest.raises(RestingError, match=rf"^backoff: {HOST} rests for 31 s more: status 429$"):
        polite.refuse_long(HOST, host)


def test_an_answer_that_was_on_its_way_ends_no_pause(polite, moment):
    polite.back_off(HOST, 503, "120")
    polite.answered(HOST)
    assert polite.host(HOST).record.pause_s(NOW) == 120.0
    moment[0] = NOW + 121 * SECOND
    polite.answered(HOST)
    assert polite.host(HOST).record.failures == 0


def test_answers_to_what_was_sent_before_do_not_make_it_longer(polite, records):
    for _ in range(4):
        polite.back_off(HOST, 503, "")
    record = records.read(HOST)
    assert (record.failures, record.pause_s(NOW)) == (1, 2.0)


def test_no_wish_is_kept_longer_than_the_longest_pause(polite, records):
    polite.back_off(HOST, 429, str(10 * int(PAUSE_MAX_S)))
    assert records.read(HOST).backoff_until == NOW + PAUSE_MAX_S * SECOND


@pytest.mark.parametrize(
    ("passed", "is_read_anew"),
    [(REFRESH - SECOND, False), (REFRESH, True), (-timedelta(hours=1), True)],
)
def test_what_others_note_is_read_in_time_also_when_the_clock_goes_back(
    polite, moment, records, passed, is_read_anew
):
    polite.host(HOST)
    records.change(HOST, failures=3)
    moment[0] = NOW + passed
    assert (polite.host(HOST).record.failures == 3) is is_read_anew
