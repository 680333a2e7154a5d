"""Inputs 53 to 69: pages that only look like articles, impossible dates, scripts, path tricks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.hostile.row import Articles, Row
from tests.hostile.server import page
from tests.hostile.told import article, paragraphs, story
from tests.hostile.where import Where, path

DATES = "tests/core/arabic/test_dates.py::"
HERE = "tests/hostile/test_crawl.py::"
SECTION = "../../../etc/passwd\x00/\u202e" + "ق" * 500
TITLE = "{}\r\n2026-01-01 CRITICAL: \x1b[31mforged\x1b[0m"


def rows(_where: Where) -> Iterator[Row]:
    """The rows in the order of their numbers."""
    yield from pretenders()
    yield from missing_parts()
    yield from dates()
    yield from tricks()


def pretenders() -> Iterator[Row]:
    """200 and yet no article."""
    yield Row(
        53, "an error page with status 200", "known by what it says, or by a page of no address",
        {
            path(53): lambda _: page(says_missing()),
            f"soft{path(53, 1)}": soft,
            f"soft{path(53, 2)}": soft,
            f"soft{path(53, 3)}": lambda _: page(brief()),
        },
        {"extract/not_an_article/not_found": 1, "extract/not_an_article/soft_404": 2},
        published=1, holds=lambda found: found[0]["headline"] == story(94).headline,
    )  # fmt: skip
    yield Row(
        54, "a challenge, a consent wall",
        "counted as blocked, asked again later; a site that is all wall ends with 65",
        {
            path(54): lambda _: page(challenge()),
            path(54, 1): lambda _: page(consent()),
            "walled/": lambda _: page(challenge()),
        },
        {
            "extract/not_an_article/challenge": 1,
            "extract/not_an_article/consent": 1,
            "blocked/challenge": 2,
            "blocked/consent": 1,
        },
    )  # fmt: skip
    yield Row(
        55, "a stub before a paywall", "published with a note that it is a part",
        {path(55): lambda _: page(paywall())}, published=1,
        holds=lambda found: "paywall" in messages(found[0]),
    )  # fmt: skip
    yield Row(
        56, "a page that only a script builds", "drawn, or counted; never an empty article",
        {path(56): lambda _: page(scripted())}, {"extract/not_an_article/script_built": 1},
    )  # fmt: skip


def messages(article: dict[str, Any]) -> list[str]:
    return article["metadata"]["validationMessages"].get("articleBody", [])


def missing_parts() -> Iterator[Row]:
    """Articles without what an article needs."""
    yield Row(
        57, "no title", "dropped",
        {path(57): lambda _: page(article(57, title=""))},
        {"extract/not_an_article/no_headline": 1},
    )  # fmt: skip
    yield Row(
        58, "no body", "dropped",
        {path(58): lambda _: page(f"<html><body><h1>{story(58).headline}</h1></body></html>")},
        {"extract/not_an_article/empty": 1},
    )  # fmt: skip
    yield Row(
        59, "the site's name as the title of every page", "dropped; the run ends with 65",
        {path(59, at): named(at) for at in range(3)},
        {"extract/not_an_article/no_headline": 3}, site="named",
    )  # fmt: skip


def named(at: int) -> object:
    return lambda _: page(article(100 + at, title="نوافذ الساحل"))


def dates() -> Iterator[Row]:
    """Moments that cannot be."""
    yield Row(
        60, "a date of the future", "published without a date",
        {path(60): lambda _: page(dated(60, "2099-01-01T10:00:00+03:00"))}, published=1,
        holds=undated,
    )  # fmt: skip
    yield Row(
        61, "1970 and the year 1", "published without a date",
        {path(61): lambda _: page(dated(61, "1970-01-01T00:00:00Z")),
         path(61, 1): lambda _: page(dated(88, "0001-01-01T00:00:00Z"))},
        published=2, holds=undated,
    )  # fmt: skip
    yield Row(
        62, "Hijri dates, Arabic digits, Levantine months, ages", "read, or none; never now",
        {path(62): lambda _: page(lined(62, "الجمعة ١٤ شباط ٢٠٢٥ - ٠٩:٣٠ صباحاً")),
         path(62, 1): lambda _: page(lined(89, "15 شعبان 1446 هـ"))},
        published=2,
        proof=(DATES + "test_one_day_in_many_forms", DATES + "test_no_date_or_a_guess"),
    )  # fmt: skip
    yield Row(
        63, "a wrong zone, summer time", "kept in UTC, the raw text beside it",
        {path(63): lambda _: page(dated(63, "2025-02-14T09:30:00+03:00"))}, published=1,
        holds=lambda found: found[0]["datePublishedEarliest"][:16] == "2025-02-14T06:30",
    )  # fmt: skip


def undated(articles: Articles) -> bool:
    return not any("datePublished" in each for each in articles)


def tricks() -> Iterator[Row]:
    """What tries to run, to forge, to climb."""
    yield Row(
        64, "javascript: and data: links and images in a text", "taken out, published",
        {path(64): lambda _: page(article(64, more=links()))}, published=1,
        holds=lambda found: not any(word in str(found) for word in ("javascript:", "data:")),
    )  # fmt: skip
    yield Row(
        65, "scripts, event handlers, SVG in title and text", "text only, escaped where shown",
        {path(65): lambda _: page(article(65, title=active(65), more="<svg/onload=x()>"))},
        published=1, holds=lambda found: found[0]["headline"].startswith(story(65).headline),
    )  # fmt: skip
    yield Row(
        66, "a title that begins as a formula", "published; a quote before it in CSV",
        {path(66): lambda _: page(article(66, title=f"=1+2 {story(66).headline}"))}, published=1,
        proof=("tests/extensions/test_csv_exporter.py::test_no_cell_is_a_formula",),
    )  # fmt: skip
    yield Row(
        67, "newlines and colours in titles, addresses, headers", "one line of JSON in the log",
        {path(67): lambda _: page(article(67, title=TITLE.format(story(67).headline)),
                                  "X-Note: a\x1b[31mb")},
        published=1,
        proof=("tests/framework/test_logs.py::test_a_title_cannot_forge_or_lose_a_line",
               HERE + "test_each_line_of_the_log_is_one_record"),
    )  # fmt: skip
    yield Row(
        68, "paths in the name of a section", "text like any other, no file gets such a name",
        {path(68): lambda _: page(article(68, head=section()))}, published=1,
        proof=(HERE + "test_no_file_gets_a_name_from_a_page",
               "tests/core/test_site.py::test_the_message_names_the_field_and_the_value"),
    )  # fmt: skip
    yield Row(
        69, "names that are one name on another file system", "names are numbers of ours",
        proof=(HERE + "test_no_file_gets_a_name_from_a_page",),
    )  # fmt: skip


def says_missing() -> str:
    return (
        "<html><head><title>الصفحة غير موجودة</title></head><body><h1>عذراً، الصفحة غير موجودة</h1>"
        "<p>ربما نقلت إلى عنوان آخر.</p></body></html>"
    )


def soft(_time: int) -> object:
    """What the site shows for every address that it does not have: words that nobody knows."""
    text = (
        "<p>نعمل كل يوم على أن نقدم لكم أخبار المدن والقرى كما هي، ونشكر لكم طول متابعتكم لنا.</p>"
        "<p>يمكنكم أن تعودوا إلى البداية، أو أن تكتبوا إلينا متى شئتم وسنرد عليكم في يومين.</p>"
    )
    return page(f"<html><body><h1>أهلا بكم في نوافذ الساحل دائما</h1>{text}</body></html>")


def brief() -> str:
    """A real article that is as short, and as undated."""
    told = story(94)
    text = " ".join(told.paragraphs[0].split()[:30])
    return f"<html><body><h1>{told.headline}</h1><p>{text}.</p></body></html>"


def challenge() -> str:
    return (
        "<html><head><title>Just a moment...</title></head><body><h1>Checking</h1>"
        "<script>window._cf_chl_opt={}</script></body></html>"
    )


def consent() -> str:
    return (
        "<html><head><title>قبل المتابعة</title></head><body><h1>نحن نهتم بخصوصيتك</h1>"
        "<p>نستخدم ملفات تعريف الارتباط. اقبل الكل للمتابعة إلى الموقع، أو ارفض الكل.</p>"
        "<form><button>قبول الكل</button><button>رفض الكل</button></form></body></html>"
    )


def paywall() -> str:
    told = story(55)
    ld = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        '"isAccessibleForFree":"False"}</script>'
    )
    return (
        f"<html><head>{ld}</head><body><h1>{told.headline}</h1><p>{told.paragraphs[0]}</p>"
        "<p>هذا المحتوى للمشتركين فقط، اشترك لمتابعة القراءة.</p></body></html>"
    )


def scripted() -> str:
    return (
        "<html><head><title>نافذة</title></head><body><div id='app'></div>"
        "<script>fetch('/api').then(draw)</script></body></html>"
    )


def dated(number: int, stamp: str) -> str:
    return article(number, head=f"<meta property='article:published_time' content='{stamp}'>")


def lined(number: int, line: str) -> str:
    told = story(number)
    return (
        f"<html lang='ar'><body><h1>{told.headline}</h1><div>{line}</div>{paragraphs(told)}</body>"
        "</html>"
    )


def links() -> str:
    return (
        "<p>وللمزيد <a href=' javascript:alert(1)'>هنا</a> أو <a href='data:text/html,x'>هناك</a>"
        " من أخبار المدينة.</p><img src='data:image/gif;base64,AAAA' width='600' height='400'>"
        "<img src='javascript:alert(2)' width='600' height='400'>"
    )


def active(number: int) -> str:
    return f"{story(number).headline}<script>alert(1)</script><img src=x onerror=alert(2)>"


def section() -> str:
    return f"<meta property='article:section' content='{SECTION}'>"
