"""Lines between a deck and the text are no part of it; days that a text goes through are."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

TITLE = "صيادو الجزيرة يطالبون بمرسى يحمي قواربهم من الأمواج"
DECK = "عشرون قارباً تحطمت في شتاء واحد، ولا أحد يعرف متى يبدأ بناء المرسى الموعود."
TEXTS = [
    "يطالب صيادو الجزيرة منذ سنوات بمرسى صغير يحمي قواربهم من أمواج الشتاء العالية.",
    "ويقول كبيرهم إن كلفة المرسى أقل من كلفة القوارب التي خسروها في ثلاثة مواسم فقط.",
    "وتعد السلطة المحلية بالبدء في العمل قبل نهاية العام إذا توفر التمويل اللازم له.",
]
ONE, TWO, THREE = (f"<p>{text}</p>" for text in TEXTS)


def body(lines):
    page = f"<main><h1>{TITLE}</h1><p>{DECK}</p>{lines}{ONE}{TWO}{THREE}</main>"
    return extract_article(page, "https://island.example/n/3").articleBody.split("\n\n")


@pytest.mark.parametrize(
    "lines",
    [
        "<p>10 فبراير 2026</p><p>3 دقائق قراءة</p>",
        "<div>سالم باوزير</div><div>الثلاثاء 10 فبراير 2026 - 14:20</div>",
        "<p>Published Feb 10, 2026 • Last updated 1 day ago • 2 minute read</p>",
        "<p>نشر : الجمعة 17 يناير 2025 - 20:11 | تحديث : الجمعة 17 يناير 2025 - 20:40</p>",
    ],
)
def test_the_lines_under_a_deck(lines):
    assert body(lines) == [DECK, *TEXTS]


def test_a_line_without_a_date_beside_it_stays():
    assert body("<p>صوت البحر أعلى من الجميع.</p>") == [DECK, "صوت البحر أعلى من الجميع.", *TEXTS]


def test_the_days_of_a_chronicle_stay():
    days = ("10 فبراير 2026", "11 فبراير 2026")
    first, second = (f"<p>{day}</p>" for day in days)
    page = f"<main><h1>{TITLE}</h1><p>{DECK}</p>{first}{ONE}{TWO}{second}{THREE}</main>"
    found = extract_article(page, "https://island.example/n/3").articleBody.split("\n\n")
    assert found == [DECK, days[0], *TEXTS[:2], days[1], TEXTS[2]]
