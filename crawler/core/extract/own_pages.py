"""What sites call the pages on themselves: such a title is no headline."""

from __future__ import annotations

from crawler.core.extract.kicker import is_labelled
from crawler.core.noise.phrases import key_of

_TITLES = """
من نحن|من نحن؟|اتصل بنا|تواصل معنا|أعلن معنا|عن الموقع|سياسة الخصوصية|شروط الاستخدام|
سياسة الاستخدام|هيئة التحرير|معرض الصور|مكتبة الصور|ألبوم الصور|معرض الفيديو|مكتبة الفيديو|
about|about us|contact|contact us|privacy policy|terms of use|
terms of service|terms and conditions|cookie policy|advertise with us"""
# What they call what they serve: with more beside it such a line may well be a headline.
_SERVICES = """
ألبومات الصور|البث المباشر|بث مباشر|البث الحي|استطلاع الرأي|استطلاعات الرأي|النسخة الورقية|
العدد الورقي|النسخة المطبوعة|خريطة الموقع|تسجيل الدخول|نتائج البحث|الأرشيف|أرشيف الأخبار|
جدول المباريات"""
# What sites write over any article: "details of the news".
_FORMS = """
تفاصيل|التفاصيل|تفاصيل الخبر|تفاصيل المقال|تفاصيل الموضوع|عرض الخبر|عرض المقال|عرض الموضوع|
قراءة الخبر|قراءة المقال|الخبر|المقال|نص الخبر|صفحة الخبر|مشاهدة الخبر|
news details|article details|news detail|details|read article|article"""
FORMS = frozenset(key_of(title) for title in _FORMS.replace("\n", "").split("|"))
_STARTS = tuple(key_of(title) for title in _TITLES.replace("\n", "").split("|"))
OWN_PAGES = frozenset((*_STARTS, *map(key_of, _SERVICES.replace("\n", "").split("|"))))


def is_own_page(title: str) -> bool:
    """True for a title, in the form of `key_of`, that is one of these and a name beside it.

    >>> is_own_page("من نحن - نوافذ"), is_own_page("من نحن في زمن الحرب")
    (True, False)
    """
    return title.startswith(_STARTS) and any(is_labelled(title, start) for start in _STARTS)
