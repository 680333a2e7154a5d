"""Markup `script`: an empty shell; `app.js` draws listing and article from a JSON endpoint."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from crawler.demo.markups.parts import copyright_line, feed_links
from crawler.demo.sections import DISCLAIMER, SITE_NAME
from crawler.demo.views import ArticleView, Chrome, Link, ListingView

SHELL = """<!doctype html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<title>{site}</title>
{head}</head>
<body>
<noscript>يرجى تفعيل جافاسكربت لعرض هذه الصفحة.</noscript>
<div id="app" data-source="/api{path}"></div>
{padding}<script src="/assets/app.js" defer></script>
</body>
</html>
"""
APP = Path(__file__).with_name("app.js").read_text(encoding="utf-8")


def shell(view: ArticleView | ListingView) -> str:
    """The static HTML of any page: no text, one script."""
    return SHELL.format(
        site=SITE_NAME,
        head=feed_links(view.chrome) + view.chrome.padding_head,
        path=escape(view.path),
        padding=view.chrome.padding_body,
    )


def article_json(view: ArticleView) -> str:
    """What `app.js` needs to draw an article."""
    data = {
        **_frame(view.chrome),
        "kind": "article",
        "headline": view.headline,
        "section": _link(view.section),
        "when": view.when,
        "publisher": view.publisher,
        "paragraphs": view.paragraphs,
        "related": [_link(each) for each in view.related],
    }
    return json.dumps(data, ensure_ascii=False)


def listing_json(view: ListingView) -> str:
    """What `app.js` needs to draw a page of a listing."""
    data = {
        **_frame(view.chrome),
        "kind": "listing",
        "title": view.title,
        "following": view.following,
        "teasers": [
            {
                **_link(each.link),
                "summary": each.summary,
                "when": each.when,
                "publisher": each.publisher,
            }
            for each in view.teasers
        ],
    }
    return json.dumps(data, ensure_ascii=False)


def _frame(chrome: Chrome) -> dict[str, object]:
    return {
        "site": SITE_NAME,
        "nav": [_link(each) for each in chrome.nav],
        "mostRead": [_link(each) for each in chrome.most_read],
        "private": _link(chrome.private),
        "disclaimer": DISCLAIMER,
        "copyright": copyright_line(chrome),
    }


def _link(link: Link) -> dict[str, str]:
    return {"href": link.href, "text": link.text}
