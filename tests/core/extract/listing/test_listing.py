"""What a listing leads to, in markups that have nothing in common but that they list articles."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from crawler.core.extract.listing.onward import article_links
from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page
from crawler.core.site import SiteProfile

SITE = "https://windows.example"
HEADLINES = (
    "وصول أول سفينة وقود إلى الميناء منذ شهرين",
    "وزارة الصحة تطلق حملة تحصيل في المديريات الشرقية",
    "أمطار غزيرة تقطع الطريق بين المدينة والساحل",
    "الفريق الأول يفوز بهدفين في افتتاح البطولة",
    "البنك المركزي يعلن مزادا جديدا لبيع العملة",
    "افتتاح معرض الكتاب وسط حضور كبير للزوار",
)
MENU = ("الرئيسية", "محليات", "عربي", "دولي", "رياضة", "اقتصاد")
MENU_LINKS = "".join(f"<li><a href='/section/{n}'>{name}</a></li>" for n, name in enumerate(MENU))
SECTIONS = tuple(f"{SITE}/section/{n}" for n in range(1, len(MENU)))
FOOTER = (
    "<div><a href='/about-us'>من نحن</a>"
    "<a href='/privacy-policy.html'>سياسة الخصوصية والاستخدام العادل</a>"
    "<a href='/contact.php'>اتصل بنا</a>"
    "<a href='mailto:desk@windows.example'>راسلونا على البريد في كل وقت</a>"
    "<a href='javascript:void(0)'>اضغط هنا لتثبيت التطبيق على الهاتف</a>"
    "<a href='https://social.example/windows'>تابعوا صفحتنا الرسمية على الشبكة</a>"
    "<a href='tel:+967100000'>هاتف</a>"
    "<a href='/files/report.pdf'>التقرير السنوي الكامل للموقع هنا</a></div>"
)


def read(body, url=f"{SITE}/", head="", **more):
    return read_listing(Page(f"<html><head>{head}</head><body>{body}</body></html>", url), **more)


def urls(*paths):
    return tuple(f"{SITE}{path}" for path in paths)


def links(pattern="/news/{}", tag="li", headlines=HEADLINES):
    return "".join(
        f"<{tag}><a href='{pattern.format(501 + n)}'>{text}</a></{tag}>"
        for n, text in enumerate(headlines)
    )


NEWS = urls(*(f"/news/{501 + n}" for n in range(len(HEADLINES))))


def test_addresses_that_end_in_keys_of_letters_and_digits():
    keys = ("36b321-729f", "12-ab7", "dQw4w9WgXcQ", "bcac0-0fd7", "x7Kq2a", "ab3cd")
    cards = "".join(
        f"<li><a href='/n/{n}/{key}'>{text}</a></li>"
        for n, (key, text) in enumerate(zip(keys, HEADLINES, strict=True))
    )
    found = read(f"<ul>{MENU_LINKS}</ul><ul>{cards}</ul>{FOOTER}")
    assert found.articles == urls(*(f"/n/{n}/{key}" for n, key in enumerate(keys)))
    assert found.sections == SECTIONS


# --- articles, in several markups -----------------------------------------------------------------


def test_cards_with_image_headline_and_read_more():
    cards = "".join(
        f"<div class=card><a href='/news/{501 + n}?utm_source=home'><img src='/i/{n}.jpg'></a>"
        f"<span><a href='/section/2'>عربي</a></span>"
        f"<h3><a href='/news/{501 + n}#top'>{text}</a></h3>"
        f"<p>ملخص قصير للخبر.</p><a href='/news/{501 + n}'>اقرأ المزيد</a>"
        f"<a href='/news/{501 + n}#comments'>3 تعليقات</a></div>"
        for n, text in enumerate(HEADLINES)
    )
    listing = read(f"<ul>{MENU_LINKS}</ul>{cards}<a href='?page=2'>التالي »</a>{FOOTER}")

    assert listing.articles == NEWS
    assert listing.shapes == {"/news/#"}
    assert listing.sections == SECTIONS
    assert listing.next_page == f"{SITE}/?page=2"
    assert listing.feeds == listing.sitemaps == listing.missed == ()


def test_tables_with_ids_in_the_query():
    rows = links("news.asp?id={}&lang=ar", tag="td").replace("<td>", "<tr><td>")
    menu = "".join(f"<td><a href=cat.asp?cat={n}>{name}</a></td>" for n, name in enumerate(MENU))
    listing = read(f"<table><tr>{menu}</tr>{rows}</table>{FOOTER}", f"{SITE}/old/default.asp")

    assert listing.articles == urls(*(f"/old/news.asp?id={501 + n}&lang=ar" for n in range(6)))
    assert listing.sections == urls(*(f"/old/cat.asp?cat={n}" for n in range(1, 6)))
    assert listing.next_page is None


def test_br_soup_with_a_session_key_and_a_story_id_of_the_same_name():
    soup = "<br>".join(
        f'<a href="details.php?sid={501 + n}&PHPSESSID=a1b2c3d4e5f60718">{text}</a> - 12/3'
        for n, text in enumerate(HEADLINES)
    )
    listing = read(f"<font>{soup}<br>[<a href='index.php?start=20'>2</a>]</font>")

    assert listing.articles == urls(*(f"/details.php?sid={501 + n}" for n in range(6)))
    assert listing.next_page == f"{SITE}/index.php?start=20"


def test_arabic_slugs_long_and_short():
    slugs = [
        "وصول-أول-سفينة-وقود-إلى-الميناء",
        "حملة-تحصين-في-المديريات-الشرقية",
        "أمطار-غزيرة-تقطع-الطريق",
        "فوز-كبير",
    ]
    body = "".join(
        f"<h2><a href='/{slug}/'>{text}</a></h2>"
        for slug, text in zip(slugs, HEADLINES, strict=False)
    )
    menu = "<a href='/رياضة/'>رياضة</a><a href='/من-نحن/'>من نحن وماذا نريد أن نقول</a>"
    listing = read(menu + body)

    assert listing.articles == urls(*(f"/{quote(slug)}/" for slug in slugs))
    assert listing.sections == urls(f"/{quote('رياضة')}/")


def test_publishers_in_the_path():
    publishers = ("adenpost", "sanaapost", "taizpost", "mukallapost", "adenpost", "maribpost")
    body = "".join(
        f"<li><a href='/{name}/{700 + n}'>{text}</a> <a href='/{name}'>{name}</a></li>"
        for n, (name, text) in enumerate(zip(publishers, HEADLINES, strict=True))
    )
    listing = read(f"<ul>{MENU_LINKS}</ul><ul>{body}</ul>")

    assert listing.articles == urls(*(f"/{name}/{700 + n}" for n, name in enumerate(publishers)))
    assert set(listing.sections) == {*SECTIONS, *urls(*{f"/{name}" for name in publishers})}


def test_a_publisher_with_many_articles_does_not_hide_those_with_one():
    names = ("adenpost", "adenpost", "adenpost", "adenpost", "taizpost", "maribpost")
    body = "".join(
        f"<li><a href='/{name}/{700 + n}'>{text}</a></li>"
        for n, (name, text) in enumerate(zip(names, HEADLINES, strict=True))
    )
    assert len(read(body).articles) == 6


def test_headlines_that_are_no_links_have_read_more_below():
    body = "".join(
        f"<h3>{text}</h3><p>ملخص.</p><a href='/n/{n}.html'>التفاصيل...</a>"
        for n, text in enumerate(HEADLINES)
    )
    assert read(body).articles == urls(*(f"/n/{n}.html" for n in range(6)))


def test_image_links_speak_by_their_alt_text_or_title():
    body = "".join(
        f"<a href='/n/{n}'><img alt='{text}' src=x.jpg></a>" for n, text in enumerate(HEADLINES[:3])
    ) + "".join(
        f"<a href='/n/{n}' title='{text}'><img alt='' src=x.jpg></a>"
        for n, text in enumerate(HEADLINES[3:], start=3)
    )
    assert read(body).articles == urls(*(f"/n/{n}" for n in range(6)))


def test_a_base_tag_and_links_to_www_are_of_the_site():
    body = (
        links("story/{}")
        + "<a href='https://www.windows.example/en/story/9'>خبر من دون رقم هنا</a>"
    )
    listing = read(body, f"{SITE}/index.html", head="<base href='/en/'>")

    assert listing.articles[:6] == urls(*(f"/en/story/{501 + n}" for n in range(6)))
    assert listing.articles[6:] == ("https://www.windows.example/en/story/9",)


def test_most_read_lists_are_articles_too_but_once():
    side = "<aside><h4>الأكثر قراءة</h4>" + links(headlines=HEADLINES[:2]) + "</aside>"
    assert read(links() + side).articles == NEWS


def test_two_forms_of_one_address_are_one_article():
    body = (
        links() + "<a href='HTTPS://Windows.example/news/501?fbclid=x#c'>نفس الخبر من مكان آخر</a>"
    )
    assert read(body).articles == NEWS


def test_a_link_that_cannot_be_read_does_not_cost_the_others():
    broken = "".join(
        f"<a href='{href}'>رابط مكسور لا يقود إلى شيء</a>"
        for href in (
            "https://windows.example:abc/1",
            "http://[::1",
            "https://win dows.example/",
            "",
        )
    )
    assert read(broken + links()).articles == NEWS


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>نص بلا روابط</p>",
        f"<ul>{MENU_LINKS}</ul>{FOOTER}",
        "<a href='/news/1'>خبر واحد طويل لا يصنع قائمة</a>",
        "".join(
            f"<a href='https://other.example/{n}'>{text}</a>" for n, text in enumerate(HEADLINES)
        ),
        "".join(f"<a href='/tag/{n}'>وسم طويل من أربع كلمات</a>" for n in range(5)),
        "".join(f"<a href='/search?q={n}'>نتائج البحث عن كلمة ما</a>" for n in range(5)),
        "".join(f"<a href='/pic/{n}.jpg'>صورة من الحدث بعدسة المصور</a>" for n in range(5)),
    ],
)
def test_pages_without_articles(body):
    listing = read(body)
    assert listing.articles == ()
    assert listing.shapes == frozenset()


# --- what is known from elsewhere -----------------------------------------------------------------


def test_known_shapes_find_a_single_article_of_a_last_page():
    body = "<a href='/news/77'>خبر أخير</a>"
    assert read(body).articles == ()
    assert read(body, known_shapes={"/news/#"}).articles == urls("/news/77")


def test_article_links_of_an_article_page_leave_the_page_itself_out():
    page = Page(f"<a href='?utm_source=a'>أعلى</a>{MENU_LINKS}{links()}{FOOTER}", NEWS[0])
    assert article_links(page, {"/news/#"}) == list(NEWS[1:])
    assert article_links(page, frozenset()) == []


def test_selectors_of_a_profile_come_first():
    profile = SiteProfile(name="windows", article_links=".main a", next_page="a.older")
    body = (
        f"<div class=main>{links()}</div><div>{links('/video/{}')}</div>"
        "<a href='/?page=9' class=older>أقدم</a><a href='/?page=2' rel=next>2</a>"
    )
    listing = read(body, profile=profile)

    assert listing.articles == NEWS
    assert listing.next_page == f"{SITE}/?page=9"
    assert listing.missed == ()


def test_a_selector_may_name_the_box_around_the_links():
    profile = SiteProfile(name="windows", article_links=".main")
    assert read(f"<div class=main>{links()}</div>", profile=profile).articles == NEWS


def test_a_selector_that_finds_nothing_is_named_and_the_engine_goes_on():
    profile = SiteProfile(name="windows", article_links=".gone a", next_page=".gone")
    listing = read(links() + "<a href='/?page=2'>التالي</a>", profile=profile)

    assert listing.missed == ("article_links",)
    assert listing.articles == NEWS
    assert listing.next_page == f"{SITE}/?page=2"


# --- sections, feeds, sitemaps --------------------------------------------------------------------


def test_tags_archives_and_pages_about_the_site_are_no_sections():
    body = (
        "<a href='/tag/gold'>الذهب</a><a href='/وسم/نفط'>النفط</a><a href='/?tag=oil'>نفط</a>"
        "<a href='/2025/11/'>نوفمبر 2025</a><a href='/author/salem'>سالم أحمد</a>"
        "<a href='/login'>الدخول</a><a href='/x'>سياسة الخصوصية</a><a href='/economy'>اقتصاد</a>"
        "<a href='/economy?page=7'>الأخيرة</a><a href='/page/1'>الأولى</a>"
    )
    assert read(body).sections == urls("/economy")


def test_a_block_with_more_below_it_names_its_section():
    blocks = "".join(
        f"<h4><a href='/category/{name}'>{name}</a></h4>{links(f'/news/{n}{{}}')}"
        f"<a href='/category/{name}'>المزيد</a>"
        for n, name in enumerate(("arab", "sport"))
    )
    listing = read(
        blocks + f"<h4>اقتصاد</h4>{links('/news/9{}')}<a href='/category/money'>المزيد ←</a>"
    )

    assert listing.sections == urls("/category/arab", "/category/sport", "/category/money")
    assert listing.next_page is None
    assert len(listing.articles) == 18


def test_the_number_of_sections_is_bounded():
    assert len(read("".join(f"<a href='/s{n}/x'>باب {n}</a>" for n in range(90))).sections) == 40


def test_feeds_and_sitemaps_that_the_head_names():
    head = (
        "<link rel='Alternate' type='application/rss+xml' href='/rss.php?c=1'>"
        "<link rel=alternate type='application/atom+xml' href='/atom.xml'>"
        "<link rel=alternate type='application/rss+xml' href='/comments/feed/'>"
        "<link rel=alternate type='application/json' href='/wp-json'>"
        "<link rel=alternate hreflang=en href='/en'>"
        "<link rel=alternate type='application/rss+xml' href='https://other.example/rss'>"
        "<link rel=sitemap href='/sitemap_index.xml'>"
    )
    listing = read(links() + "<a href='/feed/'>خلاصات</a>", head=head)

    assert listing.feeds == urls("/rss.php?c=1", "/atom.xml")
    assert listing.sitemaps == urls("/sitemap_index.xml")


def test_feeds_that_only_a_link_names():
    body = "<a href='/feed/'>RSS</a><a href='/news.rss'>خلاصة</a><a href='/sitemap.xml'>خريطة</a>"
    listing = read(links() + body)

    assert listing.feeds == urls("/feed/", "/news.rss")
    assert listing.sitemaps == urls("/sitemap.xml")
    assert listing.sections == ()
