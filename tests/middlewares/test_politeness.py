"""Turns and back-off of a host, by a clock that the test moves."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.core.errors import ConfigError, MachineError
from crawler.middlewares.handler import RasidHandler
from crawler.middlewares.polite_requests import BudgetError, PoliteRequests, host_name
from crawler.middlewares.politeness import Politeness, RestingError, records_for
from crawler.store.politeness import OwnHosts, StoredHosts
from crawler.walk.failures import failure_word

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
HOST = "windows.example"
URL = f"https://{HOST}/news/1"


class Clock:
    """Time passes only while somebody sleeps."""

    def __init__(self):
        self.moment = NOW

    def __call__(self):
        return self.moment

    async def sleep(self, seconds):
        self.moment += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    @property
    def passed_s(self):
        return (self.moment - NOW) / timedelta(seconds=1)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records():
    return OwnHosts()


@pytest.fixture
def make(make_crawler, clock, records):
    """The politeness of one more process on the same hosts."""

    def with_delay(delay_s=1.0, **settings):
        crawler = make_crawler(DOWNLOAD_DELAY=delay_s, **settings)
        crawler.engine = SimpleNamespace(spider=None)  # nothing to close
        made = Politeness(crawler, records, clock, clock.sleep)
        Politeness.of_crawlers[crawler] = made
        return made

    return with_delay


def stat(polite, name):
    return polite.crawler.stats.get_value(f"rasid/politeness/{name}", 0)


async def turns(polite, count, clock):
    came = []
    for _ in range(count):
        await polite.turn(HOST)
        came.append(round(clock.passed_s, 3))
    return came


def test_turns_of_one_process_are_a_delay_apart_and_claimed_in_blocks(make, clock):
    polite = make(1.0)
    assert asyncio.run(turns(polite, 20, clock)) == [float(number) for number in range(20)]
    assert stat(polite, "claims") == 5  # 1, 2, 4, 8, 10 turns


def test_turns_of_two_processes_are_a_delay_apart_too(make, clock):
    first, second = make(1.0), make(1.0)

    async def both():
        came = await asyncio.gather(turns(first, 6, clock), turns(second, 6, clock))
        return sorted(came[0] + came[1])

    moments = asyncio.run(both())
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert min(gaps) >= 1.0
    assert len(moments) == 12


def test_many_that_wait_go_in_the_order_of_their_coming(make):
    polite, order = make(1.0), []

    async def one(number):
        await polite.turn(HOST)
        order.append(number)

    async def all_of_them():
        await asyncio.gather(*map(one, range(5)))

    asyncio.run(all_of_them())
    assert order == list(range(5))


def test_without_a_delay_nothing_waits_and_nothing_is_written(make, clock, records):
    polite = make(0)
    asyncio.run(turns(polite, 50, clock))
    assert (clock.passed_s, stat(polite, "claims")) == (0, 0)
    assert records.read(HOST).next_at is None


def test_the_crawl_delay_of_the_host_is_the_longer_one(make, clock, records):
    records.change(HOST, delay_s=5.0)
    assert asyncio.run(turns(make(1.0), 3, clock)) == [0.0, 5.0, 10.0]


def test_what_is_left_is_given_back_at_the_end(make, clock, records):
    polite = make(1.0)
    asyncio.run(turns(polite, 4, clock))
    polite.closed()
    assert records.read(HOST).next_at == NOW + timedelta(seconds=4)
    polite.closed()  # nothing more


def test_a_store_that_fails_at_the_end_is_a_failing_machine(make, clock, records, monkeypatch):
    polite = make(1.0)
    asyncio.run(turns(polite, 4, clock))

    def fail(*_):
        raise MachineError("disk full")

    monkeypatch.setattr(records, "give_back", fail)
    polite.closed()
    assert polite.crawler.stats.get_value("rasid/machine/exit_code") == 74


def test_who_waits_when_the_crawl_ends_goes_without(make, clock):
    polite = make(30.0)
    asyncio.run(turns(polite, 1, clock))
    polite.crawler.engine._slot = SimpleNamespace(closing=True)
    with pytest.raises(RestingError, match="before the crawl ended"):
        asyncio.run(polite.turn(HOST))
    assert clock.passed_s == 0


# --- back-off ---------------------------------------------------------------------------------


def test_a_short_back_off_is_waited_for(make, clock):
    polite = make(0)
    polite.back_off(HOST, 429, "7")
    assert asyncio.run(turns(polite, 2, clock)) == [7.0, 7.0]


def test_a_long_one_is_not(make):
    polite = make(0)
    polite.back_off(HOST, 503, "3600")
    with pytest.raises(RestingError) as resting:
        asyncio.run(polite.turn(HOST))
    assert failure_word(Failure(resting.value)) == "backoff"
    assert "3600 s more: status 503, Retry-After" in str(resting.value)


def test_it_grows_while_the_host_goes_on_refusing_and_ends_with_an_answer(make, clock, records):
    polite = make(0)
    for expected_s in (2, 4, 8):
        polite.back_off(HOST, 503, "")
        assert records.read(HOST).pause_s(clock()) == expected_s
        polite.back_off(HOST, 503, "")  # asked before: no longer pause
        assert records.read(HOST).pause_s(clock()) == expected_s
        polite.answered(HOST)  # asked before as well
        clock.moment += timedelta(seconds=expected_s)
    polite.answered(HOST)
    assert (records.read(HOST).failures, records.read(HOST).backoff_until) == (0, None)
    polite.back_off(HOST, 503, "")
    assert records.read(HOST).pause_s(clock()) == 2


def test_a_huge_wish_is_cut_and_said(make, clock, records, caplog):
    make(0).back_off(HOST, 429, "99999999")
    assert records.read(HOST).pause_s(clock()) == 24 * 3600
    assert "Retry-After '99999999' is cut to 86400 s" in caplog.text


def test_one_noted_by_a_clock_that_ran_ahead_is_none(make, clock, records):
    clock.moment += timedelta(days=40)
    make(0).back_off(HOST, 429, "60")
    clock.moment -= timedelta(days=40)
    assert records.read(HOST).pause_s(clock()) == 0


def test_other_processes_and_runs_keep_to_it(make, clock):
    first, second = make(0), make(0)
    second.host(HOST)  # looked up before the host refused
    first.back_off(HOST, 429, "3600")
    asyncio.run(second.turn(HOST))
    clock.moment += timedelta(seconds=11)  # at its next look
    with pytest.raises(RestingError):
        second.refuse_long(HOST, second.host(HOST))
    with pytest.raises(RestingError):
        asyncio.run(make(0).turn(HOST))


# --- requests ---------------------------------------------------------------------------------


def answer(status, **headers):
    return Response(
        URL, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )


def test_answers_are_noted(make, clock, records):
    polite = make(0)
    requests = PoliteRequests(polite.crawler, 0)
    refused = answer(429, Retry_After="120")
    assert requests.process_response(Request(URL), refused) is refused
    assert records.read(HOST).backoff_reason == "status 429, Retry-After"
    with pytest.raises(RestingError):
        requests.process_request(Request(URL))
    clock.moment += timedelta(seconds=121)
    requests.process_request(Request(URL))
    requests.process_response(Request(URL), answer(500))  # no refusal and no answer
    assert records.read(HOST).failures == 1
    requests.process_response(Request(URL), answer(404))
    assert records.read(HOST).failures == 0


def test_what_comes_from_a_cache_says_nothing_of_the_host(make, records):
    requests = PoliteRequests(make(0).crawler, 0)
    cached = Response(URL, status=503, flags=["cached"])
    assert requests.process_response(Request(URL), cached) is cached
    assert records.read(HOST).failures == 0


def test_a_host_has_its_budget_and_other_hosts_their_own(make, caplog):
    polite = make(0, RASID_HOST_REQUESTS_MAX="3")
    requests = PoliteRequests.from_crawler(polite.crawler)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            requests.process_request(Request(URL))
        for _ in range(2):
            with pytest.raises(BudgetError) as over:
                requests.process_request(Request(URL))
    requests.process_request(Request("https://other.example/"))
    assert failure_word(Failure(over.value)) == "request_budget"
    assert stat(polite, "over_budget") == 2
    assert len(caplog.records) == 1


def test_zero_is_no_limit_and_a_word_is_an_error(make):
    requests = PoliteRequests.from_crawler(make(0, RASID_HOST_REQUESTS_MAX="0").crawler)
    for _ in range(100):
        requests.process_request(Request(URL))
    with pytest.raises(ConfigError, match="RASID_HOST_REQUESTS_MAX"):
        PoliteRequests.from_crawler(make(0, RASID_HOST_REQUESTS_MAX="many").crawler)


def test_what_has_no_host_is_not_ours(make):
    requests = PoliteRequests(make(0).crawler, 1)
    request = Request("data:,x")
    requests.process_request(request)
    requests.process_request(request)
    assert requests.process_response(request, Response("data:,x", status=503)).status == 503
    assert host_name("data:,x") is None


def test_a_store_that_fails_ends_the_crawl(make, records, monkeypatch):
    def fail(*_, **__):
        raise MachineError("disk full")

    for name in ("read", "change", "back_off"):
        monkeypatch.setattr(records, name, fail)
    polite = make(0)
    requests = PoliteRequests(polite.crawler, 0)
    with pytest.raises(IgnoreRequest) as stopped:
        requests.process_request(Request(URL))
    assert failure_word(Failure(stopped.value)) == "store"
    assert requests.process_response(Request(URL), answer(503)).status == 503

    async def ask():
        handler = RasidHandler.from_crawler(polite.crawler)
        with pytest.raises(IgnoreRequest, match="store: disk full"):
            await handler.download_request(Request(URL))
        await handler.close()

    asyncio.run(ask())
    assert polite.crawler.stats.get_value("rasid/machine/errors") == 3


# --- which store ------------------------------------------------------------------------------


def test_a_run_has_a_store_and_a_look_at_a_page_makes_none(make_crawler, tmp_path):
    look = make_crawler()
    assert isinstance(records_for(look), OwnHosts)
    assert not (tmp_path / "data").exists()
    run = make_crawler()
    run.spider = SimpleNamespace(run_id="run-1")
    assert isinstance(records_for(run), StoredHosts)
    assert isinstance(records_for(look), StoredHosts)  # now it is there
