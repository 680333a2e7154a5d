"""What portals and newspapers put around and between the paragraphs of an article."""

from __future__ import annotations

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract import article_of, extract_article
from crawler.core.extract.page import Page

HEADLINE = "الميناء القديم يستعد لاستقبال أول سفينة هذا الموسم"
LONG = (
    "بدأت فرق الصيانة أعمالها على الرصيف الشمالي منذ مطلع الأسبوع، ويعمل فيها أكثر من ستين عاملا.",
    "وقال مدير المشروع إن الرافعات الجديدة وصلت كاملة، وإن تركيبها سينتهي قبل نهاية الشهر الجاري.",
    "وتبلغ كلفة الأعمال نحو عشرين مليونا، يدفع التجار ثلثها والباقي من موازنة المدينة لهذا العام.",
)
URL = "https://news.example/news/4411"


def body_of(inside, *, below="", url=URL):
    html = (
        f'<html lang="ar"><title>{HEADLINE}</title><body><div class="page"><h1>{HEADLINE}</h1>'
        f'<div class="txt">{inside}</div>{below}</div></body></html>'
    )
    article = extract_article(html, url)
    return article.articleBody.split("\n\n") if article else None


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def refusal_of(title, inside, url=URL):
    html = f"<html><title>{title}</title><body>{inside}</body></html>"
    with pytest.raises(NotAnArticle) as refused:
        article_of(Page(html, url))
    return refused.value.reason


def test_a_preamble_stays_over_an_advert():
    decision = "إن رئيس البلدية، بعد الاطلاع على القانون ومقتضيات المصلحة العامة، قرر ما يلي:"
    inside = paragraphs(decision, "إعلان", *LONG)
    assert body_of(inside) == [decision, *LONG]


def test_a_card_with_a_short_title_is_one_of_its_row():
    titles = (
        "أمطار غزيرة تغمر الأحياء الجنوبية من العاصمة",
        "جولة في سوق قديم",
        "اختتام معرض الحرف اليدوية وسط إقبال كبير",
        "افتتاح مدرسة جديدة في حي الصيادين شرق المدينة",
    )
    cards = "".join(
        f'<div class="card"><h4><a href="/n/{at}">{title}</a></h4><p>{LONG[1][:-9]} {at}.</p></div>'
        for at, title in enumerate(titles)
    )
    assert body_of(paragraphs(*LONG), below=f"<div>{cards}</div>") == list(LONG)


@pytest.mark.parametrize(
    "between",
    [
        '<p><b><a href="/n/7">تعادل مثير بين فريقي الساحل والجبل</a></b></p>',
        '<form><p>اشتركوا في النشرة</p><input name="email"></form>',
    ],
)
def test_the_last_sentence_stays_under_what_stands_above_it(between):
    inside = paragraphs(*LONG) + between + "<p>وللحديث بقية.</p>"
    assert body_of(inside) == [*LONG, "وللحديث بقية."]


def test_a_name_under_a_link_is_no_last_sentence():
    inside = (
        paragraphs(*LONG) + '<p><a href="/n/7">تعادل مثير بين فريقي الساحل</a></p><p>سامي كمال</p>'
    )
    assert body_of(inside) == list(LONG)


def test_a_last_sentence_in_boxes_of_its_own_stays():
    texts = (*LONG, "والله من وراء القصد.")
    inside = "".join(f'<section class="s"><div><p>{text}</p></div></section>' for text in texts)
    assert body_of(inside) == list(texts)


def test_the_items_of_a_list_of_lines_end_a_text():
    items = ("- تأهيل ست مدارس", "- إنشاء صندوق لدعم الصيادين", "- ربط الميناء بطريق الساحل الجديد")
    inside = "<br>".join((*LONG, *items))
    assert body_of(inside) == [*LONG, *items]


def test_a_first_sentence_without_its_stop_is_text():
    first = "أعلنت بلدية المدينة تمديد فترة التسجيل حتى نهاية الشهر"
    assert body_of(paragraphs(first, *LONG)) == [first, *LONG]


def test_a_place_and_a_paper_are_a_line_above_the_text():
    inside = f"<div>بيروت \u2013 «صحيفة الضفاف»</div>{paragraphs(*LONG)}"
    assert body_of(inside) == list(LONG)


def test_a_copy_is_one_though_the_text_says_a_line_twice():
    twice = "وأضاف المدير أن العمل سيستمر ليلا ونهارا من دون توقف."
    inside = paragraphs(LONG[0], twice, LONG[1], twice, LONG[2])
    below = f'<div class="small"><h2>{HEADLINE}</h2><div class="txt">{inside}</div></div>'
    body = body_of(inside, below=below)
    assert body.count(LONG[0]) == body.count(LONG[2]) == 1


def test_the_foot_of_a_page_is_no_text_of_a_short_story():
    story = "علقت البلدية العمل في مقرها الرئيسي غدا بسبب الأحوال الجوية."
    about = "منبر الساحل صحيفة إلكترونية شاملة تصدر عن مؤسسة الضفاف وتعنى بالشأن المحلي والعربي."
    assert body_of(f"<p>{story}</p>", below=f"<footer><p>{about}</p></footer>") == [story]


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("عذرا", "الصفحة المطلوبة غير موجودة أو تم نقلها إلى عنوان آخر. يمكنكم استخدام البحث."),
        ("حدث خطأ غير متوقع", "نعتذر عن هذا الخلل الفني، يرجى المحاولة مرة أخرى بعد قليل من الآن."),
    ],
)
def test_an_apology_is_no_article(heading, line):
    assert refusal_of("منبر", f"<h1>{heading}</h1><p>{line}</p>") == "not_found"


def test_an_article_may_be_called_an_apology():
    html = f"<html><title>عذرا</title><body><h1>عذرا</h1>{paragraphs(*LONG)}</body></html>"
    assert extract_article(html, URL) is not None


def test_a_form_to_log_in_is_no_article():
    inside = (
        "<h1>تسجيل الدخول</h1><p>يرجى تسجيل الدخول للاستفادة من خدمات البوابة أو إنشاء حساب.</p>"
        '<form><input name="u"><input type="password" name="p"></form>'
    )
    assert refusal_of("تسجيل الدخول - منبر", inside) == "login"


@pytest.mark.parametrize(
    "headline", ["تسجيل دخول ثلاثمئة مسافر عبر المنفذ", "Login records of a ministry are public"]
)
def test_a_headline_that_begins_like_a_form_to_log_in_is_no_form(headline):
    form = '<form><input name="u"><input type="password" name="p"></form>'
    html = f"<html><title>{headline} - منبر</title>{form}<h1>{headline}</h1><p>{LONG[0]}</p></html>"
    assert extract_article(html, URL).headline == headline


def test_a_headline_after_the_words_of_a_form_to_log_in_is_a_headline():
    headline = "تسجيل الدخول: كيف سرق القراصنة حسابات البنك"
    form = '<form><input name="u"><input type="password" name="p"></form>'
    html = f"<html><title>{headline} - منبر</title>{form}<h1>{headline}</h1><p>{LONG[0]}</p></html>"
    assert extract_article(html, URL).headline == headline


@pytest.mark.parametrize("title", ["سنعود قريبا", "Coming soon"])
def test_a_story_called_like_a_site_that_is_away_is_a_story(title):
    head = '<meta property="og:type" content="article">'
    short = f"<html>{head}<title>{title}</title><h1>{title}</h1><p>{LONG[0]}</p></html>"
    long = f"<html><title>{title}</title><h1>{title}</h1>{paragraphs(*LONG * 3)}</html>"
    assert extract_article(short, URL).headline == title
    assert extract_article(long, URL).headline == title


def test_an_article_from_a_file_without_an_address_is_no_front_page():
    links = "".join(f"<li><a href=/s/{at}>قسم الأخبار المحلية رقم {at}</a></li>" for at in "123")
    html = f"<title>{HEADLINE}</title><ul>{links}</ul><h1>{HEADLINE}</h1>{paragraphs(*LONG)}"
    assert extract_article(html, "").headline == HEADLINE


def test_the_first_page_of_a_site_with_few_links_is_none():
    links = "".join(
        f'<li><a href="/n/{at}">{title}</a></li>'
        for at, title in enumerate(
            (HEADLINE, "وظائف شاغرة في ديوان المدينة", "طقس الغد أمطار متفرقة")
        )
    )
    inside = f"<h1>مرحبا بكم في بوابة المدينة الرقمية</h1><p>{LONG[0]}</p><ul>{links}</ul>"
    assert refusal_of("بوابة المدينة", inside, "https://news.example/") == "listing"
