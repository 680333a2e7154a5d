"""`scrapy savepage`: from a file without network, from an address as a crawl would ask."""

from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, datetime

import pytest

from tests.commandline import completed
from tests.flow.loopback import Answers, answering

SEEN = datetime(2026, 2, 14, 9, tzinfo=UTC)
PAGE = """<html><body><nav><a href="/s/1">محليات</a></nav>
<h1>عودة القوارب إلى المرسى القديم بعد انحسار الموج</h1>
<p>عادت قوارب الصيد، صباح اليوم، إلى المرسى القديم بعد انحسار الموج الذي أبقاها أياما.</p>
<p>وقال صيادون إن الثلج نفد في اليوم الثالث، وإن نصف الصيد فسد قبل أن يصل إلى السوق.</p>
</body></html>"""
LISTING = "".join(
    f'<a href="/news/{number}">خبر طويل عن المرسى والقوارب رقم {number}</a>' for number in range(4)
)


@pytest.fixture
def scrapy(tmp_path):
    """Runs a command in a process of its own, with its data and output in a temporary folder."""

    def run(command, *arguments, contact=""):
        env = {"RASID_DATA_DIR": str(tmp_path / "data"), "RASID_CONTACT": contact}
        done = completed(command, *arguments, "--out", str(tmp_path), **env)
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.fixture
def page(tmp_path):
    """A page in a file that was written at SEEN."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    os.utime(path, (SEEN.timestamp(), SEEN.timestamp()))
    return path


def read(folder, case):
    return json.loads((folder / "tests/sites/aggregator" / f"{case}.json").read_text("utf-8"))


def test_a_file_is_saved_as_it_is_with_what_must_come_of_it(scrapy, page, tmp_path):
    url = "http://windows.example/news/7"
    code, output, errors = scrapy(
        "savepage", str(page), "--site", "aggregator", "--case", "article_short", "--url", url
    )
    told = read(tmp_path, "article_short")

    assert (code, errors) == (0, "")
    assert "article_short.json: read it before it is committed" in output
    kept = tmp_path / "tests/sites/aggregator/article_short.html"
    assert kept.read_bytes() == page.read_bytes()
    assert told["page"] == {"url": url, "observedAt": "2026-02-14T09:00:00Z"}
    assert told["article"]["headline"] == "عودة القوارب إلى المرسى القديم بعد انحسار الموج"
    assert not (tmp_path / "data").exists()  # no store, no ledger


def test_a_packed_file_and_again(scrapy, page, tmp_path):
    packed = tmp_path / "page.html.gz"
    packed.write_bytes(gzip.compress(PAGE.encode()))
    given = ("--site", "aggregator", "--case", "article_short")
    assert scrapy("savepage", str(packed), *given)[0] == 0
    kept = tmp_path / "tests/sites/aggregator/article_short.json"
    written = kept.read_text("utf-8")
    kept.write_text(written.replace("المرسى القديم", "مكان آخر"), encoding="utf-8")

    assert scrapy("savepage", "--again", "--site", "aggregator")[0] == 0
    assert kept.read_text("utf-8") == written


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 64, "usage"),
        (("page.html", "--site", "aggregator"), 64, "usage"),
        (("--again",), 64, "usage"),
        (("--site", "aggregator"), 64, "usage"),
        (("{page}", "--again", "--site", "aggregator", "--case", "x_1"), 64, "usage"),
        (("no.html", "--site", "aggregator", "--case", "x_1"), 74, "no.html"),
        (("no.html", "--site", "nowhere", "--case", "x_1"), 64, "no site 'nowhere'"),
        (("{page}", "--site", "aggregator", "--case", "../x"), 64, "case: use lower case"),
        (("{page}", "--site", "aggregator", "--case", "x_1", "--url", "x"), 64, "no address"),
        (("--again", "--site", "aggregator"), 78, "no saved page"),
        (("http://windows.example/", "--site", "aggregator", "--case", "x_1"), 78, "RASID_CONTACT"),
        (("file:///x", "--site", "aggregator", "--case", "x_1"), 64, "no address"),
    ],
)
def test_what_cannot_be_saved(scrapy, page, arguments, code, message):
    given = [each.replace("{page}", str(page)) for each in arguments]
    ended, output, errors = scrapy("savepage", *given)
    assert (ended, output) == (code, "")
    assert message in errors
    assert "Traceback" not in errors
    assert not (page.parent / "tests").exists()


@pytest.mark.slow
def test_an_address_is_asked_once_and_robots_txt_before(scrapy, tmp_path):
    answers = Answers()
    with answering(answers) as url:
        answers.page("/robots.txt", "User-agent: *\nDisallow: /closed\n", kind="text/plain")
        answers.page("/", f"<html><body>{LISTING}</body></html>")
        answers.page("/closed/1", PAGE)
        answers.page("/empty", "<html><body></body></html>")
        answers.page("/paper.pdf", "%PDF", kind="application/pdf")
        site = ("--site", "aggregator", "--case")
        listed = scrapy("savepage", url, *site, "listing")
        closed = scrapy("savepage", url + "closed/1", *site, "article_closed")
        absent = scrapy("savepage", url + "absent", *site, "article_absent")
        paper = scrapy("savepage", url + "paper.pdf", *site, "article_paper")
        empty = scrapy("savepage", url + "empty", *site, "article_empty")

    told = read(tmp_path, "listing")
    assert listed[0] == 0, listed
    assert told["listing"]["articles"] == [f"{url}news/{number}" for number in range(4)]
    assert told["page"]["contentType"] == "text/html; charset=utf-8"
    assert (closed[0], absent[0], paper[0]) == (69, 69, 69)
    assert "not_html; no page came" in paper[2]
    assert closed[2] == (  # one sentence, no line of the log
        f"rasid: {url}closed/1: robots (Forbidden by robots.txt: line 2: Disallow: /closed); "
        "no page came\n"
    )
    assert "http_404; no page came" in absent[2]
    assert empty[0] == 65  # saved, and said: it is no article
    assert read(tmp_path, "article_empty")["notAnArticle"] == "empty"
    assert "/closed/1" not in answers.asked
    assert answers.asked.count("/") == 1
    assert not list(tmp_path.glob("data/*.db"))
