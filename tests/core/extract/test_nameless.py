"""Pages without a name that tells text from noise: where things stand has to be enough."""

from __future__ import annotations

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page

SITE = "صوت الوادي"
TITLE = "افتتاح مدرسة جديدة في القرية العليا بعد عام من البناء"
TEXTS = (
    "افتتح أهالي القرية العليا أمس مدرسة من ستة فصول شارك في بنائها أكثر من مئة متطوع من القرى.",
    "وقال مدير التعليم إن المدرسة تستقبل مئتي تلميذ كانوا يقطعون ساعة مشيا إلى أقرب مدرسة.",
    "وأضاف أن فصولا أخرى ستبنى في العام المقبل إذا توفر التمويل من صندوق التنمية المحلية.",
)
ABOUT = f"<p>موقع {SITE} منصة مستقلة تهتم بأخبار القرى وسكانها منذ أعوام طويلة.</p>"
ABOUT_EN = "<p>An independent newsroom for the people of the valley since 1999.</p>"
RIGHTS = f"جميع الحقوق محفوظة لموقع {SITE} 2026"
CAPTION = "تلاميذ القرية في باحة المدرسة صباح يوم الافتتاح."
WIDGET = "<div><span>يتبع بعد الإعلان</span></div>"


def paragraphs(*texts):
    return "".join(f"<p>{each}</p>" for each in texts)


def article(inner, title=f"{TITLE} - {SITE}", url="https://news.example/a/5"):
    html = f"<html lang=ar><head><title>{title}</title></head><body>{inner}</body></html>"
    return article_of(Page(html, url))


def body(inner):
    return article(inner).articleBody.split("\n\n")


@pytest.mark.parametrize(
    "foot",
    [
        f"<div>{ABOUT}<p>{RIGHTS}</p></div>",
        f"<div><div>{ABOUT}</div><div><div>{RIGHTS}</div><div>تصميم الشركة</div></div></div>",
        f"<div><div>من نحن</div>{ABOUT}</div><div>{RIGHTS}</div>",
        f"<div>{ABOUT_EN}<p>© 2026 Valley. All rights reserved.</p></div>",
    ],
)
@pytest.mark.parametrize("around", ["<div>{}</div>{}", "<div>{}{}</div>"])
def test_the_foot_of_the_page_is_no_text(foot, around):
    text = f"<h1>{TITLE}</h1>{paragraphs(*TEXTS)}"
    assert body(around.format(text, foot)) == list(TEXTS)


def test_a_story_shorter_than_the_foot_is_found():
    foot = f"<div>{ABOUT}<p>{RIGHTS}</p></div>"
    assert body(f"<h1>{TITLE}</h1><div>{TEXTS[0]}</div>{foot}") == [TEXTS[0]]


@pytest.mark.parametrize(
    "inner",
    [
        f"<div><h1>{TITLE}</h1>{paragraphs(*TEXTS, RIGHTS)}</div>",
        f"<div><h1>{TITLE}</h1><p>{TEXTS[0]}</p><div>{paragraphs(*TEXTS[1:], RIGHTS)}</div></div>",
        f"<div>{SITE}</div><div>{TITLE}</div>{paragraphs(*TEXTS, RIGHTS)}",
    ],
)
def test_a_line_on_the_rights_takes_no_article_with_it(inner):
    assert body(inner) == list(TEXTS)


def test_a_notice_under_the_text_takes_no_article_with_it():
    notice = "الآراء الواردة لا تعبر عن رأي الموقع بل عن رأي أصحابها وحدهم."
    assert body(f"<div>{TITLE}</div><div>{paragraphs(*TEXTS, notice)}</div>") == list(TEXTS)


@pytest.mark.parametrize(
    "picture",
    [
        f'<div><img src="/a.jpg"><div>{CAPTION}</div></div>',
        f'<div><div><img src="/a.jpg"></div><p>{CAPTION}</p></div>',
        f'<div><a href="/a.jpg"><img src="/a.jpg"></a><div>{CAPTION}</div><div>وكالات</div></div>',
    ],
)
@pytest.mark.parametrize("place", [0, 2])
def test_words_in_one_box_with_a_picture_are_its_caption(picture, place):
    text = paragraphs(*TEXTS[:place]) + picture + paragraphs(*TEXTS[place:])
    read = article(f"<div><h1>{TITLE}</h1>{text}</div>")
    assert read.articleBody.split("\n\n") == list(TEXTS)
    assert ("caption", CAPTION) in [(each.rule, each.text) for each in read.removed or []]


@pytest.mark.parametrize(
    "text",
    [
        f'<p><img src="/a.jpg">{TEXTS[0]}</p>{paragraphs(*TEXTS[1:])}',
        f'<div><img src="/a.jpg"></div>{paragraphs(*TEXTS)}',
        "".join(f'<div><img src="/a.jpg"><p>{each}</p></div>' for each in TEXTS),
        f'<div><img src="/a.jpg"><p class="lead">{TEXTS[0]}</p></div>{paragraphs(*TEXTS[1:])}',
        f'<div><img src="/a.jpg"><p>{TEXTS[0]}</p></div><p>{TEXTS[1]}</p><p>{TEXTS[2]}</p>',
    ],
    ids=["in a paragraph", "before", "each", "lead", "a third of the text"],
)
def test_a_paragraph_beside_a_picture_stays(text):
    assert body(f"<div><h1>{TITLE}</h1>{text}</div>") == list(TEXTS)


def test_a_line_that_a_widget_repeats_is_no_text():
    texts = [*TEXTS, "وشكر الأهالي كل من ساهم في البناء خلال هذا العام."]
    text = "".join(f"<p>{each}</p>{WIDGET}" for each in texts)
    assert body(f"<div><h1>{TITLE}</h1>{text}</div>") == texts


@pytest.mark.parametrize("tag", ["p", "div", "li"])
def test_lines_that_the_text_repeats_stay(tag):
    line = "يا دار العلم سلاما"
    song = f"<{tag}>{line}</{tag}>" * 3
    text = "".join(f"<{tag}>{each}</{tag}>" for each in TEXTS)
    kept = body(f"<div><h1>{TITLE}</h1><div>{text}{song}{text}</div></div>")
    assert kept.count(line) == 3


def test_what_stands_above_the_headline_is_no_text():
    above = "<p>تتوفر الآن نسخة جديدة من الموقع، ويمكنكم تجربتها من الرابط أعلى الصفحة.</p>"
    assert body(f"<div>{above}<h1>{TITLE}</h1>{paragraphs(*TEXTS)}</div>") == list(TEXTS)


def test_a_line_under_most_of_the_text_is_no_headline_over_it():
    inner = f"<div>{paragraphs(*TEXTS)}<h1>{TITLE}</h1><p>{TEXTS[0][:-1]} أيضا.</p></div>"
    assert body(inner)[: len(TEXTS)] == list(TEXTS)


def test_lines_between_a_deck_and_the_text_are_not_text():
    deck = "مئتا تلميذ يبدأون عامهم الدراسي في فصول بناها آباؤهم بأيديهم خلال عام كامل."
    lines = "<div>بقلم: ناصر الحميري</div><div>10 فبراير 2026</div><div>3 دقائق قراءة</div>"
    head = f"<div><h1>{TITLE}</h1><p>{deck}</p>{lines}</div>"
    assert body(f"<div>{head}<div>{paragraphs(*TEXTS)}</div></div>") == [deck, *TEXTS]


COOKIES = "نستخدم ملفات تعريف الارتباط لتحسين تجربتكم، وباستمراركم توافقون على ذلك."


@pytest.mark.parametrize("bar", [COOKIES, "This website uses cookies to give you a better visit."])
@pytest.mark.parametrize("order", ["{bar}{text}", "{text}{bar}"])
def test_a_question_on_cookies_is_no_text(bar, order):
    text = order.format(bar=f"<p>{bar}</p>", text=f"<div>{TITLE}</div>{paragraphs(*TEXTS)}")
    assert bar not in body(f"<div>{text}</div>")


def test_an_article_on_cookies_stays_whole():
    last = "وتلزم القواعد الجديدة المواقع بأن تشرح لزوارها ما هي ملفات تعريف الارتباط."
    assert body(f"<div><h1>{TITLE}</h1>{paragraphs(*TEXTS, last)}</div>") == [*TEXTS, last]


REPLY = "<div>سالم</div><div>نشكر كل من تعب في بناء هذه المدرسة ونتمنى لتلاميذها التوفيق.</div>"


@pytest.mark.parametrize(
    "label",
    ["جميع التعليقات (2)", "عرض كل التعليقات 2", "All comments 2", f"2 تعليقات على {TITLE}"],
)
def test_comments_longer_than_the_text_go_where_a_line_counts_them(label):
    inner = f"<div><h1>{TITLE}</h1>{paragraphs(*TEXTS)}<div>{label}</div>{REPLY * 6}</div>"
    assert body(inner) == list(TEXTS)


def test_a_front_without_a_headline_is_a_listing():
    links = "".join(f'<div><a href="/n/{n}">{TITLE} رقم {n}</a></div>' for n in range(12))
    with pytest.raises(NotAnArticle) as refusal:
        article(f"<div>{links}</div><div>{RIGHTS}</div>", title=SITE)
    assert refusal.value.reason == "listing"


def test_long_sections_under_links_are_an_article():
    long = " ".join(TEXTS) + " " + " ".join(TEXTS)
    text = "".join(f'<div><a href="/s/{n}">{TITLE} {n}</a></div><p>{long}</p>' for n in range(9))
    assert len(body(f"<div><h1>{TITLE}</h1><p>{TEXTS[0]}</p>{text}</div>")) >= 9


def test_what_stands_in_one_box_with_a_notice_goes_with_it():
    notice = "المواد المنشورة لا تعبر عن رأي الموقع بل عن رأي أصحابها وحدهم."
    beside = "تنشر هذه المادة كما وردت من كاتبها دون تعديل في نصها أو في عنوانها."
    inner = (
        f"<div><h1>{TITLE}</h1>{paragraphs(*TEXTS)}<div>{paragraphs(beside, notice)}</div></div>"
    )
    assert body(inner) == list(TEXTS)


@pytest.mark.parametrize("name", ["part", ""])
@pytest.mark.parametrize("first", [1, 2])
def test_an_article_in_several_boxes_of_one_make_stays_whole(name, first):
    texts = [*TEXTS, *(f"{each[:-1]} وفي القرى المجاورة." for each in TEXTS)]
    first = first if first == 1 else len(texts) - 1
    parts = (paragraphs(*texts[:first]), paragraphs(*texts[first:]))
    boxes = "".join(f'<div class="{name}">{part}</div>' for part in parts)
    assert body(f"<div><h1>{TITLE}</h1>{boxes}</div>") == texts
