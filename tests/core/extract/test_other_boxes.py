"""What readers may skip, what serves them, what moves past, what stands around a copy of a page."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

URL = "https://site.example/news/7"
TITLE = "نحالو الوادي يعودون إلى مراعي السدر بعد موسم جاف"
TEXTS = [
    "عاد نحالو الوادي إلى مراعي السدر هذا الأسبوع بعد موسم جاف أجبر معظمهم على شراء السكر.",
    "وقال رئيس الجمعية إن الأمطار الأخيرة أعادت الزهر إلى الأشجار التي تجاوز عمرها مئة عام.",
    "ويبيع النحالون الكيلوغرام بضعف سعر العام الماضي، لكنهم يشكون من قلة المشترين.",
]
ONE, TWO, THREE = (f"<p>{text}</p>" for text in TEXTS)


def body(html):
    return extract_article(html, URL).articleBody.split("\n\n")


PODCAST = (
    "<section><a href='#e'>تخطى البودكاست وواصل القراءة</a><p>البودكاست</p>"
    "<p>حكايات يرويها أبطالها كل أسبوع في نصف ساعة</p><a href=/p>الحلقات</a>"
    "<p>البودكاست نهاية</p></section>"
)
PROMOTION = (
    "<div><a href='#e'>Skip podcast promotion and continue reading</a>"
    "<p>A weekly show on what the news of these days means for all of us</p>"
    "<p>End of podcast promotion</p></div>"
)
ALONE = "<div><a href='#e'>تخطى النشرة وواصل القراءة</a></div>"


OTHER_VERB = ALONE.replace("تخطى", "تجاوز")
SMALL = PROMOTION.replace("Skip", "skip")


@pytest.mark.parametrize("inset", [PODCAST, PROMOTION, ALONE, OTHER_VERB, SMALL])
def test_what_readers_may_skip(inset):
    assert body(f"<main><h1>{TITLE}</h1>{ONE}{inset}{TWO}{THREE}</main>") == TEXTS


def test_without_an_end_only_the_line_goes():
    inset = "<p>تخطى النشرة وواصل القراءة</p>"
    assert body(f"<main><h1>{TITLE}</h1>{ONE}{inset}{TWO}{THREE}</main>") == TEXTS


RATES = (
    "<table><tr><th>العملة</th><th>شراء</th></tr><tr><td>دولار</td><td>2230</td></tr>"
    "<tr><td>ريال</td><td>584</td></tr></table>"
)
PRAYERS = "<ul><li>الفجر 04:51</li><li>الظهر 12:08</li><li>العصر 15:25</li></ul>"


@pytest.mark.parametrize(
    "box",
    [
        f"<div><h4>أسعار الصرف</h4>{RATES}</div>",
        f"<div><b>مواقيت الصلاة:</b>{PRAYERS}</div>",
        "<div><h4>حالة الطقس</h4><p>عدن</p><p>29°</p><p>غائم جزئياً</p></div>",
    ],
)
def test_boxes_that_serve_readers(box):
    assert body(f"<main><h1>{TITLE}</h1>{ONE}{TWO}{box}{THREE}</main>") == TEXTS


def test_a_table_that_the_article_is_about_stays():
    title = "أسعار الصرف تستقر في عدن بعد المزاد الأخير"
    page = f"<main><h1>{title}</h1>{ONE}{TWO}<div><h4>أسعار الصرف</h4>{RATES}</div>{THREE}</main>"
    assert "2230" in body(page)


def test_a_subheading_over_paragraphs_stays():
    page = f"<main><h1>{TITLE}</h1>{ONE}<div><h4>حالة الطقس</h4>{TWO}</div>{THREE}</main>"
    assert body(page) == [TEXTS[0], "حالة الطقس", *TEXTS[1:]]


def test_a_poll():
    poll = (
        "<div><p>هل اشتريت العسل هذا الموسم؟</p><ul><li>نعم 40%</li><li>لا 60%</li></ul>"
        "<p>عدد المصوتين: 1,204</p></div>"
    )
    assert body(f"<main><h1>{TITLE}</h1>{ONE}{poll}{TWO}{THREE}</main>") == TEXTS


def test_headlines_that_move_past():
    moving = "<marquee>افتتاح طريق الساحل :: ضبط شحنة أدوية في المنفذ :: عودة الصيادين</marquee>"
    page = f"<table><tr><td>{moving}</td></tr><tr><td><h1>{TITLE}</h1>{ONE}{TWO}</td></tr></table>"
    assert body(page) == TEXTS[:2]


CACHED = (
    "<div>هذه هي نسخة Google المخزنة مؤقتًا من https://site.example/news/7. هذه لقطة للصفحة كما "
    "ظهرت في 20 شباط 2025 04:11:52 UTC. قد تكون الصفحة الحالية قد تغيرت في هذه الأثناء.</div>"
    "<div>نصيحة: للعثور سريعًا على عبارة البحث في هذه الصفحة، اضغط على Ctrl+F.</div>"
)
COPY = (
    "<div>This is a cached version of the page as it was on 20 Feb 2025 04:11:52 UTC. The current "
    "page may have changed in the meantime. Learn more about this in the help pages.</div>"
)


@pytest.mark.parametrize("frame", [CACHED, COPY])
def test_the_frame_of_a_cached_copy(frame):
    page = f"<body>{frame}<div><div>اقتصاد</div><h1>{TITLE}</h1>{ONE}{TWO}</div></body>"
    assert body(page) == TEXTS[:2]


@pytest.mark.parametrize(
    "line",
    [
        "نشر : الجمعة 17 يناير 2025 - 20:11 | تحديث : الجمعة 17 يناير 2025 - 20:40",
        "كتب: منى باوزير تاريخ النشر: 6 فبراير 2025 آخر تعديل: 8 فبراير 2025",
    ],
)
def test_a_long_line_of_dates_above_the_text(line):
    assert body(f"<main><h1>{TITLE}</h1><div>{line}</div>{ONE}{TWO}{THREE}</main>") == TEXTS


def test_a_sentence_with_two_figures_stays():
    line = "في 17 يناير 2025 وصلت إلى الميناء 3 سفن محملة بالقمح."
    assert body(f"<main><h1>{TITLE}</h1><p>{line}</p>{ONE}{TWO}</main>") == [line, *TEXTS[:2]]


SHEET = "<style>.a{color:red} .b .k8 , h5{font-size:18px;white-space:pre-line}</style>"


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [(SHEET, TEXTS), (SHEET.replace("pre-line", "normal"), [" ".join(TEXTS)]), ("", None)],
)
def test_line_ends_that_a_style_sheet_keeps(sheet, expected):
    text = "\n\n".join(TEXTS)
    page = f"<html><head>{sheet}</head><body><h1>{TITLE}</h1><div class=K8>{text}</div></body>"
    assert body(page) == (expected or [" ".join(TEXTS)])


def test_another_text_in_the_column_before_the_headline_goes():
    other = (
        "<h3>عودة الصيادين بعد يومين من العاصفة</h3>"
        "<p>عاد ثمانية صيادين إلى الميناء الصغير بعد يومين أمضوهما في جزيرة صخرية بلا ماء.</p>"
        "<p>وقال أكبرهم سناً إن قارب الإنقاذ وصل في اللحظة التي نفد فيها آخر ما لديهم.</p>"
        "<a href=/q>التفاصيل</a>"
    )
    columns = f"<td>{other}</td><td><h1>{TITLE}</h1><p>18 فبراير 2025</p>{ONE}{TWO}{THREE}</td>"
    article = extract_article(f"<table><tr>{columns}</tr></table>", URL)
    assert article.articleBody.split("\n\n") == TEXTS
    assert article.articleSection is None


def test_a_heading_in_the_middle_of_a_text_is_not_where_it_begins():
    title = "عودة الصيادين بعد يومين من العاصفة"
    page = f"<title>{title}</title><div>{ONE}{TWO}<h1>{title}</h1>{THREE}</div>"
    article = extract_article(page, URL)
    assert article.headline == title
    assert article.articleBody.split("\n\n")[:2] == TEXTS[:2]


SAID = (
    "نتمنى أن يعود العسل إلى أسواقنا بسعر يقدر عليه الجميع كما كان.",
    "شكرا لأهل الوادي كلهم على صبرهم.",
)


@pytest.mark.parametrize(
    "make",
    [
        "<p>{name} - منذ ساعة</p><p>{text}</p>",
        "<div><b>{name}</b><i>منذ ساعتين</i><div>{text}</div></div>",
        "<ul><li><b>{name}</b><br>أمس<br>{text}</li></ul>",
        "<p>{name} قبل قليل</p><p>{text}</p>",
    ],
)
def test_comments_whose_ages_have_no_figure(make):
    names = ("خالد العفيفي", "أم ياسر")
    comments = "".join(
        make.format(name=name, text=text) for name, text in zip(names, SAID, strict=True)
    )
    article = extract_article(f"<main><h1>{TITLE}</h1>{ONE}{TWO}{THREE}{comments}</main>", URL)
    assert article.articleBody.split("\n\n") == TEXTS
    assert article.author is None


@pytest.mark.parametrize(
    "box",
    [
        "<div><p>عرض هذا المنشور على Instagram</p><p>تمت مشاركة منشور بواسطة نحالون</p></div>",
        "<div><p>صحافتنا تحتاج إلى دعمكم كل شهر.</p><a href=/d>تبرع الآن</a></div>",
        "<div><p>هل كان هذا الملخص مفيداً؟</p><button>نعم</button></div>",
    ],
)
def test_boxes_that_ask_or_stand_for_a_post(box):
    assert body(f"<main><h1>{TITLE}</h1>{ONE}{TWO}{box}{THREE}</main>") == TEXTS
