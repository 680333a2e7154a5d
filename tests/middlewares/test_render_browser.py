"""Where the browser is looked for, and which hosts it may know."""

from __future__ import annotations

import pytest

from crawler.middlewares.browser import (
    context_options,
    find_chromium,
    launch_options,
    resolver_rules,
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


@pytest.mark.parametrize(
    ("hosts", "rules"),
    [
        ((), "MAP * ~NOTFOUND"),
        (("localhost",), "MAP * ~NOTFOUND , EXCLUDE localhost"),
        (("127.0.0.1",), "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"),
        (("::1",), "MAP * ~NOTFOUND , EXCLUDE [::1]"),
        (("news.ye",), "MAP * ~NOTFOUND , EXCLUDE news.ye , EXCLUDE *.news.ye"),
        (("مثال",), "MAP * ~NOTFOUND , EXCLUDE xn--mgbh0fb"),
        (("*",), "MAP * ~NOTFOUND"),
        (("a , EXCLUDE *",), "MAP * ~NOTFOUND"),
        (("a..b",), "MAP * ~NOTFOUND"),
    ],
)
def test_no_host_but_the_sites_has_an_address(hosts, rules):
    assert resolver_rules(hosts) == rules


def test_hosts_are_sorted_and_both_hold():
    assert resolver_rules(("b", "a")) == "MAP * ~NOTFOUND , EXCLUDE a , EXCLUDE b"


def test_only_root_goes_without_a_sandbox():
    assert launch_options("/opt/chromium", (), is_root=False)["chromium_sandbox"] is True
    assert launch_options("/opt/chromium", (), is_root=True)["chromium_sandbox"] is False


def test_nothing_is_saved_and_no_worker_stays():
    options = context_options("Rasid/1", "ar", "Asia/Aden")
    assert (options["accept_downloads"], options["service_workers"]) == (False, "block")
    assert (options["locale"], options["timezone_id"]) == ("ar", "Asia/Aden")
