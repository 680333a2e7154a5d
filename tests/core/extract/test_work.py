"""How often a page is parsed, walked, searched and folded: a gate for speed that needs no clock."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.core.arabic import plain_text
from crawler.core.arabic import text as arabic_text
from crawler.core.clean import clean_article
from crawler.core.dedup import content_key
from crawler.core.extract import article as article_module
from crawler.core.extract import blocks
from crawler.core.extract import page as page_module
from crawler.core.extract.article import article_of, extract_article
from crawler.core.extract.page import Page

URL = "https://yemeniwindows.example/news/777"
# A body of up to 800 characters is cleaned to tell its language and to be shown. A
# question to the tree or a search of the page's text costs a tenth of the parse: raise these two
# only with a line in docs/performance.md.
LIMITS = {
    "parses": 1, "walks": 1, "bodies folded": 1, "bodies cleaned": 2, "questions": 4, "reads": 6,
}  # fmt: skip


class Parser(LexborHTMLParser):
    """The parser, counting itself and what the whole tree is asked."""

    counts: ClassVar[Counter[str]] = Counter()

    def __init__(self, *args, **keywords):
        super().__init__(*args, **keywords)
        self.counts["parses"] += 1

    def css(self, *args, **keywords):
        self.counts["questions"] += 1
        return super().css(*args, **keywords)

    def css_first(self, *args, **keywords):
        self.counts["questions"] += 1
        return super().css_first(*args, **keywords)


class CountingPage(Page):
    """A page that counts how often somebody takes its whole text."""

    @property
    def html(self):
        Parser.counts["reads"] += 1
        return self._html

    @html.setter
    def html(self, html):
        self._html = html


@pytest.fixture
def work(monkeypatch):
    """A function that extracts an article and says how much work that was."""
    texts = {"bodies folded": [], "bodies cleaned": []}
    run, fold, clean = blocks._Walk.run, arabic_text._folded, arabic_text._spaces

    def walked(self, *args):
        Parser.counts["walks"] += 1
        return run(self, *args)

    def noted(name, function):
        def call(*given):
            texts[name].append(given[-1])
            return function(*given)

        return call

    monkeypatch.setattr(page_module, "LexborHTMLParser", Parser)
    monkeypatch.setattr(article_module, "Page", CountingPage)
    monkeypatch.setattr(blocks._Walk, "run", walked)
    monkeypatch.setattr(arabic_text, "_folded", noted("bodies folded", fold))
    monkeypatch.setattr(
        plain_text, "_folded_bytes", noted("bodies folded", plain_text._folded_bytes)
    )
    monkeypatch.setattr(arabic_text, "_spaces", noted("bodies cleaned", clean))  # ends each

    def counts(html, extract=extract_article):
        content_key.cache_clear()
        plain_text.words_by_line.cache_clear()
        Parser.counts = Counter()
        for each in texts.values():
            each.clear()
        article = extract(html, URL)
        assert article is not None
        body = len(article.articleBody)
        found = {name: sum(len(text) >= body for text in each) for name, each in texts.items()}
        return Counter(Parser.counts) + Counter(found)

    return counts


def excess(counts):
    return {name for name, limit in LIMITS.items() if counts[name] > limit}


def test_a_page_is_parsed_and_walked_once_and_its_body_folded_once(work, markup, story):
    counts = work(markup(story))
    assert excess(counts) == set(), counts
    assert set(LIMITS) == set(counts), "something is no longer counted"


def parsed_twice(html, url):
    page_module.Page(html, url)
    return extract_article(html, url)


def walked_twice(html, url):
    blocks.lay_out(page_module.Page(html, url).tree)
    return extract_article(html, url)


def cleaned_twice(html, url):
    return clean_article(extract_article(html, url))


def folded_twice(html, url):
    article = extract_article(html, url)
    arabic_text.fold_text(article.articleBody)
    return article


def searched_often(html, url):
    page = article_module.Page(html, url)
    for _ in range(LIMITS["reads"]):
        assert "<unseen" not in page.html
    return clean_article(article_of(page))


def asked_often(html, url):
    page = article_module.Page(html, url)
    for _ in range(LIMITS["questions"]):
        assert not page.tree.css("unseen")
    return clean_article(article_of(page))


@pytest.mark.parametrize(
    ("extract", "expected"),
    [
        (parsed_twice, {"parses"}),
        (walked_twice, {"parses", "walks"}),
        (cleaned_twice, {"bodies cleaned"}),
        (folded_twice, {"bodies folded"}),
        (searched_often, {"reads"}),
        (asked_often, {"questions"}),
    ],
)
def test_work_done_twice_is_noticed(work, markup, story, extract, expected):
    assert excess(work(markup(story), extract)) == expected
