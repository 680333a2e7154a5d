"""Names of sections of news sites: they stand where publishers stand, and are none."""

from __future__ import annotations

from crawler.core.noise.phrases import key_of

_SECTIONS = """
محليات|محلي|محلية|أخبار محلية|الأخبار المحلية|أخبار اليمن|عربي|عربية|أخبار عربية|
عربي ودولي|عالمي|عالم|دولي|دولية|دوليات|أخبار دولية|أخبار العالم|سياسة|سياسية|شؤون سياسية|
اقتصاد|اقتصادية|مال وأعمال|أعمال|رياضة|رياضية|أخبار الرياضة|ثقافة|ثقافة وفن|ثقافة وفنون|
فن|فنون|منوعات|مجتمع|صحة|طب وصحة|علوم|علوم وتكنولوجيا|تكنولوجيا|تقنية|حوادث|حوادث وقضايا|
قضايا|تحقيقات|حوارات|مقابلات|مقالات|آراء|رأي|كتابات|تقارير وتحليلات|تحليلات|ملفات|أسرة|
المرأة|سياحة|سياحة وسفر|أدب|أخبار|الأخبار|شؤون محلية|محافظات|جنوب|شمال"""
SECTIONS = frozenset(key_of(name) for name in _SECTIONS.replace("\n", "").split("|"))

# Parts of the world that are newspapers and channels as well.
REGIONS = frozenset(map(key_of, ("الشرق الأوسط", "الخليج", "العالم", "المغرب", "الوطن العربي")))


def is_region(text: str) -> bool:
    """True for a part of the world by which sites and publishers are called as well.

    >>> is_region("الشرق الأوسط"), is_region("اليمن")
    (True, False)
    """
    return key_of(text) in REGIONS


def is_section(text: str) -> bool:
    """True for a word or two that many sites call a section.

    >>> is_section("محليات"), is_section("الساحل نيوز")
    (True, False)
    """
    return key_of(text) in SECTIONS
