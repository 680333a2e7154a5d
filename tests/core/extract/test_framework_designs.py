"""Articles in designs of CSS frameworks and of custom elements, with boxes that machines write."""

from __future__ import annotations

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page

TITLE = "صيادو الخليج يعيدون بناء سوقهم القديمة بعد العاصفة"
TEXTS = [
    "أعاد صيادو الخليج بناء سوقهم القديمة التي هدمتها العاصفة قبل عامين، وافتتحوها صباح السبت.",
    "وقال رئيس الجمعية إن الأعمال كلفت أربعين مليون ريال، جمع الصيادون ثلثها من بيع الشباك.",
    "وتضم السوق ثلاثين دكانا ومخزنا للثلج، ومرسى يتسع لعشرين قاربا من القوارب الصغيرة.",
    "وينتظر الصيادون أن تصلهم شبكة الكهرباء قبل الصيف، فالثلج يصلهم من المدينة بالشاحنات.",
]
ONE, TWO, THREE, FOUR = (f"<p>{text}</p>" for text in TEXTS)
OTHERS = [
    "ارتفاع أسعار الوقود في محطات الساحل الغربي",
    "افتتاح مكتبة عامة في حي الميناء القديم",
    "فريق المدينة يفوز بكأس السواحل للمرة الثانية",
]


def read(inner, title=TITLE, url="https://news.example/a/5"):
    html = f"<html lang=ar><title>{title}</title><body>{inner}</body></html>"
    return article_of(Page(html, url))


def body(inner):
    return read(f"<h1>{TITLE}</h1>{inner}").articleBody.split("\n\n")


def links(tag="li"):
    return "".join(f"<{tag}><a href=/n/{n}>{text}</a></{tag}>" for n, text in enumerate(OTHERS))


@pytest.mark.parametrize(
    "name",
    [
        "text-secondary",
        "text-body-secondary fs-5",
        "bg-secondary p-3",
        "text-secondary-foreground text-right",
        "hover:bg-sidebar-accent",
        "max-w-[--sidebar-width]",
        "prose-figcaption:text-sm",
    ],
)
def test_a_paragraph_is_lost_because_of_its_colour(name):
    inner = f"{ONE}{TWO}<p class='{name}'>{TEXTS[2]}</p>{FOUR}"
    assert body(f"<div>{inner}</div>") == TEXTS


@pytest.mark.parametrize(
    "name",
    [
        "d-none d-print-block",
        "hidden print:block",
        "hidden dark:block",
        "hidden group-hover:block",
        "d-none content-block",
        "is-sr-only",
    ],
)
def test_what_no_reader_sees_on_a_screen_gets_into_the_text(name):
    hidden = f"<div class='{name}'>نسخة ورقية من هذا الخبر خاصة بالمشتركين في الجريدة.</div>"
    assert body(f"<div>{ONE}{TWO}{hidden}{THREE}</div>") == TEXTS[:3]


@pytest.mark.parametrize(
    "name",
    ["hidden sm:contents", "d-none d-xl-flex", "hidden md:!block", "sr-only md:not-sr-only"],
)
def test_what_wide_screens_show_is_lost(name):
    assert body(f"<div>{ONE}{TWO}<p class='{name}'>{TEXTS[2]}</p></div>") == TEXTS[:3]


def test_what_stands_for_a_list_or_an_advert_before_its_script_runs_gets_into_the_text():
    advert = "<amp-ad><div placeholder>إعلان</div><div fallback>تعذر التحميل</div></amp-ad>"
    loading = "<amp-list src=/r.json><div placeholder>جار تحميل بقية الأخبار.</div></amp-list>"
    assert body(f"<article>{ONE}{advert}{TWO}{loading}{THREE}</article>") == TEXTS[:3]


def test_a_story_of_two_paragraphs_loses_one_where_each_has_its_own_element_amid_links():
    items = "".join(f"<li><a href=/n/{n}>{text}</a>" for n, text in enumerate(OTHERS[:2]))
    between = f"<div><p>في السياق ذاته:</p><ul>{items}</ul></div>"
    below = (
        f"<p><a href=/n/7>السابق: {OTHERS[2]}</a></p><p><a href=/n/8>التالي: {OTHERS[1]}</a></p>"
    )
    first = f"<p>{TEXTS[0]} {TEXTS[2]} {TEXTS[3]}</p>"
    inner = f"<x-body><x-text>{first}</x-text>{between}<x-text>{TWO}</x-text>{below}</x-body>"
    assert body(inner)[1:] == [TEXTS[1]]


@pytest.mark.parametrize(
    "box",
    [
        "<div><b>ملخص ذكي</b><ul><li>افتتاح السوق صباح السبت</li><li>الكلفة كبيرة</li></ul></div>",
        "<div><p>ملخص بالذكاء الاصطناعي</p><p>يعرض الخبر كلفة السوق.</p><i>ملخص مولد</i></div>",
    ],
)
def test_a_summary_by_a_machine_gets_into_the_text(box):
    assert body(f"<div>{ONE}{box}{TWO}{THREE}{FOUR}</div>") == TEXTS


@pytest.mark.parametrize(
    "box",
    [
        "<div class=k1><span>❝</span><div>{}</div></div>",
        "<div class=k1><span>“</span><p>{}</p></div>",
        "<div class=k1><p>{}</p><cite>رئيس الجمعية</cite></div>",
    ],
)
def test_a_pull_quote_that_no_name_calls_so_comes_twice(box):
    quote = box.format(TEXTS[1].removesuffix("."))
    inner = f"<section>{ONE}{TWO}</section>{quote}<section>{THREE}{FOUR}</section>"
    assert [text for text in body(inner) if text not in TEXTS] == (
        ["رئيس الجمعية"] if "cite" in box else []
    )


def test_a_pull_quote_stays_where_a_box_of_another_element_stands_beside_bare_text():
    quote = f"<blockquote>“{TEXTS[1].removesuffix('.')}”</blockquote>"
    note = "<div><a href=/w/1>هدى عبد الرحيم</a><p>صحفية تقيم في المدينة منذ عشر سنوات.</p></div>"
    inner = f"<div>{'<br><br>'.join(TEXTS[:3])}<br>{quote}{TEXTS[3]}<br></div>{note}"
    assert body(inner) == TEXTS


def test_a_line_that_leads_to_a_quotation_is_lost_above_an_advert():
    said = "وجاء في بيان الجمعية ما يلي:"
    advert = "<div><span>إعلان</span></div>"
    assert body(f"<div>{ONE}<p>{said}</p>{advert}{TWO}{THREE}</div>") == [
        TEXTS[0], said, *TEXTS[1:3],
    ]  # fmt: skip


def test_a_subheading_in_bare_text_is_lost_under_a_box_that_ends_with_a_link():
    box = "<div><b>لا يفوتك جديدنا</b><p>انضم إلى قناتنا على تلغرام.</p><a href=/t>انضم</a></div>"
    inner = f"{TEXTS[0]}<br><br>{TEXTS[1]}<br><br>{box}<b>مطالب الأهالي</b><br>{TEXTS[2]}"
    inner += f"<br><br>{TEXTS[3]}"
    assert body(f"<article>{inner}</article>") == [*TEXTS[:2], "مطالب الأهالي", *TEXTS[2:]]


@pytest.mark.parametrize("line", ["شاهد: لحظة افتتاح السوق القديمة", "بالفيديو | افتتاح السوق"])
def test_the_title_of_a_film_gets_into_the_text(line):
    film = f"<div><video src=/v.mp4></video><div>{line}</div></div>"
    assert body(f"<div>{ONE}{TWO}{film}{THREE}</div>") == TEXTS[:3]


def test_whoever_is_seen_is_no_film():
    said = "شاهد عيان: رأيت السقف يطير مع الريح"
    assert said in body(f"<div>{ONE}<p>{said}</p>{TWO}{THREE}</div>")


@pytest.mark.parametrize(
    "line",
    [
        "الكلمات الدالة: الصيد، الخليج، السوق القديمة، العاصفة، جمعية الصيادين، الكهرباء",
        "<span>شارك:</span><a href=#>فيسبوك</a><a href=#>إكس</a><a href=#>واتساب</a>",
        "لقد وصلت إلى الحد الأقصى من المقالات المجانية هذا الشهر.",
        "قناة صوت الساحل على التليجرام:",
        "<a>إرسال بالبريد الإلكتروني</a><a>كتابة مدونة حول هذه المشاركة</a><a>المشاركة على X</a>",
    ],
)
def test_a_line_of_the_site_gets_into_the_middle_of_the_text(line):
    assert body(f"<div>{ONE}{TWO}<p>{line}</p>{THREE}</div>") == TEXTS[:3]


@pytest.mark.parametrize(
    "last",
    [
        "وقالت قناة الساحل إن الناطق باسم الصيادين نشر على التليجرام بيانا قصيرا.",
        "لقد استنفدت الجمعية كل ما جمعته من مال قبل أن يصل السقف.",
    ],
)
def test_the_last_sentence_is_taken_for_a_line_of_the_site(last):
    assert body(f"<div>{ONE}{TWO}<p>{last}</p></div>") == [*TEXTS[:2], last]


def test_a_note_on_the_author_gets_into_the_text_above_it_and_the_source_below():
    card = "<div><a href=/w/1>وليد عبد الرحيم</a><p>كاتب وباحث في شؤون الصيد والبحر.</p></div>"
    text = f"<div>{ONE}{TWO}{THREE}"
    assert body(f"{card}{text}</div>") == TEXTS[:3]
    assert body(f"{text}<p>المصدر: جريدة الساحل</p></div>{card}") == TEXTS[:3]


@pytest.mark.parametrize(
    "item",
    [
        "<div><h4>{user}</h4><ul><li>عضو</li><li>المشاركات: {n}</li></ul><div>{text}</div></div>",
        "<table><tr><td>{user}<br>تاريخ التسجيل: مارس 20{n}</td><td>{text}</td></tr></table>",
    ],
)
def test_the_replies_of_a_thread_get_into_the_text_of_its_first_post(item):
    replies = ["شكرا على النقل وبارك الله فيك.", f"نسأل الله أن يعوضهم خيرا. {TEXTS[3]}"]
    posts = [("ابن البحر", f"{ONE}{TWO}"), ("نورس", replies[0]), ("الصقر", replies[1])]
    inner = "".join(
        item.format(user=user, n=n, text=text) for n, (user, text) in enumerate(posts, 12)
    )
    assert body(f"<div>{inner}</div>") == TEXTS[:2]


def test_the_subject_of_a_thread_with_a_count_gets_into_its_text():
    subject = f"<h3>موضوع: {TITLE} (قراءة 331 مرة)</h3>"
    article = read(f"<main>{subject}<div>{ONE}</div><b>12 رد</b><div>{TWO}{THREE}</div></main>")
    assert article.articleBody.split("\n\n") == TEXTS[:3]


def test_the_page_of_somebody_who_writes_is_taken_for_an_article():
    life = "كاتب وصحفي من مواليد المدينة، عمل في عدد من الصحف المحلية وصدرت له ثلاث روايات."
    cards = "".join(
        f"<div><a href=/n/{n}>{OTHERS[n % 3]} {n}</a><small>{n} أكتوبر 2025</small></div>"
        for n in range(1, 5)
    )
    with pytest.raises(NotAnArticle, match="listing"):
        read(f"<h1>وليد المقطري</h1><p>{life}</p><div>{cards}</div>", title="وليد المقطري")


@pytest.mark.parametrize(
    ("title", "inner", "reason"),
    [
        ("البث المباشر", "<p>شاهد بث القناة على مدار الساعة من هذه الصفحة.</p>", "no_headline"),
        ("استطلاع الرأي", "<p>هل تؤيد نقل السوق إلى الميناء الجديد؟</p>", "no_headline"),
        ("سنعود قريبا", "<p>نعمل على تطوير الموقع ونعود إليكم خلال أيام.</p>", "challenge"),
        (
            "جدول مباريات اليوم الجمعة في الدوري",
            "<div><span>النوارس</span><b>7:00 م</b><span>الوحدة</span><i>ملعب الميناء</i></div>",
            "no_body",
        ),
    ],
)
def test_a_page_that_serves_readers_is_taken_for_an_article(title, inner, reason):
    menu = "<p>أخبار المدينة والساحل</p>" * 10
    with pytest.raises(NotAnArticle) as caught:
        read(f"<div>{menu}</div><h1>{title}</h1><div>{inner}</div>", title=title)
    assert caught.value.reason == reason


@pytest.mark.parametrize("title", ["البث المباشر للجلسة يتوقف", "استطلاع الرأي: نصفهم يرفضون"])
def test_a_headline_that_begins_as_such_a_page_is_refused(title):
    assert read(f"<h1>{title}</h1><div>{ONE}{TWO}</div>", title=title).headline == title


def test_a_list_of_the_text_goes_with_the_links_above_and_below_it():
    items = ["إصلاح المرسى الشرقي قبل الصيف", "شراء مخزن آخر للثلج", "مد شبكة الكهرباء إلى السوق"]
    own = "".join(f"<li>{item}</li>" for item in items)
    also = [f"<p>اقرأ أيضا:</p><p><a href=/n/{n}>{text}</a></p>" for n, text in enumerate(OTHERS)]
    inner = f"{ONE}{TWO}{also[0]}<ul>{own}</ul><p><a href=/n/9>{OTHERS[1]}</a></p>{THREE}"
    assert body(f"<div>{inner}</div>") == [*TEXTS[:2], *items, TEXTS[2]]


def test_two_paragraphs_are_taken_for_summaries_of_a_link_and_a_button():
    also = f"<p>اقرأ أيضا:</p><p><a href=/n/1>{OTHERS[0]}</a></p>"
    button = "<div><a href=/join>اشترك في القناة</a></div>"
    foot = "<p>جميع الحقوق محفوظة 2026</p>"
    assert body(f"<div>{ONE}{TWO}{also}{THREE}{button}{FOUR}{foot}</div>") == TEXTS
