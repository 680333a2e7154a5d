"""Cleaning reaches every text of an article, and twice is once."""

from __future__ import annotations

from crawler.core.article import (
    Article,
    Author,
    Citation,
    Link,
    Media,
    Provider,
    Publisher,
    Removed,
)
from crawler.core.clean import clean_article
from crawler.core.dedup import content_key

RAW = "الـعـربية\u200f  نص"
CLEAN = "العربية نص"


def article():
    return Article(
        identifier="0" * 32, url="https://site.example/1", headline=RAW, description=RAW,
        articleSection=RAW, articleBody=f"{RAW}\n\n\n\n{RAW}", inLanguage="und", keywords=[RAW],
        author=[Author(name=RAW)], provider=Provider(name=RAW, url="https://site.example/"),
        publisher=Publisher(name=RAW), mainImage=Media(url="https://site.example/i", caption=RAW),
        images=[Media(url="https://site.example/j")], relatedLink=[Link(url="u", name=RAW)],
        citation=[Citation(url="u", name=RAW)], disambiguatingNotice=RAW,
        removed=[Removed(rule="share", text=RAW)],
    )  # fmt: skip


def test_a_raw_name_keeps_its_letters_and_no_control_characters():
    made = article()
    made.author = [Author(name="س", nameRaw="صـالح\u200d \x00\x1b[31m\x9b\u202e")]
    assert clean_article(made).author[0].nameRaw == "صـالح\u200d [31m"


def test_every_text_is_clean():
    made = clean_article(article())
    assert made.articleBody == f"{CLEAN}\n\n{CLEAN}"
    lines = [
        made.headline, made.description, made.articleSection, made.keywords[0],
        made.author[0].name, made.provider.name, made.publisher.name, made.mainImage.caption,
        made.relatedLink[0].name, made.citation[0].name, made.disambiguatingNotice,
        made.removed[0].text,
    ]  # fmt: skip
    assert lines == [CLEAN] * len(lines)
    assert made.author[0].nameRaw == RAW


def test_what_follows_from_the_body_is_computed():
    made = clean_article(article())
    assert (made.inLanguage, made.wordCount) == ("ar", 4)
    assert made.contentHash.folded == content_key(made.articleBody)  # as in the feed
    other = article()
    other.articleBody = "العربيّة نص\n\nالعربية نص"
    other = clean_article(other)
    assert other.contentHash.folded == made.contentHash.folded
    assert other.contentHash.raw != made.contentHash.raw


def test_cleaning_twice_changes_nothing():
    once = clean_article(article()).to_line()
    assert clean_article(Article.model_validate_json(once)).to_line() == once


def test_an_article_with_nothing_optional():
    bare = Article(
        identifier="0" * 32, url="u", headline="أ", articleBody="", inLanguage="und",
        provider=Provider(name="p", url="u"),
    )  # fmt: skip
    made = clean_article(bare)
    assert (made.wordCount, made.keywords, made.author) == (0, None, None)
