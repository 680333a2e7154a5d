"""The picture of a page: one HTML file, right to left, that runs and asks nothing."""

from __future__ import annotations

from pathlib import Path

from crawler.core.article import Article
from crawler.core.stamps import utc
from crawler.doctor.diagnosis import HEADLINE, OUTSIDE, TAKEN, Diagnosis, Seen
from crawler.doctor.evidence import evidence
from crawler.doctor.markup import Markup, joined, tag, technical

STYLE = Markup((Path(__file__).parent / "style.css").read_text(encoding="utf-8"))
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
HEAD = Markup(
    '<meta charset="utf-8">'
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    '<meta name="referrer" content="no-referrer">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
)
BLOCKS_MAX = 600  # of the page as it was read: a listing of a whole day has about 400
# Words of the engine that a person meets here.
FATES = {
    TAKEN: "متن الخبر",
    HEADLINE: "العنوان",
    "datePublished": "التاريخ",
    "articleSection": "القسم",
    OUTSIDE: "خارج الخبر",
}
NONE = "لا يوجد"


def picture_of(told: Diagnosis, name: str) -> str:
    """The picture as HTML; `name` is that of the site or of the file."""
    taken = _article(told.article) if told.article else _no_article(told)
    title = told.article.headline if told.article else name
    head = tag("head", HEAD, tag("title", f"{title} · راصد"), tag("style", STYLE))
    body = tag(
        "body",
        tag("header", _header(told, name)),
        tag(
            "main",
            tag("div", taken, _listing(told), _page(told.blocks), id="taken"),
            tag("div", evidence(told), id="evidence"),
        ),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang='ar', dir='rtl')}\n"


def _header(told: Diagnosis, name: str) -> Markup:
    return joined(
        technical(name), " · ", technical(told.saved.url), " · قُرئت ",
        technical(utc(told.saved.observed_at)),
    )  # fmt: skip


def _article(article: Article) -> Markup:
    about = " · ".join(
        filter(None, (article.articleSection, article.datePublishedRaw, _publisher(article)))
    )
    parts = [tag("h1", article.headline, id="headline"), tag("p", about or NONE, class_="note")]
    parts += [tag("p", text, class_="paragraph") for text in article.articleBody.split("\n\n")]
    return joined(
        tag("section", *parts, id="article"),
        _section("إخلاء المسؤولية", "notice", _text(article.disambiguatingNotice)),
        _section("روابط ذات صلة", "related", _related(article)),
        _section("ما حُذف، والقاعدة التي حذفته", "removed", _removed(article)),
    )


def _publisher(article: Article) -> str | None:
    return article.publisher.name if article.publisher else None


def _text(text: str | None) -> Markup:
    return tag("p", text or NONE)


def _related(article: Article) -> Markup:
    links = article.relatedLink or ()
    shown = (tag("li", each.name or NONE, " ", technical(each.url)) for each in links)
    return tag("ol", *shown) if links else _text(None)


def _removed(article: Article) -> Markup:
    cut = article.removed or ()
    rows = (tag("li", tag("span", technical(each.rule), class_="rule"), each.text) for each in cut)
    return tag("ul", *rows) if cut else _text(None)


def _no_article(told: Diagnosis) -> Markup:
    return tag(
        "section",
        tag("h1", "ليست خبراً", id="headline"),
        tag("p", "السبب: ", technical(told.reason or "")),
        id="article",
    )


def _listing(told: Diagnosis) -> Markup:
    """Where the page leads to; shown of a page that is no article."""
    if told.article is not None:
        return Markup()
    listing = told.listing
    parts = (
        ("روابط الأخبار", "links", listing.articles),
        ("الصفحة التالية", "next", (listing.next_page,) if listing.next_page else ()),
        ("الأقسام", "sections", listing.sections),
        ("الموجزات وخرائط الموقع", "feeds", (*listing.feeds, *listing.sitemaps)),
    )
    return joined(*(_section(title, name, _addresses(urls)) for title, name, urls in parts))


def _addresses(urls: tuple[str, ...]) -> Markup:
    return tag("ol", *(tag("li", technical(url)) for url in urls)) if urls else _text(None)


def _page(blocks: tuple[Seen, ...]) -> Markup:
    """The page from its first block to its last, each with what became of it."""
    shown = [_block(each) for each in blocks[:BLOCKS_MAX]]
    if len(blocks) > BLOCKS_MAX:
        shown.append(tag("p", f"… و{len(blocks) - BLOCKS_MAX} فقرة أخرى", class_="note"))
    return _section("الصفحة كما قُرئت", "page", joined(*shown))


def _block(seen: Seen) -> Markup:
    kind = seen.fate if seen.fate in FATES else "cut"
    rule = tag("span", technical(seen.fate), class_="rule") if kind == "cut" else Markup()
    return tag("div", rule, seen.text, class_=f"seen {kind}", title=FATES.get(kind, seen.fate))


def _section(title: str, name: str, content: Markup) -> Markup:
    return tag("section", tag("h2", title), content, id=name)
