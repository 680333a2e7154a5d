"""What a run tells people and machines: log, metrics, messages, pings; four runs of one site."""

from __future__ import annotations

import json
import shutil
from types import SimpleNamespace

import pytest

from tests.commandline import completed
from tests.fixed_site import FixedSite, serving
from tests.flow.runs import published
from tests.webhook import listening

pytestmark = [pytest.mark.slow, pytest.mark.timeout(200)]
SECRETS = {
    "Set_Cookie": "sid=c00kie-value",
    "X_Trace": "tr4ce-value",
    "ETag": '"et4g-value"',
    "WWW_Authenticate": "Basic r3alm-value",
}
ARTICLE = """<html><head><title>{title}</title></head><body><h1>{title}</h1>
<p>وصلت صباح اليوم السفينة رقم {number} إلى الميناء محملة بالوقود، وبدأ تفريغ حمولتها فورا، وفق ما
قالته إدارة الميناء في بيان لها نشرته بعد الظهر عن الحمولة {number}.</p>
<p>وأضاف البيان أن الكمية تكفي {number} محطة، وأن سفينة أخرى ستصل نهاية الشهر الجاري.</p>
</body></html>"""
TITLES = (
    "وصول سفينة الوقود إلى الميناء",
    "خبر\n{&quot;level&quot;: &quot;FORGED&quot;}",
    "&#27;[31mعاجل",
)


def fill(site: FixedSite) -> None:
    """A listing of three articles, two of which have a title that would like to be a log line."""
    site.page("/", "<html><body><ul></ul></body></html>", **SECRETS)
    site.page("/robots.txt", "User-agent: *\nAllow: /\n", **SECRETS)
    for number, title in enumerate(TITLES, start=1):
        add(site, number, title)


def add(site: FixedSite, number: int, title: str = TITLES[0]) -> None:
    """One article more, at the top of the listing."""
    page = ARTICLE.format(title=f"{title} {number}", number=number)
    site.page(f"/news/{number}", page, **SECRETS)
    link = f'<ul><li><a href="/news/{number}">وصول السفينة رقم {number} إلى ميناء المدينة</a></li>'
    site.page("/", site.pages["/"][2].decode().replace("<ul>", link), **SECRETS)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A good run, one whose listing has lost its links, two good ones; with all they told."""
    folder = tmp_path_factory.mktemp("told")
    with serving(FixedSite()) as site, listening() as hook:
        fill(site)
        runs = [run(folder, site, hook)]
        listing = site.pages["/"]
        site.page("/", "<html><body><p>لا شيء هنا.</p></body></html>")
        runs.append(run(folder, site, hook))
        site.pages["/"] = listing
        runs.append(run(folder, site, hook))
        (metrics,) = (folder / "metrics").glob("aggregator*.prom")
        last = metrics.read_text(encoding="utf-8")
        runs.append(run_without_metrics(folder, site, hook))
    text = (folder / "run.log").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    return SimpleNamespace(
        folder=folder, hook=hook, runs=runs, text=text, lines=lines, metrics=last
    )


def run_without_metrics(folder, site, hook):
    """A fourth article comes, and the folder of the metrics cannot be made."""
    shutil.rmtree(folder / "metrics")
    (folder / "metrics").touch()
    add(site, 4)
    return run(folder, site, hook)


def run(folder, site, hook):
    """One run as cron starts it; gives its exit code and the metrics that it left."""
    given = [
        "-a",
        f"start_urls={site.url}",
        "-s",
        f"RASID_NOTIFY=json://ops:s3cr3t@127.0.0.1:{hook.port}/s3cr3t",
    ]
    more = ["-s", f"RASID_LOG_FILE={folder}/run.log", "-s", "LOG_LEVEL=DEBUG"]
    outside = {
        "RASID_DATA_DIR": str(folder),
        "RASID_CONTACT": "",
        "RASID_PING_URL": f"{hook.url}/p1ng",
    }
    done = completed("run", "aggregator", *given, *more, **outside)
    return done.returncode, done.stdout + done.stderr


def test_the_ends(told):
    assert [code for code, _ in told.runs] == [0, 65, 0, 73], told.runs


def test_a_run_whose_metrics_fail_is_whole_and_ends_with_73(told):
    said = told.runs[-1][1]
    assert "1 new, 1 published" in said
    assert "metrics cannot be made" in said
    assert len(published(told.folder)) == 4


def test_one_incident_two_messages(told):
    assert told.hook.marks == ["rasid:1:opened", "rasid:1:closed"]
    assert "listing_gone" in told.hook.told[0]["title"]


def test_each_run_pings(told):
    pings = [path for method, path in told.hook.asked if method == "GET"]
    ends = ("", "/fail", "", "/fail")
    assert pings == [path for end in ends for path in ("/p1ng/start", f"/p1ng{end}")]


def test_every_line_of_a_crawl_says_which(told):
    opened = [place for place, line in enumerate(told.lines) if line["message"] == "Spider opened"]
    closed = [
        place
        for place, line in enumerate(told.lines)
        if line["message"].startswith("Spider closed")
    ]
    assert len(opened) == len(closed) == 4
    runs = [{line.get("run_id") for line in told.lines[first : last + 1]}
            for first, last in zip(opened, closed, strict=True)]  # fmt: skip
    assert all(len(each) == 1 and None not in each for each in runs), runs
    assert len(set.union(*runs)) == 4
    sites = {line["site"] for line in told.lines if line.get("site")}
    assert len(sites) == 1


def test_no_title_makes_a_line_and_no_header_is_in_one(told):
    assert {line["level"] for line in told.lines} <= {"DEBUG", "INFO", "WARNING", "ERROR"}
    assert "\x1b" not in told.text
    for value in ("c00kie", "tr4ce", "et4g", "r3alm"):
        assert value not in told.text


def test_no_password_is_written_down(told):
    written = told.text + told.metrics + "".join(said for _, said in told.runs)
    written += (told.folder / "report" / "last_run.json").read_text(encoding="utf-8")
    assert "s3cr3t" not in written
    assert "p1ng" not in written
    assert b"s3cr3t" not in (told.folder / "rasid.db").read_bytes()


def test_the_metrics_of_the_last_run(told):
    values = dict(line.rsplit(" ", 1) for line in told.metrics.splitlines() if line[0] != "#")
    plain = {name.partition("{")[0]: float(value) for name, value in values.items()}
    assert plain["crawl_last_run_success"] == 1
    assert plain["crawl_incidents_open"] == 0
    assert plain["crawl_last_run_timestamp_seconds"] >= plain["crawl_last_start_timestamp_seconds"]
