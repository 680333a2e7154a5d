"""Links that lead to the original article, and those that only look like it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from crawler.core.noise.phrases import key_of
from crawler.core.provenance.names import is_name
from crawler.core.provenance.redirects import LEADING_ON, target_of
from crawler.core.provenance.registry import Registry
from crawler.core.urls import absolute, host_of, is_page

FILE = Path(__file__).with_name("not_sources.txt")
LABEL_CHARS_MAX = 60
# After folding. Whole texts of links; what follows "from" is the source itself or a name.
LABEL = re.compile(
    r"(?:(?:اضغط|انقر)\s+هنا\s+)?(?:ل?قراءه|اقرا|اقرء|لمتابعه|متابعه|تابع|شاهد|لمشاهده|عرض|زياره|المزيد|لمزيد"
    r"|للمزيد|الذهاب|اذهب|انتقل|رابط|read|view|open|see|go)?\s*"
    r"(?:كامل\s+|بقيه\s+|تفاصيل\s+|قراءه\s+)?"
    r"(?:(?:الخبر|المقال|التفاصيل|النص|الموضوع|التقرير|المزيد|كاملا|the|full|story|article|news)\s*)*"
    r"(?:من|في|عبر|الي|علي|from|at|on|to)?\s*(?:the\s+)?"
    r"(?:المصدر|مصدره|الموقع(?=\s+الاصلي)|موقعه(?=\s+الاصلي)|موقع\s+الناشر|source|original)"
    r"(?:\s+(?:الاصلي|الاصليه|الرييسي|مباشره|source|article|story))?"
    r"(?:\s+(?:اضغط|انقر)\s+هنا)?(?:\s*[:(]\s*\S.{0,40})?"
)
WHOLE = frozenset(
    key_of(text)
    for text in (
        "الرابط الأصلي", "رابط الخبر الأصلي", "الخبر الأصلي", "المقال الأصلي", "رابط المصدر",
        "رابط الخبر", "original link", "read the original", "view original", "original article",
    )
)  # fmt: skip
# Most links have none of these: told here it costs a tenth.
SPEAKS = re.compile(r"مصدر|[أا]صلي|الخبر|الناشر|source|original", re.IGNORECASE)
READS_ON = re.compile(
    r"(?:خبر|مقال|تفاصيل|تقرير|نص|موضوع)\w{0,3}\s(?:.{0,20}\s)?(?:من|علي|في|عبر)\s"
)
# "Read the whole story on the site of ...", before a link with the name of the publisher.
READS_AT = re.compile(
    r"(?:اقرا|لقراءه|قراءه|لمطالعه|للاطلاع علي|تفاصيل)\s(?:بقيه\s|تفاصيل\s)?"
    r"(?:الخبر|المقال)(?:\s(?:كاملا|كامل|الاصلي))?\s(?:من|في|علي|عبر|لدي)"
    r"(?:\s(?:موقع|صحيفه|وكاله|قناه|شبكه|منصه|المصدر|الموقع|الاصلي)){0,3}"
)
READ_SIGNS = ("الخبر", "المقال")
VARIANT = re.compile(r"^(?:www\d?|m|mobile|amp|ar|arabic|en|news|old|new)\.")


def is_source_label(text: str) -> bool:
    """True for the text of a link such as "لقراءة الخبر من المصدر".

    >>> is_source_label("الخبر من المصدر »"), is_source_label("المصدر أونلاين")
    (True, False)
    """
    short = 0 < len(text) <= LABEL_CHARS_MAX
    return short and SPEAKS.search(text) is not None and _is_label(text)


def names_owner(text: str, url: str, registry: Registry) -> bool:
    """True for the text of a link that reads an article on at the publisher whose site it is.

    "Read the whole story at ..." with that publisher's name.
    """
    owner = registry.by_url(url) if 0 < len(text) <= LABEL_CHARS_MAX else None
    if owner is None or owner.kind == "aggregator":
        return False
    key = " ".join(key_of(text).split())
    return READS_ON.search(key) is not None and any(
        key_of(name) in key for name in (owner.name, *owner.aliases)
    )


def reads_at(line: str, name: str) -> bool:
    """True for a line that says where the article is read in full, and a link with that name.

    >>> reads_at("اقرأ الخبر كاملا على موقع صدى الساحل", "صدى الساحل")
    True
    """
    if len(line) > LABEL_CHARS_MAX or not any(map(line.__contains__, READ_SIGNS)):
        return False
    if not (line.rstrip(" .»").endswith(name) and is_name(name)):
        return False
    key = key_of(line.rstrip(" .»").removesuffix(name))
    return READS_AT.fullmatch(" ".join(key.split())) is not None


@lru_cache(maxsize=1_024)
def _is_label(text: str) -> bool:
    key = " ".join(key_of(text).split())
    return key in WHOLE or LABEL.fullmatch(key) is not None


def is_own(url: str, page_url: str, registry: Registry) -> bool:
    """True for an address of the page's own site, under whatever host it is known."""
    host, own = _site(url), _site(page_url)
    if host == own or (
        "." in host and (f".{host}".endswith(f".{own}") or own.endswith(f".{host}"))
    ):
        return True
    known = registry.by_url(url)
    return known is not None and known is registry.by_url(page_url)


def may_be_source(url: str) -> bool:
    """False for advertisers, social networks, shops of apps and search engines."""
    host = host_of(url)
    labels = host.split(".")
    if any(".".join(labels[start:]) in _not_sources() for start in range(len(labels))):
        return False
    return "ads" not in labels and "ad" not in labels and is_page(url)


def is_home(url: str) -> bool:
    """True for the front page of a site: it tells the publisher and not the article."""
    parts = urlsplit(url)
    path = parts.path.strip("/").lower()
    return not parts.query and path in ("", "index.php", "index.html", "home", "ar", "en")


def source_address(
    href: str, page_url: str, base: str, registry: Registry
) -> tuple[str, str] | None:
    """Where a link leads outside its site, through redirectors, and how that was written.

    Returns:
        The address, and the kind of the redirector (empty for a plain link); None for links within
        the site and for those that can be no source.
    """
    url = absolute(href, base)
    if url is None:
        return None
    target = target_of(url)
    if target and is_own(target.url, page_url, registry):
        return None  # a share button, or a redirector that comes back
    own = is_own(url, page_url, registry)
    if target and (own or not _is_content(url)):
        return (target.url, target.kind) if may_be_source(target.url) else None
    return None if own or not may_be_source(url) else (url, "")


def _is_content(url: str) -> bool:
    """True for another site's page that has an address among its parameters by chance."""
    host = host_of(url)
    if host.endswith(".ampproject.org") or host.startswith("google."):
        return False
    return LEADING_ON.search(urlsplit(url).path) is None


@lru_cache(maxsize=1_024)
def _site(url: str) -> str:
    host = host_of(url)
    bare = VARIANT.sub("", host)
    return bare if "." in bare else host


@lru_cache(maxsize=1)
def _not_sources() -> frozenset[str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
