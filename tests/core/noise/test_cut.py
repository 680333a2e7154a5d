"""An article without the lines of its site."""

from __future__ import annotations

from crawler.core.noise.cut import cut_edges

BODY_2 = "وأضاف أن الرحلات التالية تبدأ مطلع الأسبوع."
LEARNED = {"نبض البوابة", "خدمات الموقع", BODY_2}


def test_learned_lines_are_recorded(make_article):
    body = make_article().articleBody
    article = cut_edges(
        make_article(articleBody=f"نبض البوابة\n\n{body}\n\nخدمات الموقع\n\nشارك"),
        LEARNED.__contains__,
    )
    assert article.articleBody == body
    assert article.contentHash == cut_edges(make_article(articleBody=f"{body}\n\nشارك")).contentHash
    assert [(each.rule, each.text) for each in article.removed] == [
        ("learned", "نبض البوابة"),
        ("learned", "خدمات الموقع"),
        ("share", "شارك"),
    ]


def test_nothing_to_cut_changes_nothing(make_article):
    assert cut_edges(make_article(), LEARNED.__contains__) == make_article()


def test_a_story_that_is_all_repetition_stays(make_article):
    body = f"نبض البوابة\n\nعادت الرحلات البحرية.\n\n{BODY_2}"
    article = cut_edges(make_article(articleBody=f"{body}\n\nشارك"), LEARNED.__contains__)
    assert article.articleBody == body  # 120 characters are not left: labels go, the rest stays
    assert [each.rule for each in article.removed] == ["share"]


def test_the_last_notice_is_the_disclaimer(make_article):
    notices = (
        "تنويه: الآراء لا تعبر عن رأي الموقع",
        "الموقع لا يتحمل أي مسؤولية عن المواد المنشورة",
    )
    body = make_article().articleBody
    article = cut_edges(make_article(articleBody="\n\n".join((body, *notices))))
    assert article.articleBody == body
    assert article.disambiguatingNotice == notices[-1]
    kept = cut_edges(
        make_article(articleBody="\n\n".join((body, *notices)), disambiguatingNotice="x")
    )
    assert kept.disambiguatingNotice == "x"
    shared = "\n\n".join((body, notices[0], "شارك هذا الخبر"))
    assert cut_edges(make_article(articleBody=shared)).disambiguatingNotice == notices[0]
