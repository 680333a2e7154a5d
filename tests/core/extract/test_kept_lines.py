"""Line ends tell paragraphs apart where a page keeps them, and nowhere else."""

from __future__ import annotations

import pytest

from crawler.core.extract.kept_lines import paragraphs_of
from crawler.core.extract.page import Page

TEXTS = [
    "أعاد مزارعو القرية تشغيل سد قديم ظل مهملا ثلاثين عاما، بعد حملة شارك فيها أربعمئة شخص.",
    "وقال رئيس جمعية المياه إن الأعمال بدأت مطلع الصيف، وإن الأهالي نقلوا الحجارة بأنفسهم.",
    "ويسقي السد نحو ألفي فدان من النخيل والذرة، وكان السيل قد هدم جداره وملأ حوضه بالطمي.",
]
KEPT = (
    "<pre>{}</pre>",
    '<div style="white-space: pre-line">{}</div>',
    '<p style="color:red;WHITE-SPACE:pre-wrap">{}</p>',
    '<div style="white-space-collapse: preserve">{}</div>',
    '<div class="text whitespace-pre-line">{}</div>',
)


def blocks(html):
    return [block.text for block in Page(html, "https://news.example/a/5").layout.blocks]


@pytest.mark.parametrize("element", KEPT)
@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n", "\n \n\n"])
def test_lines_that_are_kept_are_paragraphs(element, end):
    assert blocks(element.format(end.join(TEXTS))) == TEXTS


@pytest.mark.parametrize("element", ["<p>{}</p>", '<div style="white-space:nowrap">{}</div>'])
def test_elsewhere_a_line_end_is_a_space(element):
    assert blocks(element.format("\n\n".join(TEXTS))) == [" ".join(TEXTS)]


def test_each_paragraph_has_its_share_of_the_links():
    linked = f'{TEXTS[0]}\n\n{TEXTS[1]} <a href="/n/1">{TEXTS[2]}</a>'
    made = Page(f"<pre>{linked}</pre>", "https://news.example/a/5").layout.blocks
    assert len(made) == 2
    assert all(0 < block.link_share < 0.5 for block in made)
    assert all(block.link_chars < len(block.text) for block in made)


@pytest.mark.parametrize(
    "raw",
    [
        "سطر واحد بلا نهاية",
        "عاد الماء إلى\nالحقول وعاد\nأهلك إلى الوادي",
        "for (const dam of dams) {\n\n  open(dam);\n\n}",
        "وهذه أسطر من عرض واحد\nكما تكتب الرسائل في برنامج قديم\nلا يعرف الفقرات.",
    ],
    ids=["one", "poem", "code", "one width"],
)
def test_lines_that_are_no_paragraphs_stay_together(raw):
    assert paragraphs_of(raw) == [raw]
