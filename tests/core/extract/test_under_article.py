"""What stands right above and below an article's text, told from it by rule and not by names."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

TITLE = "فريق من الشباب يعيد قطارا قديما إلى السكة بعد أربعين عاما"
TEXTS = (
    "أعاد فريق من الشباب تشغيل قطار قديم توقف قبل أربعين عاما، بعد عمل دام ثلاثة أعوام كاملة.",
    "وقال رئيس الفريق إن المحرك فكك قطعة قطعة، وإن صانعا من المدينة صب ما فقد منها في ورشته.",
    "وسار القطار في رحلته الأولى عشرين كيلومترا، واصطف أهل القرى على جانبي السكة يلوحون له.",
    "ويأمل الفريق أن تمتد السكة إلى الساحل، وأن تنقل الحجاج والبضائع كما كانت تفعل من قبل.",
)
NEXT = (
    "فتحت المكتبة العامة أبوابها في الليل أيضا، بعد أن طلب ذلك طلاب لا يجدون مكانا يدرسون فيه.",
    "وقالت مديرتها إن القاعة امتلأت في الليلة الأولى، وإن ساعاتها ستمتد في أيام الامتحانات.",
)
SAID = (
    ("أحمد", "خبر جميل، ليت كل المدن تحفظ ما عندها من القطارات القديمة."),
    ("نجلاء من تعز", "ركبته صغيرة مع جدي رحمه الله، وكم تمنيت أن أراه يعود."),
)


def paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def read(markup):
    article = extract_article(f"<html><body>{markup}</body></html>", "https://news.example/a/9")
    assert article is not None
    return article


def body(markup):
    return read(markup).articleBody.split("\n\n")


def comments(form):
    return "".join(form.format(name=name, said=said) for name, said in SAID)


@pytest.mark.parametrize(
    "form",
    [
        "<div><p>{name} يقول:</p><p>{said}</p></div>",
        "<div><b>{name}</b> <i>says:</i><p>{said}</p></div>",
        "<div><div>{name} يقول:</div><div>20/11/2026 10:14 ص</div><p>{said}</p></div>",
    ],
)
def test_comments_that_begin_with_who_says_get_into_the_text(form):
    page = f"<h1>{TITLE}</h1><div>{paragraphs(TEXTS)}</div>{comments(form)}"
    assert body(page) == list(TEXTS)


@pytest.mark.parametrize(
    "label", ["3 أفكار عن", "رأيان حول", "فكرة واحدة على", "2 ردود على", "One thought on"]
)
def test_comments_under_a_line_that_counts_them_get_into_the_text(label):
    said = comments("<div><b>{name}</b><p>{said}</p></div>")
    page = f"<h1>{TITLE}</h1><div>{paragraphs(TEXTS)}</div><h3>{label} “{TITLE}”</h3>{said}"
    assert body(page) == list(TEXTS)


def test_what_somebody_says_in_an_article_is_taken_for_a_comment():
    told = [*TEXTS[:2], "ورئيس الفريق يقول:", TEXTS[2], TEXTS[3]]
    assert body(f"<h1>{TITLE}</h1><div>{paragraphs(told)}</div>") == told


def test_a_further_article_with_a_lower_heading_gets_into_the_text():
    other = (
        f"<div><h2>مكتبة المدينة تسهر مع طلابها</h2><div>20-11-2026</div>{paragraphs(NEXT)}</div>"
    )
    page = f"<div><div><h1>{TITLE}</h1>{paragraphs(TEXTS)}</div>{other}</div>"
    assert body(page) == list(TEXTS)


def test_a_part_of_an_article_with_a_heading_is_taken_for_a_further_one():
    part = f"<div><h2>مكتبة المدينة تسهر مع طلابها</h2>{paragraphs(NEXT)}</div>"
    page = f"<div><div><h1>{TITLE}</h1>{paragraphs(TEXTS)}</div>{part}</div>"
    assert body(page)[-2:] == list(NEXT)


@pytest.mark.parametrize(
    "line",
    [
        "ما ورد هنا لا يمثل بالضرورة سياسة الصحيفة التي تنشره.",
        "أعد هذا المحتوى بعون آلة وراجعه محرر من الصحيفة قبل نشره للقراء",
        "المواد ملك للصحيفة ولا يجوز إعادة نشرها دون إذن خطي من إدارتها.",
    ],
)
def test_a_notice_gets_into_the_text(line):
    assert body(f"<h1>{TITLE}</h1><div>{paragraphs((*TEXTS, line))}</div>") == list(TEXTS)


def test_the_place_and_day_of_a_decree_are_lost():
    line = "صدر بمقر المجلس بتاريخ 20 نوفمبر 2026م"
    assert body(f"<h1>{TITLE}</h1><div>{paragraphs((*TEXTS, line))}</div>") == [*TEXTS, line]


def test_a_date_and_a_count_above_the_text_get_into_it():
    line = "29 جمادى الأولى 1448هـ الموافق 20 نوفمبر 2026 | المشاهدات 182"
    assert body(f"<h1>{TITLE}</h1><div>{paragraphs((line, *TEXTS))}</div>") == list(TEXTS)


def test_the_section_of_a_trail_in_a_list_is_missed():
    menu = "".join(f"<li><a href=/{n}>{name}</a></li>" for n, name in enumerate(("دولي", "رياضة")))
    trail = f"<li><a href=/>الرئيسية</a></li><li><a href=/h>صحة</a></li><li>{TITLE}</li>"
    page = f"<ul><li><a href=/>الرئيسية</a></li>{menu}</ul><ol>{trail}</ol><h1>{TITLE}</h1>"
    assert read(f"{page}<div>{paragraphs(TEXTS)}</div>").articleSection == "صحة"


@pytest.mark.parametrize(
    "name",
    [
        "<div><a href=/w/9>ياسر الكاف</a><span>كاتب اقتصادي</span></div>",
        "<div><img src=/k.png><i>ياسر الكاف</i> <time datetime=2026-11-20>20 نوفمبر</time></div>",
    ],
)
def test_an_author_whose_calling_or_time_stands_beside_the_name_is_missed(name):
    authors = read(f"<h1>{TITLE}</h1>{name}<div>{paragraphs(TEXTS)}</div>").author
    assert [author.name for author in authors or []] == ["ياسر الكاف"]
