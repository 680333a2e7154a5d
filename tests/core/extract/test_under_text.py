"""What stands in one box with an article though it is none of it, where no name says so."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article
from crawler.core.extract.credit import is_credited

TITLE = "فتح الطريق الجبلي أمام القوافل الزراعية"
TEXTS = (
    "فتحت السلطات المحلية الطريق الجبلي أمام القوافل الزراعية بعد أن أغلقته السيول أسبوعين.",
    "وقال مهندس في مكتب الأشغال إن الفرق أزالت الأحجار من ستة مواضع وأعادت بناء جدار ساند.",
    "ويخدم الطريق أكثر من أربعين قرية ينقل سكانها البن والخضار إلى أسواق المدينة كل يوم.",
)
COMMENT = "<div>سالم</div><p>هذا الطريق مهم لنا جميعا ونشكر كل من عمل على إصلاحه في البرد.</p>"
ABOUT = "<p>كاتبة تقيم في المدينة وتكتب عن القرى وطرقها منذ عشر سنوات وأكثر.</p>"


def read(inner, before=""):
    html = (
        f"<html lang=ar><head><title>{TITLE}</title></head><body>{before}<div><h1>{TITLE}</h1>"
        f"{inner}</div></body></html>"
    )
    return extract_article(html, "https://news.example/a/5")


def text(*more):
    return "".join(f"<p>{each}</p>" for each in TEXTS) + "".join(more)


def body(inner, before=""):
    article = read(inner, before)
    return article.articleBody.split("\n\n") if article else None


@pytest.mark.parametrize(
    "under",
    [
        f"<h3>التعليقات (3)</h3>{COMMENT}",
        f"<div>3 تعليقات</div>{COMMENT}",
        f"<div>Comments</div>{COMMENT}",
        f"<p>هذه المقالة كتبت في محليات بواسطة المحرر. أضف الرابط.</p>{ABOUT}",
        f"<p>This entry was posted in News and tagged roads by admin.</p>{ABOUT}",
        f"<h4>عن الكاتبة</h4>{ABOUT}",
        f"<h4>نبذة عن الكاتب</h4>{ABOUT}",
        f"<h4>About the author</h4>{ABOUT}",
    ],
)
def test_what_follows_such_a_line_is_no_part_of_the_text(under):
    assert body(text(under)) == list(TEXTS)


@pytest.mark.parametrize("label", ["التعليقات", "Comments (0)"])
def test_a_link_to_the_comments_ends_no_text(label):
    first, *rest = TEXTS
    others = "".join(f"<p>{each}</p>" for each in rest)
    assert body(f"<div>{label}</div>{text()}") == list(TEXTS)
    assert body(f"<p>{first}</p><div>{label}</div>{others}") == list(TEXTS)


def test_a_sentence_on_comments_ends_no_text():
    last = "<p>التعليقات على القرار كثيرة لكن أغلبها يرحب بفتح الطريق قبل موسم الحصاد.</p>"
    assert len(body(text(last))) == len(TEXTS) + 1


@pytest.mark.parametrize("extra", ["", "<div>القائمة البريدية</div>"])
def test_what_readers_fill_in_is_no_part_of_the_text(extra):
    form = (
        f"<form action=/join>{extra}<p>اكتب عنوانك هنا لتصلك رسالة في الأسبوع بأهم الأخبار.</p>"
        "<label>البريد الإلكتروني</label><input type=email></form>"
    )
    first, *rest = TEXTS
    assert body(text(form)) == list(TEXTS)
    others = "".join(f"<p>{each}</p>" for each in rest)
    assert body(f"<p>{first}</p>{form}{others}") == list(TEXTS)


def test_a_form_around_the_whole_page_holds_the_article():
    inside = f"<h1>{TITLE}</h1>{text()}"
    html = f"<title>{TITLE}</title><body><form id=aspnet>{inside}<div>اتصل بنا</div></form></body>"
    article = extract_article(html, "https://news.example/a/5")
    assert article.articleBody.split("\n\n") == list(TEXTS)


def test_a_story_of_one_sentence_in_a_form_around_the_whole_page():
    html = (
        f"<title>{TITLE}</title><body><form><ul><li><a href=/>الرئيسية</a></ul><h1>{TITLE}</h1>"
        f"<p>{TEXTS[0]}</p></form></body>"
    )
    article = extract_article(html, "https://news.example/a/5")
    assert article.articleBody == TEXTS[0]


@pytest.mark.parametrize(
    "line",
    [
        "قافلة زراعية تعبر الطريق الجبلي، تصوير: سالم باوزير",
        "(عدسة: سالم باوزير)",
        "Trucks on the mountain road. Photo: News Agency/Ali Saleh",
        "Lastwagen auf der Bergstraße. Foto: dpa",
        "Fot. Jan Kowalski / Agencja",
        "قافلة زراعية تعبر الطريق الجبلي \xa9 رويترز",
    ],
)
def test_a_line_with_the_name_of_a_photographer(line):
    assert is_credited(line)
    first, *rest = TEXTS
    others = "".join(f"<p>{each}</p>" for each in rest)
    article = read(f"<p>{first}</p><p>{line}</p>{others}")
    assert article.articleBody.split("\n\n") == list(TEXTS)
    assert [each.rule for each in article.removed if each.text == line] == ["caption"]


@pytest.mark.parametrize(
    "line",
    [
        "وقال الوزير: التصوير ممنوع في الميناء منذ عام.",
        "بدأ تصوير الفيلم في القرية: المخرج اختار بيتا قديما وسط الوادي ليكون مسرحا لأحداثه كلها.",
        "Photo: who took it, and where?",
        "ثلاثة أسئلة عن الصورة: من التقطها؟",
    ],
)
def test_a_line_without_one(line):
    assert not is_credited(line)


def test_a_heading_is_no_caption():
    heading = "<h2>أول تصوير: وادي الضباب</h2>"
    first, *rest = TEXTS
    others = "".join(f"<p>{each}</p>" for each in rest)
    assert "أول تصوير: وادي الضباب" in body(f"<p>{first}</p>{heading}{others}")
