"""Boxes amid an article that want something of its readers, and what looks as they do and stays."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

TITLE = "سكان الحي يزرعون سطوح منازلهم بعد جفاف البئر الكبيرة"
TEXTS = (
    "بدأ سكان الحي الغربي زراعة سطوح منازلهم بالخضار بعد جفاف البئر التي كانت تسقي بساتينهم.",
    "وقالت صاحبة المبادرة إن خمسين أسرة انضمت إليها منذ الربيع، وإن البذور توزع عليها مجانا.",
    "ويجمع السكان مياه الأمطار في خزانات صغيرة، ويعيدون استعمال مياه الغسيل بعد تصفيتها بالرمل.",
    "وتخطط المبادرة لافتتاح سوق أسبوعية يبيع فيها أهل الحي ما يزيد على حاجتهم من المحصول.",
)
EMAIL = "<input type=email placeholder=email>"
CHANNEL, GROUP = "t.me", "wa.me"


def body(markup, texts=TEXTS):
    """The paragraphs of an article with this markup in its middle."""
    first, second = ("".join(f"<p>{text}</p>" for text in part) for part in (texts[:2], texts[2:]))
    page = f"<html><body><h1>{TITLE}</h1><div>{first}{markup}{second}</div></body></html>"
    article = extract_article(page, "https://news.example/a/7")
    return article.articleBody.split("\n\n") if article else []


@pytest.mark.parametrize(
    "box",
    [
        f"<div><b>بريد الصباح</b><p>ما جرى أمس في رسالة واحدة.</p>{EMAIL}</div>",
        f"<div><div><h4>كل صباح</h4><p>ما جرى أمس في رسالة.</p></div><div>{EMAIL}</div></div>",
        "<div><div>هل زرعت سطح منزلك؟</div><label><input type=radio>نعم</label></div>",
        "<div><div>أيهما أنفع لك؟</div><div>نعم 61%</div><div>لا 39%</div><div>820</div></div>",
        "<div><div>نص مسموع</div><div>0:00 / 4:12</div><p>قرأته آلة وقد تخطئ في النطق.</p></div>",
        "<div><h4>كن شريكا لنا</h4><p>لا يمولنا حزب ولا حكومة.</p><a href=/g>ساهم الآن</a></div>",
        f"<div><b>في جيبك</b> <span>خمسون ألفا معنا</span> <a href=https://{GROUP}/9>معنا</a></div>",
        "<p>كن أول من يعلم: فعّل الإشعارات</p>",
    ],
)
def test_a_box_that_asks_gets_into_the_text(box):
    assert body(box) == list(TEXTS)


def test_the_paragraphs_beside_a_field_are_lost_with_it():
    page = (
        f"<body><div><h1>{TITLE}</h1><p>{TEXTS[0]}</p><div><input type=text></div>"
        f"<p>{TEXTS[1]}</p></div></body>"
    )
    article = extract_article(page, "https://news.example/a/7")
    assert article is not None
    assert article.articleBody == f"{TEXTS[0]}\n\n{TEXTS[1]}"


def test_the_things_of_a_list_are_lost_for_their_buttons():
    names = ("قطرة", "ساقية", "صنبور", "خزان")
    things = "".join(
        f"<div><h3>{name}</h3><p>يحسب {name} ما ينفقه بيتك.</p><a href=/g>نزله</a></div>"
        for name in names
    )
    assert [text for text in body(things) if text in names] == list(names)


def test_the_result_of_an_election_is_taken_for_a_poll():
    parts = ["قائمة النخيل: 41%", "قائمة السد: 38%", "مستقلون: 21%"]
    items = "".join(f"<li>{part}</li>" for part in parts)
    assert body(f"<ul>{items}</ul>") == [*TEXTS[:2], *parts, *TEXTS[2:]]


def test_a_paragraph_with_a_link_to_a_channel_is_taken_for_a_banner():
    told = (
        f"ونشر رئيس اللجنة بيانا في <a href=https://{CHANNEL}/council>قناته</a> "
        "قال فيه إن البئر ستعمق."
    )
    assert len(body(f"<p>{told}</p>")) == len(TEXTS) + 1


CARD = (
    "<div><img src=/k.jpg><h5>كمال البحري</h5><p>كاتب وباحث مقيم في عدن</p><a href=/w>له</a></div>"
)


def test_a_card_on_the_author_gets_into_the_text():
    assert body(CARD) == list(TEXTS)


def test_the_persons_of_whom_an_article_tells_are_lost():
    cards = (
        "<div><h5>كمال البحري</h5><p>كاتب</p></div><div><h5>سالم عمر</h5><p>باحث في الري</p></div>"
    )
    assert {"كمال البحري", "سالم عمر"} <= set(body(cards))


def test_the_translation_below_an_article_is_taken_for_its_end():
    latin = (
        "People of the western quarter grow vegetables on their roofs since the large well is dry.",
        "Fifty families have joined them since spring, and seeds are handed out to all for free.",
    )
    text, other = ("".join(f"<p>{each}</p>" for each in part) for part in (TEXTS, latin))
    page = f"<body><div><h1>{TITLE}</h1><div>{text}</div><div>{other}</div></div></body>"
    article = extract_article(page, "https://news.example/a/7")
    assert article is not None
    assert article.articleBody.split("\n\n") == list(TEXTS)


def test_a_headline_with_a_line_above_it_is_taken_for_a_deck():
    text = "".join(f"<p>{each}</p>" for each in TEXTS)
    head = f"<title>{TITLE} - المدينة</title><h1><span>زراعة</span>{TITLE}</h1>"
    page = f"<body><div>{head}<div>{text}</div></div></body>"
    article = extract_article(page, "https://news.example/a/7")
    assert article is not None
    assert article.headline == TITLE
    assert article.articleBody.split("\n\n") == list(TEXTS)


def test_bare_words_under_a_picture_are_taken_for_text():
    assert body("<div><img src=/1.jpg><span>سطح مزروع في الحي الغربي</span></div>") == list(TEXTS)


def test_a_paragraph_with_a_picture_is_taken_for_a_caption():
    told = "وأضافت أن الأطفال يتعلمون الزراعة في حديقة المدرسة كل خميس."
    assert told in body(f"<div><img src=/1.jpg>{told}</div>")
