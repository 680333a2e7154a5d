"""One sentence under a headline is an article, however much stands around it."""

from __future__ import annotations

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract import article_of, extract_article
from crawler.core.extract.page import Page

URL = "https://site.example/news/1"
TITLE = "مصرع ثلاثة أشخاص في حادث سير على الطريق الساحلي"
ONE = "لقي ثلاثة أشخاص مصرعهم مساء أمس في حادث سير على الطريق الساحلي."
SUMMARY = "<p>ملخص قصير لهذا الخبر الآخر الذي نشر أمس في الموقع نفسه.</p>"


def related(summary="", count=8):
    items = "".join(
        f"<li><a href=/n/{n}>خبر آخر رقم {n} له عنوان طويل من كلمات</a>{summary}</li>"
        for n in range(count)
    )
    return f"<h3>أخبار ذات صلة</h3><ul>{items}</ul>"


STORIES = {
    "paragraph": "<article><p>{one}</p></article>{related}",
    "bare text": "<div>{one}</div><div>{related}</div>",
    "one container": "<div class=post><div>محليات</div><div>{one}</div>{related}</div>",
    "one cell": "<table><tr><td>{one}<br><br>{related}</td></tr></table>",
    "between": "<div>{related}</div><div><p>{one}</p></div><div>{related}</div>",
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
@pytest.mark.parametrize("summary", ["", SUMMARY], ids=["titles", "summaries"])
def test_one_sentence_is_the_whole_text(story, summary):
    body = story.format(one=ONE, related=related(summary))
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"
    assert extract_article(html, URL).articleBody == ONE


def test_without_it_there_is_no_article():
    html = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{related()}</body></html>"
    )
    with pytest.raises(NotAnArticle) as caught:
        article_of(Page(html, URL))
    assert caught.value.reason == "listing"


@pytest.mark.parametrize(
    "html",
    [
        f"<h1>محليات</h1><table><tr><td>{ONE}<br>{related(SUMMARY)}</td></tr></table>",
        f"<h1>{TITLE}</h1><table><tr><td>{related(SUMMARY)}<br>سطر</td></tr></table>",
        (
            f"<h1>{TITLE}</h1><table><tr><td>جميع الحقوق محفوظة لموقعنا، ويحظر النشر بلا إذن.<br>"
            f"{related(SUMMARY)}</td></tr></table>"
        ),
        f"<b>{TITLE}</b><table><tr><td>{ONE}<br>{related(SUMMARY)}</td></tr></table>",
    ],
    ids=["a section", "no sentence", "a notice", "no heading"],
)
def test_what_stands_around_a_list_is_no_story(html):
    with pytest.raises(NotAnArticle):
        article_of(
            Page(f"<html><head><title>{TITLE}</title></head><body>{html}</body></html>", URL)
        )
