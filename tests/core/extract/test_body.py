"""What is no part of an article goes; everything else stays, in order."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.core.extract import extract_article

URL = "https://site.example/news/1"
ONE = "أعلنت الوزارة صباح اليوم أن المرحلة الأولى من المشروع انتهت قبل موعدها بشهرين كاملين."
TWO = "وقال المتحدث باسمها إن العمل في المرحلة الثانية سيبدأ مطلع العام المقبل في ثلاث مدن."
THREE = "وأضاف أن الشركات المحلية ستنفذ معظم الأعمال، وأن التمويل متوفر بالكامل منذ الصيف."
FOUR = "يذكر أن المشروع بدأ قبل أربعة أعوام، وتوقف مرتين بسبب نقص المواد وارتفاع أسعارها."
LINKS = (
    "<ul><li><a href=/news/2>خبر أول له عنوان من كلمات كثيرة</a></li>"
    "<li><a href=/news/3>خبر ثان له عنوان من كلمات كثيرة</a> <span>قبل 12 دقيقة</span></li></ul>"
)


def article(body, title="عنوان الخبر الذي نقرؤه في هذا الاختبار", head=""):
    html = (
        f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"
    )
    return extract_article(html, URL)


def paragraphs(body):
    return article(body).articleBody.split("\n\n")


def p(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "block",
    [
        f"<div><strong>اقرأ أيضاً:</strong>{LINKS}</div>",
        f"<p>إقرأ أيضا</p>{LINKS}",
        f"<h3>مواضيع ذات صلة</h3>{LINKS}",
        f"<div class='related-posts'>{LINKS}</div>",
        "<p><a href=/news/9>اقرأ أيضا: عنوان خبر آخر في الموقع نفسه</a></p>",
        "<p>اقرأ أيضا: <a href=/news/9>عنوان خبر آخر في الموقع نفسه</a></p>",
        "<p>طالع | <a href=/news/9>عنوان خبر آخر من كلمات كثيرة في الموقع نفسه</a></p>",
        "<div class='jeg_postblock'><h4>إقرأ أيضاً</h4><p>ملخص خبر آخر</p></div>",
        "<div>شارك هذا الخبر</div><div>فيسبوك</div>",
        "<div class='share-buttons'><span>انشر</span></div>",
        "<figure><img src=/a.jpg><figcaption>تعليق على صورة من الأرشيف.</figcaption></figure>",
        "<p>التعليق على الصورة، جانب من أعمال المرحلة الأولى في المدينة القديمة</p>",
        "<p>إعلان</p>",
        "<div class='newsletter-signup'><p>اشترك في نشرتنا لتصلك أهم الأخبار كل صباح.</p></div>",
        "<div style='display:none'><p>نص مخفي عن القراء لا يظهر على الصفحة أبدا.</p></div>",
        "<aside><p>صندوق جانبي</p></aside>",
    ],
)
def test_a_block_in_the_middle_goes_and_what_follows_stays(block):
    assert paragraphs(f"<div>{p(ONE, TWO)}{block}{p(THREE, FOUR)}</div>") == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize(
    "tail",
    [
        f"<h3>الأكثر قراءة</h3>{LINKS}",
        "<p>الكلمات الدالة: <a href=/t/1>مشروع</a> <a href=/t/2>وزارة</a></p>",
        "<div>تاجز:</div><a href=/t/1>مشروع</a>",
        "<p>جميع الحقوق محفوظة لموقعنا 2025</p>",
        "<p>الآراء الواردة لا تعبر عن رأي الموقع، بل عن رأي أصحابها وحدهم.</p>",
        "<div><p>نرحب بتعليقاتكم.</p><p>الآراء لا تعبر عن رأي الموقع بل عن أصحابها.</p></div>",
        "<h3>اترك تعليقاً</h3><p>لن يتم نشر عنوان بريدك الإلكتروني.</p>",
        "<section id=comments><p>تعليق طويل كتبه قارئ من القراء عن هذا الخبر.</p></section>",
        "<p>يحظر نشر المادة بلا إذن.</p>",
    ],
)
def test_a_block_at_the_end_goes(tail):
    assert paragraphs(f"<div>{p(ONE, TWO, THREE)}{tail}</div>") == [ONE, TWO, THREE]


def test_the_words_of_a_label_inside_a_sentence_stay():
    told = "وقال إن الموقع لا يتحمل أي مسؤولية عن ذلك، ودعا الجميع إلى مشاركة الخبر مع غيرهم."
    label = "اقرأ أيضا ما كتبه الشاعر عن مدينته في ديوانه الأخير الذي صدر هذا العام."
    assert paragraphs(f"<div>{p(ONE, told, label, TWO)}</div>") == [ONE, told, label, TWO]


def test_subheadings_lists_and_quotes_stay_in_order():
    body = (
        f"<div><p>{ONE}</p><h2>المرحلة الثانية</h2><blockquote>{TWO}</blockquote>"
        f"<ul><li>البند الأول من الخطة</li><li>البند الثاني</li></ul><p>{THREE}</p></div>"
    )
    expected = [ONE, "المرحلة الثانية", TWO, "البند الأول من الخطة", "البند الثاني", THREE]
    assert paragraphs(body) == expected


def test_a_line_equal_to_the_headline_goes():
    title = "عنوان الخبر الذي نقرؤه في هذا الاختبار"
    assert paragraphs(f"<div><p>{title}</p>{p(ONE)}<p>{title}.</p>{p(TWO)}</div>") == [ONE, TWO]


def test_what_was_taken_out_is_recorded_with_its_rule():
    found = article(f"<div>{p(ONE)}<p>اقرأ أيضا:</p>{LINKS}{p(TWO)}<p>مشاركة</p></div>")
    rules = [(each.rule, each.text.split()[0]) for each in found.removed]
    assert ("related", "اقرأ") in rules
    assert ("related", "خبر") in rules
    assert ("share", "مشاركة") in rules


def test_links_in_the_text_are_citations_and_those_of_the_list_are_related():
    told = (
        "وقال <a href='/doc/7'>التقرير</a> إن <a href='javascript:x'>العمل</a> مستمر في كل المدن."
    )
    found = article(f"<div>{p(ONE, told)}<p>اقرأ أيضا:</p>{LINKS}{p(TWO)}</div>")
    assert [(each.url, each.name) for each in found.citation] == [
        ("https://site.example/doc/7", "التقرير")
    ]
    assert [(each.url, each.position) for each in found.relatedLink] == [
        ("https://site.example/news/2", 1),
        ("https://site.example/news/3", 2),
    ]


def test_an_article_in_several_boxes_of_one_make_stays_whole():
    parts = "".join(
        f"<div class=part><p>{text}</p></div><div class=ad>إعلان</div>"
        for text in (ONE, TWO, THREE)
    )
    assert paragraphs(f"<main>{parts}</main>") == [ONE, TWO, THREE]


def test_another_text_after_the_article_goes():
    told = "هل لديكم حساب؟ يمكنكم قراءة كل المقالات بلا حدود."
    other = f"<section class=x9><div class=x8><p>{told}</p></div></section>"
    assert paragraphs(f"<main><div class=a>{p(ONE, TWO, THREE)}</div>{other}</main>") == [
        ONE,
        TWO,
        THREE,
    ]


def test_names_that_speak_of_noise_are_not_believed_for_half_the_page():
    assert paragraphs(f"<div class='sidebar-right popular'>{p(ONE, TWO)}</div>") == [ONE, TWO]
    assert paragraphs(
        f"<article class='post tag-news category-podcast'>{p(ONE, TWO)}</article>"
    ) == [ONE, TWO]


def test_teasers_beside_a_short_article_are_not_the_article():
    link = "<a href=/n/{0}>عنوان خبر رقم {0} من أخبار الموقع الكثيرة</a>"
    teaser = "<div class=t{0}>" + link + "<p>{1}</p></div>"
    teasers = "".join(teaser.format(number, TWO) for number in range(9))
    assert paragraphs(f"<div><div>{p(ONE, THREE)}</div><div>{teasers}</div></div>") == [ONE, THREE]


def test_a_lead_in_over_something_that_was_cut_goes():
    player = "<div class=video-player>تحميل المقطع الآن</div>"
    assert paragraphs(f"<div>{p(ONE)}<div>شاهد بالفيديو:</div>{player}{p(TWO)}</div>") == [ONE, TWO]


def test_a_date_under_a_link_that_was_cut_goes():
    link = "<h4><a href=/n/8>عنوان خبر آخر من أخبار اليوم</a></h4>"
    link = f"<section>{link}<div>20 يونيو</div></section>"
    assert paragraphs(f"<div>{p(ONE)}{link}{p(TWO)}</div>") == [ONE, TWO]


def test_a_story_in_short_lines_is_still_a_body():
    line = "سقط المطر على المدينة فجر اليوم"
    lines = [f"{line} {word}" for word in "أولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا".split()]  # noqa: SIM905 - one line
    assert paragraphs("<div>" + p(*lines) + "</div>") == lines


def test_a_page_of_share_buttons_and_rights_has_no_body():
    html = "<h1>عنوان صفحة بلا خبر فيها إطلاقا</h1><p>مشاركة</p>" + "<p>سطر</p>" * 80
    rights = "<p>جميع الحقوق محفوظة لموقعنا 2025 وما بعدها</p>"
    assert extract_article(f"<body>{html}{rights}</body>", URL) is None


NOISE = (
    "<p>مشاركة</p>",
    f"<div><b>اقرأ أيضا</b>{LINKS}</div>",
    "<p>إعلان</p>",
    "<hr>",
    "<div></div>",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from((*map(p, (ONE, TWO, THREE, FOUR)), *NOISE))))
def test_nothing_is_lost_or_added_whatever_stands_between(parts):
    body = "".join(parts)
    expected = re.findall("<p>([^<]{40,})</p>", body)
    found = article(f"<div>{body}</div>")
    assert (found.articleBody.split("\n\n") if found else []) == expected


def test_a_heading_over_nothing_but_links_goes_with_them():
    links = f"<h3>ملف الخدمات</h3>{LINKS}"
    assert paragraphs(p(ONE, TWO) + links + p(THREE)) == [ONE, TWO, "ملف الخدمات", THREE]
    body = p(ONE, TWO) + links + f"<h3>خطوات مقبلة</h3>{p(THREE, FOUR)}"
    assert paragraphs(body) == [ONE, TWO, "خطوات مقبلة", THREE, FOUR]


@pytest.mark.parametrize(
    "line",
    ["مشهد من موقع العمل في المدينة\xa9 وكالة الأنباء", "المتحدث باسم الوزارة \xa9 فريق التصوير"],
)
def test_the_line_of_a_picture_that_ends_with_its_owner(line):
    assert paragraphs(p(ONE, line, TWO)) == [ONE, TWO]


def test_a_sentence_about_rights_stays():
    sentence = "وطالبت الوزارة بإزالة العلامة \xa9 من جميع النسخ التي وزعت في السوق المحلية."
    assert paragraphs(p(ONE, sentence, TWO)) == [ONE, sentence, TWO]
