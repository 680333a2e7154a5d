"""A profile's selectors win; one that finds nothing is named and the engine's finding stands."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.core.clean import clean_article
from crawler.core.extract.article import article_of
from crawler.core.extract.blocks import lay_out
from crawler.core.extract.page import Page
from crawler.core.site import SiteProfile

ONE = "افتتح المحافظ أمس الأول المكتبة العامة بعد ترميم استمر عاما ونصف العام في المدينة."
TWO = "وحضر الافتتاح عدد من الكتاب والناشرين وطلاب الجامعات من مختلف مناطق البلاد."
HTML = f"""<html><head><title>افتتاح المكتبة العامة في المدينة - بوابة</title></head><body>
<div class=kicker>ثقافة</div><h1>افتتاح المكتبة العامة في المدينة</h1>
<h2 class=real>المكتبة العامة تفتح أبوابها من جديد</h2><b class=pub><i>وكالة الأنباء</i></b>
<a class=src href=https://agency.example/>الوكالة الأولى</a>
<time class=when datetime=2025-03-04T10:00:00Z>منذ شهر</time><span class=day>5 مارس 2025</span>
<div class=one><p>{ONE}</p><p class=junk>سطر لا يريده أحد في متن هذا الخبر إطلاقا.</p>
<p>{TWO} <span class=inner>زائد</span></p><hr class=end>
<p>كل ما يأتي بعد هذا الخط ليس من الخبر.</p></div>
<div class=two><p>متن آخر اختاره صاحب الموقع بنفسه ليكون هو الخبر.</p></div>
<div class=list><a href=/n/2>خبر</a><a href=/n/3>خبر ثالث</a></div></body></html>"""
NOW = datetime(2025, 3, 10, tzinfo=UTC)


def read(**selectors):
    profile = SiteProfile(name="library", **selectors)
    page = Page(HTML, "https://site.example/n/1")
    return clean_article(article_of(page, profile=profile, observed_at=NOW))


def test_selectors_win():
    article = read(
        headline=".real", body=".two", section=".kicker", publisher=".src", related=".list",
        published=".day",
    )  # fmt: skip
    assert article.headline == "المكتبة العامة تفتح أبوابها من جديد"
    assert article.articleBody == "متن آخر اختاره صاحب الموقع بنفسه ليكون هو الخبر."
    assert article.articleSection == "ثقافة"
    assert (article.publisher.name, article.publisher.url) == (
        "الوكالة الأولى",
        "https://agency.example/",
    )
    assert article.publisher.confidence > 0.9
    assert [link.name for link in article.relatedLink] == ["خبر", "خبر ثالث"]
    assert (article.datePublished, article.datePrecision) == ("2025-03-05", "day")
    assert article.metadata.validationMessages == {}
    assert article.metadata.fieldMethods == dict.fromkeys(
        ("headline", "articleBody", "articleSection", "datePublished"), "selector"
    )


def test_a_time_element_gives_its_machine_form():
    article = read(published="time.when")
    assert article.datePublished == "2025-03-04T10:00:00+00:00"
    assert article.datePrecision == "second"


def test_noise_and_ends_are_cut_from_what_the_engine_finds():
    article = read(noise=(".junk", ".inner"), cut_after=(".end", ".absent"), body=".one")
    assert article.articleBody == f"{ONE}\n\n{TWO}"
    assert {(each.rule, each.text[:3]) for each in article.removed} == {
        ("selector", "سطر"),
        ("cut_after", "كل "),
    }
    assert article.metadata.validationMessages == {}


@pytest.mark.parametrize(
    ("above", "cut"), [("<hr class=end>", 0), (f"<p>{ONE}</p><hr class=end>", 1)]
)
def test_of_two_ends_the_first_counts_though_no_text_stands_above_it(above, cut):
    tree = LexborHTMLParser(f"{above}<p>{TWO}</p><hr class=end><p>{ONE}</p>")
    assert lay_out(tree, cut_after=[each.mem_id for each in tree.css(".end")]).cut == cut


@pytest.mark.parametrize(
    "field", ["headline", "body", "section", "published", "publisher", "related"]
)
def test_a_selector_that_misses_is_named(field):
    article = read(**{field: ".absent"})
    assert article.metadata.validationMessages == {field: ["selector_missed"]}
    assert article.headline == "افتتاح المكتبة العامة في المدينة"
    assert ONE in article.articleBody


def test_a_body_selector_without_an_article_in_it_misses():
    article = read(body=".list")
    assert article.metadata.validationMessages == {"body": ["selector_missed"]}
    assert ONE in article.articleBody


def test_a_date_selector_without_a_date_misses():
    article = read(published=".pub")
    assert article.metadata.validationMessages == {"published": ["selector_missed"]}
    assert article.datePublished == "2025-03-04T10:00:00+00:00"


def test_two_boxes_make_one_body_and_what_lies_between_is_outside():
    article = read(body=".one > p, .two")
    assert article.articleBody.startswith(ONE)
    assert article.articleBody.endswith("ليكون هو الخبر.")
    assert "سطر لا يريده" in article.articleBody


def test_site_names_of_the_profile_leave_the_headline_and_name_the_provider():
    article = read(site_names=("بوابة",))
    assert article.headline == "افتتاح المكتبة العامة في المدينة"
    assert (article.provider.name, article.provider.url) == ("بوابة", "https://site.example/")


def test_an_empty_element_is_passed_over_and_an_inline_one_stands_for_its_box():
    html = HTML.replace("<h1>", "<h1 class=real></h1><h1>")
    profile = SiteProfile(name="library", headline=".real", body=".inner", published=".real")
    article = article_of(Page(html, "https://site.example/n/1"), profile=profile)
    assert article.headline == "المكتبة العامة تفتح أبوابها من جديد"
    assert article.articleBody == f"{TWO} زائد"
    assert article.metadata.validationMessages == {"published": ["selector_missed"]}
