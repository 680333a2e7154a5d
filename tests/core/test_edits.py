"""What is an edit of an article, and what is only the page's own."""

from __future__ import annotations

import pytest

from crawler.core.article import Author, Citation, Link, Media, Removed
from crawler.core.edits import CHANGE_CHARS_MAX, changes_between, is_beside, reading_key

FIRST = "أعلنت البلدية فتح الجسر الجديد أمام السيارات اعتبارا من صباح الأحد."
SECOND = "وقال رئيس البلدية إن كلفة المشروع بلغت 12 مليون ريال."


@pytest.fixture
def article(make_article):
    def make(*lines, **changes):
        return make_article(articleBody="\n\n".join(lines or (FIRST, SECOND)), **changes)

    return make


def fields(old, new):
    return [change.field for change in changes_between(old, new)]


@pytest.mark.parametrize(
    "line",
    [
        "عدد المشاهدات: 1204",
        "٣٤ تعليقا",
        "القراءات 87",
        "إعلان",
        "آخر تحديث: 4 مارس 2025",
        "الثلاثاء 4 مارس 2025 - 10:15",
        "قبل 3 ساعات",
        "شارك الخبر",
    ],
)
def test_a_line_of_the_page_is_no_news(article, line):
    old, new = article(FIRST, SECOND), article(FIRST, line, SECOND)

    assert changes_between(old, new) == changes_between(new, old) == []


@pytest.mark.parametrize(
    "line",
    [
        "أصيب 12 عاملا في حريق المصنع.",
        "بلغ عدد المشاركات في المسابقة 40 مشاركة من ست محافظات يمنية.",
        "وصل الوفد الثلاثاء 4 مارس 2025 إلى الميناء برفقة عدد من التجار.",
    ],
)
def test_a_sentence_with_a_number_or_a_date_is_news(article, line):
    assert not is_beside(line)
    assert fields(article(FIRST), article(FIRST, line)) == ["articleBody"]


@pytest.mark.parametrize(
    "changed",
    [
        FIRST.replace("أ", "ا"),
        FIRST.replace(" ", "  "),
        FIRST.replace("الجسر", "الجِسر"),
        FIRST.rstrip("."),
    ],
)
def test_spelling_marks_and_spaces_are_no_news(article, changed):
    assert changes_between(article(FIRST, SECOND), article(changed, SECOND)) == []


def test_paragraphs_that_are_cut_otherwise_are_no_news(article):
    assert changes_between(article(FIRST, SECOND), article(f"{FIRST} {SECOND}")) == []


def test_a_corrected_number_is_told_with_its_paragraph_alone(article):
    corrected = SECOND.replace("12", "21")
    (change,) = changes_between(article(), article(FIRST, corrected))

    assert (change.field, change.before, change.after) == ("articleBody", SECOND, corrected)


def test_a_paragraph_more_has_nothing_before(article):
    (change,) = changes_between(article(FIRST), article(FIRST, SECOND))

    assert (change.before, change.after) == (None, SECOND)


def test_a_list_of_other_news_in_the_text_is_no_news(article):
    old = article(FIRST, "اقرأ أيضا", "وصول سفينة القمح إلى الميناء", SECOND)
    new = article(FIRST, "اقرأ أيضا", "افتتاح سوق السمك الجديد في المدينة", SECOND)

    assert changes_between(old, new) == []


@pytest.mark.parametrize("field", ["relatedLink", "citation"])
def test_a_line_that_is_the_text_of_a_link_is_no_news(article, field):
    name = "وصول سفينة القمح إلى الميناء"
    links = [Link(url="https://windows.example/9", name=name)]
    if field == "citation":
        links = [Citation(url="https://windows.example/9", name=name)]
    linked = article(FIRST, name, SECOND, **{field: links})

    assert changes_between(linked, article()) == changes_between(article(), linked) == []
    assert fields(article(), article(FIRST, name, SECOND)) == ["articleBody"]


def test_what_was_cut_from_one_reading_only_is_no_news(article):
    notice = "تعرض هذه الأخبار آليا من مصادرها"
    old = article(FIRST, SECOND, notice)
    new = article(FIRST, SECOND, removed=[Removed(rule="learned", text=notice)])

    assert changes_between(old, new) == changes_between(new, old) == []


def test_what_is_beside_makes_no_version(article):
    new = article(
        relatedLink=[Link(url="https://windows.example/9", name="خبر آخر")],
        dateModified="2025-03-04T10:00:00Z",
        articleSection="محليات",
        mainImage=Media(url="https://windows.example/a.jpg?v=2"),
    )

    assert changes_between(article(), new) == []


def test_what_is_beside_is_told_with_a_version(article):
    old = article(articleSection="محليات", author=[Author(name="سالم باوزير")])
    new = article(
        headline="استئناف الرحلات إلى الجزيرة بعد شهر",
        articleSection="اقتصاد",
        author=[Author(name="سالم باوزير"), Author(name="هدى العمودي")],
    )

    assert fields(old, new) == ["headline", "author", "articleSection"]
    assert changes_between(old, new)[1].after == "سالم باوزير, هدى العمودي"


def test_a_byline_that_one_reading_missed_is_no_news(article):
    signed = article(author=[Author(name="سالم باوزير")])

    assert changes_between(signed, article()) == changes_between(article(), signed) == []


def test_a_long_change_is_cut(article):
    long = "وزار الوفد الحي القديم والتقى السكان. " * 40
    (change,) = changes_between(article(FIRST), article(FIRST, long))

    assert change.after.endswith("…")
    assert len(change.after) == CHANGE_CHARS_MAX


def test_a_reading_key_is_of_what_is_said(article):
    assert reading_key(article()) == reading_key(article(keywords=["جسور"]))
    assert reading_key(article()) != reading_key(article(headline="جسر آخر"))
