"""Step 400 drops what is not whole, each with its reason."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from scrapy.exceptions import DropItem

from crawler.core.clean import clean_article
from crawler.core.site import SiteProfile
from pipelines.check_article import CheckArticle


@pytest.fixture
def crawler(make_crawler):
    made = make_crawler()
    site = SiteProfile(name="windows", site_names=("نوافذ يمنية",))
    made.spider = SimpleNamespace(site=site)
    return made


def test_a_whole_article_goes_on(crawler, make_article):
    step = CheckArticle.from_crawler(crawler)
    article = make_article()
    assert step.process_item(article) is article
    assert crawler.stats.get_stats() == {"rasid/check_article/valid": 1}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"articleBody": "قصير"}, "too_short"),
        ({"headline": "نوافذ يمنية"}, "headline_is_site_name"),
    ],
)
def test_the_rest_is_dropped_and_counted(crawler, make_article, changes, reason):
    step = CheckArticle.from_crawler(crawler)
    with pytest.raises(DropItem, match=f"^{reason}$"):
        step.process_item(make_article(**changes))
    assert crawler.stats.get_stats() == {f"rasid/check_article/{reason}": 1}


def test_a_spider_that_is_not_ours_has_no_names(make_crawler):
    made = make_crawler()
    made.spider = SimpleNamespace()
    assert CheckArticle.from_crawler(made).site_names == ()


PERSIAN = (
    "دولت اعلام کرد که پروژهٔ ساخت مدرسه\u200cهای تازه در روستاهای دوردست "
    "تا پایان سال به پایان می\u200cرسد.\n\n"
    "وزیر آموزش گفت که معلمان این مدرسه\u200cها از میان جوانان همان روستاها برگزیده خواهند شد."
)


@pytest.mark.parametrize(
    ("languages", "reason"),
    [((), None), (("ar", "fa"), None), (("ar",), "other_language")],
)
def test_another_language_is_labelled_and_dropped_only_by_the_profile(
    crawler, make_article, languages, reason
):
    crawler.spider.site = SiteProfile(name="windows", languages=languages)
    step = CheckArticle.from_crawler(crawler)
    article = clean_article(make_article(articleBody=PERSIAN))
    assert article.inLanguage == "fa"
    if reason is None:
        assert step.process_item(article) is article
    else:
        with pytest.raises(DropItem, match=f"^{reason}$"):
            step.process_item(article)
    assert crawler.stats.get_stats() == {f"rasid/check_article/{reason or 'valid'}": 1}


def test_a_later_version_is_counted_apart(crawler, make_article):
    step = CheckArticle.from_crawler(crawler)
    step.process_item(make_article(version=2))
    with pytest.raises(DropItem, match=r"^no_body$"):
        step.process_item(make_article(version=2, articleBody=" "))

    assert crawler.stats.get_stats() == {
        "rasid/check_version/valid": 1,
        "rasid/check_version/no_body": 1,
    }
