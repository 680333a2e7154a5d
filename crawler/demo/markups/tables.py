"""Markup `tables`: nested tables in windows-1256, absolute dates, numbered pages without "next"."""

from __future__ import annotations

from html import escape

from crawler.demo.markups.parts import anchor, copyright_line, feed_links, title
from crawler.demo.sections import DISCLAIMER, SITE_NAME
from crawler.demo.views import ArticleView, Chrome, ListingView, Teaser

PAGE = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html dir="rtl">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">
{head}
</head>
<body>
<form name="aspnetForm" method="post" action="">
<table width="980" align="center" cellpadding="0" cellspacing="0">
<tr><td colspan="2" class="top"><a href="/"><img src="/media/logo.svg" alt="{site}"></a></td></tr>
<tr><td colspan="2"><table><tr>{nav}</tr></table>
{padding}</td></tr>
<tr><td width="700" valign="top">
{main}
</td><td width="280" valign="top">
<table class="box"><tr><td class="boxtitle">الأكثر قراءة</td></tr>
{most_read}</table>
</td></tr>
<tr><td colspan="2" class="foot">{private}<br>{copyright}</td></tr>
</table>
</form>
</body>
</html>
"""


def article(view: ArticleView) -> str:
    """The page of an article: rows of nested tables."""
    rows = "\n".join(f'<tr><td class="t">{escape(each)}</td></tr>' for each in view.paragraphs)
    related = "\n".join(f"<tr><td>&bull; {anchor(each)}</td></tr>" for each in view.related)
    main = f"""<table width="100%">
<tr><td><h1>{escape(view.headline)}</h1></td></tr>
<tr><td><table><tr><td>{anchor(view.section)}</td><td>{view.when}</td>
<td>المصدر: {escape(view.publisher)}</td></tr></table></td></tr>
<tr><td><a href="javascript:window.print()">طباعة</a> | <a href="#">مشاركة</a></td></tr>
<tr><td><table class="news" cellpadding="4">
{rows}
</table></td></tr>
<tr><td><table><tr><td><b>أخبار ذات صلة</b></td></tr>
{related}
</table></td></tr>
<tr><td>لا توجد تعليقات على الخبر</td></tr>
<tr><td><small>{DISCLAIMER}</small></td></tr>
</table>"""
    return _page(view.chrome, title(view.headline), main)


def listing(view: ListingView) -> str:
    """One page of a listing."""
    teasers = "\n".join(map(_teaser, view.teasers))
    numbers = " ".join(f"<td>{anchor(each)}</td>" for each in view.numbers)
    main = f"""<table width="100%"><tr><td><h2>{escape(view.title)}</h2></td></tr>
{teasers}
</table>
<table class="pages"><tr><td>صفحة {view.page}</td>{numbers}</tr></table>"""
    return _page(view.chrome, title(view.title), main)


def _teaser(teaser: Teaser) -> str:
    return f"""<tr><td><table><tr><td><b>{anchor(teaser.link)}</b></td></tr>
<tr><td>{escape(teaser.summary)}</td></tr>
<tr><td><small>{teaser.when} - {escape(teaser.publisher)}</small></td></tr></table></td></tr>"""


def _page(chrome: Chrome, head: str, main: str) -> str:
    return PAGE.format(
        head=f"{head}\n{feed_links(chrome)}{chrome.padding_head}",
        site=SITE_NAME,
        nav="".join(f"<td>{anchor(each)}</td>" for each in chrome.nav),
        padding=chrome.padding_body,
        main=main,
        most_read="".join(f"<tr><td>{anchor(each)}</td></tr>\n" for each in chrome.most_read),
        private=anchor(chrome.private),
        copyright=copyright_line(chrome),
    )
