"""Where the browser is looked for, and the only way out that it has."""

from __future__ import annotations

from crawler.middlewares.browser import (
    context_options,
    find_chromium,
    launch_options,
    network_arguments,
)


def looking(*there):
    return lambda name: f"/opt/{name}" if name in there else None


def installed(home, *parts):
    program = home.joinpath(*parts)
    program.parent.mkdir(parents=True)
    program.write_text("")
    return str(program)


def test_what_the_operator_names_is_taken_or_nothing():
    assert find_chromium("mine", looking("mine", "chromium")) == "/opt/mine"
    assert find_chromium("mine", looking("chromium")) is None


def test_names_are_tried_in_order(tmp_path):
    assert find_chromium("", looking("google-chrome", "chromium")) == "/opt/chromium"
    assert find_chromium("", looking("google-chrome")) == "/opt/google-chrome"
    assert find_chromium("", looking(), home=str(tmp_path)) is None


def test_the_newest_chromium_of_playwright_comes_last(tmp_path, monkeypatch):
    monkeypatch.delenv("PLAYWRIGHT_BROWSERS_PATH", raising=False)
    cache = (".cache", "ms-playwright")
    installed(tmp_path, *cache, "chromium-1180", "chrome-linux", "chrome")
    newest = installed(tmp_path, *cache, "chromium-1201", "chrome-linux64", "chrome")
    assert find_chromium("", looking(), home=str(tmp_path)) == newest
    assert find_chromium("", looking("chromium"), home=str(tmp_path)) == "/opt/chromium"


def test_the_folder_that_playwright_was_told_counts(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "own"))
    own = installed(tmp_path, "own", "chromium_headless_shell-1", "chrome-linux", "headless_shell")
    assert find_chromium("", looking(), home=str(tmp_path)) == own


def test_nothing_but_the_proxy_can_be_reached():
    assert network_arguments(8123) == [
        "--proxy-server=http://rasid-guard.invalid:8123",
        "--host-resolver-rules=MAP rasid-guard.invalid 127.0.0.1 , MAP * ~NOTFOUND",
    ]
    arguments = launch_options("/opt/chromium", 8123, is_root=False)["args"]
    assert set(network_arguments(8123)) < set(arguments)
    assert "--proxy-bypass-list=<-loopback>" in arguments
    assert "--no-proxy-server" not in arguments


def test_only_root_goes_without_a_sandbox():
    assert launch_options("/opt/chromium", 8123, is_root=False)["chromium_sandbox"] is True
    assert launch_options("/opt/chromium", 8123, is_root=True)["chromium_sandbox"] is False


def test_nothing_is_saved_and_no_worker_stays():
    options = context_options("Rasid/1", "ar", "Asia/Aden")
    assert (options["accept_downloads"], options["service_workers"]) == (False, "block")
    assert (options["locale"], options["timezone_id"]) == ("ar", "Asia/Aden")
