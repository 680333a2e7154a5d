"""Short news: sentences of a few words or without a full stop, with other texts beside them."""

from __future__ import annotations

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page

TITLE = "وصول سفينة وقود إلى ميناء المدينة بعد تأخر أسبوعين"
ONE = "وصلت إلى ميناء المدينة سفينة تحمل ثلاثين ألف طن من الديزل"
TWO = "ولم ترد تفاصيل أخرى حتى اللحظة."
BRIEF = "والتفريغ جار."
OTHERS = [f"خبر آخر رقم {n} له عنوان طويل من كلمات" for n in range(9)]
LINKS = "".join(f"<li><a href=/n/{n}>{text}</a></li>" for n, text in enumerate(OTHERS))
SIDE = f"<div><h3>آخر الأخبار</h3><ul>{LINKS}</ul></div>"
COOKIES = (
    "<div><p>نستخدم ملفات تعريف الارتباط لتحسين تجربتكم على الموقع.</p><button>موافق</button></div>"
)
COMMENTS = (
    "<div><h3>2 تعليقات</h3><div><b>سالم</b> <i>منذ يومين</i></div>"
    "<p>الله يعين الناس على هذه الأوضاع الصعبة التي طالت كثيرا.</p><a>رد</a></div>"
)


def body(inner):
    html = (
        f"<html lang=ar><title>{TITLE}</title><body><div><h1>{TITLE}</h1><i>3 مارس 2026</i></div>"
        f"{inner}{SIDE}</body></html>"
    )
    return article_of(Page(html, "https://news.example/a/5")).articleBody.split("\n\n")


@pytest.mark.parametrize(
    "story", ["<div><p>{}</p></div>", "<div>{}</div>", "<x-text><p>{}</p></x-text>"]
)
def test_a_comment_is_taken_for_the_story_that_has_no_full_stop(story):
    assert body(story.format(ONE) + COMMENTS) == [ONE]


@pytest.mark.parametrize("bar", [COOKIES, f"<div>{COOKIES}</div>"])
def test_a_question_on_cookies_is_taken_for_the_story_that_has_no_full_stop(bar):
    assert body(f"<div><p>{ONE}</p></div>{bar}") == [ONE]


def test_a_page_with_such_a_story_is_taken_for_a_question_on_cookies():
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1><div><p>{ONE}</p></div>{COOKIES}"
    assert article_of(Page(html, "https://news.example/a/5")).articleBody == ONE


@pytest.mark.parametrize("made", ["<p>{}</p>", "<div><p>{}</p></div>", "<div>{}</div>", "{}<br>"])
def test_the_sentence_without_a_full_stop_is_lost_beside_one_that_has_it(made):
    inner = "".join(map(made.format, (ONE, TWO)))
    assert body(f"<div>{inner}</div>") == [ONE, TWO]
    assert body(f"<div><div><img src=/a.jpg></div>{inner}</div>") == [ONE, TWO]


@pytest.mark.parametrize(
    "made", ["<p>{}</p>", "<div><p>{}</p></div>", "<x-text><p>{}</p></x-text>"]
)
def test_the_shortest_sentence_of_a_story_is_lost_above_a_notice(made):
    notice = "<p>هذا المقال يعبر عن رأي كاتبه ولا يعبر بالضرورة عن رأي الموقع.</p>"
    inner = "".join(map(made.format, (f"{ONE}.", BRIEF)))
    assert body(f"<div>{inner}{notice}</div>{COMMENTS}") == [f"{ONE}.", BRIEF]


def test_the_story_is_taken_for_the_heading_of_the_links_in_its_box():
    links = "".join(f"<p><a href=/n/{n}>{OTHERS[n]}</a></p>" for n in range(2))
    assert body(f"<div>{ONE}{links}</div>") == [ONE]


def test_a_caption_as_long_as_the_story_gets_into_it():
    caption = "<figcaption>جانب من حركة السفن في ميناء المدينة صباح أمس الأحد</figcaption>"
    assert body(f"<div><figure><img src=/a.jpg>{caption}</figure><p>{ONE}</p></div>") == [ONE]


def test_a_line_under_a_picture_in_a_paragraph_of_its_own_is_taken_for_a_sentence():
    caption = "<p>جانب من حركة السفن في ميناء المدينة صباح أمس الأحد</p>"
    assert body(f"<div><p><img src=/a.jpg></p>{caption}<p>{ONE}.</p></div>") == [f"{ONE}."]


def test_words_in_one_element_with_a_picture_are_taken_for_a_sentence():
    caption = "جانب من حركة السفن في ميناء المدينة صباح أمس الأحد"
    inner = f"<p><img src=/a.jpg><br>{caption}</p><p>{ONE}.</p><p>{TWO}</p>"
    assert body(f"<div>{inner}</div>") == [f"{ONE}.", TWO]


@pytest.mark.parametrize(
    "line",
    [
        "الأحد 3 مارس 2026 الساعة 10:25 صباحا بتوقيت مدينة عدن",
        "كتب: مراسل الصحيفة في ميناء المدينة وضواحيها القريبة منها",
        "تصوير: مراسل الصحيفة في ميناء المدينة وضواحيها القريبة منها",
    ],
)
def test_a_line_that_is_no_sentence_is_taken_for_one(line):
    assert body(f"<div><p>{line}</p><p>{ONE}.</p></div>") == [f"{ONE}."]


def test_what_a_newsletter_brings_is_taken_for_the_second_sentence_of_a_story():
    letter = "<h2>النشرة البريدية</h2><p>نرسل إليك أهم أخبار الأسبوع صباح كل خميس دون إزعاج.</p>"
    form = f"<div><div>{letter}<div><input type=email></div></div></div>"
    assert body(f"<div><p>{ONE}.</p>{form}</div>") == [f"{ONE}."]


def test_without_a_sentence_of_any_kind_there_is_no_story():
    with pytest.raises(NotAnArticle, match="listing"):
        body("<div><p>التفاصيل بعد قليل</p></div>")


def test_a_comment_in_a_box_below_its_label_is_taken_for_the_story():
    comment = "<p>الله يعين الناس على هذه الأوضاع الصعبة.</p>"
    apart = f"<section><h3>2 تعليقات</h3><div><i>سالم</i>{comment}<a>رد</a></div></section>"
    assert body(f"<div><p>{ONE}</p></div>{apart}") == [ONE]


def test_a_line_above_the_date_is_taken_for_a_story_whose_text_stands_below_it():
    html = (
        f"<html lang=ar><title>{TITLE}</title><body><h1>{TITLE}</h1><div><p>{ONE}</p></div>"
        f"<div>3 مارس 2026</div><div><p>{TWO} وكان التفريغ قد تأخر أسبوعين.</p></div>{SIDE}"
    )
    article = article_of(Page(html, "https://news.example/a/5"))
    assert article.articleBody.endswith(f"{TWO} وكان التفريغ قد تأخر أسبوعين.")
