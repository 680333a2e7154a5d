"""Recognises pages that show nothing but the question whether cookies may be set."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from crawler.core.arabic.text import fold_text
from crawler.core.extract.container import prose_chars
from crawler.core.extract.page import Page

PROSE_MAX = 60  # characters of running text about anything else: less is no story
BUTTONS = "button,input[type=submit],input[type=button],a"
BUTTON_CHARS_MAX = 40
ACCEPT = re.compile(
    r"(?:قبول|اقبل|اوافق|موافق|الموافقه|السماح)(?: علي)?(?: ال?كل| الجميع| و?المتابعه)?(?!\S)"
    r"|(?:accept|agree|allow|i accept|i agree|accept & continue)(?: all)?(?: cookies)?$"
)
ABOUT = re.compile(
    r"ملفات تعريف الارتباط|كوكيز|خصوصيتك|سياسه الخصوصيه|قبل المتابعه|\bcookies?\b|your privacy"
)


def is_consent(page: Page) -> bool:
    """True for a page whose text is about cookies or privacy, with a button that accepts them."""
    texts = [(block, fold_text(block.text)) for block in page.layout.blocks]
    if not any(ABOUT.search(text) for _, text in texts):
        return False
    other = sum(prose_chars(block) for block, text in texts if not ABOUT.search(text))
    return other < PROSE_MAX and any(map(_accepts, page.tree.css(BUTTONS)))


def _accepts(node: LexborNode) -> bool:
    value = node.attributes.get("value") or ""
    text = fold_text(" ".join((value or node.text()).split()))
    return len(text) <= BUTTON_CHARS_MAX and ACCEPT.match(text) is not None
