"""The sections of the aggregator, its name, and which markup shows which section."""

from __future__ import annotations

SITE_NAME = "مرايا الأخبار"
SITE_NAME_LATIN = "Maraya News"
DISCLAIMER = (
    f"( {SITE_NAME_LATIN}) محرك بحث يجمع الأخبار آلياً من مواقع ناشريها، ولا يتحمل أي مسؤولية عن "
    "محتوى المواد المعروضة فيه لأنها لا تعبر بالضرورة عن رأي الموقع.."
)
# key: Arabic name, English name, markup in the mixed site
SECTIONS = {
    "local": ("محليات", "Local", "cards"),
    "services": ("خدمات", "Services", "br"),
    "economy": ("اقتصاد", "Economy", "tables"),
    "sport": ("رياضة", "Sport", "hashed"),
    "health": ("صحة", "Health", "blog"),
    "education": ("تعليم", "Education", "cards"),
    "culture": ("ثقافة", "Culture", "script"),
    "farming": ("زراعة وأسماك", "Farming", "blog"),
    "incidents": ("حوادث", "Incidents", "hashed"),
}
HOME = "home"  # the listing of all sections


def section_name(section: str, *, english: bool = False) -> str:
    """What a reader sees as the name of a section."""
    if section == HOME:
        return "Latest news" if english else "آخر الأخبار"
    return SECTIONS[section][english]
