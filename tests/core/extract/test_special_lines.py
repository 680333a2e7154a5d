"""A section beside "special" is a section, no publisher; names that stand in the title."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

TITLE = "افتتاح مدرسة جديدة في حي الساحل"
TEXT = "افتتحت في حي الساحل مدرسة جديدة تتسع لستمئة طالب وطالبة، بعد عام من العمل."


def read(line="", title=TITLE, url="https://site.example/news/1"):
    html = (
        f"<html><head><title>{title}</title></head><body><h1>{TITLE}</h1><div>{line}</div>"
        f"<div><p>{TEXT}</p><p>{TEXT} وهكذا.</p></div></body></html>"
    )
    return extract_article(html, url)


@pytest.mark.parametrize("line", ["محليات - خاص", "خاص | محليات", "محليات – خاص"])
def test_a_section_beside_special(line):
    article = read(line)
    assert (article.articleSection, article.publisher, article.dateline) == ("محليات", None, None)


@pytest.mark.parametrize("line", ["صنعاء - خاص", "منارة الساحل نيوز - خاص", "خاص"])
def test_a_place_or_a_publisher_beside_special_is_no_section(line):
    assert read(line).articleSection is None


@pytest.mark.parametrize(
    ("title", "host", "expected"),
    [
        (f"{TITLE} | manarah.example", "manarah.example", "manarah.example"),
        (f"{TITLE} | Manarah", "www.manarah.example", "Manarah"),
        (f"{TITLE} - Manarah News", "manarahnews.example", "Manarah News"),
        (f"{TITLE} - Culture", "manarah.example", "manarah.example"),
        (f"{TITLE} - new", "newmanarah.example", "newmanarah.example"),
    ],
)
def test_the_last_piece_of_the_title_is_the_site_when_its_host_says_so(title, host, expected):
    article = read(title=title, url=f"https://{host}/1")
    assert article.provider.name == expected
    assert article.headline == TITLE
