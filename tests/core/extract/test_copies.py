"""What a page shows twice: the whole article, its start, a sentence of it; and its translation."""

from __future__ import annotations

import pytest

from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page

TITLE = "مزارعو القرية يستعيدون سدا قديما بعد ثلاثين عاما من الإهمال"
TEXTS = [
    "أعاد مزارعو القرية تشغيل سد قديم ظل مهملا ثلاثين عاما، بعد حملة شارك فيها أربعمئة شخص.",
    "وقال رئيس جمعية المياه إن الأعمال بدأت مطلع الصيف، وإن الأهالي نقلوا الحجارة بأنفسهم.",
    "ويسقي السد نحو ألفي فدان من النخيل والذرة، وكان السيل قد هدم جداره وملأ حوضه بالطمي.",
]
LATIN = (
    "Farmers of the upper valley have brought an old dam back to work after thirty years.",
    "The head of their union said that four hundred people carried stones up the hill.",
)


def paragraphs(texts, tag="p"):
    return "".join(f"<{tag}>{each}</{tag}>" for each in texts)


def article(inner):
    html = f"<html lang=ar><title>{TITLE}</title><body><h1>{TITLE}</h1>{inner}</body></html>"
    return article_of(Page(html, "https://news.example/a/5"))


def body(inner):
    return article(inner).articleBody.split("\n\n")


PRINT = f"<h2>{TITLE}</h2><div>3 مارس 2026</div>"


@pytest.mark.parametrize("head", ["", PRINT], ids=["for two screens", "for print"])
@pytest.mark.parametrize("tag", ["p", "div"])
def test_the_second_copy_of_an_article_gets_into_the_text(head, tag):
    text = paragraphs(TEXTS, tag)
    assert body(f"<main><div>{text}</div><div>{head}{text}</div></main>") == TEXTS


def test_paragraphs_that_come_twice_in_one_box_are_lost():
    assert body(f"<main>{paragraphs(TEXTS + TEXTS)}</main>") == TEXTS + TEXTS


def test_a_chorus_in_a_box_of_its_own_is_taken_for_a_copy():
    chorus = f"<div>{paragraphs(TEXTS[:1])}</div>"
    assert body(f"<main>{chorus}{paragraphs(TEXTS[1:])}{chorus}</main>") == [*TEXTS, TEXTS[0]]


MORE = [
    "ويقول مهندس شارك في العمل إن الجدار رفع مترين، وإن الحوض يتسع اليوم لضعف ما كان يتسع له.",
    "وكانت القرية تشتري الماء من صهاريج تأتي من المدينة، ويدفع البيت ربع دخله ثمنا لها كل شهر.",
    "ويريد الأهالي الآن أن يبنوا قناة إلى الحقول البعيدة، وقد جمعوا لذلك نصف ما يحتاجون إليه.",
]


def test_a_chorus_of_two_lines_is_taken_for_a_copy():
    """All of the box comes again, though it is not most of the text."""
    chorus = f"<div>{paragraphs(TEXTS[:2])}</div>"
    text = [*TEXTS, *MORE]
    assert body(f"<main>{chorus}{paragraphs(text[2:])}{chorus}</main>") == [*text, *TEXTS[:2]]


def test_the_rule_for_a_button_below_the_second_copy_is_forgotten():
    text, tool = paragraphs(TEXTS), "<p>شارك المقال</p>"
    removed = article(f"<main><div>{text}{tool}</div><div>{text}{tool}</div></main>").removed
    rules = {each.rule for each in removed if each.text == "شارك المقال"}
    assert rules == {"share"}


@pytest.mark.parametrize("tag", ["h3", "div"])
def test_a_summary_without_dots_gets_into_the_text_once_more(tag):
    start = TEXTS[0][:62].rpartition(" ")[0]
    assert body(f"<main><{tag}>{start}</{tag}>{paragraphs(TEXTS)}</main>") == TEXTS


def test_a_name_that_the_paragraph_under_it_begins_with_is_lost():
    named = zip(("سد القرية", "رئيس الجمعية", "نخيل الوادي"), TEXTS, strict=True)
    told = [line for name, text in named for line in (name, f"{name}: {text}")]
    inner = "".join(f"<h3>{told[at]}</h3><p>{told[at + 1]}</p>" for at in (0, 2, 4))
    assert body(f"<main>{inner}</main>") == told


def test_a_line_in_an_element_of_its_own_is_taken_for_the_start_of_what_follows():
    """It has other words than the paragraph."""
    texts = [*TEXTS, *MORE]
    assert body(f"<main><div>{texts[0]}</div>{paragraphs(texts[1:])}</main>") == texts


@pytest.mark.parametrize("end", ["...", "…", " …"])
def test_the_start_of_a_text_gets_into_it_once_more(end):
    start = f"<p>{TEXTS[0][:60]}{end}</p>"
    assert body(f"<main>{start}{paragraphs(TEXTS)}</main>") == TEXTS


def test_a_sentence_that_the_next_paragraph_begins_with_is_lost():
    longer = [TEXTS[0], f"{TEXTS[0]} {TEXTS[1]}"]
    assert body(f"<main>{paragraphs(longer)}</main>") == longer


@pytest.mark.parametrize("tag", ["p", "div"])
def test_words_of_the_text_in_large_letters_get_into_it(tag):
    quote = "<div><div>إن الأهالي نقلوا الحجارة بأنفسهم</div></div>"
    inner = paragraphs(TEXTS[:2], tag) + quote + paragraphs(TEXTS[2:], tag)
    assert body(f"<main>{inner}</main>") == TEXTS


def test_the_translation_under_a_heading_gets_into_the_text():
    other = f"<hr><h2>An old dam works again</h2>{paragraphs(LATIN)}<p>جميع الحقوق محفوظة</p>"
    assert body(f"<main>{paragraphs(TEXTS)}{other}</main>") == TEXTS


def test_what_somebody_says_in_another_language_is_lost():
    said = [*TEXTS, *LATIN]
    assert body(f"<main>{paragraphs(said)}</main>") == said


def test_a_single_sentence_in_another_language_under_its_heading_is_lost():
    other = f"<h2>In their own words</h2>{paragraphs(LATIN[:1])}"
    told = [*TEXTS, "In their own words", LATIN[0]]
    assert body(f"<main>{paragraphs(TEXTS)}{other}</main>") == told
