"""What a call tells the world outside: pings, and messages that are due."""

from __future__ import annotations

import logging
import socket
from datetime import UTC, datetime

import pytest
from scrapy.settings import Settings

from crawler import store
from crawler.calls.outside import Outside
from crawler.core.errors import ConfigError
from tests.incidents import leave_incident
from tests.webhook import listening

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
NOW = datetime(2025, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def hook():
    with listening() as made:
        yield made


@pytest.fixture
def settings(tmp_path, hook):
    opened = set(store._engines)
    yield Settings({"RASID_DATA_DIR": str(tmp_path), "RASID_PING_URL": f"{hook.url}/uuid/"})
    for key in store._engines.keys() - opened:
        store._engines.pop(key).dispose()


@pytest.fixture
def incident(settings):
    leave_incident(settings, NOW)


def call(settings, code, *, crawled=True):
    with Outside(settings) as outside:
        return outside.ended(code, crawled=crawled)


@pytest.mark.parametrize(
    ("code", "end"),
    [(0, ["/uuid"]), (65, ["/uuid/fail"]), (143, []), (75, [])],
)
def test_pings(settings, hook, code, end):
    assert call(settings, code) == (code, "")
    assert [path for _, path in hook.asked] == ["/uuid/start", *end]


def test_a_bug_is_no_good_end(settings, hook):
    with pytest.raises(ZeroDivisionError), Outside(settings):
        raise ZeroDivisionError
    assert [path for _, path in hook.asked] == ["/uuid/start", "/uuid/fail"]


def test_nothing_is_told_of_a_dry_run(settings, hook, incident):
    settings.set("RASID_NOTIFY", f"json://127.0.0.1:{hook.port}/")
    with Outside(settings, dry=True) as outside:
        assert outside.ended(65, crawled=True) == (65, "")
    assert hook.asked == []


def test_off_by_default(settings, hook):
    settings.set("RASID_PING_URL", "")
    assert call(settings, 0) == (0, "")
    assert hook.asked == []


def test_a_ping_that_fails_changes_nothing_and_tells_no_address(settings, hook, caplog):
    hook.status = 500
    assert call(settings, 0) == (0, "")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.set("RASID_PING_URL", f"http://127.0.0.1:{free.getsockname()[1]}/uuid")
    caplog.set_level(logging.DEBUG)
    assert call(settings, 0) == (0, "")
    assert "RASID_PING_URL failed: status 500" in caplog.text
    assert "RASID_PING_URL failed: URLError" in caplog.text
    assert len(caplog.messages) == 2  # one for each call
    assert "uuid" not in caplog.text


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/uuid", "uuid", "file:///uuid", "https://"])
def test_no_address(settings, url):
    settings.set("RASID_PING_URL", url)
    with pytest.raises(ConfigError) as raised, Outside(settings):
        pass
    assert "uuid" not in str(raised.value)


def test_a_message_that_is_due_goes_out_though_nothing_was_crawled(settings, hook, incident):
    settings.set("RASID_PING_URL", "")
    settings.set("RASID_NOTIFY", f"json://127.0.0.1:{hook.port}/")
    assert call(settings, 0, crawled=False) == (0, "")
    assert hook.marks == ["rasid:1:opened"]


def test_the_store_stays_closed_where_nothing_waits(settings, hook, incident, monkeypatch):
    settings.set("RASID_NOTIFY", f"json://127.0.0.1:{hook.port}/")
    monkeypatch.setattr("crawler.calls.outside.has_nothing_to_tell", lambda _settings: True)
    monkeypatch.setattr("crawler.calls.outside.store_of", None)  # it would be a TypeError
    assert call(settings, 0, crawled=False) == (0, "")
    with pytest.raises(TypeError):
        call(settings, 0, crawled=True)


def test_after_a_signal_nobody_is_waited_for(settings, hook, incident):
    settings.set("RASID_NOTIFY", f"json://127.0.0.1:{hook.port}/")
    assert call(settings, 143) == (143, "")
    assert [path for _, path in hook.asked] == ["/uuid/start"]


def test_a_message_that_does_not_go_out_is_said_and_is_no_failure(
    settings, hook, incident, tmp_path
):
    settings.set("RASID_PING_URL", "")
    settings.set("RASID_NOTIFY", f"json://127.0.0.1:{hook.port}/")
    hook.status = 500
    assert call(settings, 0) == (0, "rasid: messages: 0 sent, 1 failed, 1 notices wait")
    file = tmp_path / "metrics" / "_notices.prom"
    assert 'crawl_notices_unsent{spider="windows"} 1.0' in file.read_text(encoding="utf-8")
    hook.status = 200
    assert call(settings, 0) == (0, "")
    assert file.read_bytes() == b""


def test_where_a_publisher_tells_of_messages_no_copy_stays_here(settings, hook, incident, tmp_path):
    settings.set("RASID_PUBLISH", "off")
    settings.set("RASID_NOTIFY", f"json://127.0.0.1:{hook.port}/")
    hook.status = 500
    assert "1 failed" in call(settings, 0)[1]
    assert not (tmp_path / "metrics").exists()


def test_metrics_that_cannot_be_written_are_told(settings, hook, incident, tmp_path):
    settings.set("RASID_PING_URL", "")
    settings.set("RASID_NOTIFY", f"json://127.0.0.1:{hook.port}/")
    (tmp_path / "metrics").touch()
    code, line = call(settings, 0)
    assert code == 73
    assert "metrics cannot be made" in line
    assert hook.marks == ["rasid:1:opened"]


@pytest.mark.parametrize(("code", "told"), [(0, 78), (65, 65)])
def test_a_wrong_address_is_told_by_a_run_that_crawled(settings, incident, code, told):
    settings.set("RASID_NOTIFY", "nobody://knows")
    ended, line = call(settings, code)
    assert ended == told
    assert "RASID_NOTIFY: address 1 (nobody://…)" in line


def test_nothing_is_looked_at_where_nothing_was_crawled_and_nothing_is_due(settings, tmp_path):
    settings.set("RASID_NOTIFY", "nobody://knows")
    assert call(settings, 0, crawled=False) == (0, "")
    assert list(tmp_path.iterdir()) == []  # no store is made by looking
