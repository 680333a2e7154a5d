"""Persian and Urdu kaf, yeh and heh in Arabic text become the Arabic letters they look like.

Pages typed on a Persian keyboard show the same shapes but are found by no search. In Persian,
Urdu or Kurdish text the same letters are right, so that a text must show that it is Arabic.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that Arabic does not have: one of them, and nothing is touched.
_FOREIGN = re.compile("[پچژگڤټڅځډړږښڼێۆڕڵۇۈۋېےۓںٹڈڑۀۂ]")
# What only Arabic writes: ة, إ, and the words that stand in every paragraph of news.
_ARABIC = re.compile(r"[ةإ]|(?<!\w)[وبفلك]?(?:ف[يی]|الت[يی]|الذ[يی]|هذا|هذه|عن|أن)(?!\w)")
_KAF = re.compile("[کڪ]")
_HEH = re.compile("[ہھە]")
_YEH_JOINED = re.compile(r"ی(?=[^\W\d_]|[\u064b-\u065f\u0670]+[^\W\d_])")
# At the end of a word the Persian yeh has no dots, like alef maqsura; in these it must be yeh.
_YEH_WORDS = re.compile(r"(?<!\w)([وبفلك]?(?:ف|الذ|الت|ه|أ|ك|لك))ی(?!\w)")


def unify_lookalikes(text: str, *, language: str | None = None) -> str:
    """The text with Arabic kaf, yeh and heh, if its language is Arabic; else unchanged.

    Args:
        text: Cleaned text in NFC.
        language: BCP 47 primary tag, or None: then the letters of the text must show it.

    >>> unify_lookalikes("کتاب فی المکتبة")
    'كتاب في المكتبة'
    >>> unify_lookalikes("کتابخانه ملی")
    'کتابخانه ملی'
    """
    if not ("ی" in text or "ک" in text or "ڪ" in text or "ہ" in text or "ھ" in text or "ە" in text):
        return text
    if not _is_arabic(text, language):
        return text
    text = _HEH.sub("ه", _KAF.sub("ك", text))
    text = _YEH_WORDS.sub(r"\1ي", _YEH_JOINED.sub("ي", text)).replace("ی", "ى")
    return unicodedata.normalize("NFC", text)  # yeh with hamza above is one letter in Arabic


def _is_arabic(text: str, language: str | None) -> bool:
    """Whether the look-alikes of the text are typing errors."""
    if language is not None:
        return language == "ar"
    return not _FOREIGN.search(text) and bool(_ARABIC.search(text))
