"""Markup `cards`: HTML5 with cards, `?page=N` and rel=next; the date only says how long ago."""

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
from crawler.demo.views import ArticleView, Chrome, ListingView, Teaser

PAGE = """<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{head}
</head>
<body>
<header class="site-header"><a class="logo" href="/">{site}</a>
<nav class="main-nav"><ul>
{nav}
</ul></nav></header>
{padding}<div class="layout">
<main>
{main}
</main>
<aside class="sidebar"><section class="widget"><h3>الأكثر قراءة</h3><ol>
{most_read}
</ol></section>
<section class="widget"><h3>النشرة البريدية</h3><p>اشترك ليصلك جديدنا كل صباح.</p>
<form><input type="email" placeholder="بريدك"><button>اشترك</button></form></section></aside>
</div>
<footer class="site-footer"><ul><li>{private}</li></ul><p>{copyright}</p></footer>
</body>
</html>
"""


def article(view: ArticleView) -> str:
    """The page of an article."""
    paragraphs = "\n".join(f"<p>{escape(each)}</p>" for each in view.paragraphs)
    share = "".join(f'<a class="share-btn" href="#">{each}</a>' for each in SHARE_TARGETS)
    tags = "".join(f'<a rel="tag" href="/#tag">{escape(t)}</a>' for t in keywords(view.headline))
    main = f"""<article class="card card--full">
<h1 class="card__title">{escape(view.headline)}</h1>
<div class="card__meta">{anchor(view.section, ' class="badge"')}
<span class="ago">{view.when}</span> <span class="source">{escape(view.publisher)}</span></div>
<div class="card__share"><span>مشاركة</span>{share}</div>
<figure><img src="/media/{view.number}.svg" alt=""><figcaption>صورة من الأرشيف</figcaption></figure>
<div class="card__body">
{paragraphs}
</div>
<div class="card__tags"><span>الكلمات الدلالية</span>{tags}</div>
</article>
<section class="related"><h3>أخبار ذات صلة</h3><ul>
{items(view.related)}
</ul></section>
<section class="comments" id="comments"><h3>اترك تعليقاً</h3><p>{COMMENT_WORDS}</p></section>
<div class="notice"><p>{DISCLAIMER}</p></div>"""
    head = f"""{title(view.headline)}
<meta property="og:type" content="article">
<meta property="og:title" content="{escape(view.headline)}">
<meta property="og:site_name" content="{SITE_NAME}">
<link rel="canonical" href="{view.chrome.base}{escape(view.path[1:])}">"""
    return _page(view.chrome, head, main)


def listing(view: ListingView) -> str:
    """One page of a listing."""
    teasers = "\n".join(map(_teaser, view.teasers))
    numbers = " ".join(map(anchor, view.numbers))
    following = f'<link rel="next" href="{escape(view.following)}">' if view.following else ""
    label = f'<a rel="next" href="{escape(view.following)}">&raquo;</a>' if view.following else ""
    main = f"""<h1>{escape(view.title)}</h1>
<div class="grid">
{teasers}
</div>
<nav class="pager">{numbers} {label}</nav>"""
    return _page(view.chrome, f"{title(view.title)}\n{following}", main)


def _teaser(teaser: Teaser) -> str:
    return f"""<div class="card"><h2>{anchor(teaser.link)}</h2>
<p class="summary">{escape(teaser.summary)}</p>
<span class="ago">{teaser.when}</span> <span class="source">{escape(teaser.publisher)}</span>
<a class="more" href="{escape(teaser.link.href)}">المزيد</a></div>"""


def _page(chrome: Chrome, head: str, main: str) -> str:
    return PAGE.format(
        head=f"{head}\n{feed_links(chrome)}{chrome.padding_head}",
        site=SITE_NAME,
        nav=items(chrome.nav),
        padding=chrome.padding_body,
        main=main,
        most_read=items(chrome.most_read),
        private=anchor(chrome.private),
        copyright=copyright_line(chrome),
    )
