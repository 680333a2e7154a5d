"""Short lines that open or end a text of parts: horoscopes, recipes, checks of facts, poems."""

from __future__ import annotations

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page

TITLE = "دليل أهل الوادي إلى موسم الأمطار القادم"
PARTS = {
    "السدود": "تفحص اللجان جدران السدود قبل أول سيل، وتصلح ما تشقق منها في الصيف الماضي.",
    "الطرق": "يغلق طريق الوادي السفلي يوم المطر، ويحول السير إلى طريق الجبل القديم.",
    "البيوت": "يرفع الأهالي مؤنهم إلى الطابق الأعلى، ويغطون آبارهم بألواح من الخشب.",
}
DATE = "<div>الثلاثاء 3 مارس 2026</div>"


def body(inner):
    html = f"<html lang=ar><title>{TITLE}</title><body><h1>{TITLE}</h1>{inner}</body></html>"
    return article_of(Page(html, "https://news.example/a/5")).articleBody.split("\n\n")


TOLD = [text for part in PARTS.items() for text in part]


@pytest.mark.parametrize("made", ["<h3>{}</h3><p>{}</p>", "<p><b>{}</b></p><p>{}</p>"])
def test_the_title_of_the_first_part_is_lost(made):
    assert body(f"<main>{DATE}{''.join(map(made.format, PARTS, PARTS.values()))}</main>") == TOLD


MORE = PARTS | {"الحقول": "تفتح القنوات القديمة حول الحقول، ويبنى حاجز من الحجر عند رأس كل وادي."}
HEADED, BOLD = "<h3>{}</h3><p>{}</p>", "<p><b>{}</b></p><p>{}</p>"


def parts(made, *, first="السدود"):
    return "".join(map(made.format, [first, *list(MORE)[1:]], MORE.values()))


@pytest.mark.parametrize("made", [HEADED, BOLD])
@pytest.mark.parametrize(
    "line",
    ["تحديث 12", "اقرأ أيضا", "<a href=/x>أخبار الوادي</a>"],
    ids=["a number", "a label", "a link"],
)
def test_a_line_that_is_no_title_gets_into_the_text_above_parts_that_have_some(made, line):
    told = [text for part in MORE.items() for text in part]
    assert body(f"<main>{DATE}{parts(made, first=line)}</main>") == told[1:]


def test_a_line_above_a_text_of_two_parts_is_taken_for_a_title():
    two = "".join(map(HEADED.format, list(PARTS)[:2], list(PARTS.values())[:2]))
    last = list(PARTS.values())[2]
    assert body(f"<main>{DATE}{two}<p>{last}</p></main>") == [*TOLD[1:4], last]


def test_a_line_of_another_element_is_taken_for_the_title_of_a_part():
    first, *rest = MORE.items()
    inner = f"<h4>دليل مختصر</h4><p>{first[1]}</p>{''.join(HEADED.format(*each) for each in rest)}"
    told = [text for part in rest for text in part]
    assert body(f"<main>{DATE}{inner}</main>") == [first[1], *told]


def test_a_line_that_is_no_heading_is_taken_for_a_title_though_a_paragraph_has_none():
    end = "وتعود المدارس بعد أسبوع من انتهاء الموسم، كما قال مدير التعليم أمس."
    told = [text for part in MORE.items() for text in part]
    assert body(f"<main>{DATE}{parts(BOLD)}<p>{end}</p></main>") == [*told[1:], end]
    assert body(f"<main>{DATE}{parts(HEADED)}<p>{end}</p></main>") == [*told, end]


def test_a_line_above_the_text_is_taken_for_the_title_of_a_part():
    told = "".join(f"<p>{text}</p>" for text in PARTS.values())
    assert body(f"<main>{DATE}<p>دليل مختصر</p>{told}</main>") == list(PARTS.values())


def test_what_a_dish_is_made_of_is_lost():
    intro = "الصيادية من أشهر أطباق الساحل، وتقدم في غداء يوم الجمعة مع الليمون والسحاوق."
    needed = ["كيلو سمك مقطع", "ثلاثة أكواب أرز", "ملح حسب الرغبة"]
    steps = ["يغسل السمك ويتبل ويترك ساعة كاملة في مكان بارد.", *PARTS.values()]
    lists = ["".join(f"<li>{item}</li>" for item in items) for items in (needed, steps)]
    inner = f"<p>{intro}</p><h3>المقادير</h3><ul>{lists[0]}</ul><h3>الطريقة</h3><ol>{lists[1]}</ol>"
    assert body(f"<main>{inner}</main>") == [intro, "المقادير", *needed, "الطريقة", *steps]


def test_the_verdict_under_a_claim_and_what_is_true_is_lost():
    told = [
        "الادعاء: انهار سد الوادي في أول سيل من هذا الموسم وغمر القرى.",
        "الحقيقة: السد قائم كما تأكد فريقنا من زيارة المكان ومن صور التقطت أمس.",
        "الحكم: مضلل",
    ]
    assert body(f"<main>{''.join(f'<p>{text}</p>' for text in told)}</main>") == told


def test_the_end_of_a_sermon_is_lost():
    told = [*PARTS.values(), "أقول قولي هذا وأستغفر الله لي ولكم"]
    assert body(f"<main>{''.join(f'<p>{text}</p>' for text in told)}</main>") == told


def test_the_last_half_of_a_verse_in_a_cell_is_lost():
    halves = [
        "يا بحر خذني إلى الشطآن ثانية", "فالقلب بعدك لم يعرف له وطنا",
        "كنا صغارا نبيع الموج ضحكتنا", "واليوم نشري من الذكرى لنا ثمنا",
        "عودي إلى الرمل يا أيام لعبتنا", "فالرمل يحفظ ما قلنا وما سكنا",
        "كم مركب مر والأمواج تحمله", "وكم غريق على شطآنك ارتهنا",
        "هذي النوارس تدري كم بكيت هنا", "وكم زرعت به شجنا",
    ]  # fmt: skip
    pairs = zip(halves[::2], halves[1::2], strict=True)
    rows = "".join(f"<tr><td>{one}</td><td>{two}</td></tr>" for one, two in pairs)
    assert body(f"<table>{rows}</table>") == halves


def test_a_text_between_links_is_taken_for_a_listing():
    """A paragraph further down, and one under the link of a tool, are no summaries."""
    texts = [*PARTS.values(), "وتعود المدارس بعد أسبوع.", "ويبدأ الحصاد بعد ذلك بشهر كامل."]
    others = "".join(
        f"<li><a href=/n/{n}>انهيار جزئي في طريق الجبل رقم {n}</a></li>" for n in range(9)
    )
    tool = "<p><a href=/v>نتائج التصويت</a></p>"
    inner = (
        f"<p>{texts[0]}</p>{tool}<p>{texts[1]}</p>{tool}<p>{texts[2]}</p>{tool}<p>{texts[3]}</p>"
    )
    page = f"<main>{inner}{tool}<p>{texts[4]}</p></main><aside><ul>{others}</ul></aside>"
    try:
        told = body(page)
    except NotAnArticle as error:
        told = [error.reason]
    assert told == texts
