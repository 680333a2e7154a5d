"""JSON-LD as sites write it: what can be read of it, whose it is, and when its text is believed."""

from __future__ import annotations

import json

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract import article_of, extract_article
from crawler.core.extract.jsonld import article_nodes, own_articles, read_json_ld
from crawler.core.extract.page import Page

URL = "https://site.example/news/1"
TITLE = "الميناء يستقبل أول سفينة سياحية بعد أعوام من التوقف"
TEXT = (
    "استقبل الميناء صباح اليوم أول سفينة سياحية تصل إليه منذ أعوام، وعلى متنها مئات الركاب.",
    "وقال مدير الميناء إن سفنا أخرى ستصل قبل نهاية الشهر، وإن الأرصفة جاهزة لاستقبالها كلها.",
    "وتجول الركاب في المدينة القديمة ساعات، ثم عادوا إلى السفينة التي أبحرت قبل الغروب.",
)


def script(data):
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


def read(data, shown=TEXT, url=URL):
    body = "".join(f"<p>{text}</p>" for text in shown)
    html = (
        f"<html><head><title>{TITLE}</title>{script(data)}</head>"
        f"<body><h1>{TITLE}</h1><div>{body}</div></body></html>"
    )
    return extract_article(html, url)


def ld(**fields):
    return {"@type": "NewsArticle", "headline": TITLE, **fields}


@pytest.mark.parametrize(
    "text",
    [
        '<![CDATA[{"@type":"NewsArticle","headline":"خبر"}]]>',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"خبر"}\n//]]>',
        '<!-- {"@type":"NewsArticle","headline":"خبر"} -->',
        '[{"@type":"WebSite"},{"@type":["NewsArticle"],"headLine":"خبر"}]',
        '{"@graph":[{"@type":"http://schema.org/NewsArticle","headline":"خبر"}]}',
        '{"@type":"NewsArticle","headline":"خبر","description":"سطر\nآخر\tثم\x01حرف"}',
        '{"@type":"NewsArticle","headline":"خبر",}',
        '{"@type":"NewsArticle","headline":"خبر","description":"it\\\'s"}',
        '{"@type":"WebSite"}{"@type":"NewsArticle","headline":"خبر"}',
        '{"@type":"WebSite"};\n{"@type":"NewsArticle","headline":"خبر"};',
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;خبر&quot;}",
    ],
)
def test_forms_that_are_read(text):
    (node,) = article_nodes(read_json_ld([text]))
    assert node["headline"] == "خبر"


@pytest.mark.parametrize(
    "text", ["", "{", '{"@type":"NewsArticle","headline":"مقطو', "nul", "[" * 9_000]
)
def test_what_cannot_be_read_is_left_out(text):
    assert read_json_ld([text, '{"@type":"WebSite"}']) == [{"@type": "WebSite"}]


@pytest.mark.parametrize(
    "key", ["mentions", "isRelatedTo", "hasPart", "liveBlogUpdate", "citation"]
)
def test_articles_that_an_article_speaks_of_are_not_it(key):
    other = {"@type": "NewsArticle", "headline": "خبر آخر", "author": {"name": "كاتب آخر"}}
    article = read(ld(**{key: [other]}))
    assert article.headline == TITLE
    assert article.author is None


def test_a_list_of_related_articles_does_not_win():
    items = [
        {"@type": "ListItem", "item": ld(headline=f"خبر {n}", author="كاتب آخر", image="/o.jpg")}
        for n in range(3)
    ]
    article = read([{"@type": "ItemList", "itemListElement": items}])
    assert (article.headline, article.author, article.images) == (TITLE, None, None)


def test_of_two_articles_the_one_with_this_address_counts():
    data = [
        ld(url="https://site.example/news/2", author="هدى العريقي"),
        ld(mainEntityOfPage={"@id": URL}, author="سالم باوزير"),
    ]
    assert [each.name for each in read(data).author] == ["سالم باوزير"]


@pytest.mark.parametrize(
    ("nodes", "kept"),
    [
        ([{"url": "https://x.example/2"}], [0]),
        ([{"url": "https://x.example/2"}, {"url": "https://x.example/1/"}], [1]),
        ([{"url": "https://x.example/2"}, {"headline": "بلا عنوان"}], [0, 1]),
        (
            [{"headline": "x"}, {"@id": "https://x.example/1#article"}, {"url": "https://x/3"}],
            [0, 1],
        ),
        ([{"url": "http://[bad"}, {"url": "https://x.example/%31"}], [0, 1]),
    ],
)
def test_own_articles(nodes, kept):
    assert own_articles(nodes, "https://x.example/1") == [nodes[index] for index in kept]


def test_a_cut_off_text_loses_against_what_is_shown():
    for stated in (TEXT[0][:60], f"{' '.join(TEXT)[:230]}...", f"{TEXT[0]} [...]"):
        article = read(ld(articleBody=stated))
        assert article.articleBody.split("\n\n") == list(TEXT)
        assert article.metadata.fieldMethods["articleBody"] == "engine"


def test_a_whole_text_wins_against_a_page_that_shows_its_start():
    article = read(ld(articleBody="\n".join(TEXT)), shown=TEXT[:1])
    assert article.articleBody.split("\n\n") == list(TEXT)
    assert article.metadata.fieldMethods["articleBody"] == "jsonld"


def test_a_page_without_text_has_that_of_its_json_ld():
    body = "".join(f"&lt;p&gt;{text}&lt;/p&gt;" for text in TEXT)
    html = (
        f"<html><head><title>{TITLE}</title>{script(ld(articleBody=body))}</head>"
        "<body><div id=app></div><script src=/app.js></script></body></html>"
    )
    article = extract_article(html, URL)
    assert article.headline == TITLE
    assert article.articleBody.split("\n\n") == list(TEXT)


def test_a_text_of_another_story_does_not_win():
    other = (
        "وصل وفد من غرفة التجارة إلى العاصمة للمشاركة في معرض الكتاب السنوي الذي يفتتح غدا. " * 5
    )
    assert read(ld(articleBody=other), shown=TEXT[:1]).articleBody == TEXT[0]


def test_the_sites_notice_at_the_end_of_a_stated_text_goes():
    notice = "جميع الحقوق محفوظة لموقعنا 2025"
    article = read(ld(articleBody="\n".join((*TEXT, notice))), shown=TEXT[:1])
    assert article.articleBody.split("\n\n") == list(TEXT)


def test_a_page_without_text_anywhere_is_no_article():
    html = f"<title>{TITLE}</title>{script(ld(articleBody='قصير'))}<h1>{TITLE}</h1>"
    with pytest.raises(NotAnArticle):
        article_of(Page(html, URL))
