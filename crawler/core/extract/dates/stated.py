"""The dates that a page states for machines: JSON-LD, meta, microdata, data attributes, its URL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from crawler.core.extract.dates.found import Candidate
from crawler.core.extract.dates.marks import DATA_NAMES
from crawler.core.extract.jsonld import (
    ARTICLE_TYPES,
    LISTED,
    Node,
    paths_of,
    text_in,
    types_of,
)
from crawler.core.extract.page import Page
from crawler.core.noise.phrases import key_of

META_NAMES = (
    "article:published_time", "article:published", "og:article:published_time",
    "og:article:published", "og:published_time", "article:published_date",
    "article:publicationdate", "article:post_date", "datepublished",
    "og:datepublished", "pubdate", "og:pubdate", "publishdate", "publish-date", "publish_date",
    "og:publish_date", "publish_time",
    "published_time", "published_at", "published-date", "published_date", "publisheddate",
    "publication_date", "publication-date", "publicationdate", "originalpublicationdate",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "shareaholic:article_published_time", "vr:published_time",
    "mediator_published_time",
    "date.published", "date_published", "article.published", "article_date_original",
    "dcsext.articlefirstpublished", "rnews:datepublished", "bt:pubdate", "rbpubdate",
    "iso-8601-publish-date", "dc.date.issued", "dcterms.issued", "dc.issued", "dcterms.created",
    "dc.date.created", "dc.created", "dc:created", "dc.date.publication", "dc.date", "dcterms.date",
    "dc:date", "prism.publicationdate", "citation_publication_date", "citation_online_date",
    "citation_date", "article.created", "article:created", "datecreated", "date_created",
    "content_create_date", "dateposted", "doc_date", "ptime", "pdate", "displaydate", "created",
    "og:regdate", "og:release_date", "release_date", "video:release_date", "live_date", "gentime",
    "date",
)  # fmt: skip
MODIFIED_NAMES = (
    "article:modified_time", "article:modified", "og:article:modified_time", "og:updated_time",
    "datemodified", "last-modified", "lastmod", "dcterms.modified", "dc.date.modified",
    "dc.modified", "modified_time", "article.updated", "revised",
)  # fmt: skip
# Names that a template may fill with the day of the visit, of the site or of the file: what readers
# are shown near the headline wins over them.
WEAK_NAMES = frozenset(
    ("date", "dc.date", "dc:date", "dcterms.date", "dcterms.created", "dc.date.created",
     "dc.created", "dc:created", "article.created", "article:created", "datecreated",
     "date_created", "content_create_date", "created", "doc_date")
)  # fmt: skip
_META_NAMES, _MODIFIED_NAMES = frozenset(META_NAMES), frozenset(MODIFIED_NAMES)
# What may stand beside an article and has a date of its own.
NOT_PAGES = ARTICLE_TYPES | {
    "website", "organization", "newsmediaorganization", "localbusiness", "corporation", "person",
    "event", "comment", "review", "answer", "question", "book", "movie", "product", "dataset",
    "softwareapplication", "mobileapplication", "webapplication", "imageobject", "periodical",
}  # fmt: skip
SECONDS_MAX = 10**14  # in thousandths; neither infinite nor "not a number"
SHARED_MIN = 0.4  # of the words of two headlines that tell the same story
LD_NAMES = ("datepublished", "datecreated", "uploaddate")
URL_DATE = re.compile(
    r"[/=_-](?P<y>(?:19|20)\d\d)(?:([/._-])(?P<m>0?[1-9]|1[0-2])\2(?P<d>0?[1-9]|[12]\d|3[01])"
    r"|(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12]\d|3[01]))(?=[/_.&-]|$)"
)
NAMED = "span[class*=date i],span[class*=time i],span[class*=publish i],i[class*=date i]"
NAMED_CHARS_MAX = 60
VALUES = ("content", "datetime", "title")


def stated_dates(page: Page, headline: str) -> Iterator[Candidate]:
    """What JSON-LD and meta say of the article with this headline, the surest first."""
    for node in own_nodes(page, headline):
        for name in LD_NAMES:
            if raw := _date_in(node.get(name)):
                yield raw, "jsonld"
    yield from ((raw, "meta") for raw in _metas(page, META_NAMES, _META_NAMES))


def states_date(page: Page) -> bool:
    """True for a page whose head may state the date of publication: then no mark is asked for."""
    return bool(page.json_ld) or not _META_NAMES.isdisjoint(page.meta)


def changed_dates(page: Page, headline: str) -> Iterator[Candidate]:
    """What JSON-LD and meta say of the last change, the surest first."""
    for node in own_nodes(page, headline):
        if raw := _date_in(node.get("datemodified")):
            yield raw, "jsonld"
    yield from ((raw, "meta") for raw in _metas(page, MODIFIED_NAMES, _MODIFIED_NAMES))


def own_nodes(page: Page, headline: str) -> Sequence[Node]:
    """The JSON-LD articles that can be this one: of several, those with its headline or none.

    Where none has it, one is another's only if both its address and its headline say so.
    """
    nodes = page.article_ld
    if len(nodes) < 2:  # noqa: PLR2004 - one is the page's own
        return [] if nodes and _is_elsewhere(nodes[0], page, headline) else nodes
    key = key_of(headline)
    named = [(node, key_of(text_in(node.get("headline")))) for node in nodes]
    if all(name != key for _, name in named):
        return [node for node in nodes if not _is_elsewhere(node, page, headline)]
    return [node for node, name in named if name in {"", key}]


def _date_in(value: object) -> str:
    """The text of a date in JSON-LD, where some sites write the seconds since 1970 as a number."""
    if isinstance(value, int | float) and 0 < value < SECONDS_MAX:
        return str(int(value))
    return text_in(value)


def _is_elsewhere(node: Node, page: Page, headline: str) -> bool:
    """True for a node with the address of another page and a headline that tells another story."""
    words = set(key_of(headline).split())
    told = set(key_of(text_in(node.get("headline"))).split())
    if not words or not told or len(words & told) >= SHARED_MIN * min(len(words), len(told)):
        return False
    paths = paths_of(node)
    own = {urlsplit(page.url).path, urlsplit(page.links.get("canonical", "")).path}
    return bool(paths) and paths.isdisjoint(unquote(path).rstrip("/") for path in own)


def _metas(page: Page, names: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    """The contents of these meta names; an `itemprop` may have several ("created published").

    `known` are the same names.
    """
    if not known.isdisjoint(page.meta):
        for name in filter(page.meta.__contains__, names):
            yield page.meta[name]
    for name, stated in page.meta.items():
        if " " in name and not known.isdisjoint(name.split()):
            yield stated


def is_weak(page: Page, raw: str) -> bool:
    """True for a date of meta that only weak names (`WEAK_NAMES`) state."""
    stating = (name for name, stated in page.meta.items() if stated == raw)
    names = {part for name in stating for part in (name, *name.split())} & _META_NAMES
    return bool(names) and names <= WEAK_NAMES


def is_of_draft(page: Page, raw: str) -> bool:
    """True for a date of JSON-LD at which an article was begun, not published."""
    nodes = page.article_ld
    is_begun = any(_date_in(node.get("datecreated")) == raw for node in nodes)
    return is_begun and all(_date_in(node.get("datepublished")) != raw for node in nodes)


def microdata_dates(page: Page) -> Iterator[tuple[LexborNode, str]]:
    """Elements that microdata, RDFa or hAtom call the date of publication, with what they hold."""
    for node in page.marked:
        attributes = node.attributes
        stated = (attributes.get(name) for name in VALUES)
        yield node, next(filter(None, stated), None) or " ".join(node.text().split())


def data_dates(page: Page) -> Iterator[tuple[LexborNode, str]]:
    """Elements with a moment in a data attribute, for a script that shows it."""
    for node in page.moments:
        attributes = node.attributes
        for name in DATA_NAMES:
            if value := attributes.get(name):
                yield node, value
                break


def named_dates(page: Page) -> Iterator[tuple[LexborNode, str]]:
    """Parts of lines whose class names speak of a date, with their text."""
    for node in page.tree.css(NAMED):
        names = (node.attributes.get("class") or "").lower()
        if "updat" in names and "publish" not in names:
            continue
        text = " ".join(node.text().split())
        if 0 < len(text) <= NAMED_CHARS_MAX:
            yield node, text


def url_dates(page: Page) -> Iterator[Candidate]:
    """The day in the page's address: /2025/03/04/, -20250304, ?date=2025-03-04."""
    for found in URL_DATE.finditer(page.url):
        if _is_amid_words(page.url, found):
            continue
        month, day = found["m"] or found["mm"], found["d"] or found["dd"]
        yield f"{found['y']}-{month.zfill(2)}-{day.zfill(2)}", "url"


def _is_amid_words(url: str, found: re.Match[str]) -> bool:
    """True for a day within a slug, "results-2024-10-07-of-the-cup": it tells of that day."""
    before, after = url[: found.start()][-1:], url[found.end() : found.end() + 2]
    return found[0][0] in "-_" and before.isalpha() and after[:1] in "-_" and after[1:].isalpha()


def page_dates(page: Page) -> Iterator[Candidate]:
    """What JSON-LD says of the page itself and of its parts but those that are listed."""
    for node in page.json_ld:
        is_part = LISTED not in node and not types_of(node) & NOT_PAGES
        if is_part and (raw := _date_in(node.get("datepublished"))):
            yield raw, "jsonld"
