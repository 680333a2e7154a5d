"""Lines of the site in the middle of a text, told by their form."""

from __future__ import annotations

import pytest

from crawler.core.extract.article import article_of
from crawler.core.extract.layout import Block
from crawler.core.extract.page import Page
from crawler.core.extract.site_lines import site_line

TITLE = "مزارعو القرية يستعيدون سدا قديما بعد ثلاثين عاما من الإهمال"
TEXTS = [
    "أعاد مزارعو القرية تشغيل سد قديم ظل مهملا ثلاثين عاما، بعد حملة شارك فيها أربعمئة شخص.",
    "وقال رئيس جمعية المياه إن الأعمال بدأت مطلع الصيف، وإن الأهالي نقلوا الحجارة بأنفسهم.",
    "ويسقي السد نحو ألفي فدان من النخيل والذرة، وكان السيل قد هدم جداره وملأ حوضه بالطمي.",
]
ONE, TWO, THREE = (f"<p>{text}</p>" for text in TEXTS)


def body(inner):
    html = f"<html lang=ar><title>{TITLE}</title><body><h1>{TITLE}</h1>{inner}</body></html>"
    return article_of(Page(html, "https://news.example/a/5")).articleBody.split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "إعلان - يتبع أدناه",
        "تتواصل القصة بعد الإعلان",
        "إعلان: مرر للأسفل لمتابعة القراءة",
        "Article continues after ad",
        "Lesen Sie nach der Anzeige weiter",
        "La suite après la publicité",
        "📢 لمتابعة الأخبار العاجلة على التلغرام: t.me/sada",
        "شاركونا صوركم وأخباركم عبر واتساب 777000000",
        "لمشاهدة المقطع كاملا اضغط هنا",
        "#سدود #القرية_العليا",
        "* * *",
        "ــــــــــــ",
        "<span>استمع</span><span>04:12</span>",
    ],
)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_line_of_the_site_gets_into_the_text(line, tag):
    assert body(f"<main>{ONE}{TWO}<{tag}>{line}</{tag}>{THREE}</main>") == TEXTS


@pytest.mark.parametrize(
    "line",
    [
        "إعلان عدن التاريخي بعد ثلاثين عاما",
        "إعلان الاستقلال بعد الحرب",
        "شاركونا الطعام والماء على التلال",
        "ضغط الماء على الجدار بعد السيل",
        "The union scrolls through its adverse years",
        "#سدود القرية العليا",
        "}",
        "<span>الحكم</span><span>04:12</span>",
    ],
)
def test_a_line_of_the_text_is_taken_for_one_of_the_site(line):
    told = line.replace("<span>", "").replace("</span>", "")
    assert body(f"<main>{ONE}{TWO}<div>{line}</div>{THREE}</main>") == [*TEXTS[:2], told, TEXTS[2]]


LONG_AD = "تستمر أعمال الصيانة أياما بعد هذا الإعلان الذي قرأه رئيس الجمعية أمام الأهالي"
LONG_CALL = (
    "للاشتراك في حملة الجمعية عبر واتساب وقف المئات أمام دار المدينة من الصباح حتى المساء، "
    "وحمل أكثرهم صورا للسد القديم كما كان قبل السيل"
)


@pytest.mark.parametrize(
    "block",
    [
        Block("#عدن #مياه", "li", 0),
        Block("انضم المئات إلى مجموعات واتساب في القرية.", "p", 0),
        Block("أطلقت واتساب ميزة جديدة للمجموعات", "p", 0),
        Block("The river rises from the hills far below", "p", 0),
        Block("Sales continue in the ads market", "p", 0),
        Block(LONG_AD, "p", 0),
        Block(LONG_CALL, "p", 0),
        Block("3 1", "div", 0, parts=("3", "1")),
    ],
    ids=[
        "hashtags in a list",
        "a sentence on a channel",
        "a channel that is the news",
        "a last word that is an advertisement's too",
        "such a word in the middle",
        "long and on an announcement",
        "longer than any line of a site",
        "a score without a label",
    ],
)
def test_what_only_looks_like_a_line_of_the_site_is_cut(block):
    assert site_line(block) is None


def test_small_signs_beside_the_label_of_a_tool_keep_the_row():
    assert site_line(Block("استمع A+ A-", "div", 0, parts=("استمع", "A+", "A-"))) == "share"


RATES = "<table><tr><td>دولار</td><td>2230</td></tr><tr><td>ريال</td><td>584</td></tr></table>"


@pytest.mark.parametrize("label", ["أسعار الصرف اليوم في عدن", "أسعار العملات - عدن"])
def test_rates_of_a_place_get_into_the_text(label):
    assert body(f"<main>{ONE}{TWO}<div><h4>{label}</h4>{RATES}</div>{THREE}</main>") == TEXTS


BANNER = "<div><span>بيوت الوادي</span><p>شقق جديدة بالتقسيط المريح</p><a href=/x>{}</a></div>"


def test_a_banner_among_paragraphs_in_boxes_gets_into_the_text():
    texts = [f"{text} كان ذلك في عام {n}." for n, text in enumerate(TEXTS * 2)]
    boxes = [f"<div><div>{text}</div></div>" for text in texts]
    banner = BANNER.format("اعرف المزيد")
    assert body(f"<main>{''.join(boxes[:3])}{banner}{''.join(boxes[3:])}</main>") == texts


def test_buttons_without_a_line_of_their_own_save_a_banner():
    gone = "<div><p>إعلان</p><a href=/y>اطلب الآن</a></div>" * 2
    inner = f"{ONE}{gone}{TWO}{BANNER.format('اعرف المزيد')}{THREE}"
    assert body(f"<main>{inner}</main>") == TEXTS


ANSWER = "<div><b>{}</b> <span>3 مارس 2026 الساعة 10:22</span><p>{}</p><a href=#>رد</a></div>"
SAID = (
    "خبر مفرح، نتمنى أن يصل الماء إلى حقولنا أيضا.",
    "المهم أن يستمر العمل بعد الصيف كما قالوا.",
)


@pytest.mark.parametrize("above", ["", "<div>زراعة | 3 مارس 2026</div>"])
@pytest.mark.parametrize("below", ["", "<p>نشر في 3 مارس 2026</p>"])
def test_comments_with_a_link_to_answer_get_into_the_text(above, below):
    comments = "".join(map(ANSWER.format, ("أبو محمد", "سالم"), SAID))
    assert body(f"<main>{above}{ONE}{TWO}{THREE}{comments}{below}</main>") == TEXTS


@pytest.mark.parametrize(
    "caption",
    [
        "<p><img src=/1.jpg><br><em>الأهالي يحملون الحجارة إلى السد</em></p>",
        "<div><img src=/1.jpg><p>{long} (تصوير: سالم باوزير / المرفأ)</p></div>",
        "<div><img src=/1.jpg><p>{long}</p><p>Image: Salem Bawazir</p></div>",
    ],
    ids=["in italics", "long with its credit", "over its credit"],
)
def test_a_caption_gets_into_the_text(caption):
    more = [f"{text} وهذا ما جرى في عام {n}." for n, text in enumerate(TEXTS * 2)]
    told = "".join(f"<p>{text}</p>" for text in more)
    long = "الأهالي يحملون الحجارة إلى السد في أول أيام العمل، ويبدو في الصورة رئيس الجمعية. " * 4
    assert body(f"<main>{ONE}{TWO}{caption.format(long=long.strip())}{THREE}{told}</main>") == [
        *TEXTS,
        *more,
    ]


def test_a_caption_between_line_breaks_gets_into_the_text():
    picture = "<br><br><img src=/1.jpg><br>الأهالي يحملون الحجارة إلى السد (المرفأ)<br><br>"
    assert body(f"<div>{TEXTS[0]}{picture}{TEXTS[1]}<br><br>{TEXTS[2]}</div>") == TEXTS


def test_the_date_in_a_card_gets_into_the_text():
    card = (
        "<div><a href=/1><img src=/1.jpg></a><div><a href=/1>انهيار جزئي في طريق الجبل</a>"
        "<div><span>أمس, 12:00 GMT</span></div></div></div>"
    )
    boxes = [f"<div><div>{text}</div></div>" for text in TEXTS]
    assert body(f"<main>{boxes[0]}{boxes[1]}{card}{boxes[2]}</main>") == TEXTS
