"""Days on designs of many sites: what was wrong or missing on pages written for the purpose."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

NOW = datetime(2025, 5, 20, 9, 30, tzinfo=UTC)
REQUEST, ISO = "2025-05-20T12:30:10+03:00", "2025-05-08"
STORY = "سفينة محملة بالقمح ترسو في ميناء عدن"
TEXT = "وأوضح مدير المؤسسة المحلية للمياه أن المحطة ستغطي احتياجات ثلاثة أحياء سكنية في المدينة."
LINK = f"<a href=/9>{STORY}</a>"
CHANGED = "<time datetime=2025-05-14>14 مايو</time>"
MORE = f"<p>{TEXT}</p>" * 3


@pytest.fixture
def day(read):
    def _day(**parts):
        article = read(observed_at=parts.pop("observed_at", NOW), **parts)
        return (article.datePublished or "")[:10] or None

    return _day


def meta(name, stated):
    return f'<meta property="{name}" content="{stated}">'


@pytest.mark.parametrize(
    "line",
    [
        "<div>آخر تحديث: 14 مايو 2025 - 10:00 | نشر: 8 مايو 2025 - 09:00</div>",
        "<div>آخر تحديث 14 مايو 2025، نشر 8 مايو 2025</div>",
        "<div>8 مايو 2025 (محدّث: 14 مايو 2025)</div>",
        f"<p>حُدّث: {CHANGED}</p><p>نُشر: {CHANGED.replace('14', '08')}</p>",
    ],
)
def test_the_day_of_a_change_beside_that_of_publication(day, line):
    assert day(below=line) == ISO


@pytest.mark.parametrize("line", ["حُدّث: 14 مايو 2025", "محدّث: 14 مايو 2025"])
def test_a_change_with_vowel_signs_is_no_publication(day, line):
    assert day(below=f"<div>{line}</div>") is None


@pytest.mark.parametrize(
    "opening",
    [
        "المكلا 8 مايو 2025 (وكالة) - افتتحت الوزارة محطة جديدة لتحلية مياه البحر في المدينة.",
        "رام الله 8-5-2025 وفا- افتتحت الوزارة محطة جديدة لتحلية مياه البحر في المدينة.",
        "المكلا (وكالة) 8 مايو 2025 - افتتحت الوزارة محطة جديدة لتحلية مياه البحر في المدينة.",
        "المكلا (وكالة) - 8 مايو 2025: افتتحت الوزارة محطة جديدة لتحلية مياه البحر في المدينة.",
        "الخرطوم 8-5-2025(سونا)- افتتحت الوزارة محطة جديدة لتحلية مياه البحر في المدينة.",
    ],
)
def test_a_dateline_without_a_sign_before_the_day(day, opening):
    assert day(body=f"<p>{opening}</p>{MORE}") == ISO


@pytest.mark.parametrize(
    "opening",
    [
        "ولد الشاعر 12 مارس 1951 في المكلا - وعاش فيها حتى أكمل دراسته وانتقل إلى العاصمة.",
        "شهد يوم 12 مارس 2011 (الجمعة) - كما يروي السكان - أحداثا لم تعرفها المدينة من قبل.",
        "افتتح في 12-3-2011 رسميا - كما يروي السكان - أول سوق للسمك في هذا الجانب من المدينة.",
    ],
)
def test_a_sentence_with_a_day_and_a_dash_is_no_dateline(day, opening):
    assert day(body=f"<p>{opening}</p>{MORE}") is None


def test_an_age_that_readers_see_wins_over_the_moment_of_the_request(read):
    head = meta("article:published_time", REQUEST)
    article = read(head=head, below="<div>قبل 5 أيام</div>", observed_at=NOW)
    assert article.dateBasis == "text-relative"
    young = read(head=head, below="<div>قبل دقيقة</div>", observed_at=NOW)
    assert young.datePublished == REQUEST


def test_the_moment_of_the_request_under_a_weak_name_is_no_date(day):
    head = f'<meta name="date" content="{REQUEST}">'
    assert day(head=head) is None
    assert day(head=head, url="https://news.example/2025/05/08/71") == ISO
    assert day(head=head, observed_at=datetime(2025, 5, 21, tzinfo=UTC)) == REQUEST[:10]
    assert day(head=meta("article:published_time", REQUEST)) == REQUEST[:10]


@pytest.mark.parametrize("midnight", ["2016-01-01T00:00:00+03:00", "2016-01-01 00:00:00"])
def test_the_first_of_a_year_of_a_template_yields_to_the_day_that_is_shown(day, midnight):
    head = meta("article:published_time", midnight)
    assert day(head=head, below="<div>8 مايو 2025</div>") == ISO
    assert day(head=head) == "2016-01-01"


def test_a_labelled_day_wins_over_the_moment_of_the_last_saving(day):
    head = meta("article:published_time", "2025-05-14T10:00:00+03:00") + meta(
        "article:modified_time", "2025-05-14T10:00:00+03:00"
    )
    assert day(head=head, below="<div>نشر في 8 مايو 2025</div>") == ISO
    assert day(head=head, below="<div>8 مايو 2025</div>") == "2025-05-14"


def test_the_times_of_the_entries_of_a_live_page(day, read):
    entries = "".join(
        f"<div class=entry><time>منذ {minutes} دقيقة</time><p>{TEXT}</p></div>"
        for minutes in (12, 24, 36)
    )
    assert day(below="<span>8/5/2025</span>", body=entries) == ISO
    alone = read(body=f"<div class=entry><time>منذ 12 دقيقة</time>{MORE}</div>", observed_at=NOW)
    assert alone.datePublishedEarliest == "2025-05-20T09:17:00Z"


def test_two_columns_with_a_time_but_no_text_are_no_entries(day):
    times = "".join(
        f"<div class=date><time datetime={stamp}>مايو</time></div>"
        for stamp in ("2025-05-08", "2025-05-14")
    )
    assert day(below=times) == ISO


CARDS = (
    "<ul><li>{link}<span> 16/05/2025</span></li></ul>",
    "<div class=cd><img src=1.jpg>{link}<p>16 مايو 2025</p></div>",
    "<div class=cd><p>16 مايو 2025</p>{link}</div>",
    "{link}<br><small>16 مايو 2025</small><br>",
    "<div>{link} <time datetime=2025-05-16>16 مايو</time></div>",
)


@pytest.mark.parametrize("card", CARDS)
def test_the_linked_title_of_another_article_above_the_headline(day, card):
    assert day(above=f"<div>{card.format(link=LINK)}</div>") is None
    section = "<a href=/local>أخبار محلية</a>"
    assert day(above=f"<div>{card.format(link=section)}</div>") == "2025-05-16"


@pytest.mark.parametrize("where", ["below", "after"])
def test_the_linked_title_of_another_article_in_one_line_with_its_day(day, where):
    card = CARDS[4].format(link=LINK)
    assert day(**{where: card}) is None
    assert day(**{where: card, "head": meta("article:published_time", ISO)}) == ISO


def test_the_linked_name_of_an_author_in_one_line_with_the_day(day):
    name = "<a href=/w/3>الكاتب الدكتور سالم عوض باوزير</a>"
    assert day(below=CARDS[4].format(link=name)) == "2025-05-16"


def test_a_long_day_that_is_itself_a_link(day):
    link = "<a href=/2025/05/08>الخميس 8 مايو 2025 الساعة 10:20 صباحا</a>"
    assert day(below=f"<div>نشر في موقع المدينة {link}</div>") == ISO


def test_the_link_to_the_article_itself_above_its_headline(read, day):
    title = read().headline
    line = f"<div><a href=/item/71>{title}</a> <time datetime={ISO}>8 مايو</time></div>"
    assert day(above=line) == ISO
    assert day(above=line.replace(title, STORY)) is None


def test_a_post_of_another_site_below_the_headline(day):
    link = "<a href=/1>May 1, 2025</a>"
    post = f"<blockquote><p>افتتاح المحطة</p>\u2014 الوزارة (@mow) {link}</blockquote>"
    assert day(below=post) is None
    assert day(below="<div>سالم عوض (@salem) 8 مايو 2025</div>") == ISO


@pytest.mark.parametrize("name", ["top", "mast"])
def test_the_day_in_the_head_of_a_site_whose_visit_is_not_known(day, name):
    head = f'<div id="{name}"><span>الثلاثاء 20-05-2025</span></div>'
    assert day(above=head, observed_at=None) is None
    assert day(above=head.replace(name, "shop-topic"), observed_at=None) == "2025-05-20"


@pytest.mark.parametrize("caption", ["من افتتاح سابق، 12 مارس 2021", "جانب من المعرض 12 مارس 2021"])
def test_a_scene_under_a_picture(day, caption):
    picture = '<div><img src="/a.jpg" width="600" height="400"><div>{}</div></div>'
    assert day(below=picture.format(caption)) is None
    assert day(below=picture.format("سالم عوض، 8 مايو 2025")) == ISO


@pytest.mark.parametrize("line", ["آخر مقال: 12 مارس 2025", "عضو منذ 12 مارس 2019"])
def test_the_days_of_an_author(day, line):
    assert day(after=f"<div>{line}</div>", below=f"<div>{line}</div>") is None
