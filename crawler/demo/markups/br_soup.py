"""Markup `br`: one cell, text between `<br>`s, no classes, labels in English, "التالي" below."""

from __future__ import annotations

from html import escape

from crawler.demo.markups.parts import anchor, copyright_line, feed_links, title
from crawler.demo.sections import DISCLAIMER, SITE_NAME
from crawler.demo.views import ArticleView, Chrome, ListingView, Teaser

PAGE = """<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
{head}
</head>
<body dir=rtl bgcolor=white>
<center><font size=6>{site}</font></center>
<div>{nav}</div><hr>
{padding}<table width="100%"><tr>
<td valign=top>
{main}
</td>
<td valign=top width=200><b>الأكثر قراءة</b><br>
{most_read}
<br><b>اعلانات</b><br>للإعلان في الموقع راسلنا</td>
</tr></table>
<hr>
{private}<br>
<center>{copyright}</center>
</body>
</html>
"""


def article(view: ArticleView) -> str:
    """The page of an article: everything in one cell, separated by `<br>`."""
    body = "<br><br>\n".join(map(escape, view.paragraphs))
    related = "<br>\n".join(map(anchor, view.related))
    main = f"""<b><font size=5>{escape(view.headline)}</font></b><br>
{anchor(view.section)}<br>
{view.when}<br>
<a href="#">share</a><br><br>
{body}<br><br>
<b>Related News</b><br>
{related}<br><br>
<a href="#c">Comments (0)</a><br>
<font color=gray>{DISCLAIMER}</font><br>"""
    return _page(view.chrome, title(view.headline), main)


def listing(view: ListingView) -> str:
    """One page of a listing."""
    teasers = "<br><hr>\n".join(map(_teaser, view.teasers))
    label = f'<a href="{escape(view.following)}">التالي</a>' if view.following else ""
    main = f"<font size=5>{escape(view.title)}</font><br><br>\n{teasers}<br><hr>\n{label}"
    return _page(view.chrome, title(view.title), main)


def _teaser(teaser: Teaser) -> str:
    return (
        f"<b>{anchor(teaser.link)}</b><br>{escape(teaser.publisher)} | {teaser.when}<br>"
        f"{escape(teaser.summary)}"
    )


def _page(chrome: Chrome, head: str, main: str) -> str:
    return PAGE.format(
        head=f"{head}\n{feed_links(chrome)}{chrome.padding_head}",
        site=SITE_NAME,
        nav=" | ".join(map(anchor, chrome.nav)),
        padding=chrome.padding_body,
        main=main,
        most_read="<br>\n".join(map(anchor, chrome.most_read)),
        private=anchor(chrome.private),
        copyright=copyright_line(chrome, english=True),
    )
