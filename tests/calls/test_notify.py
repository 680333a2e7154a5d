"""Messages of incidents: each address gets each once, whatever happens on the way."""

from __future__ import annotations

import json
import logging
import socket
from datetime import UTC, datetime, timedelta

import pytest
from scrapy.settings import Settings

from crawler.calls import notify
from crawler.calls.notify import TELL_ADDRESSES, Target, send_notices, targets_of, tell_at_once
from crawler.core.errors import ConfigError
from crawler.extensions.run_ledger import settings_hash
from crawler.store.database import open_database, reading, writing
from crawler.store.deliveries import HOLD, Deliveries
from crawler.store.incidents import Incidents, Seen, close_incident, open_incident
from crawler.store.mutes import Mutes
from crawler.store.notices import Notices
from crawler.store.schema import notices
from tests.webhook import listening

# Apprise looks for a module that Python is going to drop, when its first address is read.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
NOW = datetime(2025, 3, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def engine(tmp_path):
    made = open_database(f"sqlite:///{tmp_path}/rasid.db")
    yield made
    made.dispose()


@pytest.fixture
def opened(engine):
    """Opens an incident of a site; gives its key."""

    def open_one(site="windows", cause="listing_gone"):
        seen = Seen(
            site=site, cause=cause, verdict="broken", level="error", run="r1", at=NOW,
            first_run="r1", first_at=NOW, facts={"value": 0, "expected": 5},
            url_bad="https://windows.example/",
        )  # fmt: skip
        with writing(engine) as connection:
            return open_incident(connection, seen)

    return open_one


@pytest.fixture
def closed(engine):
    """Closes an incident by its key."""

    def close_one(key, at=LATER):
        with writing(engine) as connection:
            close_incident(connection, Incidents(engine).get([key])[key], "r2", at)

    return close_one


@pytest.fixture(autouse=True)
def _loggers_as_before():
    before = [(each.propagate, each.level) for each in map(logging.getLogger, TELL_ADDRESSES)]
    yield
    for name, (propagate, level) in zip(TELL_ADDRESSES, before, strict=True):
        logging.getLogger(name).propagate = propagate
        logging.getLogger(name).setLevel(level)


class Listener:
    """A target that takes messages, or does not."""

    def __init__(self, digest="a", *, takes=True):
        self.heard: list[str] = []
        self.tried = 0
        self.takes = takes
        self.target = Target(digest, "json", self.send)

    def send(self, message):
        self.tried += 1
        if self.takes:
            self.heard.append(message.body.rpartition("\n")[2])
        return self.takes


def unsent(engine):
    with reading(engine) as connection:
        return [row.kind for row in connection.execute(notices.select().order_by(notices.c.id))
                if row.sent is None]  # fmt: skip


def test_an_incident_gives_two_messages_and_no_more(engine, opened, closed):
    listener = Listener()
    key = opened()
    for _ in range(3):
        send_notices(engine, [listener.target], NOW)
    closed(key)
    for _ in range(3):
        send_notices(engine, [listener.target], LATER)
    assert listener.heard == [f"rasid:{key}:opened", f"rasid:{key}:closed"]
    assert unsent(engine) == []


def test_messages_are_twice_the_incidents(engine, opened, closed):
    listener = Listener()
    keys = [opened(site, cause) for site in ("a1", "b1") for cause in ("parked", "bug", "stale")]
    send_notices(engine, [listener.target], NOW)
    for key in keys:
        closed(key)
    send_notices(engine, [listener.target], LATER)
    assert len(listener.heard) == len(set(listener.heard)) == 2 * len(keys)


def test_who_does_not_answer_is_told_by_the_next_run_in_order(engine, opened, closed):
    listener = Listener(takes=False)
    key = opened()
    closed(key)
    told = send_notices(engine, [listener.target], NOW)
    assert (told.sent, told.failed, told.waiting) == (0, 1, 2)
    assert listener.tried == 1  # not once more for each message
    assert Notices(engine).due(NOW)[0].last_error == "not taken by json"

    listener.takes = True
    assert str(send_notices(engine, [listener.target], NOW)) == "2 sent, 0 failed, 0 notices wait"
    assert listener.heard == [f"rasid:{key}:opened", f"rasid:{key}:closed"]


def test_one_that_fails_costs_the_other_no_second_message(engine, opened):
    good, bad = Listener("a"), Listener("b", takes=False)
    key = opened()
    for _ in range(3):
        send_notices(engine, [good.target, bad.target], NOW)
    assert good.heard == [f"rasid:{key}:opened"]
    assert unsent(engine) == ["opened"]
    bad.takes = True
    send_notices(engine, [good.target, bad.target], NOW)
    assert good.heard == bad.heard
    assert unsent(engine) == []


def test_a_kill_on_the_way_costs_one_repeat_after_a_while(engine, opened, closed):
    listener = Listener()
    key = opened()
    assert Deliveries(engine).begin(1, "a", NOW)  # and the process is killed
    closed(key, NOW)

    send_notices(engine, [listener.target], NOW + HOLD / 2)
    assert listener.heard == []  # somebody may just be sending it, and the end comes after it
    send_notices(engine, [listener.target], NOW + HOLD)
    send_notices(engine, [listener.target], LATER)
    assert listener.heard == [f"rasid:{key}:opened", f"rasid:{key}:closed"]


def test_a_muted_cause_is_told_when_the_mute_ends(engine, opened):
    listener = Listener()
    Mutes(engine).add("windows", None, until=LATER, reason="they rebuild", now=NOW)
    key = opened()
    assert send_notices(engine, [listener.target], NOW).waiting == 0
    assert listener.heard == []
    send_notices(engine, [listener.target], LATER)
    assert listener.heard == [f"rasid:{key}:opened"]


def test_what_comes_and_goes_while_muted_is_never_told(engine, opened, closed):
    listener = Listener()
    Mutes(engine).add("windows", "listing_gone", until=LATER, reason="known", now=NOW)
    closed(opened(), NOW)
    other = opened("doors")
    send_notices(engine, [listener.target], LATER + timedelta(days=1))
    assert listener.heard == [f"rasid:{other}:opened"]


def test_without_targets_nothing_is_marked(engine, opened):
    opened()
    assert send_notices(engine, [], NOW).sent == 0
    assert unsent(engine) == ["opened"]


# --- addresses ------------------------------------------------------------------------------------


def settings(*urls):
    return Settings({"RASID_NOTIFY": ",".join(urls)})


def test_a_webhook_is_told_in_both_languages(engine, opened):
    with listening() as hook:
        targets = targets_of(settings(f"json://127.0.0.1:{hook.port}/hook"))
        opened("windows@127.0.0.1:80")
        assert send_notices(engine, targets, NOW).sent == 1
    (told,) = hook.told
    assert hook.asked == [("POST", "/hook")]
    assert told["title"] == "Rasid: windows@127.0.0.1:80: broken: listing_gone"
    assert "no link to an article" in told["message"]
    assert "لا رابط في صفحة البداية" in told["message"]
    assert "\nNext: scrapy doctor windows; a selector" in told["message"]
    assert "\nما العمل: scrapy doctor windows؛ محدد" in told["message"]
    assert told["type"] == "failure"


def test_a_webhook_that_fails_is_told_later(engine, opened):
    with listening() as hook:
        targets = targets_of(settings(f"json://127.0.0.1:{hook.port}/"))
        key = opened()
        hook.status = 503
        assert send_notices(engine, targets, NOW).failed == 1
        hook.status = 200
        assert send_notices(engine, targets, LATER).sent == 1
    assert hook.marks == [f"rasid:{key}:opened"]


def test_nobody_listens(engine, opened):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    opened()
    targets = targets_of(settings(f"json://127.0.0.1:{port}/"))
    assert send_notices(engine, targets, NOW).failed == 1
    assert unsent(engine) == ["opened"]


@pytest.mark.parametrize("silenced", [True, False])
def test_a_password_never_reaches_a_log(engine, opened, caplog, monkeypatch, silenced):
    """Without our silence it would, so the test can fail."""
    if not silenced:
        monkeypatch.setattr(notify, "_silence", lambda: None)
        for name in notify.TELL_ADDRESSES:  # as if no other test had silenced them
            monkeypatch.setattr(logging.getLogger(name), "propagate", True)
            monkeypatch.setattr(logging.getLogger(name), "level", logging.DEBUG)
    caplog.set_level(logging.DEBUG)
    with listening() as hook:
        url = f"json://ops:s3cr3t-word@127.0.0.1:{hook.port}/s3cr3t-path"
        opened()
        for status in (500, 200):
            hook.status = status
            send_notices(engine, targets_of(settings(url)), NOW)
    assert len(hook.asked) == 2
    assert "not taken by json" in caplog.text
    assert ("s3cr3t" in caplog.text) != silenced
    with reading(engine) as connection:
        rows = [list(row) for row in connection.execute(notices.select())]
    assert "s3cr3t" not in json.dumps(rows, default=str)


def test_addresses_between_commas():
    targets = targets_of(
        settings("json://127.0.0.1:1/a", " xml://127.0.0.1:2/b?to=x,y", "\njson://127.0.0.1:3/c")
    )
    assert [each.kind for each in targets] == ["json", "xml", "json"]
    assert len({each.digest for each in targets}) == 3
    assert targets_of(Settings()) == []


def test_an_address_that_cannot_be_is_named_by_its_place_only():
    with pytest.raises(ConfigError, match=r"address 2 \(tgrm://…\)") as raised:
        targets_of(settings("json://127.0.0.1:1/", "tgrm://s3cr3t/1"))
    assert "s3cr3t" not in str(raised.value)


def test_a_message_at_once():
    good, bad = Listener("a"), Listener("b", takes=False)
    message = notify.Message("t", "one\nrasid:test", "success")
    told = tell_at_once(message, [good.target, bad.target])
    assert (told.sent, told.failed) == (1, 1)
    assert good.heard == ["rasid:test"]


@pytest.mark.parametrize("name", ["RASID_NOTIFY", "RASID_PING_URL"])
def test_a_password_is_in_no_fingerprint_of_the_settings(name):
    one, other = (settings_hash(Settings({name: each})) for each in ("json://a", "json://b"))
    assert one == other
    assert one != settings_hash(Settings({"RASID_BUDGET_S": "7"}))
