"""Names, sections, dates, images and addresses, each from the best place that a page offers."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawler.core.extract import extract_article
from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page
from crawler.core.site import SiteProfile

URL = "https://www.site.example/2025/03/04/news-1"
BODY = (
    "<p>قررت اللجنة بعد اجتماع طويل تأجيل البت في الطلب إلى الأسبوع الثاني من الشهر المقبل.</p>"
    "<p>ولم تذكر اللجنة أسباب التأجيل، لكن مصادر مقربة منها تحدثت عن نقص في الوثائق المطلوبة.</p>"
)
TITLE = "اللجنة تؤجل البت في الطلب إلى الشهر المقبل"
NOW = datetime(2025, 3, 10, tzinfo=UTC)


def read(head="", before="", **more):
    """An article with these parts; `more`: after, title, h1, data (JSON-LD), url, profile."""
    title, h1 = more.get("title", TITLE), more.get("h1", TITLE)
    if more.get("data") is not None:
        head += f'<script type="application/ld+json">{json.dumps(more["data"])}</script>'
    heading = f"<h1>{h1}</h1>" if h1 else ""
    html = (
        f"<html><head><title>{title}</title>{head}</head><body>{heading}{before}"
        f"<div>{BODY}</div>{more.get('after', '')}</body></html>"
    )
    return extract_article(html, more.get("url", URL), observed_at=NOW, profile=more.get("profile"))


def ld(**fields):
    return {"@type": "NewsArticle", **fields}


# --- headline ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "h1", "og", "expected"),
    [
        (f"{TITLE} - نوافذ", TITLE, None, TITLE),
        (f"{TITLE} | نوافذ", None, TITLE, TITLE),
        ("نوافذ", TITLE, None, TITLE),
        (f"نوافذ - {TITLE}", TITLE, f"نوافذ - {TITLE}", TITLE),
        (f"{TITLE} «هكذا» - بوابة", f"{TITLE} «هكذا»", None, f"{TITLE} «هكذا»"),
        ("x", f"سياسة : {TITLE}", TITLE, TITLE),
        ("x", TITLE, f"خاص بنا: {TITLE}", f"خاص بنا: {TITLE}"),
        ("x", TITLE, f"{TITLE[:30]}...", TITLE),
        (
            "x",
            "اللجنة تؤجل الطلب",
            "اللجنة تؤجل البت في الطلب شهرا",
            "اللجنة تؤجل البت في الطلب شهرا",
        ),
        ("لافروف: نعمل معا - نوافذ", "لافروف: نعمل معا", None, "لافروف: نعمل معا"),
        ("x", "عنوان آخر تماما لا صلة له", TITLE, TITLE),
        (
            "x",
            TITLE,
            "&quot;اللجنة&quot; تؤجل البت في الطلب إلى الشهر المقبل",
            '"اللجنة" تؤجل البت في الطلب إلى الشهر المقبل',
        ),
    ],
)
def test_headline(title, h1, og, expected):
    head = f'<meta property="og:title" content="{og}">' if og else ""
    head += '<meta property="og:site_name" content="نوافذ">'
    assert read(head, title=title, h1=h1).headline == expected


def test_headline_of_json_ld():
    article = read(data=ld(headLine=TITLE), title="نوافذ", h1=None)
    assert (article.headline, article.metadata.fieldMethods["headline"]) == (TITLE, "jsonld")


def test_the_other_headline_of_json_ld():
    assert read(data=ld(alternativeHeadline="عنوان ثان")).alternativeHeadline == "عنوان ثان"


@pytest.mark.parametrize(
    ("title", "h1", "other", "removed"),
    [
        (f"{TITLE} - نوافذ", TITLE, None, []),
        (f"{TITLE} - نوافذ", None, f"{TITLE} - نوافذ", [("headline_site_name", "- نوافذ")]),
        ("x", f"عاجل | {TITLE}", f"عاجل | {TITLE}", [("headline_label", "عاجل |")]),
        ("x", f"\u200f{TITLE}", None, []),
    ],
)
def test_the_raw_headline_is_kept_where_something_was_cut(title, h1, other, removed):
    article = read('<meta property="og:site_name" content="نوافذ">', title=title, h1=h1)
    assert article.headline == TITLE
    assert article.alternativeHeadline == other
    assert [(each.rule, each.text) for each in article.removed or ()] == removed


def test_the_raw_headline_of_a_selector():
    profile = SiteProfile(name="windows", headline="h1")
    article = read(h1=f"بالصور.. {TITLE}", profile=profile)
    assert (article.headline, article.alternativeHeadline) == (TITLE, f"بالصور.. {TITLE}")


def test_headline_in_another_heading_or_in_a_plain_line():
    assert read(h1=None, before=f"<h3>{TITLE}</h3>", title=f"{TITLE} :: نوافذ").headline == TITLE
    assert read(h1=None, before=f"<b>{TITLE}</b><br>", title=f"{TITLE} > نوافذ").headline == TITLE
    assert read(h1=None, before=f"<b>{TITLE}</b><br>", title=f"نوافذ | {TITLE}").headline == TITLE


def test_headline_is_guessed_from_the_line_above_the_body():
    article = read(h1=None, before=f"<div>مشاركة</div><div>{TITLE}</div><div>سياسة</div>", title="")
    assert (article.headline, article.metadata.fieldMethods["headline"]) == (TITLE, "guess")


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "head", "before", "expected", "basis"),
    [
        (
            ld(datePublished="2025-03-04T10:00:00+03:00"),
            "",
            "",
            "2025-03-04T10:00:00+03:00",
            "jsonld",
        ),
        (ld(DATEPUBLISHED="2025-03-04T23:00:00Z"), "", "", "2025-03-04T23:00:00+00:00", "jsonld"),
        (ld(datePublished="2025-03-04T10:00"), "", "", "2025-03-04T10:00:00+03:00", "jsonld"),
        (
            ld(datePublished=""),
            "<meta name=article:published_time content='2025-03-04T10:00-0500'>",
            "",
            "2025-03-04T10:00:00-05:00",
            "meta",
        ),
        (None, "<meta itemprop=datePublished content='4 مارس 2025'>", "", "2025-03-04", "meta"),
        (
            None,
            "<meta name=date content='لا تاريخ'>",
            "<time datetime=2025-03-04>x</time>",
            "2025-03-04",
            "time-tag",
        ),
        (None, "", "<time>الثلاثاء 4 آذار/مارس 2025</time>", "2025-03-04", "time-tag"),
        (
            None,
            "",
            "<p>تم نشره: 4 آذار/مارس 2025 - 10:00 ص</p>",
            "2025-03-04T10:00:00+03:00",
            "text-absolute",
        ),
        (None, "", "<p><a href=/day>4-3-2025</a></p>", "2025-03-04", "text-absolute"),
        (None, "", "<p>صحة | 4-3-2025 | وكالة</p>", "2025-03-04", "text-absolute"),
        (None, "", "<p>1741071600</p>", "2025-03-04", "url"),
        (None, "", "", "2025-03-04", "url"),
    ],
)
def test_date(data, head, before, expected, basis):
    article = read(head, before, data=data)
    assert (article.datePublished, article.dateBasis) == (expected, basis)


def test_the_time_of_the_article_comes_before_that_of_its_change():
    before = "<time class=modified datetime=2025-03-06>x</time><time datetime=2025-03-05>y</time>"
    assert read(before=before).datePublished == "2025-03-05"


@pytest.mark.parametrize(
    "before",
    [
        "<figcaption>في صورة التقطت يوم 1 مارس 2025</figcaption>",
        "<p>صورة من الأرشيف لأعضاء اللجنة خلال الاجتماع الأول الذي عقد في 1 مارس 2025</p>",
        "<div class=related><a href=/x>خبر آخر من أخبار الموقع</a> <span>1 مارس 2025</span></div>",
    ],
)
def test_dates_of_pictures_and_related_articles_are_not_the_articles(before):
    assert read(before=before).dateBasis == "url"


def test_a_vague_date_is_an_interval_only():
    article = read(data=ld(datePublished="2025-03"))
    assert article.datePublished is None
    assert article.datePrecision == "month"
    assert article.datePublishedEarliest == "2025-02-28T21:00:00Z"


def test_date_modified():
    assert read(data=ld(dateModified="2025-03-05T10:00:00Z")).dateModified.startswith(
        "2025-03-05T10"
    )
    assert (
        read("<meta property=article:modified_time content=2025-03-06>").dateModified
        == "2025-03-06"
    )
    assert read().dateModified is None


# --- section -------------------------------------------------------------------------------------


CRUMBS = {
    "@type": "BreadcrumbList",
    "itemListElement": [
        {"name": "الرئيسية"},
        {"item": {"@id": "/e", "name": "اقتصاد"}},
        {"name": TITLE},
    ],
}


@pytest.mark.parametrize(
    ("fields", "section"),
    [
        ({"data": ld(articleSection=["سياسة", "عربي"])}, "سياسة"),
        ({"head": "<meta property=article:section content=رياضة>"}, "رياضة"),
        ({"data": CRUMBS}, "اقتصاد"),
        (
            {"before": "<nav class=breadcrumb><a href=/>الرئيسية</a> <a href=/x>ثقافة</a></nav>"},
            "ثقافة",
        ),
        ({"before": "<div>محليات</div><div>قبل ساعة</div><div>مشاركة</div>"}, "محليات"),
        ({"before": "<div>مشاركة</div><div>5 مارس 2025</div>"}, None),
        ({"before": "<div>***</div>"}, None),
        ({"before": "<div><a href=/s>صحة</a> <i>قبل ساعة</i> <b>وكالة</b></div>"}, "صحة"),
        ({"before": "<div>مشاركة</div><div>قبل ساعة | صحة</div>"}, "صحة"),
        ({"data": {"@type": "BreadcrumbList", "itemListElement": "x"}}, None),
        ({"h1": None}, None),
    ],
)
def test_section(fields, section):
    assert read(**fields).articleSection == section


# --- names ---------------------------------------------------------------------------------------


def test_authors():
    data = ld(author=[{"name": "سالم أحمد"}, {"name": "منى علي"}, {"url": "https://x.example/a"}])
    assert [each.name for each in read(data=data).author] == ["سالم أحمد", "منى علي"]
    assert [each.name for each in read("<meta name=author content='ليلى'>").author] == ["ليلى"]
    assert read("<meta name=author content='https://x.example/a'>").author is None


def test_keywords():
    assert read(data=ld(keywords="لجنة، طلب,لجنة")).keywords == ["لجنة", "طلب"]
    assert read(data=ld(keywords=["لجنة", "طلب"])).keywords == ["لجنة", "طلب"]
    assert read("<meta name=keywords content='أ,ب'>").keywords == ["أ", "ب"]
    tags = "<meta property=article:tag content=أ><meta property=article:tag content=ب>"
    assert read(tags).keywords == ["أ", "ب"]
    assert read().keywords is None


def test_description():
    assert read("<meta name=description content='ملخص'>").description == "ملخص"
    assert read(data=ld(description="ملخص")).description == "ملخص"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"data": ld(publisher={"name": "وكالة", "url": "/home"})}, ("وكالة", "jsonld", 0.7)),
        (
            {
                "data": ld(publisher={"name": "نوافذ"}),
                "head": "<meta property=og:site_name content=نوافذ>",
            },
            None,
        ),
        ({"data": ld(publisher="وكالة")}, ("وكالة", "jsonld", 0.7)),
        (
            {"after": "<p>المصدر: <a href=https://agency.example/7>وكالة الأنباء</a></p>"},
            ("وكالة الأنباء", "source_line", 0.8),
        ),
        ({"before": "<p>صحة <span class=news-source>وكالة</span></p>"}, ("وكالة", "class", 0.75)),
        ({"before": "<p>المصدر : صحيفة الأيام</p>"}, ("صحيفة الأيام", "source_line", 0.8)),
    ],
)
def test_publisher(fields, expected):
    found = read(**fields).publisher
    assert (found and (found.name, found.method, found.confidence)) == expected


def test_sources():
    after = "<p>المصدر: <a href=/own>رابط</a> <a href=https://agency.example/7>وكالة</a></p>"
    assert read(after=after).isBasedOn[0].url == "https://agency.example/7"
    for value in ("https://agency.example/8", {"@id": "https://agency.example/8"}):
        assert read(data=ld(isBasedOn=value)).isBasedOn[0].url == "https://agency.example/8"
    assert read(data=ld(isBasedOn=7)).isBasedOn is None


def test_provider_is_the_site():
    provider = read("<meta property=og:site_name content='نوافذ'>").provider
    assert (provider.name, provider.url) == ("نوافذ", "https://www.site.example/")
    assert read().provider.name == "site.example"
    assert read(data={"@type": "WebSite", "name": "بوابة"}).provider.name == "بوابة"


# --- addresses and images ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("href", "url", "expected"),
    [
        ("/n/1?x=1", URL, "https://www.site.example/n/1?x=1"),
        ("https://site.example/n/1", URL, "https://site.example/n/1"),
        ("https://other.example/n/1", URL, None),
        ("https://www.site.example/", URL, None),
        ("https://www.site.example/", "https://www.site.example/", "https://www.site.example/"),
        ("javascript:x", URL, None),
    ],
)
def test_canonical(href, url, expected):
    page = Page(f"<link rel=canonical href='{href}'><h1>{TITLE}</h1><div>{BODY}</div>", url)
    assert article_of(page).canonicalUrl == expected


def test_images():
    inside = "<img src=data:x><img src='/b.jpg' alt=' صورة '><img src='ftp://x/y.jpg'>"
    html = BODY.replace("</p><p>", f"</p>{inside}<p>")
    head = "<meta property=og:image content='/a.jpg'><meta name=robots content='noindex'>"
    page = Page(f"{head}<h1>{TITLE}</h1><div>{html}</div><img src=/far.jpg>", URL)
    article = article_of(page)
    assert [(image.url, image.caption) for image in article.images] == [
        ("https://www.site.example/a.jpg", None),
        ("https://www.site.example/b.jpg", "صورة"),
    ]
    assert article.mainImage.url == "https://www.site.example/a.jpg"
    assert article.usageInfo.robots == "noindex"


@pytest.mark.parametrize(
    "image", ["/i.jpg", ["/i.jpg", "/j.jpg"], {"url": "/i.jpg"}, [{"contentUrl": "/i.jpg"}]]
)
def test_image_of_json_ld(image):
    assert read(data=ld(image=image)).mainImage.url == "https://www.site.example/i.jpg"


def test_an_empty_image_of_json_ld_is_none():
    assert read(data=ld(image=[])).mainImage is None


def test_identifier_follows_the_canonical_form_of_the_address():
    one, two = (read(url=URL + tail).identifier for tail in ("?utm_source=x", "#c"))
    assert one == two
    assert len(one) == 32


def test_a_page_without_an_address_still_has_an_identifier():
    assert read(url="").identifier == read(url="").identifier != read().identifier


# --- related links and what is left --------------------------------------------------------------


def test_related_links_after_the_article_leave_menus_other_lists_and_the_page_itself_out():
    after = (
        "<h3>أخبار ذات صلة</h3><div><a href=/n/2>خبر ثان من أخبار الموقع</a>"
        "<a href=/n/2>خبر ثان من أخبار الموقع</a>"
        "<a href='/2025/03/04/news-1'>هذا الخبر نفسه هنا</a>"
        "<a href=/x.jpg>صورة من صور الموقع</a><a href=/c>قسم</a>"
        "<a href='tel:1'>رقم هاتف الموقع هنا</a></div>"
        "<h3>الأكثر قراءة</h3><div><a href=/n/9>خبر آخر من أخبار الموقع</a></div>"
    )
    links = read(after=after).relatedLink
    assert [(link.url, link.position) for link in links] == [("https://www.site.example/n/2", 1)]


def test_related_links_are_bounded():
    items = "".join(f"<a href=/n/{n}>خبر رقم {n} من أخبار الموقع</a>" for n in range(80))
    assert len(read(after=f"<div class=related-news>{items}</div>").relatedLink) == 50


def test_a_section_is_never_the_headline_or_a_paragraph():
    beside = read(before="<div>شؤون بلدية</div>", data=ld(articleSection=TITLE))
    assert beside.articleSection == "شؤون بلدية"
    long = "<p>فقرة طويلة تأتي تحت العنوان مباشرة وفيها من الكلمات ما يكفي لتكون جملة.</p>"
    assert read(before=long + "<div>محليات</div>").articleSection is None


def test_a_section_above_the_headline():
    page = Page(f"<div>محليات</div><h1>{TITLE}</h1><div>{BODY}</div>", URL)
    assert article_of(page).articleSection == "محليات"


def test_a_source_line_far_from_the_body_says_nothing():
    before = "<p>المصدر: وكالة بعيدة</p>" + "<p>سطر</p>" * 12
    assert read(before=before).publisher is None


def test_only_the_first_source_that_has_a_name_counts():
    before = "<b class=source></b><b class=source>وكالة</b>" + "<p>سطر</p>" * 12
    assert read(before=before).publisher is None
    assert read(after="<p>المصدر: وكالة</p>").publisher.url is None
