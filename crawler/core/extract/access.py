"""Whether a page shows a whole article, or its beginning and an offer to pay for the rest."""

from __future__ import annotations

import re

from crawler.core.arabic.text import fold_text
from crawler.core.extract.page import Page

STUB_CHARS_MAX = 1_500  # of body: whoever shows more shows the article
LINE_CHARS_MAX = 160
# One of these is in every offer: cheaper to look for than folding all lines.
SUBSCRIBE, REGISTER, READ, LATIN = "شترك", "سج", "قراء", "subscri"
OFFER = re.compile(
    r"(?:هذا |هذه )?(?:ال)?(?:محتوي|مقال|ماده|خبر)\w* (?:متاح\w* |مخصص\w* )?(?:لل|ل)مشتركين"
    r"|(?:ا?شترك|سجل(?: الدخول)?|تسجيل الدخول)\w* (?:الان )?(?:ل)?"
    r"(?:متابعه|اكمال|مواصله|استكمال|قراءه)"
    r"|لقراءه (?:ال)?(?:مقال|خبر|نص|المزيد)\w* كامل\w*"
    r"|subscribe (?:now )?to (?:continue|keep|read)|this (?:article|content) is for subscribers"
)


def is_part(page: Page, body: str) -> bool:
    """True where JSON-LD says that the text is not free, or a short one ends with an offer.

    schema.org's isAccessibleForFree, as search engines ask for it.
    """
    stated = (str(node.get("isaccessibleforfree", "")).lower() for node in page.article_ld)
    if any(value.rpartition("/")[2] == "false" for value in stated):
        return True
    if len(body) > STUB_CHARS_MAX:
        return False
    lines = (block.text for block in page.layout.blocks if len(block.text) <= LINE_CHARS_MAX)
    return any(OFFER.match(fold_text(line)) for line in lines if _is_worth_a_look(line))


def _is_worth_a_look(line: str) -> bool:
    if SUBSCRIBE in line or REGISTER in line or READ in line:
        return True
    return ("s" in line or "S" in line) and LATIN in line.lower()
