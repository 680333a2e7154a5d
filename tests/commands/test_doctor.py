"""`scrapy doctor`: what the picture shows, that nothing of the page runs in it, how it looks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.core.saved_case import SavedPage
from crawler.core.site import SiteProfile
from crawler.doctor.diagnosis import diagnose
from crawler.doctor.markup import Markup, tag
from crawler.doctor.picture import BLOCKS_MAX, picture_of
from crawler.middlewares.browser import find_chromium, launch_options
from tests.commandline import completed
from tests.flow.loopback import Answers, answering

ROOT = Path(__file__).resolve().parents[2]
SEEN = datetime(2026, 2, 14, 9, tzinfo=UTC)
PROFILE = SiteProfile(name="windows")
CHROMIUM = find_chromium()
HEADLINE = "عودة القوارب إلى المرسى القديم بعد انحسار الموج"
PARAGRAPHS = (
    "عادت قوارب الصيد، صباح اليوم، إلى المرسى القديم بعد انحسار الموج الذي أبقاها خمسة أيام.",
    "وقال صيادون إن الثلج نفد في اليوم الثالث، وإن نصف الصيد فسد قبل أن يصل إلى السوق.",
)
NOTICE = "تنويه: الأخبار المنشورة هنا منقولة عن مصادرها، ولا تتحمل إدارة الموقع أي مسؤولية عنها."
PAGE = f"""<html><head><meta name="robots" content="noarchive"></head><body>
<nav><a href="/s/1">محليات</a></nav><h1>{HEADLINE}</h1><div>السبت 14 فبراير 2026 - 10:30 ص</div>
<div>{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}</div>
<h3>Related News</h3><ul><li><a href="/news/1">وصول سفينة محملة بالأخشاب إلى الميناء الشرقي</a></li>
<li><a href="/news/2">مهرجان القوارب الشراعية يبدأ في الخليج الصغير</a></li></ul>
<p>{NOTICE}</p></body></html>"""
EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "<!--<iframe src=http://elsewhere.test/>-->",
    "&lt;script&gt;&#x3c;b&#x3e;",
)


def page(html: str) -> SavedPage:
    return SavedPage(html.encode(), "http://windows.example/news/7", SEEN, "text/html")


def drawn(html: str, profile: SiteProfile = PROFILE) -> LexborHTMLParser:
    return LexborHTMLParser(picture_of(diagnose(page(html), profile), "page"))


def text(tree: LexborHTMLParser, selector: str) -> str:
    return " ".join(tree.css_first(selector).text(separator=" ").split())


def test_the_picture_shows_what_was_taken():
    tree = drawn(PAGE)
    assert text(tree, "#headline") == HEADLINE
    assert [each.text() for each in tree.css("#article .paragraph")] == list(PARAGRAPHS)
    assert NOTICE in text(tree, "#notice")
    assert "وصول سفينة محملة" in text(tree, "#related")
    assert "http://windows.example/news/1" in text(tree, "#related")
    assert tree.css_first("html").attributes == {"lang": "ar", "dir": "rtl"}


def test_the_picture_shows_what_was_dropped_and_why():
    tree = drawn(PAGE)
    dropped = [" ".join(each.text(separator=" ").split()) for each in tree.css("#page .seen.cut")]
    assert dropped == [
        "related Related News",
        "related وصول سفينة محملة بالأخشاب إلى الميناء الشرقي",
        "related مهرجان القوارب الشراعية يبدأ في الخليج الصغير",
        f"notice {NOTICE}",
    ]
    assert text(tree, "#page .datePublished") == "السبت 14 فبراير 2026 - 10:30 ص"
    bodies = [each.text() for each in tree.css("#page .seen.body")]
    assert bodies == list(PARAGRAPHS)


def test_the_picture_shows_how_fields_were_found_the_date_and_robots():
    tree = drawn(PAGE)
    assert "headline" in text(tree, "#methods")
    assert "datePublishedRaw السبت 14 فبراير 2026 - 10:30 ص" in text(tree, "#date")
    assert "datePublishedEarliest 2026-02-14T07:30:00Z" in text(tree, "#date")
    assert "datePublishedLatest 2026-02-14T07:31:00Z" in text(tree, "#date")
    assert "datePrecision minute" in text(tree, "#date")
    assert "robots noarchive" in text(tree, "#robots")
    assert "Content-Type text/html" in text(tree, "#source")


def test_a_listing_shows_where_it_leads():
    links = "".join(f'<a href="/n/{each}">خبر طويل عن المرسى رقم {each}</a>' for each in range(9))
    profile = SiteProfile(name="windows", article_links="a.none")
    tree = drawn(f"<html><body>{links}</body></html>", profile)
    assert text(tree, "#article").startswith("ليست خبراً")
    assert len(tree.css("#links li")) == 9
    assert "article_links selector_missed" in text(tree, "#messages")


def test_a_page_of_endless_blocks_is_cut_and_said():
    tree = drawn("<body>" + "".join(f"<p>سطر {each}</p>" for each in range(BLOCKS_MAX + 5)))
    assert len(tree.css("#page .seen")) == BLOCKS_MAX
    assert "و5 فقرة أخرى" in text(tree, "#page")


class Elements(HTMLParser):
    """Names of elements and attributes as a second parser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, name, attrs):
        self.names.add(name)
        self.attributes |= {each for each, _ in attrs}


OURS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "div", "section",
    "h1", "h2", "p", "bdi", "ol", "ul", "li", "span", "table", "tr", "th", "td",
}  # fmt: skip


@pytest.mark.parametrize("evil", EVIL)
def test_no_markup_of_a_page_survives(evil):
    shown = evil.replace("&", "&amp;").replace("<", "&lt;")
    attribute = shown.replace('"', "&quot;")
    html = PAGE.replace("</h1>", f" {shown}</h1>").replace("بعد انحسار الموج الذي", f"{shown} الذي")
    html = html.replace("noarchive", attribute).replace('href="/news/1"', f'href="{attribute}"')
    html = html.replace("السبت", f"{shown} السبت").replace("وصول سفينة", f"{shown} وصول")
    drawing = picture_of(diagnose(page(html), PROFILE), evil)

    read = Elements()
    read.feed(drawing)
    tree = LexborHTMLParser(drawing)
    found = {node.tag for node in tree.root.traverse()}
    assert read.names <= OURS
    assert found <= OURS | {"tbody"}  # which a parser adds
    assert read.attributes <= {
        "lang", "dir", "charset", "http-equiv", "content", "name", "class", "id", "title",
    }  # fmt: skip
    assert "default-src 'none'" in drawing
    assert evil in text(tree, "header") or "&" in evil  # it is shown, as text


def test_only_tag_makes_markup():
    assert tag("p", "<b>") == "<p>&lt;b&gt;</p>"
    assert tag("p", Markup("<b></b>"), class_='"x') == '<p class="&quot;x"><b></b></p>'
    assert tag("p", "أ\u202eب\x1b[31m") == "<p>أب[31m</p>"


@pytest.fixture
def doctor(tmp_path):
    """Runs the command; gives its exit code, output and errors."""

    def run(*arguments):
        env = {"RASID_DATA_DIR": str(tmp_path / "data"), "RASID_CONTACT": ""}
        done = completed("doctor", *arguments, **env)
        return done.returncode, done.stdout, done.stderr

    return run


def test_of_a_site_all_saved_pages_are_drawn(doctor, tmp_path):
    code, output, errors = doctor("yemeni_windows")
    assert (code, errors) == (0, "")
    assert {Path(line).name for line in output.splitlines()} == {
        "yemeni_windows-listing.html",
        "yemeni_windows-article_br.html",
        "yemeni_windows-article_related.html",
    }
    assert all((tmp_path / "data" / "doctor") in Path(line).parents for line in output.splitlines())


def test_of_a_file_and_of_an_address(doctor, tmp_path):
    saved = tmp_path / "my page.html"
    saved.write_text(PAGE, encoding="utf-8")
    code, output, _ = doctor(str(saved), "--url", "http://windows.example/news/7")
    assert code == 0
    assert Path(output.strip()).name == "my-page.html"
    picture = Path(output.strip()).read_text("utf-8")
    assert HEADLINE in picture
    assert "not asked: a saved page" in picture

    answers = Answers()
    with answering(answers) as url:
        answers.page("/news/7", PAGE)
        code, output, errors = doctor(url + "news/7")
    assert code == 0, errors
    assert answers.asked == ["/robots.txt", "/news/7"]
    picture = Path(output.strip()).read_text("utf-8")
    assert HEADLINE in picture
    assert ">allowed<" in picture


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 64, "usage"),
        (("nowhere",), 64, "no site 'nowhere'"),
        (("no/such.html",), 64, "such.html' is no site, no file and no address"),
        (("http://windows.example/",), 78, "RASID_CONTACT"),
        (("aggregator", "--out", "/no/such/folder"), 78, "no saved page"),
    ],
)
def test_what_cannot_be_drawn(doctor, arguments, code, message):
    ended, output, errors = doctor(*arguments)
    assert (ended, output) == (code, "")
    assert message in errors
    assert "Traceback" not in errors


LOOK = """
import json, sys
from playwright.sync_api import sync_playwright
options, path, shot = json.loads(sys.argv[1]), sys.argv[2], sys.argv[3]
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(**options)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    said, asked = [], []
    page.on("console", lambda each: said.append(each.text))
    page.on("pageerror", lambda each: said.append(str(each)))
    page.on("request", lambda each: asked.append(each.url))
    page.on("dialog", lambda each: (said.append("dialog"), each.dismiss()))
    page.goto("file://" + path)
    names = ("#headline", "#article", "#evidence")
    boxes = {each: page.locator(each).bounding_box() for each in names}
    edge = page.evaluate(
        "() => { const range = document.createRange();"
        " range.selectNodeContents(document.getElementById('headline'));"
        " const box = range.getBoundingClientRect(); return {left: box.left, right: box.right}; }"
    )
    page.screenshot(path=shot, full_page=True)
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    browser.close()
print(json.dumps({"boxes": boxes, "text": edge, "said": said, "asked": asked, "wide": wide}))
"""


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium; RASID_CHROMIUM may name one")
def test_how_it_looks(tmp_path):
    path, shot = tmp_path / "picture.html", tmp_path / "shot.png"
    html = PAGE.replace("</h1>", "</h1><script>alert(1)</script>").replace(
        "<p>عادت", "<p>&lt;img src=http://elsewhere.test/x onerror=alert(1)&gt; عادت"
    )
    path.write_text(picture_of(diagnose(page(html), PROFILE), "page"), encoding="utf-8")
    options = launch_options(str(CHROMIUM), 1, is_root=os.geteuid() == 0)
    done = subprocess.run(
        [sys.executable, "-c", LOOK, json.dumps(options), str(path), str(shot)],
        capture_output=True, text=True, check=False, timeout=120, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)

    assert seen["said"] == []
    assert seen["asked"] == [f"file://{path}"]
    article, evidence = seen["boxes"]["#article"], seen["boxes"]["#evidence"]
    assert article["x"] > evidence["x"] + evidence["width"]  # the article lies to the right
    assert seen["text"]["right"] > article["x"] + article["width"] - 40  # and its text begins there
    assert seen["text"]["left"] > 1280 / 2 - 200
    assert seen["wide"] <= 1280
    assert shot.read_bytes().startswith(b"\x89PNG")
