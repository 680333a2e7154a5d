"""Markup `hashed`: class names of a build tool, div paragraphs, JSON-LD, `/page/N`, exact dates."""

from __future__ import annotations

import json
from html import escape

from crawler.demo.markups.parts import anchor, copyright_line, feed_links, title
from crawler.demo.sections import DISCLAIMER, SITE_NAME
from crawler.demo.views import ArticleView, Chrome, ListingView, Teaser

PAGE = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
{head}
</head><body class="_9xK2f"><div class="css-1q8zt"><div class="_3aPq1"><a href="/">{site}</a></div>
<div class="_7hJd0">{nav}</div></div>
{padding}<div class="css-k4w0e"><div class="_2mVn8">
{main}
</div><div class="_5rTy3"><div class="_1bGh6">الأكثر مشاهدة</div>
{most_read}
</div></div>
<div class="css-0d9xa"><div>{private}</div><div>{copyright}</div></div>
</body></html>
"""


def article(view: ArticleView) -> str:
    """The page of an article."""
    body = "\n".join(f'<div class="_8cLp4"><span>{escape(p)}</span></div>' for p in view.paragraphs)
    related = "\n".join(f'<div class="_6nBv5">{anchor(each)}</div>' for each in view.related)
    main = f"""<div class="_4zXc9"><div class="_0qWe7">{anchor(view.section)}</div>
<h1 class="_3eRt2">{escape(view.headline)}</h1>
<div class="_1uIo5"><span>{escape(view.publisher)}</span><span>{view.when}</span></div>
<div class="_9pAs8"><button>شارك</button><button>انسخ الرابط</button></div>
<div class="_2dFg1">
{body}
</div></div>
<div class="_7hJk4"><div class="_5lZx0">اقرأ أيضاً</div>
{related}
</div>
<div class="_8vBn3"><div>تعليقات</div><div>كن أول من يعلق</div></div>
<div class="_6mQw9">{DISCLAIMER}</div>"""
    head = f"""{title(view.headline)}
<link rel="canonical" href="{view.chrome.base}{escape(view.path[1:])}">
<script type="application/ld+json">{_json_ld(view)}</script>"""
    return _page(view.chrome, head, main)


def _json_ld(view: ArticleView) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": view.headline,
        "articleSection": view.section.text,
        "datePublished": view.published.isoformat(),
        "publisher": {"@type": "Organization", "name": view.publisher},
        "mainEntityOfPage": f"{view.chrome.base}{view.path[1:]}",
        "description": f"{view.paragraphs[0][:120]}...",
    }
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def listing(view: ListingView) -> str:
    """One page of a listing."""
    teasers = "\n".join(map(_teaser, view.teasers))
    following = f'<link rel="next" href="{escape(view.following)}">' if view.following else ""
    numbers = "".join(map(anchor, view.numbers))
    main = f"""<h1 class="_3eRt2">{escape(view.title)}</h1>
<div class="_0aSd7">
{teasers}
</div>
<div class="_4fGh2">{numbers}</div>"""
    return _page(view.chrome, f"{title(view.title)}\n{following}", main)


def _teaser(teaser: Teaser) -> str:
    return f"""<div class="_9kLm6"><a href="{escape(teaser.link.href)}"><div class="_2xCv8">
<h3>{escape(teaser.link.text)}</h3></div></a><div class="_1nMq5">{escape(teaser.summary)}</div>
<div class="_7wEr0"><span>{escape(teaser.publisher)}</span><span>{teaser.when}</span></div></div>"""


def _page(chrome: Chrome, head: str, main: str) -> str:
    return PAGE.format(
        head=f"{head}\n{feed_links(chrome)}{chrome.padding_head}",
        site=SITE_NAME,
        nav="".join(map(anchor, chrome.nav)),
        padding=chrome.padding_body,
        main=main,
        most_read="\n".join(f"<div>{anchor(each)}</div>" for each in chrome.most_read),
        private=anchor(chrome.private),
        copyright=copyright_line(chrome),
    )
