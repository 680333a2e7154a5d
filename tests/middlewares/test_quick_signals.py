"""Signals reach the same listeners with the same values and answers as Scrapy sends them."""

from __future__ import annotations

import asyncio

import pytest
from pydispatch import dispatcher
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.signalmanager import SignalManager
from twisted.internet.defer import Deferred, succeed

from crawler.middlewares.quick_signals import QuickSignals

SIGNAL, OTHER = object(), object()
NAMED = {"item": "an item", "response": "a page", "spider": "a spider"}


class Listeners:
    """Some of each kind, in the order in which they connect."""

    def takes_one(self, item):
        return item

    def takes_nothing(self):
        return "heard"

    def takes_all(self, **named):
        return sorted(named)

    def has_a_default(self, item, more="none", *, apart="as it is"):
        return item, more, apart

    def breaks(self, spider):
        raise ValueError(spider)

    def refuses(self, item):
        raise IgnoreRequest(item)

    def stops(self, response):
        raise StopDownload(fail=False)

    def defers(self):
        return succeed("a Deferred")

    def gives_a_coroutine(self, item):
        return asyncio.sleep(0, item)


class Waiting(Listeners):
    """With a coroutine among them."""

    async def waits(self, item):
        await asyncio.sleep(0)
        return f"{item}, later"

    async def waits_and_breaks(self):
        raise KeyError("late")


def plain_function(item, response):
    return item, response


class Callable:
    """A listener that is no function."""

    def __call__(self, item):
        return f"called with {item}"


def told(answers):
    """Answers as they can be compared; what nobody waits for is closed."""
    found = []
    for who, said in answers:
        if asyncio.iscoroutine(said):
            said.close()
        seen = said if type(said) in (str, tuple, list) else getattr(said, "value", said)
        found.append(
            (who, type(said).__name__, "" if said is seen and is_new(said) else repr(seen))
        )
    return found


def is_new(said):
    """True for what is another object at each call."""
    return asyncio.iscoroutine(said) or isinstance(said, Deferred)


@pytest.fixture(params=[Listeners, Waiting])
def both(request):
    """Scrapy's signals and ours, of one sender with listeners, which are kept as long."""
    sender, listeners = type("Sender", (), {})(), request.param()
    scrapys = SignalManager(sender)
    kept = [getattr(listeners, name) for name in dir(listeners) if not name.startswith("_")]
    for who in (*kept, plain_function):
        scrapys.connect(who, SIGNAL, weak=False)
    return scrapys, QuickSignals(sender)


def test_answers_and_lines_are_those_of_scrapy(both, caplog):
    found = []
    for manager in both:
        caplog.clear()
        answers = told(manager.send_catch_log(SIGNAL, dont_log=IgnoreRequest, **NAMED))
        lines = [(each.name, each.levelname, each.getMessage()) for each in caplog.records]
        found.append((answers, lines))
    assert found[0] == found[1]
    answers, lines = found[0]
    assert len(answers) >= 10
    assert sum("Error caught" in text for *_, text in lines) == 1  # the others are expected
    assert sum("Cannot return deferreds" in text for *_, text in lines) == 1
    assert {name for name, *_ in lines} == {"scrapy.utils.signal"}


@pytest.mark.filterwarnings("ignore:.*returned a Deferred")
def test_what_waits_is_waited_for_as_by_scrapy(both, caplog, monkeypatch):
    monkeypatch.setattr("scrapy.utils.defer.is_asyncio_available", lambda: True)
    found = []
    for manager in both:
        caplog.clear()
        answers = asyncio.run(manager.send_catch_log_async(SIGNAL, **NAMED))
        lines = sorted((each.name, each.getMessage()) for each in caplog.records)
        found.append(([(who, repr(said)) for who, said in answers], lines))
    assert found[0] == found[1]
    answers, lines = found[0]
    assert {"'a Deferred'", "ValueError('a spider')"} <= {said for _, said in answers}
    assert len(lines) >= 2


def test_a_listener_that_is_no_function_is_called():
    sender, who = type("Sender", (), {})(), Callable()
    for manager in (SignalManager(sender), QuickSignals(sender)):
        manager.connect(who, SIGNAL)
        assert manager.send_catch_log(SIGNAL, **NAMED) == [(who, "called with an item")]


def test_nobody_hears_what_nobody_has_connected_to(both):
    for manager in both:
        assert manager.send_catch_log(OTHER, **NAMED) == []
        assert asyncio.run(manager.send_catch_log_async(OTHER, **NAMED)) == []


@pytest.mark.parametrize("kind", ["signal", "sender"])
def test_who_hears_all_signals_or_all_senders_hears_this_one(kind):
    sender, heard = object(), []

    def hear(item):
        heard.append(item)

    given = {"signal": SIGNAL, "sender": sender} | {kind: dispatcher.Any}
    dispatcher.connect(hear, **given)
    try:
        QuickSignals(sender).send_catch_log(SIGNAL, item="one")
    finally:
        dispatcher.disconnect(hear, **given)
    QuickSignals(sender).send_catch_log(SIGNAL, item="two")
    assert heard == ["one"]


def test_who_has_connected_twice_hears_a_signal_once():
    sender, heard = type("Sender", (), {})(), []

    def hear(item):
        heard.append(item)

    def hear_too(item):
        heard.append(f"{item}, too")

    def hear_all(item):
        heard.append(f"{item}, of all")

    ours = QuickSignals(sender)
    for who in (hear, hear_too, hear):
        ours.connect(who, SIGNAL)
    everybodys = [{"receiver": who, "signal": SIGNAL} for who in (hear, hear_all)]
    for each in everybodys:
        dispatcher.connect(**each)
    try:
        ours.send_catch_log(SIGNAL, item="one")
    finally:
        for each in everybodys:
            dispatcher.disconnect(**each)
    ours.send_catch_log(SIGNAL, item="two")
    assert heard == ["one, too", "one", "one, of all", "two, too", "two"]


def test_a_listener_that_is_gone_is_left_out():
    sender = type("Sender", (), {})()
    listeners = Listeners()
    ours = QuickSignals(sender)
    ours.connect(listeners.takes_one, SIGNAL)
    assert [said for _, said in ours.send_catch_log(SIGNAL, **NAMED)] == ["an item"]
    del listeners
    assert ours.send_catch_log(SIGNAL, **NAMED) == []
