"""The foot of a post is the article's, the foot of the page is the site's."""

from __future__ import annotations

import pytest

from crawler.core.extract.own_foot import is_own_foot
from crawler.core.extract.page import Page


def own(*around):
    """Whether the line in boxes of these names, the outermost first, is in the foot of a post."""
    opened, closed = "".join(f"<div class='{name}'>" for name in around), "</div>" * len(around)
    layout = Page(f"<body><p>نص</p>{opened}سالم{closed}</body>", "https://news.example/1").layout
    return is_own_foot(layout, len(layout.blocks) - 1)


@pytest.mark.parametrize(
    "name",
    ["post-footer-line", "entry-footer", "article_footer", "itemContentFooter", "node__footer",
     "story-footer", "news-body-foot"],
)  # fmt: skip
def test_a_foot_with_the_name_of_a_post(name):
    assert own(name) is True


@pytest.mark.parametrize("name", ["footer", "site-footer", "compost-footer", "post", "footer-post"])
def test_another_foot(name):
    assert own(name) is False


def test_a_box_in_the_foot_is_in_it_and_one_far_inside_is_not():
    assert own("post-footer", "a", "b") is True
    assert own("post-footer", "a", "b", "c") is False
