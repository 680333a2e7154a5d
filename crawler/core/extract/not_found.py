"""Recognises pages that say that there is no such page, though the server answers 200."""

from __future__ import annotations

import re

from crawler.core.extract.container import PROSE_CHARS, prose_chars, prose_of
from crawler.core.extract.page import Page
from crawler.core.noise.phrases import key_of

PROSE_MAX = 600  # characters of running text: such a page has a sentence or two
HEADING_CHARS_MAX = 90
# At the start of a heading or of the title; what follows may be the name of the site.
_SAYING = re.compile(
    r"(?:(?:عفوا|عذرا|خطا|ناسف|نعتذر|نعتذر منك|اوه|error|oops|sorry)[\s!،,:.\-|0-9]*)*"
    r"(?:(?:هذه |ان )?(?:ال)?(?:صفحه|خبر|مقال|مقاله|موضوع|محتوي|رابط)"
    r"(?: (?:التي|الذي) (?:تبحث|تحاول|طلبت)\w*(?: \w+){0,3}| (?:المطلوب|المطلوبه))?"
    r" (?:غير (?:موجود|متوفر|متاح|صحيح)\w*|لم (?:يعد|تعد) (?:موجود|متاح|متوفر)\w*|"
    r"لا (?:يوجد|توجد|وجود)|(?:تم )?(?:حذف|نقل)\w*|محذوف\w*)|"
    r"لم (?:يتم )?(?:العثور|نعثر|نجد|يعثر) (?:علي )?(?:اي )?"
    r"(?:ال)?(?:صفحه|خبر|مقال|موضوع|محتوي|شيء|نتاءج)|"
    r"لا (?:يوجد|توجد) (?:صفحه|نتاءج|خبر|محتوي) (?:بهذا|هنا|لعرضه?ا?)|"
    r"(?:the )?(?:page|article|content)(?: you \w+ \w+ \w+)? (?:was |is |could )?(?:not )+(?:be )?"
    r"(?:found|available|exist)|(?:404|not found|nothing found)(?:$|\W))"
)
# A heading that is no more than an apology, and what such a page says below it.
_SORRY = re.compile(
    r"(?:عفوا|عذرا|خطا|ناسف|نعتذر|error|oops|sorry)(?=$|\W)(?! \w)|"
    r"(?:عفوا |عذرا )?حدث خطا(?:$| (?:ما|غير متوقع|فني|اثناء|في (?:النظام|الخادم|الموقع|التحميل)))"
)
_FAULT = re.compile(
    r"(?:ال)?(?:صفحه|خبر|مقال|رابط|محتوي|موضوع)\b.{0,30}"
    r"(?:غير (?:موجود|متوفر|متاح|صحيح)|حذف|نقل|لم (?:يعد|تعد))|(?:حاول|محاوله) مره اخري|"
    r"لم نتمكن من (?:العثور|ايجاد)|خلل فني"
)
NUMBER = re.compile(r"(?:(?:خطا|error|http) )?404(?:\s*(?:[-:|.!–—].*|not found.*|error|خطا))?$")


def is_not_found(page: Page) -> bool:
    """True when title or heading say that the page does not exist, and little else is there."""
    if page.article_ld or _tells_much(page):
        return False
    if sum(prose_of(page.layout)) >= PROSE_MAX:
        return False
    headings = [page.title, *_headings(page)]
    return any(map(_says, headings)) or (any(map(_regrets, headings)) and _explains(page))


def _tells_much(page: Page) -> bool:
    """True for a page whose paragraphs are too much already: most show so with the first three."""
    told = 0.0
    for block in page.layout.blocks:
        if len(block.text) >= PROSE_CHARS:
            told += prose_chars(block)
            if told >= PROSE_MAX:
                return True
    return False


def _headings(page: Page) -> list[str]:
    return [block.text for block in page.layout.blocks if block.tag == "h1"]


def _regrets(text: str) -> bool:
    return len(text) <= HEADING_CHARS_MAX and _SORRY.match(key_of(text)) is not None


def _explains(page: Page) -> bool:
    """True where a line says that something is gone, or that it may be tried again."""
    return any(_FAULT.search(key_of(block.text)) for block in page.layout.blocks)


def _says(text: str) -> bool:
    if len(text) > HEADING_CHARS_MAX:
        return False
    key = key_of(text)
    match = _SAYING.match(key)
    if match and "404" in match[0]:  # a number of people, unless it stands alone
        return NUMBER.match(key) is not None
    return match is not None
