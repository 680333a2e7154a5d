"""The sections that a page's menus name: short links that may be listings themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.core.extract.listing.anchors import Anchor
from crawler.core.extract.listing.link_labels import is_page_label, label_of, labels
from crawler.core.extract.listing.pager import is_numbered_page
from crawler.core.links.calendar import is_calendar
from crawler.core.links.views import without_view
from crawler.core.provenance.redirects import LEADING_ON, target_of
from crawler.core.urls import shape_of

SECTION_WORDS_MAX = 3
SECTION_CHARS_MIN = 2  # one letter is a place in an index
SECTIONS_MAX = 40
# The age of an article, its readers and comments.
COUNTED = re.compile(
    r"(?:قبل|منذ) \S|\d[\d.,]* ?(?:قراء|مشاهد|زيار|تعليق|مشارك|اعجاب|view|read|comment|share)"
)
# Pages about the site, its readers and its tags: neither articles nor sections.
NO_NEWS = re.compile(
    r"/(?:(?:hash)?tags?|keywords?|وسم|وسوم|authors?|كاتب|users?|login|signin|register|account|search|print|cart"
    r"|(?:privacy|terms|contact|about|advertis)[a-z_-]*|rss|feeds?|comments?|share|wp-[a-z]+|cdn-cgi"
    r"|subscribe|من-نحن|اتصل-بنا|سياسة-الخصوصية|شروط-الاستخدام)(?:[/.?]|$)"
    r"|/(?:writers?|columnists?|kuttab|katib)(?:\.\w+)?(?:/[^/?]*)?/?(?:\?|$)"
    r"|/(?:author|writer|columnist|katib)[_-]?\d{1,9}(?:\.\w{1,5})?/?(?:\?|$)"
    r"|[?&](?:tag|s|q|search|keywords?|author(?:_?(?:id|name))?)=",
    re.IGNORECASE,
)
ARCHIVE_SHAPE = re.compile(r"(?:/#)+/?")  # /2025/11: a calendar, not a section
FEED_HREF = re.compile(r"/(?:rss|feed|atom)(?:\.(?:xml|php))?/?$|\.(?:rss|atom)$", re.IGNORECASE)
SITEMAP_HREF = re.compile(r"sitemap[^/]{0,100}\.xml(?:\.gz)?$", re.IGNORECASE)
APPS_AND_ACCOUNTS = re.compile(
    r"/(?:apps?|application|mobile-app|download|login|log-?in|logout|sign-?(?:in|up)|register|profile"
    r"|my-?account|password|favou?rites?|bookmarks?|notifications?|newsletters?|member(?:s|ship)?"
    r"|whatsapp|telegram|facebook|twitter|youtube|instagram|tiktok|careers?|faq|help"
    r"|support|donate)(?:[/.?]|$)",
    re.IGNORECASE,
)
LANGUAGE_PATH = re.compile(
    r"/(?:en|eng|english|fr|fra|french|fa|farsi|persian|tr|turkish|de|es|ru|ur|he|zh|id|ku|ckb|so)"
    r"(?:[-_][a-z]{2})?/?(?:index\.\w+)?",
    re.IGNORECASE,
)
LANGUAGE_NAMES = re.compile(r"lang(?:uage)?|locale|hl|l", re.IGNORECASE)
ARABIC_TAG = re.compile(r"ar(?:a|abic)?(?:[-_]\w+)?", re.IGNORECASE)
NOT_SECTION_LABELS = labels(
    (
        "من نحن", "عن الموقع", "اتصل بنا", "تواصل معنا", "راسلنا", "سياسة الخصوصية",
        "الشروط والأحكام", "شروط الاستخدام", "سياسة الاستخدام", "تسجيل الدخول", "دخول", "تسجيل",
        "الرئيسية", "أعلن معنا", "للإعلان", "هيئة التحرير", "بحث", "البحث", "اشترك",
        "خريطة الموقع", "home", "about", "about us", "contact", "contact us", "privacy policy",
        "login", "rss",
        # accounts and readers
        "حسابي", "إنشاء حساب", "حساب جديد", "تسجيل الخروج", "خروج", "نسيت كلمة المرور",
        "الملف الشخصي", "المفضلة", "الإشعارات", "التنبيهات", "النشرة البريدية", "اشترك معنا",
        "اشترك الآن", "الأسئلة الشائعة", "مساعدة", "المساعدة", "وظائف شاغرة", "أرسل خبرا",
        "register", "sign in", "sign up", "my account", "logout", "help", "faq", "newsletter",
        # apps and networks
        "حمل التطبيق", "تحميل التطبيق", "تطبيق الهاتف", "تطبيقاتنا", "تطبيق الموقع", "التطبيق",
        "تطبيق أندرويد", "تطبيق آيفون", "نسخة الجوال", "نسخة الموبايل", "تابعنا", "تابعونا",
        "فيسبوك", "فيس بوك", "تويتر", "إكس", "يوتيوب", "انستغرام", "انستقرام", "إنستغرام",
        "تيليجرام", "تيليغرام", "تلجرام", "تلغرام", "واتساب", "واتس اب", "تيك توك", "سناب شات",
        "لينكد إن", "شارك", "مشاركة", "طباعة", "facebook", "twitter", "youtube", "instagram",
        "telegram", "whatsapp", "tiktok", "app", "download app", "google play", "app store",
    )
)  # fmt: skip
LANGUAGE_LABELS = labels(
    (
        "english", "en", "الإنجليزية", "إنجليزي", "النسخة الإنجليزية", "english version",
        "français", "fr", "الفرنسية", "فارسی", "فارسي", "الفارسية", "türkçe", "التركية",
        "русский", "الروسية",
        "deutsch", "الألمانية", "español", "الإسبانية", "اردو", "الأردية", "کوردی",
        "kurdî", "الكردية", "עברית", "العبرية", "中文", "الصينية", "bahasa indonesia", "soomaali",
        "italiano", "português", "language", "اللغة", "تغيير اللغة",
    )
)  # fmt: skip


@dataclass(slots=True)
class Menu:
    """The sections, without repeats, and how many links were left out as traps, by reason."""

    sections: tuple[str, ...] = ()
    traps: Counter[str] = field(default_factory=Counter)


def menu_of(anchors: Iterable[Anchor], own: str, next_url: str | None) -> Menu:
    """The sections among the links that are no articles; `own` is the page's address."""
    found = Menu()
    named = [
        each.url
        for each in anchors
        if each.url not in (own, next_url)
        and not each.is_foreign
        and _names_a_section(each)
        and _may_list(each.url)
    ]
    plain = {*named, own, without_view(own)}
    kept = []
    for url in named:
        if is_calendar(url) or ARCHIVE_SHAPE.fullmatch(shape_of(url)):
            found.traps["calendar"] += 1
        elif without_view(url) != url and without_view(url) in plain:
            found.traps["view"] += 1
        else:
            kept.append(url)
    found.sections = tuple(kept[:SECTIONS_MAX])
    if over := len(kept) - len(found.sections):
        found.traps["section_cap"] = over
    return found


@lru_cache(maxsize=2_048)  # asked by whoever looks at a link, and menus stand on every page
def is_no_news(url: str) -> bool:
    """True for pages about the site, its readers and its tags."""
    return NO_NEWS.search(unquote(url)) is not None


def is_other_language(url: str) -> bool:
    """True for the front of the site in another language than Arabic: /en/, ?lang=fr."""
    parts = urlsplit(url)
    if LANGUAGE_PATH.fullmatch(parts.path):
        return True
    return any(
        LANGUAGE_NAMES.fullmatch(name) and value.isalpha() and not ARABIC_TAG.fullmatch(value)
        for name, value in parse_qsl(parts.query)
    )


def _may_list(url: str) -> bool:
    return not (
        is_no_news(url)
        or APPS_AND_ACCOUNTS.search(unquote(url))
        or is_other_language(url)
        or is_numbered_page(url)
        or FEED_HREF.search(url)
        or SITEMAP_HREF.search(url)
        or (("?" in url or LEADING_ON.search(url)) and target_of(url))  # to another site
    )


def _names_a_section(anchor: Anchor) -> bool:
    """A text of one to three words that is not of the site or of its pages, or just "more"."""
    if not anchor.texts:
        return anchor.is_more
    label = label_of(anchor.text)
    if label in NOT_SECTION_LABELS or label in LANGUAGE_LABELS or is_page_label(label):
        return False
    if len(label) < SECTION_CHARS_MIN or COUNTED.match(label):
        return False
    return 1 <= anchor.words <= SECTION_WORDS_MAX
