"""Step 200 counts what was taken out, by its rule."""

from __future__ import annotations

import pytest

from crawler.core.article import Removed
from crawler.core.errors import MachineError
from crawler.store.blocks import GROUP_PAGES
from pipelines.cut_noise import CutNoise


@pytest.fixture
def step(make_crawler):
    return CutNoise.from_crawler(make_crawler())


def test_an_article_without_noise_passes(step, make_article):
    assert step.process_item(make_article()) == make_article()
    assert step.stats.get_stats() == {}


def test_noise_at_the_ends_goes_and_is_counted(step, make_article):
    body = make_article().articleBody
    article = step.process_item(make_article(articleBody=f"شارك\n\n{body}\n\nاقرأ أيضا"))

    assert article.articleBody == body
    assert [(each.rule, each.text) for each in article.removed] == [
        ("share", "شارك"),
        ("related", "اقرأ أيضا"),
    ]
    assert step.stats.get_stats() == {"rasid/cut_noise/share": 1, "rasid/cut_noise/related": 1}


def test_what_the_extraction_took_out_is_counted_too(step, make_article):
    step.process_item(make_article(removed=[Removed(rule="tags", text="وسوم: ميناء")]))
    assert step.stats.get_stats() == {"rasid/cut_noise/tags": 1}


# --- What the site's pages repeat -----------------------------------------------------------------

SLOGAN = "البوابة.. نافذتك على الجزيرة"
STORY = (
    "أعلن مدير الميناء، اليوم، وصول السفينة رقم {} إلى الرصيف الشرقي محملة بالقمح والدقيق.\n\n"
    "وقال إن تفريغ حمولتها يستغرق {} أيام، وإن سفينة أخرى تنتظر دورها خارج الميناء."
)


def seen(make_article, number, *, more=SLOGAN, hour=9):
    article = make_article(
        url=f"https://windows.example/news/{number}",
        articleBody=f"{STORY.format(number, number + 2)}\n\n{more}",
    )
    article.metadata.dateDownloaded = f"2025-03-01T{hour:02}:20:00Z"
    return article


def test_what_three_pages_repeat_goes(step, make_article):
    bodies = [step.process_item(seen(make_article, number)) for number in range(3)]
    assert [SLOGAN in each.articleBody for each in bodies] == [True, True, False]
    assert bodies[2].articleBody == STORY.format(2, 4)
    assert [(each.rule, each.text) for each in bodies[2].removed] == [("learned", SLOGAN)]
    assert step.stats.get_stats() == {"rasid/cut_noise/learned": 1}


def test_what_was_learned_outlives_the_run(step, make_article, make_crawler):
    for number in range(3):
        step.process_item(seen(make_article, number))
    step.close_spider()
    later = CutNoise.from_crawler(make_crawler())
    assert dict(later.learned.pages) == dict(step.learned.pages)
    assert later.learned.noise() == step.learned.noise()
    assert {page.hour for page in later.learned.pages.values()} == {"2025-03-01T09"}
    assert SLOGAN not in later.process_item(seen(make_article, 9)).articleBody


def test_a_kill_loses_a_group_of_counts(step, make_article, make_crawler):
    for number in range(GROUP_PAGES + 10):
        step.process_item(seen(make_article, number))
    assert len(CutNoise.from_crawler(make_crawler()).learned.pages) == GROUP_PAGES


def test_another_source_learns_for_itself(step, make_article, make_crawler):
    for number in range(3):
        step.process_item(seen(make_article, number))
    step.close_spider()
    crawler = make_crawler()
    crawler.spider = crawler._create_spider("doors")
    crawler.spider.source = "doors"
    assert not CutNoise.from_crawler(crawler).learned.pages


def test_copies_of_an_article_teach_nothing(step, make_article):
    for hour in range(9):
        for more in (SLOGAN, f"{SLOGAN}\n\nشارك"):  # the labels of a copy are not its text
            article = step.process_item(seen(make_article, 1, more=more, hour=hour))
            assert SLOGAN in article.articleBody
    assert len(step.learned.pages) == 1


def test_an_article_that_is_edited_again_and_again_teaches_nothing(step, make_article):
    for number in range(9):
        article = seen(make_article, number, more=f"{SLOGAN}\n\nوأضاف المدير تفصيلا رقم {number}.")
        article.version = 2 + number
        assert SLOGAN in step.process_item(article).articleBody
    assert not step.learned.pages


def test_a_page_without_a_time_is_counted(step, make_article):
    article = seen(make_article, 1)
    article.metadata.dateDownloaded = None
    step.process_item(article)
    assert [page.hour for page in step.learned.pages.values()] == [""]


def test_a_store_that_refuses_costs_no_article(step, make_article, monkeypatch, caplog):
    def refuse(*_):
        raise MachineError("the disk is full")

    monkeypatch.setattr(step.blocks, "add", refuse)
    monkeypatch.setattr(step.blocks, "flush", refuse)
    bodies = [step.process_item(seen(make_article, number)) for number in range(3)]
    step.close_spider()
    assert bodies[2].articleBody == STORY.format(2, 4)
    assert step.stats.get_value("rasid/cut_noise/not_written") == 4
    assert "the disk is full" in caplog.text
