"""Recognises questions whether cookies may be set: a whole page, or a bar on one."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from crawler.core.arabic.text import fold_text
from crawler.core.extract.container import prose_chars
from crawler.core.extract.page import Page
from crawler.core.extract.short_lines import is_unstopped

PROSE_MAX = 45  # characters of running text about anything else: less is no story
BUTTONS = "button,input[type=submit],input[type=button],a"
BUTTON_CHARS_MAX = 40
ACCEPT = re.compile(
    r"(?:قبول|اقبل|اوافق|موافق|الموافقه|السماح)(?: علي)?(?: ال?كل| الجميع| و?المتابعه)?(?!\S)"
    r"|(?:accept|agree|allow|i accept|i agree|accept & continue)(?: all)?(?: cookies)?$"
)
ABOUT = re.compile(
    r"ملفات تعريف الارتباط|كوكيز|خصوصيتك|سياسه الخصوصيه|قبل المتابعه|\bcookies?\b|your privacy"
)
NOTICE_CHARS_MAX = 400  # of a bar; an article on cookies is longer, and not told by its site
COOKIES = re.compile(r"ملفات تعريف الارتباط|كوكيز|\bcookies?\b", re.IGNORECASE)
# One of these is in all of them, for a quarter of the price of looking for them.
FILES, SWEET, COOK = "ملفات", "كوكيز", "cook"
# Who says it: the site of itself.
OWN = re.compile(
    r"نستخدم|(?:يستخدم|يستعمل) (?:هذا )?(?:ال)?موقع|"
    r"\b(?:we use|(?:this|our) (?:web)?site uses|wir verwenden|wir nutzen|"
    r"diese (?:web)?(?:site|seite) (?:verwendet|nutzt)|nous utilisons|ce site utilise|"
    r"utilizamos|este sitio (?:web )?utiliza|usamos|utilizziamo)\b",
    re.IGNORECASE,
)


def is_cookie_notice(text: str) -> bool:
    """True for a short text in which a site says that it sets cookies.

    >>> is_cookie_notice("نستخدم ملفات تعريف الارتباط لتحسين تجربتكم على الموقع.")
    True
    >>> is_cookie_notice("تلزم القوانين الجديدة المواقع بشرح ملفات تعريف الارتباط لزوارها.")
    False
    """
    if len(text) > NOTICE_CHARS_MAX:
        return False
    if FILES not in text and SWEET not in text and COOK not in text.lower():
        return False
    return COOKIES.search(text) is not None and OWN.search(text) is not None


def is_consent(page: Page) -> bool:
    """True for a page whose text is about cookies or privacy, with a button that accepts them."""
    texts = [(block, fold_text(block.text)) for block in page.layout.blocks]
    if not any(ABOUT.search(text) for _, text in texts):
        return False
    blocks = [block for block, text in texts if not ABOUT.search(text)]
    other = sum(len(each.text) if is_unstopped(each) else prose_chars(each) for each in blocks)
    return other < PROSE_MAX and any(map(_accepts, page.tree.css(BUTTONS)))


def _accepts(node: LexborNode) -> bool:
    value = node.attributes.get("value") or ""
    text = fold_text(" ".join((value or node.text()).split()))
    return len(text) <= BUTTON_CHARS_MAX and ACCEPT.match(text) is not None
