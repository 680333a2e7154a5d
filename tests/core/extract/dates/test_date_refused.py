"""Dates near an article that are not the one of its publication: none is better than these."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest


@pytest.mark.parametrize(
    "below",
    [
        "<p>موعد الفعالية: 4 مارس 2025</p>",
        "<p>ينتهي التقديم في 4 مارس 2025</p>",
        "<p>معرض الكتاب 4 مارس 2025</p>",
        "<p>صورة أرشيفية 4 مارس 2025</p>",
        "<p>Event date: 4 March 2025</p>",
        "<p>Ausstellung vom 1. bis 4. März 2025</p>",
        "<p>du 1 au 4 mars 2025</p>",
        "<p>dal 1 al 4 marzo 2025</p>",
        "<p>Etkinlik: 4 Mart 2025</p>",
        "<p>نمایشگاه ۱۴ اسفند ۱۴۰۳</p>",
        "<p>2025年3月4日(火)～5日(水)に開催</p>",
        "<p>© 4 March 2025</p>",
        "<p>آخر تحديث: 4 مارس 2025</p>",
        "<p>Last updated: 4 March 2025</p>",
        "<p>Mis à jour le 4 mars 2025</p>",
        "<p>Zuletzt aktualisiert am 4. März 2025</p>",
        "<p>Son güncelleme 4 Mart 2025</p>",
        "<p>Updated <time datetime=2025-03-04>4 March 2025</time></p>",
        "<time class=updated datetime=2025-03-04>4 March 2025</time>",
        "<div>تم التحديث</div><div>4 مارس 2025</div>",
        '<aside class="calendar">4 مارس 2025</aside>',
        "<div class=related><a href=/2>خبر آخر</a><p itemprop=datePublished>4 مارس 2025</p></div>",
        '<div class=related><a href=/2>خبر</a><i data-timestamp="1741071600">x</i></div>',
        "<p>1399-05-12T10:30:00</p>",
        "<p>1403/12/14</p>",
    ],
)
def test_below_the_headline(read, below):
    article = read(below=below)
    assert article.datePublished is None
    assert article.datePublishedEarliest is None


@pytest.mark.parametrize(
    "above",
    [
        "<header><p>الثلاثاء 4 مارس 2025</p></header>",
        '<div class="topbar"><span>الثلاثاء 4 مارس 2025</span></div>',
        '<div id="current-date">4 مارس 2025</div>',
    ],
)
def test_the_day_of_the_visit_in_the_head_of_the_site(read, above):
    assert read(above=above).datePublished is None
    assert read(above=above.replace("div", "section")).datePublished is None


def test_a_header_of_the_article_itself_is_no_head_of_the_site(read):
    above = "<article><header><p>4 مارس 2025</p>"
    assert read(above=above, below="</header>").datePublished == "2025-03-04"


@pytest.mark.parametrize(
    "after",
    [
        '<ul class="comments"><li>قارئ <time datetime="2025-03-04">4 مارس</time></li></ul>',
        '<script>[{"publishedAt": "2025-03-04"}, {"publishedAt": "2025-03-05"}]</script>',
        "<p>نهاية الدورة التدريبية 4 مارس 2025</p>",
        "<footer>جميع الحقوق محفوظة 2025</footer>",
    ],
)
def test_after_the_article(read, after):
    assert read(after=after).datePublished is None


def test_what_is_only_updated_says_when_it_was_changed(read):
    for line in ("<p>آخر تحديث: 4 مارس 2025</p>", "<p>Updated <time>4 March 2025</time></p>"):
        article = read(below=line)
        assert (article.datePublished, article.dateModified) == (None, "2025-03-04")


def test_published_and_updated_in_one_line(read):
    article = read(below="<p>نشر في 4 مارس 2025 - آخر تحديث: 6 مارس 2025</p>")
    assert article.datePublished == "2025-03-04"
    line = (
        "<p>Updated <time datetime=2025-03-06>6 March</time>, "
        "published <time datetime=2025-03-04>4 March</time></p>"
    )
    article = read(below=line)
    assert (article.datePublished, article.dateModified) == ("2025-03-04", "2025-03-06")


def test_figures_that_can_be_read_two_ways_but_one_lies_ahead(read):
    now = datetime(2025, 3, 20, tzinfo=UTC)
    line = "<p>03/04/2025</p>"
    assert read(below=line, lang="en", observed_at=now).datePublished == "2025-03-04"
    assert read(below="<p>Two notes</p>", lang="en", observed_at=now).datePublished is None
    later = datetime(2025, 6, 20, tzinfo=UTC)
    assert read(below=line, lang="en", observed_at=later).datePublished is None


def test_a_date_of_the_future_is_none(read):
    now = datetime(2025, 3, 1, tzinfo=UTC)
    assert read('<meta name=date content="2025-03-04">', observed_at=now).datePublished is None


def test_elements_without_text_at_the_end_of_a_page(read):
    after = "<div><time class=x></time><span class=date>4 مارس 2025</span></div>"
    assert read(after="<p>سطر</p>" * 9 + after).datePublished is None
    assert read(after=after.replace("4 مارس 2025", "")).datePublished is None


def test_times_within_the_text_are_those_of_entries(read):
    body = "".join(
        f"<p>وفي اليوم {n} من أعمال اللجنة تابع المشاركون مناقشة بنود الخطة واحدا بعد الآخر.</p>"
        for n in range(9)
    )
    entry = "<p>تابع <time datetime=2025-03-04T10:00>10:00</time></p>"
    parts = body.split("</p>")
    middle = "</p>".join(parts[:4]) + "</p>" + entry + "</p>".join(parts[4:])
    assert read(body=middle).datePublished is None
    assert read(body=body + entry).datePublished == "2025-03-04T10:00:00+03:00"
