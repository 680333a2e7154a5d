"""Microdata is a rung of its own: below JSON-LD and meta, above what readers see."""

from __future__ import annotations

import json

from selectolax.lexbor import LexborHTMLParser

from crawler.core.extract import extract_article
from crawler.core.extract.microdata import read_microdata

URL = "https://site.example/news/1"
TITLE = "الجامعة تعلن نتائج القبول في كلية الهندسة"
BODY = (
    "<p>أعلنت الجامعة صباح اليوم نتائج القبول في كلية الهندسة للعام الدراسي المقبل.</p>"
    "<p>وقال عميد الكلية إن عدد المقبولين زاد هذا العام بنحو الربع عن العام الماضي.</p>"
)
ITEM = """
<article itemscope itemtype="https://schema.org/NewsArticle">
<h2 itemprop="headline">{title}</h2>
<span itemprop="author" itemscope itemtype="https://schema.org/Person">
  <a itemprop="url" href="/writers/3"><span itemprop="name">سلمى عبد الرحمن</span></a></span>
<a itemprop="articleSection" href="/s/9">تعليم</a>
<meta itemprop="keywords" content="جامعة، قبول">
<div itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
  <meta itemprop="name" content="صحيفة المنارة الجديدة"><link itemprop="url" href="https://p.example/"></div>
<div itemprop="image" itemscope itemtype="https://schema.org/ImageObject">
  <meta itemprop="url" content="/up/uni.jpg"></div>
<meta itemprop="description" content="نتائج القبول">
<div itemprop="articleBody">{body}</div></article>"""


def read(item=ITEM, head=""):
    page = item.format(title=TITLE, body=BODY)
    html = f"<html><head><title>نوافذ</title>{head}</head><body>{page}</body></html>"
    return extract_article(html, URL)


def test_every_part_comes_from_microdata():
    article = read()
    assert article.headline == TITLE
    assert [each.name for each in article.author] == ["سلمى عبد الرحمن"]
    assert article.articleSection == "تعليم"
    assert article.keywords == ["جامعة", "قبول"]
    assert (article.publisher.name, article.publisher.method) == (
        "صحيفة المنارة الجديدة",
        "microdata",
    )
    assert article.mainImage.url == "https://site.example/up/uni.jpg"
    assert article.description == "نتائج القبول"
    methods = article.metadata.fieldMethods
    assert (methods["author"], methods["articleSection"]) == ("microdata", "microdata")


def test_the_text_is_not_read_once_more():
    node = read_microdata(LexborHTMLParser(ITEM.format(title=TITLE, body=BODY)))[0]
    assert node["headline"] == TITLE
    assert "articlebody" not in node


def test_json_ld_and_meta_go_before_it():
    data = {"@type": "NewsArticle", "author": {"name": "كاتب أول"}, "articleSection": "سياسة"}
    article = read(head=f"<script type='application/ld+json'>{json.dumps(data)}</script>")
    assert (article.author[0].name, article.metadata.fieldMethods["author"]) == (
        "كاتب أول",
        "jsonld",
    )
    assert article.articleSection == "سياسة"
    article = read(head="<meta name=author content='كاتب ثان'>")
    assert (article.author[0].name, article.metadata.fieldMethods["author"]) == ("كاتب ثان", "meta")


def test_it_goes_before_what_readers_see():
    item = ITEM.replace('<h2 itemprop="headline">{title}</h2>', "<h1>{title}</h1><p>محليات</p>")
    article = read(item)
    assert (article.articleSection, article.metadata.fieldMethods["articleSection"]) == (
        "تعليم",
        "microdata",
    )


def nodes(html):
    return read_microdata(LexborHTMLParser(html))


def test_articles_inside_the_article_are_not_it():
    inner = (
        '<div itemprop="mentions" itemscope itemtype="http://schema.org/NewsArticle">'
        '<b itemprop="headline">خبر آخر</b></div>'
    )
    scope = '<div itemscope itemtype="http://schema.org/NewsArticle">'
    outer = f'{scope}{inner}<h1 itemprop="headline">خبر</h1></div>'
    assert [node["headline"] for node in nodes(outer)] == ["خبر"]


def test_what_is_no_article_is_left_out():
    assert (
        nodes('<div itemscope itemtype="http://schema.org/Product"><b itemprop=name>x</b></div>')
        == []
    )
    assert nodes("<p itemprop=headline>x</p>") == []


def test_several_values_make_a_list_and_attributes_go_before_text():
    html = (
        '<div itemscope itemtype="http://schema.org/Article">'
        "<b itemprop=author>أ</b><b itemprop=author>ب</b><b itemprop=author>ج</b>"
        '<time itemprop=datePublished datetime="2025-01-02">أمس</time>'
        '<img itemprop="image thumbnailUrl" src="/a.jpg"><i itemprop=about></i></div>'
    )
    (node,) = nodes(html)
    assert node["author"] == ["أ", "ب", "ج"]
    assert node["datepublished"] == "2025-01-02"
    assert (node["image"], node["thumbnailurl"]) == ("/a.jpg", "/a.jpg")
    assert "about" not in node
