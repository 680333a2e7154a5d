"""`scrapy worker` and `scrapy publisher` as commands: what they refuse, and their probes."""

from __future__ import annotations

import signal
import sys

import pytest
from scrapy.settings import Settings

from crawler.commands.worker import given_settings, not_installed
from crawler.queue import publishing, working
from crawler.queue.members import Member
from crawler.store.queue_state import PUBLISHER, WORKER
from tests.called import called, settings_of
from tests.queue.conftest import defer


@pytest.fixture
def settings(tmp_path, engine, queue_url):
    return settings_of(tmp_path / "data", queue_url)


@pytest.fixture
def run(settings, capsys, make_crawler):
    """Runs a command as Scrapy does; gives its exit code, output and errors."""

    def command(name, *arguments):
        code = called(settings, name, *arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.mark.parametrize("url", ["", "sqlite:////tmp/x.db"])
@pytest.mark.parametrize("command", ["worker", "publisher"])
def test_without_postgresql(run, settings, command, url):
    settings.set("RASID_DATABASE_URL", url, priority="cmdline")
    code, _, said = run(command)
    assert code == 78
    assert "set RASID_DATABASE_URL=postgresql://" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ("worker", "windows"),
        ("worker", "--sites-at-once", "0"),
        ("worker", "--grace", "soon"),
        ("publisher", "windows"),
    ],
)
def test_what_is_misspelt(run, arguments):
    assert run(*arguments)[0] == 64


@pytest.mark.parametrize("value", ["0", "60", "often", ""])
def test_a_time_that_no_minute_has(run, settings, value):
    settings.set("RASID_PLAN_EVERY_S", value, priority="cmdline")
    code, _, said = run("worker")
    assert code == 78
    assert "RASID_PLAN_EVERY_S" in said


@pytest.mark.parametrize(("command", "role"), [("worker", WORKER), ("publisher", PUBLISHER)])
def test_a_probe(run, rows, engine, command, role):
    assert run(command, "--health", "--name", "one")[0] == 1
    Member(engine, "one", role).sign()
    assert run(command, "--health", "--name", "one")[0] == 0
    assert run(command, "--health", "--name", "two")[0] == 1
    rows("UPDATE queue_members SET last_sign = now() - interval '31 s'")
    assert run(command, "--health", "--name", "one")[0] == 1


def test_a_probe_says_what_is_wrong_with_the_machine(run, settings):
    settings.set("RASID_DATABASE_URL", "postgresql://rasid@127.0.0.1:1/no", priority="cmdline")
    code, _, said = run("worker", "--health")
    assert code == 1
    assert said.startswith("rasid: ")


def test_a_probe_makes_nothing(run, settings, postgres_urls):
    settings.set("RASID_DATABASE_URL", postgres_urls(empty=True), priority="cmdline")
    for _ in range(2):
        code, output, said = run("worker", "--health", "--name", "one")
        assert (code, output) == (1, "")
        assert said == "rasid: no worker 'one' gave a sign in the last 30 s; none does\n"


def test_a_probe_by_the_name_of_the_machine_says_which_names_there_are(run, engine):
    Member(engine, "host-1", WORKER).sign()
    Member(engine, "host-2", WORKER).sign()
    code, _, said = run("worker", "--health", "--name", "host")
    assert code == 1
    assert said.endswith("; name one by --name: host-1, host-2\n")


def test_the_worker_gets_its_terms_and_its_crawls_the_settings(run, settings, monkeypatch):
    terms = []

    class Work:
        def __init__(self, _settings, given, _say):
            terms.append(given)

        async def run(self):
            """Nothing to do."""

    monkeypatch.setattr(working, "Work", Work)
    settings.set("RASID_PLAN_EVERY_S", "7", priority="cmdline")

    assert run("worker", "--name", "one", "--sites-at-once", "3", "--grace", "2m")[0] == 0
    (made,) = terms
    assert (made.name, made.sites_at_once, made.grace_s, made.plan_s) == ("one", 3, 120, 7)
    assert made.given[-1] == "RASID_PUBLISH=off"
    assert "RASID_PLAN_EVERY_S=7" in made.given


def test_only_what_came_by_the_command_line_is_handed_on():
    settings = Settings()
    settings.set("RASID_ARCHIVE", "off", priority="project")
    settings.set("LOG_LEVEL", "INFO", priority="cmdline")
    assert given_settings(settings) == ["LOG_LEVEL=INFO"]


def test_publish_once(run, monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: pytest.fail("it ends by itself"))
    assert run("publisher", "--once") == (0, "rasid: 0 article(s) published\n", "")


def test_publish_always(run, monkeypatch):
    lived = []
    monkeypatch.setattr(publishing.Publishing, "run", lambda self: lived.append(self.name))
    monkeypatch.setattr(publishing.Publishing, "until_signalled", lambda _: None)
    assert run("publisher", "--name", "one")[0] == 0
    assert lived == ["one"]


@pytest.mark.parametrize(
    ("command", "module"),
    [("worker", "crawler.queue.working"), ("publisher", "crawler.queue.publishing")],
)
def test_without_the_extra(run, monkeypatch, command, module):
    for name in ("crawler.queue.tables", module):
        monkeypatch.delitem(sys.modules, name, raising=False)
    for name in [each for each in sys.modules if each.split(".")[0] == "procrastinate"]:
        monkeypatch.setitem(sys.modules, name, None)
    code, _, said = run(command)
    assert code == 78
    assert "is not installed; it is in the lock: pip install --no-deps" in said


def test_what_is_missing_of_ours_is_a_bug():
    with pytest.raises(ModuleNotFoundError):
        not_installed(ModuleNotFoundError(name="crawler.nothing"))


def test_abort(run, in_app, jobs):
    nothing = "rasid: {}: no crawl of it waits or runs\n"
    assert run("worker", "--abort", "daily8") == (64, nothing.format("daily8"), "")
    code, output, said = run("worker", "--abort", "windows")
    assert (code, output) == (64, nothing.format("windows"))
    assert said.startswith("rasid: no site 'windows'; there are ")

    async def two(app):
        worker = await app.job_manager.register_worker()
        await defer(app, "windows")
        await app.job_manager.fetch_job(None, worker)
        await defer(app, "windows")

    in_app(two)
    code, said, _ = run("worker", "--abort", "windows")
    assert code == 0
    assert sorted(said.splitlines()) == [
        "rasid: windows: its crawl is asked to end",
        "rasid: windows: its crawl will not begin",
    ]
    assert [status for _, status, _ in jobs()] == ["doing", "cancelled"]
