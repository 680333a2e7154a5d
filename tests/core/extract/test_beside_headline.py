"""What stands beside a headline and is not its section; notes on who writes; fronts."""

from __future__ import annotations

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page

TITLE = "مزارعو القرية يستعيدون سدا قديما بعد ثلاثين عاما من الإهمال"
TEXTS = [
    "أعاد مزارعو القرية تشغيل سد قديم ظل مهملا ثلاثين عاما، بعد حملة شارك فيها أربعمئة شخص.",
    "وقال رئيس جمعية المياه إن الأعمال بدأت مطلع الصيف، وإن الأهالي نقلوا الحجارة بأنفسهم.",
    "ويسقي السد نحو ألفي فدان من النخيل والذرة، وكان السيل قد هدم جداره وملأ حوضه بالطمي.",
    "وتخطط الجمعية لإقامة قناتين جديدتين في الشتاء، على أن توزع المياه بالتناوب بين القرى.",
]
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXTS)
MENU = "<div><a href=/>الرئيسية</a> <a href=/p>سياسة</a></div>"
NOTE = "سعيد باحميد كاتب وباحث في شؤون الريف، له ثلاثة كتب عن السدود القديمة."


def read(inner, title=TITLE, url="https://news.example/a/5"):
    html = f"<html lang=ar><head><title>{title}</title></head><body>{inner}</body></html>"
    return article_of(Page(html, url))


@pytest.mark.parametrize(
    "beside",
    [
        "<div>ملخص</div>",
        "<div>حجم الخط + -</div>",
        "<div>كتب: سعيد باحميد</div>",
        "<div>لم يكن أحد يصدق.</div>",
        "<ul><li>عودة الماء بعد عقود</li></ul>",
        "<div>سعيد باحميد</div><div>كاتب وباحث في شؤون الريف</div>",
    ],
)
def test_lines_that_are_no_section(beside):
    assert read(f"{MENU}<h1>{TITLE}</h1>{beside}{PARAGRAPHS}").articleSection is None


def test_the_link_home_above_a_headline_is_no_section():
    assert read(f"{MENU}<h1>{TITLE}</h1>{PARAGRAPHS}").articleSection is None
    kicker = "<div>اقتصاد</div>"
    assert read(f"{MENU}{kicker}<h1>{TITLE}</h1>{PARAGRAPHS}").articleSection == "اقتصاد"


def test_a_date_in_the_heading_is_no_part_of_the_headline_and_of_the_text():
    article = read(f"<div><h1>{TITLE} <small>14 يناير 2026</small></h1>{PARAGRAPHS}</div>")
    assert article.headline == TITLE
    assert article.articleBody.split("\n\n") == TEXTS


def test_a_year_behind_a_headline_stays():
    shown = f"<div><h1>{TITLE} عام 2026</h1>{PARAGRAPHS}</div>"
    assert read(shown).headline == f"{TITLE} عام 2026"


@pytest.mark.parametrize(
    "title", [f"صحيفة الوادي » محليات » {TITLE}", f"محليات » {TITLE}", f"محليات » {TITLE} » الوادي"]
)
def test_a_title_that_is_a_trail_gives_the_line_on_the_page(title):
    article = read(f"<div><div>{TITLE}</div>{PARAGRAPHS}</div>", title)
    assert article.headline == TITLE


@pytest.mark.parametrize("name", ["سعيد باحميد", "بقلم: سعيد باحميد"])
def test_a_note_under_the_name_of_its_author_is_no_text(name):
    article = read(f"<div><h1>{TITLE}</h1><p>{name}</p><p>{NOTE}</p>{PARAGRAPHS}</div>")
    assert article.articleBody.split("\n\n") == TEXTS


def test_a_first_paragraph_on_a_person_whom_no_line_names_stays():
    article = read(f"<div><h1>{TITLE}</h1><p>{NOTE}</p>{PARAGRAPHS}</div>")
    assert article.articleBody.split("\n\n") == [NOTE, *TEXTS]


SITE = "صحيفة الوادي تصدر أسبوعيا منذ عشرين عاما، وتعنى بأخبار القرى والمزارعين."


def test_what_a_site_tells_of_itself_in_a_box_below_is_no_text():
    title = f"{TITLE} - صحيفة الوادي"
    name = '<meta property="og:site_name" content="صحيفة الوادي">'
    apart = f"<div><h1>{TITLE}</h1><div>{PARAGRAPHS}</div><div><p>{SITE}</p></div></div>"
    assert read(name + apart, title).articleBody.split("\n\n") == TEXTS
    among = f"<div><h1>{TITLE}</h1>{PARAGRAPHS}<p>{SITE}</p></div>"
    assert read(name + among, title).articleBody.split("\n\n") == [*TEXTS, SITE]


LINKS = "".join(
    f"<div><a href=/n/{n}>عنوان المقال رقم {n} من مقالات كثيرة</a><span>قبل ساعة</span></div>"
    for n in range(4)
)


@pytest.mark.parametrize(
    ("heading", "url"),
    [
        ("سدود", "https://news.example/tag/dams"),
        ("اقتصاد", "https://news.example/c/4"),
        ("نتائج البحث عن: سد", "https://news.example/?s=x"),
    ],
)
def test_a_front_with_few_links_is_a_listing(heading, url):
    with pytest.raises(NotAnArticle) as refused:
        read(f"{MENU}<h1>{heading}</h1>{LINKS}<footer>كل الحقوق محفوظة</footer>", heading, url)
    assert refused.value.reason == "listing"


def test_a_headline_over_few_links_has_no_body():
    with pytest.raises(NotAnArticle) as refused:
        read(f"{MENU}<h1>{TITLE}</h1>{LINKS}<footer>كل الحقوق محفوظة</footer>")
    assert refused.value.reason == "no_body"


def test_a_page_that_tells_only_when_it_was_changed_has_no_day_of_publication():
    line = "<div>آخر تحديث: 14 يناير 2026 10:25 مساء</div>"
    article = read(f"<h1>{TITLE}</h1>{line}<div>{PARAGRAPHS}</div>")
    assert article.dateModified == "2026-01-14T22:25:00+03:00"
    assert article.datePublished is None
