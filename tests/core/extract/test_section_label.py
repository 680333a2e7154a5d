"""Labels of sections: only in short lines near the headline, or right under the text."""

from __future__ import annotations

from crawler.core.extract import extract_article

TITLE = "صيادو الساحل يجددون شباكهم قبل الموسم"
TEXT = "<p>جدد صيادو الساحل شباكهم في ورش الميناء القديم، ويبدأ الموسم بعد عشرة أيام.</p>"
LINK = "<a href=/s>شؤون بلدية</a>"
LABEL = f"<div>القسم: {LINK}</div>"
STREETS = (
    *("الورد", "الياسمين", "النارنج", "الرمان", "الخوخ", "التفاح"),
    *("الزيتون", "العنب", "التين", "الجوز", "اللوز", "الفستق"),
)
SAID = "وقال مدير الميناء إن الورش تفتح أبوابها كل مساء حتى العاشرة ليلاً. "


def section(below="", under=""):
    html = f"<body><h1>{TITLE}</h1>{below}<div>{TEXT * 3}</div>{under}</body>"
    return extract_article(html, "https://news.example/sea/1").articleSection


def lines(count):
    return "".join(f"<div>زقاق {name}</div>" for name in STREETS[:count])


def test_a_label_among_the_last_lines_of_the_page_is_not_of_the_article():
    assert section(under=lines(4) + LABEL) == "شؤون بلدية"
    assert section(under=lines(12) + LABEL) is None


def test_a_label_three_lines_under_the_headline_counts():
    assert section(lines(3) + LABEL) == "شؤون بلدية"


def test_a_sentence_that_begins_like_a_label_names_no_section():
    assert section(under=f"<div>نشر في {LINK} {SAID}</div>") == "شؤون بلدية"
    assert section(under=f"<div>نشر في {LINK} {SAID * 2}</div>") is None


def test_both_words_label_plain_text():
    assert section(under="<div>القسم: شؤون بلدية</div>") == "شؤون بلدية"
    assert section(under="<div>بحر | التصنيف: شؤون بلدية</div>") == "شؤون بلدية"
