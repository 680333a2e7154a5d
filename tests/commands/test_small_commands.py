"""The commands that only read or tell: runs, sites, schema, repair, extract."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import update

from crawler.core.article import Article, json_schema
from crawler.core.errors import CreateError
from crawler.core.extract.state.known import Known
from crawler.core.extract.state.recipe import Recipe
from crawler.store import feed_of, store_of
from crawler.store import repair as store_repair
from crawler.store.database import writing
from crawler.store.lock import SiteLock
from crawler.store.rendering import Renderings
from crawler.store.runs import Runs
from crawler.store.schema import articles
from pipelines.store_article import StoreArticle

ROOT = Path(__file__).resolve().parents[2]
START = datetime(2025, 3, 1, 9, tzinfo=UTC)
PAGE = """<html><head><title>وصول سفينة الوقود - نوافذ</title></head><body>
<nav><a href="/s/1">محليات</a><a href="/s/2">عربي</a></nav>
<h1>وصول سفينة الوقود إلى الميناء بعد شهر من الانتظار</h1>
<p>وصلت صباح اليوم السبت سفينة محملة بالوقود إلى الميناء، وبدأ تفريغ حمولتها فورا، وفق ما قالته
إدارة الميناء في بيان لها.</p>
<p>وأضاف البيان أن الكمية تكفي المحطات ثلاثة أسابيع، وأن سفينة أخرى ستصل نهاية الشهر.</p>
</body></html>"""


@pytest.fixture
def ledger(settings):
    """Two runs, one of which was killed."""
    runs = Runs(store_of(settings))
    for number, site in enumerate(("windows", "other")):
        runs.start(
            run_id=f"r{number}", site=site, argv=["scrapy"], versions={}, settings_hash="x",
            started=START + timedelta(hours=number),
        )  # fmt: skip
    figures = {"funnel": {"links": 40, "fetched": 12, "new": 11, "published": 11}}
    runs.finish(
        "r0", ended=START + timedelta(seconds=75), exit_code=0, reason="all good", figures=figures
    )
    return runs


@pytest.mark.parametrize("name", ["runs", "sites", "schema", "repair", "extract"])
def test_each_says_what_it_is_for(name):
    command = import_module(f"crawler.commands.{name}").Command()
    assert command.short_desc()
    assert isinstance(command.syntax(), str)
    assert command.requires_project
    assert not command.requires_crawler_process


# --- runs -----------------------------------------------------------------------------------------


def test_runs_before_the_first(run, settings):
    where = settings["RASID_DATA_DIR"]
    told = f"no runs{{}} yet in {where} (RASID_DATA_DIR); start one by: scrapy run {{}}\n"
    assert run("runs") == (0, told.format("", "SITE"), "")
    assert run("runs", "daily8") == (0, told.format(" of daily8", "daily8"), "")


@pytest.mark.parametrize(
    "wrong", [("nowhere",), ("daily8", "adngad"), ("--last", "0"), ("--last", "-1")]
)
def test_runs_that_cannot_be_asked_for(run, ledger, wrong):
    code, output, errors = run("runs", *wrong)
    assert (code, output) == (64, "")
    assert errors.startswith(("rasid: no site 'nowhere'; there are", "rasid: usage: scrapy runs"))


@pytest.fixture
def elsewhere(settings):
    """A run of a site without an address, at one that was given."""
    Runs(store_of(settings)).start(
        run_id="r7", site="aggregator@127.0.0.1:8", argv=["scrapy"], versions={},
        settings_hash="x", started=START,
    )  # fmt: skip


def test_the_runs_of_a_site_at_an_address_that_was_given(run, ledger, elsewhere):
    _, output, _ = run("runs", "aggregator", "--json")
    assert [json.loads(line)["id"] for line in output.splitlines()] == ["r7"]
    _, output, _ = run("sites", "--json")
    rows = {row["name"]: row for row in map(json.loads, output.splitlines())}
    assert rows["aggregator"]["lastRun"] == START.isoformat()
    assert rows["yemeni_windows"]["lastRun"] is None


def test_runs_newest_first(run, ledger, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    code, output, _ = run("runs")
    head, killed, good = output.splitlines()

    assert code == 0
    assert head.split()[:4] == ["started", "(UTC)", "run", "site"]
    assert "r1" in killed
    assert "killed, or a plain `scrapy crawl`" in killed
    assert good.split("r0")[1].split() == (
        ["windows", "-", "1", "min", "15", "s", "40", "12", "11", "11", "0", "all", "good"]
    )


def test_a_run_whose_lock_is_held_is_running(run, ledger, settings, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    ledger.start(
        run_id="r2",
        site="other",
        argv=[],
        versions={},
        settings_hash="",
        started=START + timedelta(hours=3),
    )
    with SiteLock(Path(settings["RASID_DATA_DIR"]) / "locks" / "other.lock", "r1"):
        _, output, _ = run("runs", "other")
    newest, older = output.splitlines()[1:]
    assert newest.split()[-1] == "running"
    assert "killed" in older


def test_a_database_has_no_address_in_what_is_said(run, settings):
    store = f"sqlite:///{settings['RASID_DATA_DIR']}/rasid.db"
    settings.set("RASID_DATABASE_URL", store, priority="cmdline")
    _, output, _ = run("runs")
    assert output.startswith("no runs yet in the database (RASID_DATABASE_URL); start one by")


def test_runs_of_one_site_as_json(run, ledger):
    _, output, _ = run("runs", "windows", "--json")
    (line,) = output.splitlines()
    read = json.loads(line)
    assert (read["id"], read["exit_code"], read["figures"]["funnel"]["new"]) == ("r0", 0, 11)


def test_the_last_runs(run, ledger):
    _, output, _ = run("runs", "--last", "1", "--json")
    assert [json.loads(line)["id"] for line in output.splitlines()] == ["r1"]


# --- sites ----------------------------------------------------------------------------------------


def test_sites_shows_every_profile(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    code, output, errors = run("sites")
    assert (code, errors) == (0, "")
    assert "yemeni_windows" in output
    assert "given by -a start_urls=URL" in output


def test_sites_as_json(run):
    _, output, _ = run("sites", "--json")
    rows = {row["name"]: row for row in map(json.loads, output.splitlines())}
    assert set(rows) == {path.stem for path in (ROOT / "spiders").glob("[a-z]*.py")}
    assert rows["yemeni_windows"]["timezone"] == "Asia/Aden"
    assert len(rows["yemeni_windows"]["profileVersion"]) == 12


def test_sites_says_how_script_built_pages_come(run, settings, monkeypatch):
    monkeypatch.setenv("COLUMNS", "250")
    known = Known("api", "http://windows.example/", Recipe("http://windows.example/api"))
    learned = {
        ("listing", "/"): known,
        ("article", "/#"): Known("drawn", "http://windows.example/1"),
    }
    Renderings(store_of(settings), "yemeni_windows").write(learned, datetime.now(UTC))
    assert "auto; article: drawn; listing: api" in run("sites")[1]
    rows = {row["name"]: row for row in map(json.loads, run("sites", "--json")[1].splitlines())}
    assert rows["yemeni_windows"]["rendering"] == [
        {"kind": "article", "pages": "/#", "way": "drawn", "endpoint": None},
        {"kind": "listing", "pages": "/", "way": "api", "endpoint": "http://windows.example/api"},
    ]


def test_a_broken_profile_is_named_with_78(run, settings, tmp_path, monkeypatch):
    (tmp_path / "broken_sites").mkdir()
    (tmp_path / "broken_sites" / "__init__.py").touch()
    (tmp_path / "broken_sites" / "bad.py").write_text(
        "from crawler.core.site import SiteProfile\nSiteProfile(name='Bad')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    settings.set("SPIDER_MODULES", ["broken_sites"], priority="cmdline")

    code, _, errors = run("sites")
    assert code == 78
    assert errors.startswith("rasid: bad: name: ")


# --- schema, repair -------------------------------------------------------------------------------


def test_schema(run):
    code, output, _ = run("schema")
    assert code == 0
    assert json.loads(output) == json_schema()


def test_repair_takes_in_what_a_lost_store_had_published(
    run, settings, make_crawler, make_article, tmp_path
):
    step = StoreArticle.from_crawler(make_crawler())
    step.process_item(make_article())
    step.close_spider()
    feed_of(settings).publish()
    shutil.copytree(Path(settings["RASID_DATA_DIR"], "feed"), tmp_path / "restored" / "feed")
    settings.set("RASID_DATA_DIR", str(tmp_path / "restored"), priority="cmdline")

    code, output, errors = run("repair")
    assert (code, errors) == (0, "")
    assert "1 part(s) taken in" in output
    assert "0 part(s) taken in" in run("repair")[1]


@pytest.fixture
def part(settings, make_crawler, make_article):
    """A published part of one article."""
    step = StoreArticle.from_crawler(make_crawler())
    step.process_item(make_article())
    step.close_spider()
    feed_of(settings).publish()
    (path,) = Path(settings["RASID_DATA_DIR"], "feed").glob("part-*")
    return path


def test_repair_writes_a_part_again_that_was_cut_after_it_was_published(run, part):
    whole = part.read_bytes()
    part.write_bytes(whole[:100])
    code, output, _ = run("repair")
    assert (code, part.read_bytes()) == (0, whole)
    assert f"written again as it was: {part.name}" in output
    assert part.name not in run("repair")[1]


def test_repair_tells_of_a_cut_part_that_the_store_cannot_make_again(run, settings, part):
    part.write_bytes(b"{}\n")
    with writing(store_of(settings)) as connection:
        connection.execute(update(articles).values(line='{"metadata":{}}'))
    code, output, _ = run("repair")
    assert (code, part.read_bytes()) == (74, b"{}\n")
    assert f"restore the file: {part.name}" in output


def test_repair_leaves_alone_a_part_that_was_cleared_away(run, part):
    part.unlink()
    assert run("repair")[0] == 0
    assert not part.exists()


def test_repair_does_not_call_a_store_with_torn_pages_sound(run, settings, part):
    store_of(settings).dispose()
    path = Path(settings["RASID_DATA_DIR"], "rasid.db")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        asked = "SELECT rootpage FROM sqlite_master WHERE name = 'blocks'"  # repair reads it not
        (page,) = connection.execute(asked).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    code, output, errors = run("repair")
    assert (code, output, part.exists()) == (74, "", True)
    assert "the store is damaged; restore a backup" in errors
    assert f"({path}: " in errors


def test_repair_that_cannot_write_says_so(run, monkeypatch):
    def full(*_):
        raise CreateError("disk full")

    monkeypatch.setattr(store_repair, "repair", full)
    assert run("repair") == (73, "", "rasid: disk full\n")


# --- extract --------------------------------------------------------------------------------------


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_extract_wants_a_file(run):
    code, output, errors = run("extract")
    assert (code, output) == (64, "")
    assert "name a saved page" in errors


def test_an_address_is_no_saved_page(run):
    code, output, errors = run("extract", "https://windows.example/news/7")
    assert (code, output) == (64, "")
    assert "see it by scrapy doctor URL" in errors


def test_a_saved_page_becomes_a_line(run, page):
    code, output, errors = run("extract", str(page), "--url", "https://windows.example/news/7")
    article = Article.model_validate_json(output)

    assert (code, errors) == (0, "rasid: 1 article(s), 0 page(s) without one\n")
    assert article.headline == "وصول سفينة الوقود إلى الميناء بعد شهر من الانتظار"
    assert article.url == "https://windows.example/news/7"
    assert article.articleBody.count("\n\n") == 1
    assert article.dateBasis == "first-seen"


def test_pages_without_an_address_are_not_given_one_identifier_in_silence(run, page, tmp_path):
    other = tmp_path / "other.html"
    other.write_text(PAGE, encoding="utf-8")
    lines = tmp_path / "pages.jsonl"
    rows = [{"url": f"https://windows.example/{n}", "path": page.name} for n in range(2)]
    lines.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert "2 of them have one identifier" in run("extract", str(page), str(other))[2]
    assert "identifier" not in run("extract", str(lines))[2]


def test_a_packed_page_gives_the_same(run, page, tmp_path):
    packed = tmp_path / "page.html.gz"
    packed.write_bytes(gzip.compress(page.read_bytes()))
    plain, other = (
        Article.model_validate_json(run("extract", str(path))[1]) for path in (page, packed)
    )
    assert plain.articleBody == other.articleBody


def test_a_list_of_pages(run, page, tmp_path):
    (tmp_path / "empty.html").write_text("<html><body></body></html>")
    rows = [
        {"path": "page.html", "url": "https://windows.example/1"},
        {"path": "empty.html"},
        {"path": "gone.html"},
    ]
    listed = tmp_path / "pages.jsonl"
    listed.write_text("\n\n".join(map(json.dumps, rows)))

    code, output, errors = run("extract", str(listed))
    article, empty, gone = map(json.loads, output.splitlines())
    assert code == 74
    assert article["url"] == "https://windows.example/1"
    assert set(empty) == {"path", "error"}
    assert " " not in empty["error"]
    assert "No such file" in gone["error"]
    assert errors == "rasid: 1 article(s), 2 page(s) without one\n"


def test_a_page_that_is_no_article_fails_the_quality_gate(run, tmp_path):
    (tmp_path / "empty.html").write_text("<html><body></body></html>")
    assert run("extract", str(tmp_path / "empty.html"))[0] == 65


def test_a_list_on_standard_input(run, page, monkeypatch):
    row = {"path": str(page), "url": "https://windows.example/1"}
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(row) + "\n"))
    code, output, _ = run("extract", "-")
    assert (code, json.loads(output)["url"]) == (0, "https://windows.example/1")


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("cut.html.gz", gzip.compress(PAGE.encode(), mtime=0)[:-9], "end-of-stream"),
        ("plain.gz", PAGE.encode(), "gzip"),
        ("bits.gz", gzip.compress(b"", mtime=0)[:10] + b"\xff" * 40, "decompressing"),
        ("list.jsonl", b"not json", "line 1 is no"),
        ("page.txt", PAGE.encode(), "the name of a page ends in .html, .htm, .gz"),
        ("rows.jsonl", b'["page.html"]', "line 1 is no"),
        ("names.jsonl", b'\n{"path": 7}', "line 2 is no"),
        ("bytes.jsonl", b"\xff\xfe\x00", "decode"),
        ("gone.jsonl", None, "No such file"),
        ("gone.html", None, "No such file"),
    ],
)
def test_what_cannot_be_read_is_a_line_of_its_own(run, page, name, content, error):
    tmp_path = page.parent
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, output, errors = run("extract", str(tmp_path / name), str(page))

    bad, good = map(json.loads, output.splitlines())
    assert code == 74
    assert error in bad["error"]
    assert good["headline"]
    assert errors == "rasid: 1 article(s), 1 page(s) without one\n"


# --- as Scrapy starts them ------------------------------------------------------------------------


@pytest.mark.slow
def test_scrapy_knows_them_and_gives_their_exit_code(tmp_path):
    def scrapy(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip

    known = scrapy().stdout
    assert all(f"  {name} " in known for name in ("runs", "sites", "schema", "repair", "extract"))
    assert scrapy("extract", str(tmp_path / "gone.html")).returncode == 74
