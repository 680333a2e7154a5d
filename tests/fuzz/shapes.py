"""Pages and texts of any size, each hard in one way: `shape(n)` has about n characters."""

from __future__ import annotations

from collections.abc import Callable

SENTENCE = "قال مدير الميناء إن السفينة الأولى وصلت صباح اليوم وعلى متنها وقود وأدوية. "
HEAD = (
    '<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>وصول السفينة إلى الميناء'
    "</title></head><body><h1>وصول السفينة الأولى إلى الميناء</h1>"
)
BODY = f"<div><p>{SENTENCE * 3}</p><p>{SENTENCE * 3}</p></div>"
Shape = Callable[[int], str]


def repeated(piece: str, before: str = "", after: str = "") -> Shape:
    """`piece` as often as it fits between two fixed texts."""
    return lambda n: before + piece * max(1, n // len(piece)) + after


def in_body(piece: str, before: str = "", after: str = "") -> Shape:
    """The same within a page that has an article."""
    return repeated(piece, f"{HEAD}{BODY}{before}", f"{after}</body></html>")


def in_head(piece: str, before: str = "", after: str = "") -> Shape:
    """The same in the head of such a page."""
    head, rest = HEAD.split("</head>")
    return repeated(piece, head + before, f"{after}</head>{rest}{BODY}</body></html>")


def in_article(piece: str, before: str = "", after: str = "") -> Shape:
    """The same between the headline and the paragraphs."""
    return repeated(piece, HEAD + before, f"{after}{BODY}</body></html>")


def numbered(piece: str, before: str = HEAD + BODY, after: str = "</body></html>") -> Shape:
    """`piece` with a running number in place of `@`, so that no two are the same."""

    def make(n: int) -> str:
        count = max(1, n // (len(piece) + 4))
        return before + "".join(piece.replace("@", str(number)) for number in range(count)) + after

    return make


def nested(tag: str, attributes: str = "") -> Shape:
    """Elements within elements, all closed."""
    opening, closing = f"<{tag}{attributes}>", f"</{tag}>"

    def make(n: int) -> str:
        count = max(1, n // len(opening + closing))
        return f"{HEAD}{opening * count}{SENTENCE}{closing * count}{BODY}</body></html>"

    return make


PARAGRAPH = f"<p>{SENTENCE}</p>"
SCRIPT = '<script type="application/ld+json">'
PAGES: dict[str, Shape] = {
    "paragraphs": in_article(PARAGRAPH),
    "numbered paragraphs": numbered(f"<p>@ {SENTENCE}</p>"),
    "short paragraphs": in_article("<p>خبر</p>"),
    "paragraphs unclosed": in_article("<p>خبر عاجل"),
    "divs": in_article("<div>خبر</div>"),
    "divs nested": nested("div"),
    "divs unclosed": in_article("<div>"),
    "divs unclosed with text": in_article("<div>خبر"),
    "divs with names": nested("div", ' class="related news-list"'),
    "divs different": numbered('<div class="c@">خبر @'),
    "closing tags": in_article("</div></p></b>"),
    "lists nested": nested("ul"),
    "list items nested": in_article("<ul><li>خبر"),
    "list items": in_article("<li>خبر عاجل</li>"),
    "tables nested": in_article("<table><tr><td>"),
    "rows": in_article("<tr><td>خبر</td></tr>", "<table>", "</table>"),
    "formatting unclosed": in_article("<b>خبر"),
    "formatting different": numbered('<p><b class="c@">خبر'),
    "fonts": in_article("<p><font color=red>خبر"),
    "links unclosed": in_article('<a href="/n/1">'),
    "links": in_article('<a href="/news/1">وصول السفينة الأولى اليوم</a>'),
    "numbered links": numbered('<li><a href="/news/@">وصول السفينة رقم @ إلى الميناء</a></li>'),
    "numbered links in lines": numbered('<a href="/news/@">وصول السفينة رقم @ إلى الميناء</a> '),
    "links with dates": numbered(
        '<div><a href="/news/@">وصول السفينة رقم @ إلى الميناء</a> <time>قبل 3 ساعات</time></div>'
    ),
    "links with queries": numbered('<a href="/n?id=@&a=1&b=2&page=@">وصول السفينة رقم @ اليوم</a>'),
    "page numbers": numbered('<a href="?page=@">@</a>'),
    "sections": numbered('<a href="/section@/">قسم @</a>'),
    "headings": in_article("<h1>وصول السفينة</h1>"),
    "numbered headings": numbered("<h2>وصول السفينة رقم @</h2>"),
    "headings nested": nested("h2"),
    "images": numbered('<img src="/media/@.jpg" alt="صورة @">', HEAD + BODY),
    "image sources": in_article("/a.jpg 100w, ", '<img srcset="', '">'),
    "figures": numbered(
        f'<figure><img src="/@.jpg"><figcaption>صورة @</figcaption></figure>{PARAGRAPH}'
    ),
    "videos": numbered('<iframe src="//www.youtube.com/embed/v@"></iframe>'),
    "frames unclosed": in_article("<iframe "),
    "times": in_article('<time datetime="2025-03-01">1 مارس 2025</time>'),
    "numbered times": numbered('<p><time datetime="2025-03-01T10:00:00Z">1 مارس 2025</time> @</p>'),
    "dates": in_article("<p>نشر في: 1 مارس 2025 10:30</p>"),
    "dates in one line": in_article("1 مارس 2025 | ", "<p>", "</p>"),
    "dates relative": in_article("<span>قبل 3 ساعات</span> "),
    "figures of dates": in_article("01/02/2025 ", "<p>", "</p>"),
    "digits": in_article("7", "<p>", "</p>"),
    "bars": in_article("| ", "<p>", "</p>"),
    "dashes": in_article("- ", "<p>", "</p>"),
    "colons": in_article("خبر: ", "<p>", "</p>"),
    "dots": in_article(".", "<p>", "</p>"),
    "brackets": in_article("(", "<p>", "</p>"),
    "bracket pairs": in_article("[(", "<p>", "</p>"),
    "quotes": in_article("«", "<p>", "</p>"),
    "quotation marks": in_article('"', "<p>", "</p>"),
    "long word": in_article("خ", "<p>", "</p>"),
    "long latin word": in_article("a", "<p>", "</p>"),
    "one paragraph": in_article(SENTENCE, "<p>", "</p>"),
    "line breaks": in_article("خبر عاجل<br>"),
    "line breaks alone": in_article("<br>"),
    "spaces": in_article(" "),
    "spaces in lines": in_article("خبر   \n"),
    "spans": in_article("<span>خبر</span>"),
    "spans nested": nested("span"),
    "spans with sources": in_article('<span class="source">وكالة</span>'),
    "authors": in_article("<p>بقلم: سالم أحمد</p>"),
    "sources": in_article("<p>المصدر: وكالة الأنباء</p>"),
    "places": in_article("<p>عدن - خاص - وكالات: </p>"),
    "labels": in_article("<p>اقرأ أيضا:</p>"),
    "notices": in_article("<p>جميع الحقوق محفوظة © نوافذ</p>"),
    "copyrights": in_article("©", "<p>", "</p>"),
    "less-than signs": in_article("<"),
    "tag beginnings": in_article("<a"),
    "tag beginnings with space": in_article("<a "),
    "closing beginnings": in_article("</"),
    "greater-than signs": in_article(">"),
    "comments open": in_article("<!--"),
    "comments": in_article("<!-- خبر -->"),
    "comment ends": in_article("-->"),
    "declarations": in_article("<!x"),
    "instructions": in_article("<?x"),
    "cdata": in_article("<![CDATA["),
    "ampersands": in_article("&"),
    "entities": in_article("&nbsp;"),
    "entities twice": in_article("&amp;nbsp;"),
    "entities numbered": in_article("&#1576;"),
    "attributes": in_article(" a=1", "<p", ">"),
    "attributes different": numbered(" a@=1", HEAD + "<p", f">{BODY}"),
    "attributes unquoted": in_article(" a='", "<p", ">"),
    "attribute long": in_article("خبر ", '<p title="', '">'),
    "class long": in_article("c ", '<p class="', '">'),
    "class joined": in_article("news-", '<p class="', '">خبر</p>'),
    "style long": in_article("display :", '<p style="', '">خبر</p>'),
    "address long": in_article("a.cgi", '<a href="/', '">وصول السفينة الأولى اليوم</a>'),
    "address deep": in_article("a/", '<a href="/', '">وصول السفينة الأولى اليوم</a>'),
    "address query": in_article("a=1&", '<a href="/?', '">وصول السفينة الأولى اليوم</a>'),
    "address sitemaps": in_article("sitemap", '<a href="/', '">وصول السفينة الأولى اليوم</a>'),
    "address percent": in_article("%D8", '<a href="/', '">وصول السفينة الأولى اليوم</a>'),
    "scripts": in_article("<script>var a = 1;</script>"),
    "scripts open": in_article("<script>"),
    "script text": in_article("</scr", "<script>", "</script>"),
    "styles open": in_article("<style>"),
    "templates": in_article("<template>"),
    "svg": in_article("<svg>"),
    "math": in_article("<math><mi>"),
    "forms": in_article("<form><select><option>"),
    "frames": in_article("<frameset>"),
    "custom elements": in_article("<x-y>"),
    "bodies": in_article("<body>"),
    "pages": in_article("<html><body class=a>"),
    "metas": numbered('<meta name="m@" content="@">', HEAD.split("<title", 1)[0]),
    "meta long": in_head("خبر | ", '<meta property="og:title" content="', '">'),
    "meta spaces": in_head("خبر    ", '<meta property="og:title" content="', '">'),
    "meta keywords": in_head("خبر, ", '<meta name="keywords" content="', '">'),
    "meta description": in_head(SENTENCE, '<meta name="description" content="', '">'),
    "title long": in_head("خبر - ", "<title>", "</title>"),
    "titles": in_head("<title>خبر</title>"),
    "name of the site": in_head("نوافذ | ", '<meta property="og:site_name" content="', '">'),
    "json brackets": in_head("[", SCRIPT, "</script>"),
    "json braces": in_head('{"a":', SCRIPT, "</script>"),
    "json articles": in_head(
        '{"@type":"NewsArticle","headline":"خبر"},', f"{SCRIPT}[", "{}]</script>"
    ),
    "json commas": in_head(",", f"{SCRIPT}[", "]</script>"),
    "json comma spaces": in_head(" ", f"{SCRIPT}[1,", "1]</script>"),
    "json escapes": in_head("\\'", f'{SCRIPT}{{"a":"', '"}</script>'),
    "json quotes": in_head('"', SCRIPT, "</script>"),
    "json comments": in_head("/* ]]>", SCRIPT, "</script>"),
    "json ends": in_head("]]> ", SCRIPT, "</script>"),
    "json spaces after": in_head(" ", f"{SCRIPT}{{}}]]>", "x</script>"),
    "json body": in_head(
        SENTENCE, f'{SCRIPT}{{"@type":"NewsArticle","articleBody":"', '"}</script>'
    ),
    "json body dots": in_head(
        "...", f'{SCRIPT}{{"@type":"NewsArticle","articleBody":"{SENTENCE}', 'x"}</script>'
    ),
    "json body tags": in_head(
        "< /p", f'{SCRIPT}{{"@type":"NewsArticle","articleBody":"{SENTENCE}', '"}</script>'
    ),
    "json scripts": in_head(f'{SCRIPT}{{"@type":"NewsArticle","headline":"خبر"}}</script>'),
    "microdata": in_article('<div itemscope itemtype="https://schema.org/NewsArticle">'),
    "microdata names": in_article(
        '<span itemprop="name">خبر</span>',
        "<div itemscope itemtype='https://schema.org/NewsArticle'>",
        "</div>",
    ),
    "hidden": nested("div", ' style="display:none"'),
    "tatweel": in_article("\u0640", "<p>", "</p>"),
    "marks": in_article("ب\u064b\u0651", "<p>", "</p>"),
    "bidi": in_article("\u202b\u200f", "<p>", "</p>"),
    "nul": in_article("\x00"),
    "surrogates": in_article("&#xd800;", "<p>", "</p>"),
    "mojibake": in_article("Ø§Ù„", "<p>", "</p>"),
    "percents": in_article("%D8%A7", "<p>", "</p>"),
}
"""Name -> page. Each is read as an article and as a listing."""

LISTINGS = tuple(
    name
    for name in PAGES
    if name.startswith(
        ("links", "numbered", "page", "sections", "address", "div", "list", "tables")
    )
)
"""Those of PAGES that are hard for what looks for links."""

_PIECES = {
    "words": "خبر ",
    "letters": "خ",
    "digits": "7",
    "spaces": " ",
    "lines": "\n",
    "marks": "ب\u064b\u0651",
    "tatweel": "\u0640",
    "hehs": "ه\u0640",
    "invisible": "\u200f\u202b",
    "letter forms": "\ufefb\ufedf",
    "foreign letters": "ی",
    "dots": ".",
    "dots apart": ". ",
    "bars": "| ",
    "dashes": "- ",
    "brackets": "(",
    "quotes": '«"',
    "entities": "&amp;",
    "ampersands": "&#",
    "hashes": "#خبر ",
    "dates": "1 مارس 2025 ",
    "figures": "01/02/2025 ",
    "times": "10:30 ",
    "relative": "قبل 3 ساعات ",
    "views": "7 مشاهدة ",
    "percents": "%25",
    "schemes": "http://",
    "hexadecimal": "68747470",
    "base64": "aHR0",
    "queries": "?url=",
    "escapes": "\\u0628",
    "mojibake": "Ø§Ù„",
    "nul": "\x00",
    "emoji": "😀\u200d",
}
TEXTS = {name: repeated(piece) for name, piece in _PIECES.items()}
"""Name -> text without markup."""
