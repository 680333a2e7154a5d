"""What stays of a text, in its order: decks, leads, lists, tables; and what is said once only."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

URL = "https://site.example/news/1"
TITLE = "المجلس البلدي يقر خطة لإعادة تنظيم الأسواق"
ONE = "أقر المجلس البلدي أمس خطة لإعادة تنظيم الأسواق الشعبية في المدينة خلال عامين."
TWO = "وقال رئيس المجلس: «لن يخسر أي بائع مكانه، وستبقى الرسوم كما هي حتى نهاية العام»."
THREE = "وتبدأ الأعمال الشهر المقبل في سوق الخضار، ثم تنتقل إلى سوقي السمك والحبوب."
DECK = "الخطة تشمل ثلاثة أسواق وتبدأ الشهر المقبل من دون زيادة الرسوم"


def read(body):
    html = f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    return extract_article(html, URL)


def paragraphs(body):
    return read(body).articleBody.split("\n\n")


def p(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


# --- decks and leads -----------------------------------------------------------------------------


def test_a_deck_between_headline_and_text_is_kept():
    body = f"<article><h1>{TITLE}</h1><h2>{DECK}</h2>{p(ONE, TWO)}</article>"
    assert paragraphs(body) == [DECK, ONE, TWO]


def test_a_kicker_above_the_headline_is_no_deck():
    body = f"<article><h3>{DECK}</h3><h1>{TITLE}</h1>{p(ONE, TWO)}</article>"
    assert paragraphs(body) == [ONE, TWO]


def test_a_short_or_linked_heading_is_no_deck():
    for heading in ("<h2>محليات اليوم</h2>", f"<h2><a href=/n/2>{DECK}</a></h2>"):
        body = f"<article><h1>{TITLE}</h1>{heading}{p(ONE, TWO)}</article>"
        assert paragraphs(body) == [ONE, TWO]


def test_a_deck_that_is_shown_twice_or_opens_the_text_is_kept_once():
    twice = f"<article><h1>{TITLE}</h1><h2>{DECK}</h2><h2>{DECK}</h2>{p(ONE)}</article>"
    assert paragraphs(twice) == [DECK, ONE]
    opening = f"<article><h1>{TITLE}</h1><h2>{ONE}</h2>{p(ONE, TWO)}</article>"
    assert paragraphs(opening) == [ONE, TWO]


LEADS = {
    "named": f"<div class=lead>{ONE.rstrip('.')} في المدينة كلها</div>",
    "with a full stop": f"<div class=x1>{ONE} وتبدأ قريبا.</div>",
}


@pytest.mark.parametrize("lead", LEADS.values(), ids=LEADS)
def test_a_lead_outside_the_box_of_the_text_is_kept(lead):
    text = p(TWO, THREE, ONE)
    body = f"<header><h1>{TITLE}</h1>{lead}</header><div class=text>{text}</div>"
    assert len(paragraphs(body)) == 4
    assert paragraphs(body)[0].startswith(ONE[:40])


@pytest.mark.parametrize(
    "line",
    [
        "<div class=photo-caption>سوق الخضار في وسط المدينة صباح أمس قبل أعمال التنظيم.</div>",
        "<div>سوق الخضار في وسط المدينة صباح أمس كما بدا قبل أن تبدأ أعمال التنظيم فيه</div>",
        f"<div><a href=/n/2>{THREE}</a></div>",
        "<div>جميع الحقوق محفوظة لموقعنا، ويحظر نشر أي مادة منه من دون إذن مكتوب من الإدارة.</div>",
    ],
    ids=["caption", "no full stop", "link", "notice"],
)
def test_other_lines_under_the_headline_are_no_lead(line):
    text = p(ONE, TWO, THREE) * 2
    body = f"<div><h1>{TITLE}</h1>{line}</div><div class=text>{text}</div>"
    assert paragraphs(body) == [ONE, TWO, THREE] * 2


def test_a_teaser_without_links_is_the_lead_of_the_article():
    body = f"<article><h1>{TITLE}</h1><div class=teaser>{p(ONE)}</div><div>{p(TWO, THREE)}</div>"
    assert paragraphs(body) == [ONE, TWO, THREE]


def test_a_line_under_a_headline_that_is_no_heading_is_no_lead():
    body = f"<div><p>{TITLE}</p><p>{DECK} ثم تنتهي بعد عامين من الآن.</p></div>"
    assert paragraphs(f"{body}<div class=text>{p(ONE, TWO, THREE)}</div>")[-3:] == [ONE, TWO, THREE]


def test_an_excerpt_that_the_text_begins_with_is_no_lead():
    lead = f"<div class=excerpt>{ONE[:70]}...</div>"
    text = p(ONE, TWO, THREE)
    body = f"<header><h1>{TITLE}</h1>{lead}</header><div class=text>{text}</div>"
    assert paragraphs(body) == [ONE, TWO, THREE]


# --- pull quotes ---------------------------------------------------------------------------------

QUOTES = (
    "<blockquote>لن يخسر أي بائع مكانه، وستبقى الرسوم كما هي حتى نهاية العام</blockquote>",
    '<div class="pull-quote"><p>"لن يخسر أي بائع مكانه، وستبقى الرسوم كما هي"</p></div>',
    "<blockquote class=quote>لن يخسر أيُّ بائع مكانه.</blockquote>",
)


@pytest.mark.parametrize("quote", QUOTES)
def test_a_pull_quote_is_kept_once_and_recorded(quote):
    article = read(f"<div><h1>{TITLE}</h1>{p(ONE)}{quote}{p(TWO, THREE)}</div>")
    assert article.articleBody.split("\n\n") == [ONE, TWO, THREE]
    assert [each.rule for each in article.removed if "بائع" in each.text] == ["pull_quote"]


def test_a_quote_that_the_text_does_not_have_stays():
    quote = "هذه أول خطة من نوعها منذ عشرة أعوام"
    body = f"<div><h1>{TITLE}</h1>{p(ONE)}<blockquote>{quote}</blockquote>{p(TWO)}</div>"
    assert paragraphs(body) == [ONE, quote, TWO]


def test_paragraphs_that_are_repeated_stay():
    assert paragraphs(f"<div><h1>{TITLE}</h1>{p(ONE, TWO, ONE)}</div>") == [ONE, TWO, ONE]


# --- lists and tables ----------------------------------------------------------------------------

ITEMS = ("تنظيم سوق الخضار أولا، ثم سوق السمك.", "إبقاء الرسوم", "أماكن جديدة للباعة", "مواقف")


def test_the_last_items_of_a_list_stay_though_they_are_short():
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    body = f"<div><h1>{TITLE}</h1>{p(ONE, TWO)}<ul>{items}</ul><div>مشاركة</div></div>"
    assert paragraphs(body) == [ONE, TWO, *ITEMS]


def test_links_at_the_end_of_a_list_do_not_stay():
    items = f"<li>{ITEMS[0]}</li><li>{ITEMS[1]}</li><li><a href=/n/2>اقرأ الخطة</a></li>"
    body = f"<div><h1>{TITLE}</h1>{p(ONE, TWO)}<ul>{items}</ul></div>"
    assert paragraphs(body) == [ONE, TWO, *ITEMS[:2]]


ROWS = (("العملة", "شراء", "بيع"), ("الدولار", "1632", "1640"), ("الريال السعودي", "428", "430"))


def table(rows, cell="<td>{}</td>"):
    lines = ("".join(map(cell.format, row)) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def test_a_table_of_prices_is_text_wherever_it_stands_below_the_first_paragraph():
    cells = [cell for row in ROWS for cell in row]
    for inner, expected in (
        (p(ONE) + table(ROWS) + p(TWO), [ONE, *cells, TWO]),
        (p(ONE, TWO) + table(ROWS), [ONE, TWO, *cells]),
        (p(ONE, TWO) + table(ROWS, "<td><a href=/c>{}</a></td>"), [ONE, TWO, *cells]),
    ):
        assert paragraphs(f"<div><h1>{TITLE}</h1>{inner}</div>") == expected


def test_a_table_above_the_text_or_of_headlines_is_none():
    above = table((("القسم", "محليات"), ("التاريخ", "أمس")))
    assert paragraphs(f"<div><h1>{TITLE}</h1>{above}{p(ONE, TWO)}</div>") == [ONE, TWO]
    headline = "<a href=/n/{0}>خبر آخر رقم {0} له عنوان طويل</a>"
    others = table([(headline.format(n), "أمس") for n in range(4)])
    assert paragraphs(f"<div><h1>{TITLE}</h1>{p(ONE, TWO)}{others}</div>") == [ONE, TWO]
