"""Markup `blog`: a theme with everything in one container, "مقالات أقدم", dated Arabic addresses.

Every third article has an "اقرأ أيضاً" block between its paragraphs.
"""

from __future__ import annotations

from html import escape

from crawler.demo.markups.parts import (
    COMMENT_WORDS,
    SHARE_TARGETS,
    anchor,
    copyright_line,
    feed_links,
    items,
    keywords,
    title,
)
from crawler.demo.sections import DISCLAIMER, SITE_NAME
from crawler.demo.views import ArticleView, Chrome, Link, ListingView, Teaser

PAGE = """<!DOCTYPE html>
<html dir="rtl" lang="ar" prefix="og: https://ogp.me/ns#">
<head>
<meta charset="UTF-8">
{head}
</head>
<body class="rtl post-template-default single single-post">
<div id="page"><div id="masthead"><p class="site-title"><a href="/" rel="home">{site}</a></p>
<ul id="menu-main" class="menu">
{nav}
</ul></div>
{padding}<div id="content" class="site-content">
{main}
<div id="secondary" class="widget-area"><h2 class="widget-title">الأكثر قراءة</h2><ul>
{most_read}
</ul><h2 class="widget-title">تابعونا على</h2><p>فيسبوك وتلغرام</p></div>
</div>
<div id="colophon">{private} <span class="sep">|</span> {copyright}</div></div>
</body>
</html>
"""
MID_ARTICLE_EVERY = 3


def article(view: ArticleView) -> str:
    """The page of an article: headline, share, body, related list, disclaimer in one container."""
    local = view.published.strftime("%Y-%m-%dT%H:%M:%S%z")
    share = "".join(f'<li><a href="#">{each}</a></li>' for each in SHARE_TARGETS)
    tags = "، ".join(f'<a href="/#tag" rel="tag">{escape(t)}</a>' for t in keywords(view.headline))
    main = f"""<div id="post-{view.number}" class="post hentry entry-content">
<h1 class="entry-title">{escape(view.headline)}</h1>
<div class="entry-meta"><span class="cat-links">{anchor(view.section)}</span>
<time class="entry-date" datetime="{local}">{view.when}</time>
<span class="byline">{escape(view.publisher)}</span></div>
<ul class="sharing">{share}</ul>
{_paragraphs(view)}
<p class="tags">الكلمات الدالة: {tags}</p>
<h3>مقالات ذات صلة</h3>
<ul>
{items(view.related)}
</ul>
<p><em>{DISCLAIMER}</em></p>
<h3>اترك تعليقاً</h3>
<p>{COMMENT_WORDS}</p>
</div>"""
    head = f"""{title(view.headline)}
<meta property="og:title" content="{escape(view.headline)} - {SITE_NAME}">
<meta property="article:published_time" content="{local}">
<meta property="article:section" content="{escape(view.section.text)}">
<link rel="canonical" href="{view.chrome.base}{escape(view.path[1:])}">"""
    return _page(view.chrome, head, main)


def _paragraphs(view: ArticleView) -> str:
    blocks = [f"<p>{escape(each)}</p>" for each in view.paragraphs]
    if view.number % MID_ARTICLE_EVERY == 0 and view.related:
        blocks.insert(2, _also_read(view.related[-2:]))
    return "\n".join(blocks)


def _also_read(links: tuple[Link, ...]) -> str:
    return f'<div class="inline-related"><h4>اقرأ أيضاً</h4><ul>\n{items(links)}\n</ul></div>'


def listing(view: ListingView) -> str:
    """One page of a listing."""
    teasers = "\n".join(map(_teaser, view.teasers))
    older = f'<a href="{escape(view.following)}">مقالات أقدم</a>' if view.following else ""
    main = f"""<div class="archive"><h1 class="page-title">{escape(view.title)}</h1>
{teasers}
<div class="nav-links">{older}</div></div>"""
    return _page(view.chrome, title(view.title), main)


def _teaser(teaser: Teaser) -> str:
    return f"""<div class="post hentry"><h2 class="entry-title">{anchor(teaser.link)}</h2>
<span class="entry-date">{teaser.when}</span> <span class="byline">{escape(teaser.publisher)}</span>
<p>{escape(teaser.summary)} <a href="{escape(teaser.link.href)}">أكمل القراءة</a></p></div>"""


def _page(chrome: Chrome, head: str, main: str) -> str:
    return PAGE.format(
        head=f"{head}\n{feed_links(chrome)}{chrome.padding_head}",
        site=SITE_NAME,
        nav=items(chrome.nav, ' class="menu-item"'),
        padding=chrome.padding_body,
        main=main,
        most_read=items(chrome.most_read),
        private=anchor(chrome.private),
        copyright=copyright_line(chrome),
    )
