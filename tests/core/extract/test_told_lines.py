"""Short first and last sentences of a text stay; what a site writes there goes."""

from __future__ import annotations

import pytest

from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page
from crawler.core.extract.told_lines import is_told

TITLE = "مزارعو القرية يستعيدون سدا قديما بعد ثلاثين عاما من الإهمال"
TEXTS = [
    "أعاد مزارعو القرية تشغيل سد قديم ظل مهملا ثلاثين عاما، بعد حملة شارك فيها أربعمئة شخص.",
    "وقال رئيس جمعية المياه إن الأعمال بدأت مطلع الصيف، وإن الأهالي نقلوا الحجارة بأنفسهم.",
    "ويسقي السد نحو ألفي فدان من النخيل والذرة، وكان السيل قد هدم جداره وملأ حوضه بالطمي.",
]


def read(inner):
    html = f"<html lang=ar><title>{TITLE}</title><body><h1>{TITLE}</h1>{inner}</body></html>"
    return article_of(Page(html, "https://news.example/a/5"))


def body(texts, made="p"):
    inner = "<br>".join(texts) if made == "br" else "".join(f"<p>{text}</p>" for text in texts)
    return read(f"<div>{inner}</div>").articleBody.split("\n\n")


@pytest.mark.parametrize("made", ["p", "br"])
@pytest.mark.parametrize(
    "last",
    [
        "وانتهى العمل أمس.",
        "فهل يعود الماء؟",
        "وختم حديثه بالقول إن الماء حياة",
        "كما زار الوفد القرية",
        "والله من وراء القصد",
        "يذكر أن السد بني قبل قرن",
    ],
)
def test_a_short_last_sentence_stays(last, made):
    assert body([*TEXTS, last], made) == [*TEXTS, last]


@pytest.mark.parametrize("made", ["p", "br"])
@pytest.mark.parametrize(
    "first", [["لم يكن أحد يصدق."], ["عاد الماء إلينا!", "عاد بعد ثلاثين عاما."]]
)
def test_a_short_first_sentence_stays(first, made):
    assert body([*first, *TEXTS], made) == [*first, *TEXTS]


@pytest.mark.parametrize(
    "line",
    [
        "سبأ",
        "ع.ع / س.م.",
        "(سبأ).",
        "صور من الحفل",
        "شارك الخبر!",
        "هل أعجبك الخبر؟",
        "هل وجدت خطأ في هذا الخبر؟ أبلغنا عنه.",
        "ما رأيك في الخبر؟ اترك تعليقك أدناه.",
        "حمل تطبيق الوادي الآن من المتجر ليصلك كل جديد من أخبار القرى.",
        "ادعم صحافتنا المستقلة بتبرع شهري صغير يساعدنا على الاستمرار في العمل.",
    ],
)
def test_a_last_line_of_the_site_goes(line):
    assert body([*TEXTS, line]) == TEXTS


@pytest.mark.parametrize(
    "line", ["صنعاء - سبأ", "نشر في 14 يناير.", "جمعية المياه", "حجم الخط + -"]
)
def test_a_first_line_of_the_site_goes(line):
    assert body([line, *TEXTS]) == TEXTS


def test_a_line_under_a_picture_is_no_first_sentence():
    inner = f"<p><img src=/1.jpg></p><p>هكذا يبدو السد.</p>{''.join(f'<p>{t}</p>' for t in TEXTS)}"
    assert read(f"<div>{inner}</div>").articleBody.split("\n\n") == TEXTS


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("وأضاف أن الماء حياة", True),
        ("وأضافات كثيرة هنا", False),
        ("وزارة المياه والبيئة", False),
        ("كاميرا المراقبة في السد", False),
        ("فيما بعد العاصفة", True),
        ("انتهى.", False),
        ("3 دقائق قراءة.", False),
    ],
)
def test_what_is_a_sentence(line, expected):
    assert is_told(line) is expected


def test_what_follows_the_end_of_a_release_is_no_text():
    notes = [
        "-انتهى-",
        "ملاحظة للمحررين:",
        "تأسست الجمعية عام 1998، وتضم ثلاثمئة مزارع من خمس قرى.",
    ]
    assert body([*TEXTS, *notes]) == TEXTS


def test_a_short_quotation_is_shown_once():
    inner = f"<p>{TEXTS[0]}</p><p>{TEXTS[1]}</p><blockquote>نقلوا الحجارة بأنفسهم</blockquote>"
    article = read(f"<article>{inner}<p>{TEXTS[2]}</p></article>")
    assert article.articleBody.split("\n\n") == TEXTS
    other = inner.replace("نقلوا الحجارة بأنفسهم</b", "حملنا الصخر على ظهورنا</b")
    assert "حملنا الصخر" in read(f"<article>{other}<p>{TEXTS[2]}</p></article>").articleBody
