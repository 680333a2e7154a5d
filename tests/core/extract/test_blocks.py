"""What a reader sees as one line is one block, with words neither glued nor split."""

from __future__ import annotations

import pytest

from crawler.core.extract.page import Page

SENTENCE = "هذه جملة طويلة بما يكفي لتكون فقرة كاملة في متن الخبر الذي نقرؤه الآن."


def texts(html):
    return [block.text for block in Page(html, "https://site.example/x").layout.blocks]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>و<b>ال</b>كتاب</p>", ["والكتاب"]),
        ("<p>ا<!-- c -->ب</p>", ["اب"]),
        ("<p>أ\n  <i> ب</i>&nbsp;ج</p>", ["أ ب ج"]),
        ("أ<br>ب<br><br>ج", ["أ", "ب", "ج"]),
        ("<div>أ<p>ب</p>ج</div>", ["أ", "ب", "ج"]),
        ("<table><tr><td>أ<td>ب</table>", ["أ", "ب"]),
        ("<x-paragraph>أ</x-paragraph><x-paragraph>ب</x-paragraph>", ["أ", "ب"]),
        ("<p>أ<unknown>ب</unknown></p>", ["أب"]),
        ("<form><div>أ</div></form>", ["أ"]),
        (
            "<body><script>x</script><style>y</style><noscript>z</noscript><template>w</template>أ",
            ["أ"],
        ),
        ("<p>أ<button>x</button><select><option>y</select></p>", ["أ"]),
        ("<p hidden>x</p><p style='DISPLAY : none'>y</p><p class='a d-none'>z</p>أ", ["أ"]),
        ("<p>أ <span class=sr-only>x</span>ب</p>", ["أ ب"]),
        ("<p class='hidden md:block'>أ</p>", ["أ"]),
        ("<nav>x</nav><nav class=breadcrumb>أ</nav>", ["أ"]),
        ("<ruby>漢<rt>kan</rt></ruby>", ["漢"]),
    ],
)
def test_lines(html, expected):
    assert texts(html) == expected


def test_spans_that_are_paragraphs():
    assert texts(f"<div><span>{SENTENCE}</span> <span>{SENTENCE}</span></div>") == [SENTENCE] * 2
    assert texts(f"<p><span>{SENTENCE}</span> ثم <span>قال</span></p>") == [f"{SENTENCE} ثم قال"]
    assert texts("<p><span>قال.</span><span>ثم</span></p>") == ["قال.ثم"]


def test_links_know_their_block_and_their_share():
    layout = Page(
        "<p>أولا</p><p>قال <a href=/x>الوزير <b>الجديد</b></a></p>"
        "<a>بلا عنوان</a><a href=/y><p>كله</p></a>",
        "https://site.example/x",
    ).layout
    assert [(link.href, link.text, link.block) for link in layout.anchors] == [
        ("/x", "الوزير الجديد", 1),
        ("/y", "كله", 3),
    ]
    assert layout.blocks[1].link_share == pytest.approx(12 / 15)
    assert layout.blocks[2].link_share == 0
    assert layout.blocks[3].link_share == 1


def test_a_second_link_ends_the_first():
    layout = Page("<a href=/x>أ<div><a href=/y>ب</a></div>", "https://site.example/x").layout
    assert list(dict.fromkeys(link.href for link in layout.anchors)) == ["/x", "/y"]


def test_images_and_times():
    layout = Page(
        "<p>أ<img src='data:x' data-src=/lazy.jpg alt='صورة'><img src=data:y>"
        "<time class=Updated datetime=2025-01-02>أمس</time></p>",
        "https://site.example/x",
    ).layout
    assert [(image.src, image.alt) for image in layout.images] == [("/lazy.jpg", "صورة")]
    (stamp,) = layout.stamps
    assert (stamp.machine, stamp.text, stamp.hint) == ("2025-01-02", "أمس", "updated")
