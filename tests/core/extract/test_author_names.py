"""The names of authors: persons, one by one; not the site, its desk or an agency."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article
from crawler.core.extract.author_names import persons_in

NAME = '<meta property="og:site_name" content="الواحة">'
DESK = '<script type="application/ld+json">{"@type": "NewsArticle", "author": "admin"}</script>'
SITE = ("الواحة نت", "Al Waha")
BODY = "<p>أقر المجلس البلدي في جلسته الأخيرة خطة جديدة لتنظيم الأسواق في أحياء المدينة.</p>" * 2


@pytest.mark.parametrize(
    ("raw", "persons"),
    [
        ("سالم باوزير", ["سالم باوزير"]),
        ("بقلم: سالم باوزير", ["سالم باوزير"]),
        ("كتب/ سالم باوزير", ["سالم باوزير"]),
        ("ترجمة: هدى العريقي", []),
        ("ترجمة وتحرير / هدى العريقي", []),
        ("ترجمة هدى العريقي", []),
        ("تصوير: سالم باوزير", []),
        ("Translated by Huda Ali", []),
        ("سالم باوزير - ترجمة: هدى العريقي", ["سالم باوزير"]),
        ("سالم باوزير وهدى العريقي", ["سالم باوزير", "هدى العريقي"]),
        ("سالم باوزير، هدى العريقي", ["سالم باوزير", "هدى العريقي"]),
        ("محمد علي وليد حسن", ["محمد علي وليد حسن"]),
        ("وضاح الأحمدي", ["وضاح الأحمدي"]),
        ("By Jane Miller and Omar Saleh", ["Jane Miller", "Omar Saleh"]),
        ("Jane Miller, Omar Saleh and Lea Roth", ["Jane Miller", "Omar Saleh", "Lea Roth"]),
        ("Jane Miller, Senior Reporter", ["Jane Miller, Senior Reporter"]),
        ("Von Lea Roth", ["Lea Roth"]),
        ("von der Heide", ["von der Heide"]),
        ("Sand and Water", ["Sand and Water"]),
        ("الواحة نت", []),
        ("al waha", []),
        ("خاص", []),
        ("هيئة التحرير", []),
        ("محرر", []),
        ("admin", []),
        ("وكالة رويترز", []),
        ("صدى الساحل", []),
        ("alwaha.example", []),
        ("Omar A. Saleh", ["Omar A. Saleh"]),
        ("https://waha.example/by/7", []),
        ("jane-miller", []),
        ("105092", []),
        ("Developed By Some Studio", []),
        ("one two three four five six seven eight nine", []),
        ("", []),
        ("سالم باوزير - المكلا", ["سالم باوزير"]),
        ("سالم باوزير (كاتب يمني)", ["سالم باوزير"]),
        ("سالم باوزير | كاتب وباحث | المكلا", ["سالم باوزير"]),
        ("سالم باوزير، كاتب صحفي", ["سالم باوزير"]),
        ("سالم باوزير، عدن", ["سالم باوزير"]),
        ("سالم باوزير - الواحة نت", ["سالم باوزير"]),
        ("صدى الساحل / سالم باوزير", ["سالم باوزير"]),
        ("سالم باوزير/ هدى العريقي", ["سالم باوزير", "هدى العريقي"]),
        ("سالم باوزير و هدى العريقي", ["سالم باوزير", "هدى العريقي"]),
        ("سالم باوزير - تصوير: نجيب العوبثاني", ["سالم باوزير"]),
        ("تحليل: سالم باوزير", ["سالم باوزير"]),
        ("الدكتور سالم باوزير - عدن", ["الدكتور سالم باوزير"]),
        ("Jane Miller (Aden)", ["Jane Miller"]),
        ("Jane Miller | Al Waha", ["Jane Miller"]),
        ("Jane Miller - Somebody Else", ["Jane Miller - Somebody Else"]),
        ("Das Echo (www.echo.example)", []),
        ("رويترز + الواحة", []),
        ("خاص - عدن", []),
        ("عدن", []),
        ("المحرر السياسي", []),
        ("محرر الشؤون المحلية", []),
        ("رئيس التحرير", []),
        ("قسم المتابعة", []),
        ("وحدة الرصد", []),
        ("الديسك المركزي", []),
        ("Web Team", []),
        ("HT Correspondent", []),
        ("editor1", []),
        ("user_12", []),
        ("undefined", []),
        ("ـــ", []),
    ],
)
def test_persons(raw, persons):
    assert persons_in([raw], SITE) == persons


def test_each_person_once():
    assert persons_in(["Jane Miller", "By Jane Miller"], SITE) == ["Jane Miller"]


@pytest.mark.parametrize(
    ("head", "names", "method"),
    [
        (f'<meta name="author" content="الواحة">{NAME}', [], None),
        ('<meta name="author" content="waha">', [], None),
        ('<meta name="author" content="بقلم: سالم باوزير">', ["سالم باوزير"], "meta"),
        (f'{DESK}<meta name="author" content="سالم باوزير">', ["سالم باوزير"], "meta"),
    ],
)
def test_of_a_page(head, names, method):
    html = f"<html lang=ar><head>{head}</head><body><main><h1>خطة للأسواق</h1>{BODY}</main></body>"
    article = extract_article(html, "https://www.waha.example/n/7")
    assert [each.name for each in article.author or []] == names
    assert article.metadata.fieldMethods.get("author") == method


def test_an_agency_in_place_of_a_person_is_the_publisher():
    data = '{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "رويترز"}}'
    html = (
        f'<html lang=ar><head><script type="application/ld+json">{data}</script></head>'
        f"<body><main><h1>خطة جديدة للأسواق</h1>{BODY}</main></body>"
    )
    article = extract_article(html, "https://news.example/n/7")
    assert article.author is None
    assert (article.publisher.name, article.publisher.method) == ("رويترز", "author")


def test_an_author_that_stands_elsewhere_in_the_graph():
    """As WordPress plugins write it: the article has the `@id` of the person alone."""
    person = '{"@type": "Person", "@id": "/a/#author", "name": "سالم باوزير"}'
    data = (
        '{"@graph": [{"@type": "NewsArticle", "author": [{"@id": "/a/#author"}], '
        f'"publisher": {{"@id": "/#nobody"}}}}, {person}]}}'
    )
    html = (
        f'<html lang=ar><head><script type="application/ld+json">{data}</script></head>'
        f"<body><main><h1>خطة جديدة للأسواق</h1>{BODY}</main></body>"
    )
    article = extract_article(html, "https://news.example/n/7")
    assert [each.name for each in article.author] == ["سالم باوزير"]
    assert article.metadata.fieldMethods["author"] == "jsonld"
