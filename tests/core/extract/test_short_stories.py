"""One sentence under a headline is an article, however much stands around it."""

from __future__ import annotations

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract import article_of, extract_article
from crawler.core.extract.page import Page

URL = "https://site.example/news/1"
TITLE = "مصرع ثلاثة أشخاص في حادث سير على الطريق الساحلي"
ONE = "لقي ثلاثة أشخاص مصرعهم مساء أمس في حادث سير على الطريق الساحلي."
SUMMARY = "<p>ملخص قصير لهذا الخبر الآخر الذي نشر أمس في الموقع نفسه.</p>"


def related(summary="", count=8):
    items = "".join(
        f"<li><a href=/n/{n}>خبر آخر رقم {n} له عنوان طويل من كلمات</a>{summary}</li>"
        for n in range(count)
    )
    return f"<h3>أخبار ذات صلة</h3><ul>{items}</ul>"


STORIES = {
    "paragraph": "<article><p>{one}</p></article>{related}",
    "bare text": "<div>{one}</div><div>{related}</div>",
    "one container": "<div class=post><div>محليات</div><div>{one}</div>{related}</div>",
    "one cell": "<table><tr><td>{one}<br><br>{related}</td></tr></table>",
    "between": "<div>{related}</div><div><p>{one}</p></div><div>{related}</div>",
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
@pytest.mark.parametrize("summary", ["", SUMMARY], ids=["titles", "summaries"])
def test_one_sentence_is_the_whole_text(story, summary):
    body = story.format(one=ONE, related=related(summary))
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"
    assert extract_article(html, URL).articleBody == ONE


def test_without_it_there_is_no_article():
    html = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{related()}</body></html>"
    )
    with pytest.raises(NotAnArticle) as caught:
        article_of(Page(html, URL))
    assert caught.value.reason == "listing"


@pytest.mark.parametrize(
    "html",
    [
        f"<h1>محليات</h1><table><tr><td>{ONE}<br>{related(SUMMARY)}</td></tr></table>",
        f"<h1>{TITLE}</h1><table><tr><td>{related(SUMMARY)}<br>سطر</td></tr></table>",
        (
            f"<h1>{TITLE}</h1><table><tr><td>جميع الحقوق محفوظة لموقعنا، ويحظر النشر بلا إذن.<br>"
            f"{related(SUMMARY)}</td></tr></table>"
        ),
        f"<b>{TITLE}</b><table><tr><td>{ONE}<br>{related(SUMMARY)}</td></tr></table>",
    ],
    ids=["a section", "no sentence", "a notice", "no heading"],
)
def test_what_stands_around_a_list_is_no_story(html):
    with pytest.raises(NotAnArticle):
        article_of(
            Page(f"<html><head><title>{TITLE}</title></head><body>{html}</body></html>", URL)
        )


COMMENTS = (
    "<div><h2>تعليق واحد</h2><p>سعيد يقول:</p><p>نوفمبر 25, 2026 الساعة 9:15 م</p>"
    "<p>نتمنى أن يصلح الطريق قريبا لأن الحوادث عليه كثرت، ولا أحد يسمع من أهل المنطقة.</p>"
    "<p>رد</p><form><p>احفظ اسمي، بريدي الإلكتروني، والموقع الإلكتروني في هذا المتصفح لاستخدامها "
    "المرة المقبلة في تعليقي.</p><input></form></div>"
)
AROUND = {
    "comments": COMMENTS,
    "counted comments": (
        "<div><div><span>2</span> تعليقات</div><div>أبو خالد</div><div>2 أيام</div>"
        "<p>كلام جميل لكن أين التنفيذ على أرض الواقع يا جماعة الخير؟</p><div>رد</div></div>"
    ),
    "an author": (
        "<div><div><a href=/a>هدى الكاف</a></div><p>صحفية تكتب في الشأن المحلي منذ عام 2009، "
        "وعملت مراسلة لعدد من الصحف والمواقع العربية.</p>"
        "<div><a href=//a.example>a.example</a></div></div>"
    ),
    "a newsletter": (
        "<form><h2>النشرة البريدية</h2><p>نرسل إليك أهم أخبار الأسبوع صباح كل خميس دون إزعاج.</p>"
        "<input type=email></form>"
    ),
    "a question": (
        "<div><div>هل تتوقع إصلاح الطريق قبل نهاية هذا العام؟</div>"
        "<div><label><input type=radio>نعم</label><label><input type=radio>لا</label></div></div>"
    ),
    "the site": (
        f"{related(count=3)}<h4>تابعونا</h4>"
        "<div>من نحن: موقع إخباري مستقل يهتم بنقل الأخبار من كل المحافظات.</div>"
    ),
    "its rights": (
        f"{related(count=3)}<div>جميع الحقوق محفوظة © صوت الساحل 2026 | تصميم وبرمجة: شركة الأفق "
        "للحلول التقنية المتكاملة</div>"
    ),
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize("form", ["<div>{}{}</div>", "<div><div>{}</div></div>{}"])
def test_what_is_longer_than_a_short_story_is_taken_for_it(around, form):
    story = form.format(f"<p>{ONE}</p>", around)
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{story}</body></html>"
    assert extract_article(html, URL).articleBody == ONE


def test_a_lead_over_the_date_is_taken_for_the_whole_story():
    texts = (
        "وقال شاهد إن السيارة انقلبت عند المنعطف القريب من الجسر، وإن المطر كان شديدا.",
        "ونقل الجرحى إلى المستشفى.",
    )
    story = (
        f"<p>{ONE}</p><div>20 نوفمبر 2026</div><div>{''.join(f'<p>{t}</p>' for t in texts)}</div>"
    )
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{story}</body></html>"
    assert extract_article(html, URL).articleBody.endswith("\n\n".join(texts))


CARD = (
    "<div><img src=/a.jpg><h4><a href=/author/1>{}</a></h4>"
    "<p>صحفي ومراسل ميداني يكتب في الشأن المحلي منذ عشر سنوات</p></div>"
)
FIGURES = ["بلغت الصادرات 1,250 مليون ريال.", "العجز: 2,150 مليون ريال بزيادة 12%."]
UNSTOPPED = ["وصل وفد من المنظمة إلى مطار المدينة صباح اليوم الأربعاء"]


@pytest.mark.parametrize(
    ("text", "name"),
    [(FIGURES, "سالم باوزير"), (UNSTOPPED, "سالم باوزير"), (FIGURES, "رؤى الأغبري")],
    ids=["figures", "unstopped", "a name in no list"],
)
def test_a_card_on_the_author_is_not_the_text(text, name):
    lines = "".join(f"<p>{line}</p>" for line in text)
    html = (
        f"<html><title>{TITLE} - منبر</title><div><h1>{TITLE}</h1><div>18 نوفمبر 2026</div>"
        f"<div>{lines}</div>{CARD.format(name)}</div>{related(count=3)}</html>"
    )
    assert extract_article(html, URL).articleBody.split("\n\n") == text


def test_what_a_minister_does_under_a_subheading_is_a_text():
    minister = "رئيس الوزراء يلتقي في مكتبه وفدا من المنظمة ويبحث معه أوضاع الصيادين."
    text = f"<div><h4>لقاء في الوزارة</h4><p>{minister}</p></div>{related(count=3)}"
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1>{text}"
    assert extract_article(html, URL).articleBody == minister
