"""What content systems, their plugins and text pasted from Word put into and around an article."""

from __future__ import annotations

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract import article_of, extract_article
from crawler.core.extract.best_box import best_box
from crawler.core.extract.box_names import kind_of_box
from crawler.core.extract.labelled_list import list_end
from crawler.core.extract.page import Page

URL = "https://news.example/a/9"
TITLE = "مزارعو البن في الجبل يبدأون موسم القطاف وسط تفاؤل"
TEXTS = (
    "بدأ مزارعو البن في قرى الجبل قطاف محصول هذا العام، وقالوا إن الأمطار جاءت في موعدها.",
    "وتعمل الأسر كلها في القطاف من الفجر إلى الظهر، ثم تنشر الحبوب على السطوح لتجف.",
    "وقال صاحب مزرعة إن سعر القدح ارتفع هذا العام، وإن تجارا من المدينة يشترونه من الحقل.",
    "ويأمل أهل القرى أن يفتح الطريق إلى السوق قبل نهاية الموسم، كي لا يضيع شيء من المحصول.",
)
OTHER = "<a href=/n/{}>ميناء المدينة يستقبل سفينة قمح جديدة بعد أسابيع</a>"


def p(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def page(markup, title=TITLE):
    return f"<html><head><title>{title}</title></head><body>{markup}</body></html>"


def body(markup):
    article = extract_article(page(markup), URL)
    assert article is not None
    return article.articleBody.split("\n\n")


def test_text_with_a_span_for_each_word_is_torn_at_its_full_stops():
    told = f"{TEXTS[0]} {TEXTS[1]}"
    words = " ".join(f"<span lang=AR-SA>{word}</span>" for word in told.split())
    assert body(f"<h1>{TITLE}</h1><div><p>{words}</p>{p(*TEXTS[2:])}</div>") == [told, *TEXTS[2:]]


@pytest.mark.parametrize(
    "after",
    [
        "<p>خلفية الموسم</p>",
        "<ul><li>قطاف مئة حقل في أسبوع واحد</li><li>نقل الحبوب إلى ثلاثة مخازن</li></ul>",
    ],
)
def test_a_subheading_or_a_list_under_related_links_goes_with_them(after):
    label = f"<p>مقالات ذات صلة</p><ul><li>{OTHER.format(1)}</li><li>{OTHER.format(2)}</li></ul>"
    lines = [line for line in after.replace("<", ">").split(">") if line.count(" ")]
    found = body(f"<h1>{TITLE}</h1><div>{p(*TEXTS[:2])}{label}{after}{p(*TEXTS[2:])}</div>")
    assert found == [*TEXTS[:2], *lines, *TEXTS[2:]]


def test_an_age_under_the_last_related_link_gets_into_the_text():
    label = f"<p>مقالات ذات صلة</p><p>{OTHER.format(1)}</p><p>منذ ثلاث ساعات</p>"
    assert body(f"<h1>{TITLE}</h1><div>{p(*TEXTS[:2])}{label}{p(*TEXTS[2:])}</div>") == [*TEXTS]


@pytest.mark.parametrize(
    "line",
    [
        f"The post {TITLE} first appeared on News.",
        f"The post {TITLE} appeared first on News.",
        f"ظهرت المقالة {TITLE} أولاً على صوت الجبل.",
        f"التدوينة {TITLE} ظهرت أولاً على صوت الجبل.",
    ],
)
def test_what_a_feed_says_of_its_entry_stands_in_the_text(line):
    note = "<p>مراسلنا زار القرى وتحدث مع أهلها في الحقول.</p>"
    assert body(f"<h1>{TITLE}</h1><div>{p(*TEXTS, line)}{note}</div>")[: len(TEXTS) + 1] == [
        *TEXTS,
        "مراسلنا زار القرى وتحدث مع أهلها في الحقول.",
    ]


@pytest.mark.parametrize(
    "label",
    [
        f"<p>📌 اقرأ أيضا:</p><p>{OTHER.format(1)}</p>",
        f"<p>وفي سياق متصل:</p><p>{OTHER.format(1)}</p>",
        f"<p>اقرأ/ي أيضًا<br>{OTHER.format(1)}<br>{OTHER.format(2)}</p>",
        "<p>🔻 إقرأ المزيد <a href=/n/3>سفينة قمح جديدة في الميناء</a></p>",
        f"<div><span>هذا المقال جزء من سلسلة:</span><ul><li>{OTHER.format(1)}</li></ul></div>",
        "<p>— الإعلان —</p>",
        "<div><b>المحتويات</b><span><a href=#>إخفاء</a></span></div>",
    ],
)
def test_a_label_that_no_table_has_as_it_stands_stays_in_the_text(label):
    assert body(f"<h1>{TITLE}</h1><div>{p(*TEXTS[:2])}{label}{p(*TEXTS[2:])}</div>") == [*TEXTS]


def test_a_sentence_that_leads_to_an_address_goes_as_if_it_were_a_label():
    told = "وجاء في بيان الوزارة الذي نشرته على صفحتها مساء أمس:"
    link = "<p><a href=/b>بيان الوزارة كاملا عن موسم البن</a></p>"
    markup = f"<h1>{TITLE}</h1><div>{p(*TEXTS[:2], told)}{link}{p(*TEXTS[2:])}</div>"
    assert body(markup) == [*TEXTS[:2], told, *TEXTS[2:]]


def test_the_first_of_the_lines_under_a_link_goes_with_it():
    lines = ("• قطاف مئة حقل في أسبوع", "• نقل الحبوب إلى ثلاثة مخازن")
    told = "".join(f"<div>{text}</div>" for text in TEXTS)
    link = f"<p>اقرأ أيضا: {OTHER.format(1)}</p>"
    listed = "".join(f"<div>{line}</div>" for line in lines)
    found = body(f"<h1>{TITLE}</h1><div>{told}{link}{listed}<div>{TEXTS[0][:-1]} أيضا.</div></div>")
    assert found == [*TEXTS, *lines, f"{TEXTS[0][:-1]} أيضا."]


def test_a_line_of_facts_on_the_article_is_its_first_paragraph():
    facts = ("المصدر: صوت الجبل الإخبارية", "التاريخ: 2026/11/16 10:22 ص", "القراءات: 17")
    line = " ".join(f"<span>{fact}</span>" for fact in facts)
    assert body(f"<h2>{TITLE}</h2><div><div>{line}</div>{p(*TEXTS)}</div>") == [*TEXTS]


def test_half_an_article_is_taken_whose_parts_have_a_box_each():
    part = (
        '<div class="item"><div class="paragraph--type--text"><div class="text-formatted">{}</div>'
    )
    parts = "".join(f"{part.format(p(*texts))}</div></div>" for texts in (TEXTS, TEXTS[:1]))
    layout = Page(page(f"<h1>{TITLE}</h1><div class=field>{parts}</div>"), URL).layout
    values = [0.0 if block.tag == "h1" else float(len(block.text)) for block in layout.blocks]
    assert layout.boxes[best_box(layout, values)].hint == "field"


def test_a_box_named_after_the_text_loses_to_the_page_around_it():
    text = f'<div class="entry-content">{p(*TEXTS)}</div><div class="x">{p(TEXTS[0])}</div>'
    layout = Page(page(f"<div class=all>{text}</div>"), URL).layout
    values = [float(len(block.text)) for block in layout.blocks]
    assert layout.boxes[best_box(layout, values)].hint == "entry-content"


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("elementor-element elementor-widget elementor-widget-text-editor", None),
        ("elementor-widget-sidebar", "sidebar"),
        ("elementor-widget-share-buttons", "share"),
        ("widget widget_text", "sidebar"),
        ("entry-content no-share", None),
        ("content-with-sidebar with-sidebar", "sidebar"),
        ("css-4ad1x", None),
        ("ad-4", "ad"),
    ],
)
def test_names_of_builders_and_made_up_names_are_taken_for_noise(names, kind):
    assert kind_of_box("div", names) == kind


def test_a_part_of_the_text_goes_because_one_line_in_it_asks_to_follow():
    ask = "<p>📢 اشترك في قناتنا على تيليجرام <a href=https://t.example/sound>اضغط هنا</a></p>"
    short = ("وزاد الإنتاج عن العام الماضي في القرى التي وصلتها قنوات الري الجديدة.",)
    short += ("وتنوي الجمعية أن تشتري مجففات تعمل بالشمس كي لا تفسد الحبوب في المطر.",)
    short += ("وستفتح في القرية الكبرى مدرسة صغيرة يتعلم فيها الشباب فرز الحبوب.",)
    parts = f"<div class=part>{p(*TEXTS)}</div><div class=part>{p(*short)}{ask}</div>"
    assert body(f"<h1>{TITLE}</h1><div>{parts}</div>") == [*TEXTS, *short]


@pytest.mark.parametrize("texts", [TEXTS, TEXTS[:1]])
def test_what_an_author_does_under_a_linked_name_gets_into_the_text(texts):
    card = (
        "<div><div><a href=/a/1>هدى الكاف</a></div><div><a href=/>site.example</a></div>"
        "<div>كاتبة وباحثة مهتمة بشؤون الزراعة والقرى.</div></div>"
    )
    assert body(f"<h1>{TITLE}</h1><div><div>{p(*texts)}</div>{card}</div>") == [*texts]


@pytest.mark.parametrize(
    "heading", ["الموقع تحت الصيانة", "Account Suspended", "Under maintenance"]
)
def test_a_site_that_is_away_is_read_as_an_article(heading):
    told = p("نعتذر لزوارنا الكرام، الموقع متوقف لأعمال الصيانة وسنعود قريبا بحلة جديدة.")
    with pytest.raises(NotAnArticle) as refused:
        article_of(Page(page(f"<h1>{heading}</h1>{told}", "صوت الجبل"), URL))
    assert refused.value.reason == "challenge"


def test_an_article_under_a_ticker_is_the_summary_of_the_link_to_its_section():
    links = "".join(f"<div>{OTHER.format(each)}</div>" for each in range(4))
    ticker = f"<div><div>آخر الأخبار</div>{links}</div>"
    article = f"<div><div><a href=/c>أخبار من المحافظات</a></div><h1>{TITLE}</h1>{p(*TEXTS)}</div>"
    layout = Page(page(f"<div>{ticker}{article}</div>"), URL).layout
    assert layout.blocks[list_end(layout, 1, len(layout.blocks))].text == TITLE


def test_the_rest_of_an_article_over_a_button_is_the_summary_of_a_related_link():
    related = f"<p>قد يهمك أيضا</p><p>{OTHER.format(1)}</p>"
    button = "<p><a href=/f.pdf>تحميل الملف</a></p><p>وصلنا هذا الملف من جمعية المزارعين أمس.</p>"
    assert body(f"<h1>{TITLE}</h1><div>{p(*TEXTS[:3])}{related}{p(TEXTS[3])}{button}</div>")[
        :4
    ] == [*TEXTS]
