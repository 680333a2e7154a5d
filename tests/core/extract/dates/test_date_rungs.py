"""Each rung of the ladder finds the date that stands on it, and is named in `fieldMethods`."""

from __future__ import annotations

import pytest

DAY = "2025-03-04"


def told(article):
    return article.datePublished, article.metadata.fieldMethods.get("datePublished")


@pytest.mark.parametrize(
    "name",
    [
        "article:published_time", "datePublished", "DC.date.issued", "dcterms.created",
        "sailthru.date", "parsely-pub-date", "pubdate", "publish-date", "article.published",
        "date", "cXenseParse:recs:publishtime", "citation_publication_date", "og:pubdate",
    ],
)  # fmt: skip
def test_names_of_meta(read, name):
    assert told(read(f'<meta name="{name}" content="{DAY}">')) == (DAY, "meta")


def test_one_item_property_of_several(read):
    head = f'<meta itemprop="dateCreated datePublished" content="{DAY}">'
    assert told(read(head)) == (DAY, "meta")


@pytest.mark.parametrize(
    ("line", "method"),
    [
        (f'<span itemprop="datePublished" content="{DAY}">اليوم</span>', "microdata"),
        ('<p itemprop="datePublished">4 مارس 2025</p>', "microdata"),
        (f'<b property="schema:datePublished" content="{DAY}"></b>', "microdata"),
        (f'<abbr class="published" title="{DAY}">الثلاثاء</abbr>', "microdata"),
        (f'<time pubdate datetime="{DAY}">الثلاثاء</time>', "microdata"),
        (f'<time datetime="{DAY}">الثلاثاء</time>', "time-tag"),
        ("<time>4 آذار 2025</time>", "time-tag"),
        (
            f'<aside><time class="date published updated" datetime="{DAY}">x</time></aside>',
            "time-tag",
        ),
        ("<p>الثلاثاء 4 مارس 2025</p>", "text"),
        ("<ul class=menu><li>4 مارس 2025</li><li>اقتصاد</li></ul>", "text"),
    ],
)
def test_below_the_headline(read, line, method):
    assert told(read(below=line)) == (DAY, method)


@pytest.mark.parametrize(
    "raw", ["1741071600", "1741071600000", "1741071600.25", "/Date(1741071600000)/"]
)
def test_a_moment_for_a_script_to_show(read, raw):
    article = read(below=f'<span data-timestamp="{raw}">منذ مدة</span>')
    assert told(article) == ("2025-03-04T10:00:00+03:00", "data")
    assert (article.datePrecision, article.dateBasis) == ("second", "time-tag")


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "March 4th, 2025"),
        ("en-GB", "Tuesday 4 March 2025, 10:30"),
        ("fr", "Publié le 4 mars 2025 à 10h30"),
        ("fr", "Publié le mardi 4 mars 2025 - Mis à jour le 6 mars 2025"),
        ("de", "Veröffentlicht am 4. März 2025"),
        ("de", "4. März 2025, 10:30 Uhr"),
        ("es", "4 de marzo de 2025"),
        ("pt", "4 de março de 2025 às 10h30"),
        ("it", "Martedì 4 Marzo 2025"),
        ("nl", "dinsdag 4 maart 2025"),
        ("pl", "4 marca 2025 r."),
        ("tr", "Yayınlanma: 4 Mart 2025 Salı"),
        ("tr", "Güncelleme: 6 Mart 2025 - Yayınlanma: 4 Mart 2025"),
        ("id", "Selasa, 4 Maret 2025"),
        ("ru", "4 марта 2025 г."),
        ("el", "4 Μαρτίου 2025"),
        ("fa", "۱۴ اسفند ۱۴۰۳"),
        ("fa", "سه\u200cشنبه ۱۴۰۳/۱۲/۱۴"),
        ("fa", "۴ مارس ۲۰۲۵"),
        ("ur", "۴ مارچ ۲۰۲۵"),
        ("ja", "2025年3月4日"),
        ("ko", "2025년 3월 4일"),
        ("hu", "2025. március 4."),
    ],
)
def test_lines_of_other_languages(read, lang, line):
    article = read(below=f"<p>{line}</p>", lang=lang)
    assert article.datePublished[:10] == DAY
    assert article.metadata.fieldMethods["datePublished"] == "text"


@pytest.mark.parametrize(
    "line",
    [
        "By Salem Ahmed, our correspondent in the old town, posted on March 4, 2025 at 10:15 AM",
        "Von Salem Ahmed und Muna Ali aus der Altstadt | veröffentlicht am 4. März 2025 | Lokales",
        (
            "<b>سالم أحمد مراسل الصحيفة في المدينة القديمة وما حولها</b> "
            "<span class=article-date>4 مارس 2025</span> <i>خمس دقائق للقراءة</i>"
        ),
    ],
)
def test_in_a_longer_line_of_names(read, line):
    article = read(below=f"<div>{line}</div>")
    assert article.datePublished[:10] == DAY
    assert article.metadata.fieldMethods["datePublished"] == "text"


@pytest.mark.parametrize(
    "line",
    [
        (
            "<b>سالم أحمد مراسل الصحيفة في المدينة القديمة وما حولها</b> "
            "<span class=updated-date>4 مارس 2025</span> <i>خمس دقائق للقراءة</i>"
        ),
        (
            "<b>سالم أحمد مراسل الصحيفة في المدينة القديمة وما حولها</b> "
            "<span class=event-date>موعد الفعالية 4 مارس 2025</span> <i>خمس دقائق للقراءة</i>"
        ),
        "The report on the markets of the old town was published on March 4, 2025. It is long.",
    ],
)
def test_other_dates_in_a_longer_line(read, line):
    assert read(below=f"<div>{line}</div>").datePublished is None


@pytest.mark.parametrize(
    ("after", "title", "method"),
    [
        ("<p>تاريخ النشر: 4 مارس 2025</p>", None, "text"),
        ('<p class="post-date">4 مارس 2025. <i>آخر تحديث: 6 مارس 2025</i></p>', None, "text"),
        ("", "خطة الأسواق | صدى البلد | 04.03.2025", "title"),
        ('<script>var item = {"publishedAt": "2025-03-04"};</script>', None, "script"),
    ],
)
def test_far_from_the_headline(read, after, title, method):
    assert told(read(after=after, **({"title": title} if title else {}))) == (DAY, method)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/2025/03/04/markets",
        "https://news.example/2025/3/4/markets",
        "https://news.example/2025-03-04/markets",
        "https://news.example/economy/20250304/markets.html",
        "https://news.example/markets-20250304",
        "https://news.example/view?date=2025-03-04&id=7",
    ],
)
def test_the_day_in_the_address(read, url):
    assert told(read(url=url)) == (DAY, "url")


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/item/20254391",
        "https://news.example/2025/03/markets",
        "https://news.example/12025-03-04/markets",
        "https://news.example/2025/13/04/markets",
    ],
)
def test_other_figures_in_the_address(read, url):
    assert told(read(url=url)) == (None, None)


def test_of_several_articles_in_json_ld_the_one_of_the_page_counts(read):
    other = {
        "@type": "NewsArticle",
        "headline": "خبر آخر من أخبار المدينة",
        "url": "https://news.example/item/9",
        "datePublished": "2024-01-01",
    }
    own = {"@type": "NewsArticle", "url": "https://news.example/item/71", "datePublished": DAY}
    named = {
        "@type": "NewsArticle",
        "headline": "المجلس البلدي يقر خطة لتنظيم الأسواق",
    }
    assert told(read(data=[other, own])) == (DAY, "jsonld")
    assert told(read(data=[other, named | {"datePublished": DAY}])) == (DAY, "jsonld")
    assert told(read(f'<meta name=date content="{DAY}">', data=[other, named])) == (DAY, "meta")
    assert told(read(data=[other, other])) == (None, None)


@pytest.mark.parametrize(
    ("lang", "locale", "country", "expected"),
    [
        ("en-US", "", None, "2025-03-04"),
        ("en-GB", "", None, "2025-04-03"),
        ("en", "en_US", None, "2025-03-04"),
        ("en", "en_GB", None, "2025-04-03"),
        ("en", "", None, None),
        ("en-US", "en_US", "in", "2025-04-03"),
        ("ar", "en_US", None, "2025-04-03"),
        ("", "", None, "2025-04-03"),
    ],
)
def test_which_figure_is_the_month(read, lang, locale, country, expected):
    head = f'<meta property="og:locale" content="{locale}">' if locale else ""
    article = read(head, "<p>03/04/2025</p>", lang=lang, country=country)
    assert article.datePublished == expected


def test_english_of_no_declared_language(read):
    english = "<p>The council of the old town has decided on a plan for the markets there.</p>" * 3
    line = "<p>03/04/2025</p>"
    assert read(below=line, lang="", body=english).datePublished is None
    german = english.replace("The ", "Die ").replace("the ", "den ").replace(" of ", " von ")
    assert read(below=line, lang="", body=german).datePublished == "2025-04-03"


def test_json_ld_of_the_page_but_not_of_what_it_lists(read):
    page = {"@type": "WebPage", "datePublished": DAY}
    listed = {"@type": "WebPage", "mentions": [{"@type": "Book", "datePublished": "2019-01-01"}]}
    assert told(read(data=page)) == (DAY, "jsonld")
    assert told(read(data=[listed, page])) == (DAY, "jsonld")
    assert told(read(f"<meta name=x content={DAY}>", data=listed)) != ("2019-01-01", "jsonld")


def test_entry_date_is_the_entrys_date_though_it_is_also_called_updated(read):
    stamp = '<time class="entry-date updated td-module-date" datetime="2025-03-04T10:00:00+03:00">'
    article = read(below=f"<div>{stamp}4 مارس 2025</time></div>")
    assert article.datePublished == "2025-03-04T10:00:00+03:00"
    told = read(below=f"<div>آخر تحديث: {stamp}4 مارس 2025</time></div>")
    assert (told.datePublished, told.dateModified) == (None, "2025-03-04T10:00:00+03:00")


def test_the_foot_of_a_post_is_not_the_foot_of_the_page(read):
    foot = "<div class={}-footer>مرسلة بواسطة هدى الكاف في مارس 4, 2025</div>"
    assert read(after=foot.format("post")).datePublished == "2025-03-04"
    assert read(after=foot.format("page")).datePublished is None
