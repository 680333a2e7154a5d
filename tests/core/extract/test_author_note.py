"""A note on the author above or below the text is no part of it."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

URL = "https://site.example/opinion/1"
TITLE = "مدن تتغير أسرع مما نكتب عنها"
ONE = "تتغير مدننا في أعوام قليلة أكثر مما تغيرت في قرن كامل، ولا يكاد أحد يكتب عن ذلك شيئا."
TWO = "وما نكتبه عنها اليوم يصير بعد عام وصفا لمكان آخر، كأن الكتابة نفسها تأتي متأخرة دائما."
AUTHOR = "هدى عبد الرحيم"


def read(first="", last="", author=AUTHOR):
    head = f'<meta name="author" content="{author}">' if author else ""
    html = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>"
        f"<div>{first}<p>{ONE}</p><p>{TWO}</p>{last}</div></body></html>"
    )
    return extract_article(html, URL)


@pytest.mark.parametrize(
    "note",
    [
        "هدى عبد الرحيم كاتبة وباحثة في شؤون المدن، صدر لها ثلاثة كتب في تاريخ العمارة.",
        "* هدى عبد الرحيم: أستاذة التخطيط الحضري في الجامعة، وتكتب في عدد من الصحف.",
        "هدى عبد الرحيم is a writer who has been covering cities for more than a decade.",
    ],
)
def test_a_note_on_the_author_goes(note):
    for article in (read(first=f"<p>{note}</p>"), read(last=f"<p>{note}</p>")):
        assert article.articleBody == f"{ONE}\n\n{TWO}"
        assert [each.rule for each in article.removed if each.text.endswith(note[-20:])] == [
            "byline"
        ]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("هدى عبد الرحيم تقول في كتابها الأخير إن المدينة القديمة لم تعد مدينة أحد منا.", AUTHOR),
        ("هدى عبد الرحيم كاتبة وباحثة في شؤون المدن، صدر لها ثلاثة كتب في تاريخ العمارة.", ""),
        (f"هدى عبد الرحيم كاتبة تروي حكاية هذا الحي. {TWO * 8}", AUTHOR),
        ("سبأ رئيسة التحرير قالت في افتتاح المعرض إن الكتابة عن المدن باب من التاريخ.", "سبأ"),
    ],
)
def test_other_lines_with_a_name_stay(line, author):
    assert read(last=f"<p>{line}</p>", author=author).articleBody.endswith(line)


def test_a_text_of_nothing_else_stays():
    note = "هدى عبد الرحيم كاتبة وباحثة في شؤون المدن، صدر لها ثلاثة كتب في تاريخ العمارة."
    html = (
        f'<html><head><title>{TITLE}</title><meta name="author" content="{AUTHOR}"></head>'
        f"<body><h1>{TITLE}</h1><div><p>{note}</p></div></body></html>"
    )
    assert extract_article(html, URL).articleBody == note
