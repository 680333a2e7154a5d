"""Articles that a page loads below the first one, told by how their boxes begin."""

from __future__ import annotations

import pytest

from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page

TITLE = "مزارعو القرية يستعيدون سدا قديما بعد ثلاثين عاما من الإهمال"
OTHER = "انهيار جزئي في طريق الجبل يوقف حركة الشاحنات"
TEXTS = [
    "أعاد مزارعو القرية تشغيل سد قديم ظل مهملا ثلاثين عاما، بعد حملة شارك فيها أربعمئة شخص.",
    "وقال رئيس جمعية المياه إن الأعمال بدأت مطلع الصيف، وإن الأهالي نقلوا الحجارة بأنفسهم.",
    "ويسقي السد نحو ألفي فدان من النخيل والذرة، وكان السيل قد هدم جداره وملأ حوضه بالطمي.",
    "وتخطط الجمعية لإقامة قناتين جديدتين في الشتاء، على أن توزع المياه بالتناوب بين القرى.",
]
BELOW = [
    "انهار جزء من طريق الجبل فجر الأربعاء، فتوقفت عشرات الشاحنات التي تحمل الخضار إلى المدن.",
    "وقال مدير الأشغال إن الطريق سيفتح خلال يومين بعد إزالة الصخور من جانبيه كليهما.",
]


def body(*boxes):
    inner = "".join(boxes)
    html = f"<html lang=ar><title>{TITLE}</title><body><div>{inner}</div></body></html>"
    return article_of(Page(html, "https://news.example/a/5")).articleBody.split("\n\n")


def box(element, head, texts):
    name = element.split()[0]
    return f"<{element}>{head}{''.join(f'<p>{text}</p>' for text in texts)}</{name}>"


HEADS = {
    "lines of one make": (
        "div class=story-1",
        f"<div class=t>{TITLE}</div><div class=d>14 يناير 2026</div>",
        f"<div class=t>{OTHER}</div><div class=d>13 يناير 2026</div>",
    ),
    "a link": (
        "div class=story-1",
        f"<h1>{TITLE}</h1>",
        f'<b><a href="/n/7">{OTHER}</a></b>',
    ),
    "a heading in an article": ("article", f"<h1>{TITLE}</h1>", f"<h2>{OTHER}</h2>"),
}


@pytest.mark.parametrize(("element", "first", "second"), HEADS.values(), ids=HEADS)
def test_what_begins_as_the_first_one_is_another_article(element, first, second):
    assert body(box(element, first, TEXTS), box(element, second, BELOW)) == TEXTS


STAYS = {
    "no head": ("section", f"<h1>{TITLE}</h1>", ""),
    "a chapter": ("section", f"<h1>{TITLE}</h1>", "<h2>ما الذي يبقى من العمل في الشتاء</h2>"),
    "a short chapter": ("article", f"<h1>{TITLE}</h1>", "<h2>بعد السيل</h2>"),
    "a line without a date": (
        "div class=story-1",
        f"<div class=t>{TITLE}</div>",
        "<div class=t>وهكذا عاد الماء إلى أهله</div>",
    ),
}


@pytest.mark.parametrize(("element", "first", "second"), STAYS.values(), ids=STAYS)
def test_the_parts_of_one_article_are_not_taken_apart(element, first, second):
    kept = body(box(element, first, TEXTS), box(element, second, BELOW))
    assert kept[:4] == TEXTS
    assert kept[-2:] == BELOW


def test_a_deck_in_the_box_of_the_headline_does_not_make_its_text_another_article():
    head = f"<div><h1>{TITLE}</h1><p>{TEXTS[0]} {TEXTS[1]}</p></div>"
    text = box("div", '<a href="/by/1">تقرير خاص من مراسلنا سالم الكثيري</a>', BELOW)
    assert body(head, text)[-2:] == BELOW


def test_live_entries_are_no_articles():
    entries = "".join(
        f"<article><span>{at}</span><h3>وصول دفعة الماء رقم {n}</h3><p>{text}</p></article>"
        for n, (at, text) in enumerate(zip(("14:35", "14:10", "13:40"), TEXTS[1:], strict=True))
    )
    kept = body(f"<article><h1>{TITLE}</h1><p>{TEXTS[0]} {BELOW[0]}</p></article>", entries)
    assert TEXTS[3] in kept
