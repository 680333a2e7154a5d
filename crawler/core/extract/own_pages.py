"""What sites call the pages on themselves: such a title is no headline."""

from __future__ import annotations

from crawler.core.extract.kicker import is_labelled
from crawler.core.noise.phrases import key_of

_TITLES = """
من نحن|من نحن؟|اتصل بنا|تواصل معنا|أعلن معنا|عن الموقع|سياسة الخصوصية|شروط الاستخدام|
سياسة الاستخدام|هيئة التحرير|about|about us|contact|contact us|privacy policy|terms of use|
terms of service|terms and conditions|cookie policy|advertise with us"""
OWN_PAGES = frozenset(key_of(title) for title in _TITLES.replace("\n", "").split("|"))
_STARTS = tuple(OWN_PAGES)


def is_own_page(title: str) -> bool:
    """True for a title, in the form of `key_of`, that is one of these and a name beside it.

    >>> is_own_page("من نحن - نوافذ"), is_own_page("من نحن في زمن الحرب")
    (True, False)
    """
    return title.startswith(_STARTS) and any(is_labelled(title, start) for start in _STARTS)
