"""Section fronts, searches, pages of tags and authors, and texts that say "not found"."""

from __future__ import annotations

import json

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract import article_of, extract_article
from crawler.core.extract.page import Page

SITE = "https://site.example"
BIO = (
    "كاتب وباحث في تاريخ المدن، نشر ستة كتب وعشرات الدراسات، ويدرّس في الجامعة منذ عشرين عاما. "
    "ولد في مدينة ساحلية، ودرس الهندسة ثم التاريخ، وعمل في الصحافة قبل أن يتفرغ للتدريس."
)
LINKS = "".join(
    f"<div class=c><h3><a href=/n/{n}>عنوان المقال رقم {n} من مقالات كثيرة</a></h3></div>"
    for n in range(5)
)

PROFILE = json.dumps({"@type": "ProfilePage"})


def page(h1, *, head="", body="", attributes="", title=None):
    return (
        f"<html><head><title>{title or h1} - نوافذ</title>{head}</head><body {attributes}>"
        f"<h1>{h1}</h1><div class=bio><p>{BIO}</p>{body}</div></body></html>"
    )


def reason(html, path="/x/1"):
    assert extract_article(html, SITE + path) is None
    with pytest.raises(NotAnArticle) as caught:
        article_of(Page(html, SITE + path))
    return caught.value.reason


@pytest.mark.parametrize(
    "html",
    [
        page("سالم عبد القادر", body=LINKS, attributes='class="archive author author-7"'),
        page("مشروع الميناء", body=LINKS, attributes='class="archive tag tag-9"'),
        page("نتائج البحث عن: الميناء", body=LINKS),
        page("الوسم: الميناء", body=LINKS),
        page("جميع مقالات سالم عبد القادر", body=LINKS),
        page("Search results for: port", body=LINKS),
        page(
            "سالم عبد القادر",
            body=LINKS,
            head=f"<script type='application/ld+json'>{PROFILE}</script>",
        ),
        page("الاقتصاد", title="أرشيف قسم الاقتصاد", body=LINKS),
    ],
)
def test_pages_that_list_articles(html):
    assert reason(html) == "listing"


@pytest.mark.parametrize(
    "html",
    [
        page("نتائج الانتخابات تعلن مساء اليوم في العاصمة", body=LINKS),
        page("البحث عن ناجين تحت الأنقاض مستمر منذ يومين", body=LINKS),
        page("الميناء يستقبل سفينة", body=LINKS, attributes='class="single single-post category"'),
        page("الوسم: حكاية حرف نقش على الصخر", head='<meta property="og:type" content="article">'),
        page("الوسم: حكاية حرف نقش على الصخر القديم"),
    ],
)
def test_articles_that_look_a_little_like_them(html):
    assert extract_article(html, f"{SITE}/n/5").articleBody.startswith("كاتب وباحث")


def test_a_list_of_others_in_json_ld_makes_no_listing():
    data = json.dumps({"@type": "ItemList", "itemListElement": []})
    head = f"<script type='application/ld+json'>{data}</script>"
    html = page("مدينة على البحر تستعيد ذاكرتها", body=LINKS, head=head)
    assert extract_article(html, f"{SITE}/n/5") is not None
    assert reason(html, "/tag/sea") == "listing"  # with an address that says the same it does


def test_a_long_text_is_an_article_whatever_the_signs():
    html = page("الوسم: حكاية حرف نقش على الصخر", body=f"<p>{BIO}</p>" * 8 + LINKS)
    assert extract_article(html, f"{SITE}/n/5") is not None


def test_an_address_alone_makes_no_listing():
    html = page("مدينة على البحر تستعيد ذاكرتها", body=LINKS)
    assert extract_article(html, f"{SITE}/section/culture") is not None
    assert extract_article(html, f"{SITE}/?s=7") is not None


NOT_FOUND = (
    "الصفحة غير موجودة",
    "عذراً، الصفحة المطلوبة غير موجودة",
    "عفوا! هذه الصفحة غير متوفرة",
    "الخبر غير موجود",
    "خطأ 404",
    "404",
    "404 - الصفحة غير موجودة",
    "404 Not Found",
    "لم يتم العثور على الصفحة",
    "لا توجد نتائج لعرضها",
    "Page not found",
    "Oops! The page could not be found",
    "الخبر تم حذفه",
)


@pytest.mark.parametrize("title", NOT_FOUND)
def test_a_page_that_says_it_does_not_exist(title):
    told = "<p>ربما نقلت هذه الصفحة إلى عنوان آخر، ويمكنك أن تبدأ من الصفحة الرئيسية.</p>"
    html = f"<html><head><title>{title} - نوافذ</title></head><body><h1>{title}</h1>{told}{LINKS}"
    assert reason(f"{html}</body></html>") == "not_found"


@pytest.mark.parametrize(
    "title",
    [
        "404 قتلى في زلزال ضرب المدينة فجر اليوم",
        "الصفحة الأولى من صحف الصباح في العاصمة",
        "لا توجد أدلة على تسرب في السفينة الغارقة",
        "العثور على الصفحة المفقودة من المخطوط القديم",
    ],
)
def test_headlines_that_begin_alike_are_articles(title):
    html = (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{BIO}</p></body></html>"
    )
    assert extract_article(html, f"{SITE}/n/5").headline == title


def test_a_long_article_under_such_a_title_is_an_article():
    html = f"<title>الصفحة غير موجودة</title><h1>الصفحة غير موجودة</h1>{f'<p>{BIO}</p>' * 5}"
    assert extract_article(html, f"{SITE}/n/5") is not None
