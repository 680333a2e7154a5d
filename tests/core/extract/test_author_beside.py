"""Authors that no metadata and no label name: links to authors, names beside the date."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

URL = "https://site.example/local/88"
TITLE = "ورشة تعلم فتيات الريف صيانة ألواح الطاقة الشمسية"
ONE = "بدأت في مركز المديرية ورشة تتعلم فيها ثلاثون فتاة صيانة ألواح الطاقة الشمسية وتركيبها."
TWO = "وتقول المدربة إن المشاركات سيعدن إلى قراهن بحقيبة عدة كاملة وعقد عمل لستة أشهر."


def read(above="", below="", under=""):
    html = (
        f"<html><head><title>{TITLE}</title></head><body>{above}<h1>{TITLE}</h1>{below}"
        f"<div><p>{ONE}</p><p>{TWO}</p></div>{under}</body></html>"
    )
    return extract_article(html, URL)


def authors(**parts):
    article = read(**parts)
    assert article.articleBody == f"{ONE}\n\n{TWO}"
    return [each.name for each in article.author or ()]


@pytest.mark.parametrize(
    "below",
    [
        '<div><span><a href="/author/salma">سلمى باعوم</a></span><span>10 مارس 2025</span></div>',
        '<div><a href="/writers/9">سلمى باعوم</a></div><div>10 مارس 2025</div>',
        '<div><a href="/user/12">سلمى باعوم</a></div>',
        "<div>سلمى باعوم</div><div>10 مارس 2025</div>",
        "<div>10 مارس 2025</div><div>سلمى باعوم</div>",
        "<div>سلمى باعوم | 10 مارس 2025</div>",
        "<div>سلمى باعوم - منذ 3 أيام</div>",
        "<div>عدن - سلمى باعوم</div>",
        "<div>سلمى باعوم</div><div>كاتبة وباحثة</div>",
        "<div><span>بواسطة</span><a href='/u'>سلمى باعوم</a><span>10 مارس 2025</span></div>",
        "<div><div>بواسطة</div><div>سلمى باعوم</div></div>",
        "<div>كتبه <a href='/u'>سلمى باعوم</a></div>",
        "<div>أُرسلت بواسطة <b>سلمى باعوم</b> في الاثنين</div>",
        "<div>الساحل نيوز/ عدن/ حاورتها: -</div><div>الكاتب, <span>سلمى باعوم</span></div>",
        "<p>Publié le 10/03/2025 à 10:45 par سلمى باعوم</p>",
        "<div>By سلمى باعوم</div>",
        "<div>خاص - سلمى باعوم</div>",
        "<div>صدى الساحل / المكلا / سلمى باعوم</div>",
        "<div>سلمى باعوم (10 مارس 2025)</div>",
        "<div>سلمى باعوم - كاتبة صحفية</div>",
        "<div><a rel='author' href='/x/7'>سلمى باعوم</a></div>",
        "<div><span itemprop='author' itemscope><b itemprop='name'>سلمى باعوم</b></span></div>",
        "<div><span class='author vcard'>سلمى باعوم</span></div>",
        "<div><b class='post-author'>سلمى باعوم</b> <i class='author'>سلمى باعوم</i></div>",
    ],
)
def test_the_author_beside_the_headline(below):
    assert authors(below=below) == ["سلمى باعوم"]


@pytest.mark.parametrize("rank", ["المحامية", "القاضي", "السفير", "العميد الركن", "المستشار"])
def test_an_author_with_a_rank(rank):
    assert authors(below=f"<span class=author>{rank} سلمى باعوم</span>") == [f"{rank} سلمى باعوم"]
    assert authors(below=f"<span class=author>{rank} العسكري</span>") == []


def test_the_author_above_the_headline():
    above = "<ul><li>سلمى باعوم</li><li>28 يناير 2025</li><li>دقيقتان</li></ul>"
    assert authors(above=above) == ["سلمى باعوم"]


def test_several_authors():
    below = "<div>By <a href=/1>Lea Roth</a> and <a href=/2>Jan Holm</a><b>The Herald</b></div>"
    assert authors(below=below) == ["Lea Roth", "Jan Holm"]
    assert authors(below="<div>سلمى باعوم وهيفاء ناجي</div><div>10 مارس 2025</div>") == [
        "سلمى باعوم",
        "هيفاء ناجي",
    ]


def test_the_author_under_the_text_of_a_blog():
    under = "<div>مرسلة بواسطة <span>سلمى باعوم</span> <span>في 11:20 م</span></div>"
    assert authors(under=under) == ["سلمى باعوم"]


@pytest.mark.parametrize(
    "below",
    [
        "<div>نشر بواسطة: <a href='/author/admin'>admin</a></div>",
        "<div>نوافذ الريف | 10 مارس 2025</div>",
        "<div>10 مارس 2025</div><div><img src=a.jpg><p>سلمى باعوم</p></div>",
        "<div><a href='/tags/1'>سلمى باعوم</a></div><div>10 مارس 2025</div>",
        "<div>سلمى باعوم</div>",
        "<div>سلمى باعوم / المكلا / حضرموت</div>",
        "<div><span class='author'>عن الكاتب</span></div>",
        "<div><span class='author'>صدى الساحل</span></div>",
        "<div><span class='author'>أخبار محلية</span></div>",
        "<div><span class='author'>كاتبة صحفية</span></div>",
        "<div><span class='author'>منذ ساعتين</span></div>",
        "<div><span class='author'>Share This Story</span></div>",
        "<div><span class='author'>لا توجد تعليقات</span></div>",
        "<div><a rel='author' href='/'>the staff of our paper</a></div>",
        "<div>صدى الساحل - سلمى باعوم يعود اسمها</div>",
        "<div>سلمى باعوم - مديرة المركز</div>",
        "<div>بواسطة</div><div>عدن</div>",
        "<div>بواسطة</div><div>قبل يومين</div>",
        "<div>by nobody in particular</div>",
        "<div>Von Aden nach Seiyun</div>",
        "<div>تقرير</div><div>صور من الورشة الأولى</div>",
        "<h3><a href=/b>The Long Road<br>by Lea Roth</a></h3>",
        "".join(f"<div><a href='/author/{n}'>{n} سالم باعوم</a></div>" for n in "كمعل"),
        "".join(f"<div><a href='/author/{n}'>سالم {n}عوم</a></div>" for n in "كمعل"),
    ],
)
def test_nobody_rather_than_somebody_else(below):
    assert authors(below=below) == []


def test_names_in_latin_letters_in_elements_called_after_the_author():
    assert authors(below="<div><a rel=author href=/x/7>Lea Roth</a></div>") == ["Lea Roth"]
    two = "<i class='x author'>Lea Roth</i> | <i class='x author'>Jan Holm</i>"
    assert authors(below=f"<div>{two}</div>") == ["Lea Roth", "Jan Holm"]


def test_the_author_of_another_article_that_an_element_names():
    card = "<aside><a href=/9>خبر آخر</a> <span class=author>سلمى باعوم</span></aside>"
    assert authors(under=card) == []
    assert authors(below="<div class=author>هيفاء ناجي</div>", under=card) == ["هيفاء ناجي"]


def test_a_name_between_deck_and_text_is_no_paragraph():
    deck = "<p>عن تجربة نساء راهنّ على الشمس فكسبن مورد رزق جديداً في قرية نائية.</p>"
    name = "<h4><a href='/author/1'>سلمى باعوم</a></h4>"
    html = f"<main><h1>{TITLE}</h1>{deck}<div>{name}</div><p>{ONE}</p><p>{TWO}</p></main>"
    article = extract_article(html, URL)
    assert "سلمى" not in article.articleBody
    assert [each.name for each in article.author] == ["سلمى باعوم"]
