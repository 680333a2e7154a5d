"""No data of any shape, and no script, brings the readers to an exception or to more than text."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page
from crawler.core.extract.state import keys
from crawler.core.extract.state.embedded import embedded
from crawler.core.extract.state.nuxt import joined
from crawler.core.extract.state.paging import learn_paging
from crawler.core.extract.state.reading import state_page
from crawler.core.extract.state.recipe import Recipe, html_of, learn_article, learn_listing

URL = "http://site.example/news/7"
NAMES = (
    *keys.TITLE[:3], *keys.URL[:3], *keys.BODY[:4], *keys.PUBLISHED[:3], *keys.MERGED, "id", "slug",
    "type", "children", "text", "image", "author", "next",
)  # fmt: skip
PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=60),
    st.sampled_from(("/news/7", "paragraph", "<p>نص</p>", "http://[", "\ud800", "{0}", "1" * 400)),
)  # fmt: skip
DATA = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), inner, max_size=6)
    ),
    max_leaves=30,
)
BITS = (
    "window.a=", "{", "}", "[", "]", "(function(a){return ", "}(", ")", "'", '"', "`", "\\u", ",",
    "JSON.parse(", "a:", "1e9", "0x", "//", "/*", "*/", "new Date(", "void 0", "!0", "\\", "${",
)  # fmt: skip
SCRIPTS = st.lists(st.sampled_from(BITS), max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(DATA)
def test_any_data_is_read(data):
    text = json.dumps(data).replace("<", "\\u003c")
    page = Page(f'<div id="app"></div><script type="application/json">{text}</script>', URL)
    joined(data)
    learn_paging([(URL, data)], URL, f"{URL}?page=2")
    for kind in ("listing", "article"):
        made = state_page(page, kind)
        assert made is None or made.tree.css_first("script") is None
        html = html_of(Recipe(URL, "/{id}/{slug}"), kind, (URL, data), URL)
        assert html is None or html.startswith("<!doctype html>")
    drawn = Page('<h2><a href="/n/1">عنوان طويل لخبر من أخبار اليوم</a></h2>', URL)
    learn_listing(drawn, read_listing(drawn), [(URL, data)])
    learn_article(drawn, [(URL, data)], "Asia/Aden")


@settings(max_examples=200, deadline=None)
@given(SCRIPTS)
def test_any_script_is_read(script):
    assert isinstance(embedded(Page(f"<script>{script} {' ' * 20}</script>", URL)), list)
