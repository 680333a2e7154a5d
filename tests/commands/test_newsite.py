"""`scrapy newsite`: what it writes is a site whose test is green, in a layout of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.commands.new_profile import module_of, name_for, quoted
from crawler.commands.newsite import Found, _told
from crawler.core.saved_case import SavedPage
from crawler.core.site import SiteProfile
from crawler.core.stamps import moment_of
from crawler.middlewares.browser import find_chromium
from tests.campaigns.campaign import aggregator
from tests.commandline import completed
from tests.flow.loopback import Answers, answering

ROOT = Path(__file__).resolve().parents[2]
SEEN = moment_of("2026-02-14T09:00:00Z")
WINDOWS = "http://windows.example/"
DRAWN = pytest.mark.skipif(find_chromium() is None, reason="no Chromium draws this markup")
HOSTILE = 'x"""\nimport os; os.abort()\n"""'
LONG = "اسم موقع طويل جدا يعيد نفسه في كل صفحة من صفحات الموقع بلا سبب"


def newsite(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {"RASID_DATA_DIR": str(folder / "data"), "RASID_CONTACT": ""}
    return completed("newsite", *arguments, "--out", str(folder), **env)


@pytest.mark.slow
@pytest.mark.parametrize("markup", ["cards", "tables", pytest.param("script", marks=DRAWN)])
def test_a_new_site_is_ready_to_be_reviewed(tmp_path, markup):
    with aggregator(60, markup) as url:
        done = newsite(tmp_path, url, "--name", "new_windows")
    assert done.returncode == 0, done.stderr
    sites = tmp_path / "tests" / "sites"
    assert sorted(path.name for path in (sites / "new_windows").iterdir()) == [
        "article_1.html", "article_1.json", "article_2.html", "article_2.json",
        "listing.html", "listing.json",
    ]  # fmt: skip
    module = tmp_path / "spiders" / "new_windows.py"
    assert len(module.read_text("utf-8").splitlines()) <= 25
    assert url in module.read_text("utf-8")
    assert str(module) in done.stdout
    assert "article_2.json: read it" in done.stdout
    assert not list(tmp_path.glob("data/*.db"))

    shutil.copy(ROOT / "tests" / "sites" / "test_sites.py", sites)
    (tmp_path / "spiders" / "__init__.py").touch()
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for command in (
        ("pytest", str(sites), "-q", "--import-mode=importlib", "-p", "no:cacheprovider"),
        ("ruff", "check", "--config", str(ROOT / "pyproject.toml"), str(module)),
        ("ruff", "format", "--check", "--config", str(ROOT / "pyproject.toml"), str(module)),
    ):
        checked = subprocess.run(
            [sys.executable, "-m", *command], cwd=tmp_path, env=env,
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.slow
def test_a_site_without_articles_is_refused_and_nothing_is_written(tmp_path):
    answers = Answers()
    with answering(answers) as url:
        links = "".join(f'<a href="/n/{each}">عنوان من أربع كلمات {each}</a>' for each in range(9))
        answers.page("/", f"<html><body>{links}</body></html>")
        for each in range(9):
            answers.page(f"/n/{each}", "<html><body></body></html>")
        del answers.pages["/n/1"]
        done = newsite(tmp_path, url)
        gone = newsite(tmp_path, url + "gone")
    assert done.returncode == 65
    assert "9 article links in the listing" in done.stderr
    assert "/n/0 empty" in done.stderr
    assert "/n/1 http_404" in done.stderr
    assert len([path for path in answers.asked if path.startswith("/n/")]) == 6
    assert gone.returncode == 69
    assert "http_404; nothing was written" in gone.stderr
    assert not (tmp_path / "spiders").exists()
    assert not (tmp_path / "tests").exists()


# --- a site whose start page names no articles ----------------------------------------------------

STORY = "<h1>وصول سفينة الوقود إلى الميناء</h1><p>{}</p>".format("كلام عن السفينة والميناء. " * 30)
FEED = "<rss version='2.0'><channel>{}</channel></rss>"


def page(body: str, url: str = WINDOWS) -> SavedPage:
    return SavedPage(f"<html><body>{body}</body></html>".encode(), url, SEEN)


def feed_of(*links: str) -> SavedPage:
    items = "".join(f"<item><link>{WINDOWS}{link}</link></item>" for link in links)
    return SavedPage(FEED.format(items).encode(), f"{WINDOWS}rss", SEEN)


@pytest.mark.parametrize("named", [f"{WINDOWS}rss", ""])
def test_articles_are_taken_from_the_feed_where_the_start_page_has_none(named):
    found = Found(named)
    start = page("<p>أهلا</p><link rel='alternate' type='application/rss+xml' href='/rss'>")
    assert list(found.following(start)) == [f"{WINDOWS}rss"]
    assert list(found.following(feed_of("a", "b", "c"))) == [f"{WINDOWS}a"]
    assert list(found.following(page(STORY, f"{WINDOWS}a"))) == [f"{WINDOWS}b"]
    assert list(found.following(page(STORY, f"{WINDOWS}b"))) == []
    assert [saved.url for saved in found.articles] == [f"{WINDOWS}a", f"{WINDOWS}b"]


def test_a_start_page_with_articles_needs_no_feed():
    links = "".join(f'<a href="/n/{each}">عنوان من أربع كلمات {each}</a>' for each in range(9))
    start = page(f"<link rel='alternate' type='application/rss+xml' href='/rss'>{links}")
    assert list(Found().following(start)) == [f"{WINDOWS}n/0"]


@pytest.mark.parametrize(
    ("pages", "feed", "said"),
    [
        ([page("<p>أهلا</p>")], "", "none was tried; has the site a feed? name it by --feed URL"),
        ([feed_of("a")], "", "it is a feed: name the site's start page, and this by --feed"),
        ([page("<p>أهلا</p>"), page("", f"{WINDOWS}no")], f"{WINDOWS}no", "no not_a_feed"),
        ([page("<p>أهلا</p>"), None], f"{WINDOWS}no", "0 article links in the listing; none"),
    ],
    ids=["neither", "given as the site", "none", "gone"],
)
def test_without_articles_it_is_said_what_to_try_next(pages, feed, said):
    found = Found(feed)
    for each in pages:
        asked = list(found.following(each))
    assert asked == []
    assert said in _told(found, {})


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 64, "usage"),
        (("windows.example",), 64, "no address"),
        (("http://windows.example/", "--name", "../x"), 64, "--name"),
        (("http://windows.example/", "--name", "taken"), 78, "there already"),
        (("http://windows.example/",), 78, "RASID_CONTACT"),
    ],
)
def test_what_is_refused_before_anything_is_asked(tmp_path, arguments, code, message):
    (tmp_path / "spiders").mkdir()
    (tmp_path / "spiders" / "taken.py").touch()
    done = newsite(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.news-windows.example/", "news_windows"),
        ("https://a.b.example/x", "a_b"),
        ("http://127.0.0.1:8000/", "site_127_0_0_1"),
        ("http://localhost/", "localhost"),
        ("https://24-post.example/", "site_24_post"),
        ("https://نوافذ.example/", "xn_mgbgbc4b"),
    ],
)
def test_a_site_is_named_after_its_host(url, name):
    found = name_for(url)
    assert found == name or (name.startswith("xn_") and found.startswith("xn_"))
    assert SiteProfile(name=found).name == found


@pytest.mark.parametrize("text", [HOSTILE, "a\\", "'", "\"'", "اسم\u202eمقلوب", "\x00", "سطر\nسطر"])
def test_what_a_page_says_is_a_string_and_no_code(text):
    profile = SiteProfile(
        name="windows", start_urls=("http://windows.example/",), site_names=(text, LONG, LONG)
    )
    written = module_of(profile, SEEN)
    scope: dict[str, object] = {}
    exec(compile(written, "windows", "exec"), scope)  # noqa: S102 - that is what is tested
    assert scope["WindowsSpider"].profile.site_names == (text, LONG, LONG)
    assert "\u202e" not in written
    assert eval(quoted(text)) == text  # noqa: S307 - the same
