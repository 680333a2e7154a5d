"""What an article must have to be published."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.core.arabic.language import UNKNOWN
from crawler.core.arabic.text import fold_text
from crawler.core.article import Article

BODY_CHARS_MIN = 60  # the shortest real story that was seen has one sentence of about 80
GARBLED_SHARE_MAX = 0.02  # of replacement characters; a page in the wrong encoding has over 0.1
REPLACEMENT = "\ufffd"
# Text in UTF-7 (RFC 2152), which no browser reads: runs of base64 between + and -.
UTF_7 = re.compile(r"\+[A-Za-z0-9+/]{5,}-?")
UTF_7_SHARE_MIN = 0.3
ERROR_TITLES = frozenset(
    fold_text(title)
    for title in (
        "الصفحة غير موجودة", "خطأ 404", "404", "صفحة غير موجودة", "المحتوى غير موجود",
        "عذرا الصفحة غير موجودة", "not found", "page not found", "404 not found", "error 404",
        "just a moment...", "attention required!", "access denied", "403 forbidden",
        "service unavailable", "جاري التحقق",
    )
)  # fmt: skip


def fault_of(
    article: Article, *, site_names: tuple[str, ...] = (), languages: tuple[str, ...] = ()
) -> str | None:
    """The word of what is missing or wrong, or None for a whole article.

    `truncated`: the page was cut off; `no_headline`, `no_body`, `too_short`: a part is missing;
    `error_page`: a page of the site that says it has no article; `headline_is_site_name`;
    `garbled`: too many characters were lost on the way; `other_language`: it is known to be in
    none of the wanted languages (() wants all; an article in an undetermined one stays).
    """
    headline = fold_text(article.headline)
    if "truncated" in article.metadata.validationMessages.get("page", ()):
        return "truncated"
    if not headline:
        return "no_headline"
    if headline in ERROR_TITLES:
        return "error_page"
    if headline in _keys(site_names):
        return "headline_is_site_name"
    if fault := _body_fault(article.articleBody):
        return fault
    is_wanted = not languages or article.inLanguage in (*languages, UNKNOWN)
    return None if is_wanted else "other_language"


@lru_cache(maxsize=64)  # a site has the same names on all its pages
def _keys(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_text, names))


def _body_fault(body: str) -> str | None:
    if not body.strip():
        return "no_body"
    if len(body) < BODY_CHARS_MIN:
        return "too_short"
    return "garbled" if _is_garbled(body) else None


def _is_garbled(body: str) -> bool:
    """True for text whose letters were lost, or that is still encoded as UTF-7."""
    if body.count(REPLACEMENT) > GARBLED_SHARE_MAX * len(body):
        return True
    if "+" not in body:
        return False
    return sum(map(len, UTF_7.findall(body))) > UTF_7_SHARE_MIN * len(body)
