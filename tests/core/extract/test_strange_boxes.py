"""Boxes in or under an article that are none of it, though no name says so."""

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
LATIN = [
    "Farmers of the upper valley have brought an old dam back to work after thirty years of decay.",
    "The head of their union said that four hundred people carried stones up the hill by hand.",
    "The dam waters two thousand acres of palms and corn, and was broken by a flood long ago.",
    "The union wants to dig two more canals in winter, and to share the water among all villages.",
]
OTHERS = (
    "انهيار جزئي في طريق الجبل يوقف حركة الشاحنات",
    "أسعار القمح ترتفع في أسواق الساحل للأسبوع الثالث",
    "بعثة أثرية تكتشف نقشا قديما في أطراف المدينة",
)
SUMMARY = "توقفت عشرات الشاحنات منذ فجر الأربعاء بعد انهيار جزء من الطريق بسبب السيول."
PUBLISHED = "نشر في الأربعاء 14 يناير 2026 الساعة 10 و 25 دقيقة مساء بتوقيت عدن"
PUBLISHED_EN = "Published on Wednesday 14 January 2026 at 10:25 am, local time of the valley"
LETTER = (
    "<div><h4>النشرة الإخبارية</h4><p>اشترك في نشرتنا ليصلك كل جديد إلى بريدك.</p>"
    "<p>بالضغط على الزر فأنت توافق على سياسة الخصوصية.</p></div>"
)
LETTER_EN = (
    "<div><h4>Stay informed</h4><p>Sign up for our morning briefing.</p>"
    "<p>You may leave the list whenever you want.</p></div>"
)
WALL = (
    "<div><h3>هذا المحتوى للمشتركين فقط</h3><p>تصفح جميع المقالات والتقارير دون حدود.</p>"
    "<ul><li>النسخة الورقية بصيغة رقمية كل صباح</li><li>نشرات بريدية خاصة</li></ul></div>"
)
WALL_EN = (
    "<div><h3>This content is reserved for subscribers only</h3><p>Read all of our stories.</p>"
    "<ul><li>Unlimited access on all of your devices.</li></ul></div>"
)
POLL = "<div><h4>استطلاع الرأي</h4><p>هل تؤيد إقامة سدود صغيرة بجهود أهلية؟</p></div>"
CARD = (
    f'<div><a href="/n/1"><img src="/1.jpg"></a><div><a href="/n/1">{OTHERS[0]}</a></div>'
    f"<div>{SUMMARY}</div></div>"
)
PROMISES = (
    "<div><h3>بين يديك كل صباح</h3><p>تصفح أهم الأخبار المحلية والدولية على جميع الأجهزة.</p>"
    "<p>وصول غير محدود إلى جميع المقالات والتقارير الخاصة.</p></div>"
)
LINKS = f"<div><div>تغطية ذات علاقة بالملف</div><div><a href=/1>{OTHERS[0]}</a></div></div>"


def paragraphs(texts, tag="p"):
    return "".join(f"<{tag}>{each}</{tag}>" for each in texts)


def read(inner, url="https://news.example/a/5"):
    html = f"<html lang=ar><title>{TITLE}</title><body>{inner}</body></html>"
    return article_of(Page(html, url))


def body(inner):
    return read(inner).articleBody.split("\n\n")


@pytest.mark.parametrize(
    ("texts", "box"),
    [
        (TEXTS, LETTER),
        (LATIN, LETTER_EN),
        (TEXTS, WALL),
        (LATIN, WALL_EN),
        (TEXTS, POLL),
        (TEXTS, CARD),
        (TEXTS, LINKS),
        (TEXTS, '<p>تابعوا <a href="/g">المرآة</a> على جوجل نيوز</p>'),
    ],
    ids=["letter", "letter en", "wall", "wall en", "poll", "card", "links", "follow"],
)
@pytest.mark.parametrize("tag", ["p", "div"])
@pytest.mark.parametrize("place", [2, 4])
def test_a_box_that_asks_or_leads_elsewhere_is_no_text(texts, box, tag, place):
    inner = paragraphs(texts[:place], tag) + box + paragraphs(texts[place:], tag)
    assert body(f"<div><h1>{TITLE}</h1><div>{inner}</div></div>") == texts


def test_a_summary_under_the_title_of_the_next_article_is_no_text():
    card = (
        f"<div><span>الخبر التالي</span><h3><a href=/1>{OTHERS[0]}</a></h3><p>{SUMMARY}</p></div>"
    )
    assert body(f"<div><h1>{TITLE}</h1>{paragraphs(TEXTS)}</div>{card}") == TEXTS
    assert body(f"<div><h1>{TITLE}</h1>{paragraphs(TEXTS)}{card}</div>") == TEXTS


def test_a_paragraph_after_a_list_of_others_is_no_summary():
    box = f"<div><b>اقرأ أيضا</b><ul><li><a href=/1>{OTHERS[0]}</a></li></ul></div>"
    assert body(f"<h1>{TITLE}</h1><div>{box}<p>{TEXTS[0]}</p></div>") == TEXTS[:1]


def test_all_of_an_asking_box_is_told():
    removed = read(f"<div><h1>{TITLE}</h1>{paragraphs(TEXTS)}{WALL}</div>").removed or []
    assert [each.rule for each in removed].count("follow") == 4


@pytest.mark.parametrize(
    "box",
    [
        f"<div><p>اشترك في الجمعية مزارعون من ثلاث قرى.</p><p>{SUMMARY * 3}</p></div>",
        "<p>اشترك في الحملة شيوخ وشبان ونساء من القرى المجاورة كلها، بحسب رئيس الجمعية.</p>",
    ],
    ids=["long", "alone"],
)
def test_a_box_with_a_paragraph_stays(box):
    kept = body(f"<div><h1>{TITLE}</h1><div>{paragraphs(TEXTS[:2])}{box}</div></div>")
    assert kept[:2] == TEXTS[:2]
    assert (SUMMARY * 3 in kept) == (SUMMARY * 3 in box)


@pytest.mark.parametrize("between", ["", "<p>{}</p>"])
def test_lines_shown_twice_are_a_widget(between):
    inner = paragraphs(TEXTS[:2]) + PROMISES + between.format(TEXTS[2]) + PROMISES
    kept = body(f"<div><h1>{TITLE}</h1>{inner}{paragraphs(TEXTS[3:])}</div>")
    assert kept == [*TEXTS[:2], *([TEXTS[2]] if between else []), TEXTS[3]]


def test_a_stanza_sung_twice_stays():
    song = "<p>يا وادي النخيل سلاما<br>عاد الماء إلى الحقول وعاد أهلك<br>فافتح لنا أبوابك كلها</p>"
    inner = paragraphs(TEXTS[:2]) + song + paragraphs(TEXTS[2:3]) + song + paragraphs(TEXTS[3:])
    kept = body(f"<div><h1>{TITLE}</h1>{inner}</div>")
    assert kept.count("يا وادي النخيل سلاما") == 2


def another(headline, tag="h1", *, link=False, date="الثلاثاء 13 يناير 2026"):
    inner = f'<a href="/n/7">{headline}</a>' if link else headline
    return f"<{tag}>{inner}</{tag}><div>{date}</div><div>{paragraphs(LATIN)}</div>"


@pytest.mark.parametrize(
    "other",
    [another(OTHERS[0]), another(OTHERS[0], "h2", link=True)],
    ids=["a headline of the page", "a link with a date"],
)
@pytest.mark.parametrize("box", ["<article class=post>{}</article>", "<div>{}</div>"])
def test_an_article_that_is_loaded_below_another_is_no_part_of_it(other, box):
    first = f"<h1>{TITLE}</h1><div>الأربعاء 14 يناير 2026</div><div>{paragraphs(TEXTS)}</div>"
    assert body(f"<div>{box.format(first)}{box.format(other)}</div>") == TEXTS


def test_the_sections_of_one_article_are_not_taken_apart():
    second = f"<div><h2>ما الذي يبقى من العمل في الشتاء</h2>{paragraphs(LATIN)}</div>"
    kept = body(f"<div><div><h1>{TITLE}</h1>{paragraphs(TEXTS)}</div>{second}</div>")
    assert kept[-4:] == LATIN


def test_summaries_that_end_with_read_more_announce_others():
    side = "".join(
        f'<div><div>{each}</div><p>{SUMMARY} {TEXTS[n]} <a href="/n/{n}">المزيد</a></p></div>'
        for n, each in enumerate(OTHERS)
    )
    main = f"<div><h1>{TITLE}</h1>{paragraphs(TEXTS[:2])}</div>"
    assert body(f"<div>{main}<div>{side}</div></div>") == TEXTS[:2]


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("عبدالرحمن باحشوان", "باحث متخصص في تاريخ الري والسدود، صدر له كتابان عن الوادي."),
        ("", "ناصر محمد الكثيري صحفي مقيم في المدينة، مهتم بشؤون المياه والبيئة."),
        ("", "Sara Lee Ahmed is a journalist with a decade of experience in the valley."),
    ],
)
def test_a_box_on_the_author_is_no_text(name, note):
    head = f"<h4>{name}</h4>" if name else ""
    inner = f"<div>{paragraphs(TEXTS)}</div><div>{head}<p>{note}</p></div>"
    assert body(f"<div><h1>{TITLE}</h1>{inner}</div>") == TEXTS
    assert body(
        f"<div><h1>{TITLE}</h1>{paragraphs(TEXTS)}<div>{head}<p>{note}</p></div></div>"
    ) == (TEXTS)


def test_a_last_paragraph_on_a_person_stays_among_the_others():
    note = "وكان ناصر الكثيري صحفيا قبل أن يعود إلى القرية ويتولى رئاسة الجمعية فيها."
    boxed = "".join(f"<div><p>{each}</p></div>" for each in [*TEXTS, note])
    assert body(f"<div><h1>{TITLE}</h1>{boxed}</div>")[-1] == note


@pytest.mark.parametrize(
    ("inner", "texts"),
    [
        (f"<p>المكلا / مرآة الوادي / متابعات خاصة:</p>{paragraphs(TEXTS)}", TEXTS),
        (f"<p>{PUBLISHED}</p>{paragraphs(TEXTS)}", TEXTS),
        (f"<p>{PUBLISHED_EN}</p>{paragraphs(LATIN)}", LATIN),
        (f"<h4>من نحن</h4>{paragraphs(LATIN[:1])}", []),
        ("<p>تمت مشاهدة هذا الموضوع 1450 مرة.</p>", []),
        ("<p>تم اكتشاف مانع إعلانات</p><p>يرجى تعطيل مانع الإعلانات في متصفحك.</p>", []),
        ("<p>جميع الآراء المنشورة تعبر عن رأي كتابها فقط.</p>", []),
        ("<p>This page is protected by reCAPTCHA, and its terms apply.</p>", []),
    ],
    ids=["dateline", "date", "date en", "about", "views", "blocker", "opinions", "captcha"],
)
def test_lines_at_the_ends(inner, texts):
    text = inner if texts else paragraphs(TEXTS) + inner
    assert body(f"<div><h1>{TITLE}</h1><div>{text}</div></div>") == (texts or TEXTS)


@pytest.mark.parametrize("wrap", ["<div>{}</div>", "<div><div>{}</div></div>"])
def test_paragraphs_in_boxes_of_their_own_are_one_text(wrap):
    deck = f"<p>{LATIN[0]}</p>"
    date = "<div><div><div>17 April 2012 • 2:54pm</div></div></div>"
    text = "".join(wrap.format(f"<p>{each}</p>") for each in TEXTS)
    kept = body(f"<div><div><h1>{TITLE}</h1>{deck}</div>{date}<div>{text}</div></div>")
    assert kept == [LATIN[0], *TEXTS]


@pytest.mark.parametrize("wrap", ["<div>{}</div>", "<section><div>{}</div></section>"])
def test_one_long_paragraph_in_a_box_of_its_own_is_not_the_whole_text(wrap):
    texts = [" ".join(TEXTS), *TEXTS[:2]]
    text = "".join(wrap.format(f"<p>{each}</p>") for each in texts)
    assert body(f"<div><h1>{TITLE}</h1><div>{text}</div></div>") == texts


def test_a_text_beside_a_short_story_is_none_of_it():
    story = f"<div><h1>{TITLE}</h1><p>{' '.join(TEXTS)}</p></div>"
    assert body(f"<div>{story}<section><p>{SUMMARY}</p></section></div>") == [" ".join(TEXTS)]


def test_a_notice_takes_what_stands_in_its_box():
    inner = "يرحب الموقع بالنقاش الحيوي والمفيد بين قرائه جميعا.<br>الآراء لا تعبر عن رأي الموقع."
    assert body(f"<div><h1>{TITLE}</h1><div>{paragraphs(TEXTS)}<div>{inner}</div></div></div>") == (
        TEXTS
    )


@pytest.mark.parametrize("credit", ["(رويترز)", "[وكالة الأنباء]"])
def test_a_line_under_a_picture_with_its_owner_is_a_caption(credit):
    picture = f'<p><img src="/a.jpg"></p><p>مشهد عام للسد بعد امتلاء حوضه بالمياه {credit}</p>'
    inner = paragraphs(TEXTS[:2]) + picture + paragraphs(TEXTS[2:])
    assert body(f"<div><h1>{TITLE}</h1>{inner}</div>") == TEXTS


def test_words_and_their_credit_in_one_box_with_a_picture_are_its_caption():
    box = '<div><img src="/a.jpg">رجال ينقلون الحجارة إلى الوادي.<br>تصوير: سالم باوزير</div>'
    inner = paragraphs(TEXTS[:2]) + box + paragraphs(TEXTS[2:])
    assert body(f"<div><h1>{TITLE}</h1>{inner}</div>") == TEXTS


VERSES = [
    "يا وادي النخيل سلاما عليك",
    "عاد الماء إلى الحقول وعاد أهلك",
    "فافتح أبوابك",
    "للغيث والمزن والسيول والندى",
    "واحفظ لنا ما بنته سواعد الرجال",
]


@pytest.mark.parametrize("verses", [paragraphs(VERSES), "<br>".join(VERSES)], ids=["p", "br"])
def test_a_poem_is_whole_and_its_date_no_verse(verses):
    date = "<div>الأربعاء 14 يناير 2026 - 10:25 م</div>"
    menu = "".join(f"<li><a href=/{n}>{each}</a></li>" for n, each in enumerate(OTHERS))
    assert body(f"<ul>{menu}</ul><div><h1>{TITLE}</h1>{date}<div>{verses}</div></div>") == VERSES


@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_poem_with_a_sentence_in_it_is_whole(tag):
    song = [
        *VERSES[:2],
        "وامض بنا يا نهر نحو الأمل البعيد.",
        *VERSES[2:],
        "ويا سدود الخير عودي",
        "كما كنت",
        "يوم كنا",
    ]
    credit = f"<{tag}>شعر 1435 هـ</{tag}>"
    assert body(f"<div><h1>{TITLE}</h1><div>{paragraphs(song, tag)}{credit}</div></div>") == song


def test_a_few_short_lines_under_a_story_are_no_poem():
    lines = paragraphs(["فريق الاتحاد", "صالة المدينة", "نايف السعدي"])
    assert body(f"<div><h1>{TITLE}</h1><div>{paragraphs(TEXTS)}{lines}</div></div>") == TEXTS


def test_paragraphs_written_as_headings_are_text():
    assert body(f"<div><h1>{TITLE}</h1><div>{paragraphs(TEXTS, 'h3')}</div></div>") == TEXTS


@pytest.mark.parametrize(
    ("url", "name", "links"),
    [
        ("https://news.example/author/nasser", "ناصر الكثيري", 3),
        ("https://news.example/?s=dam", "نتائج البحث عن: سد", 0),
    ],
)
def test_fronts_of_authors_and_empty_searches_are_no_articles(url, name, links):
    cards = "".join(
        f'<h3><a href="/n/{n}">{each}</a></h3>' for n, each in enumerate(OTHERS[:links])
    )
    page = Page(
        f"<title>{name} - المرآة</title><div><h1>{name}</h1><p>{TEXTS[0]}</p></div>{cards}", url
    )
    with pytest.raises(NotAnArticle) as refusal:
        article_of(page)
    assert refusal.value.reason == "listing"
