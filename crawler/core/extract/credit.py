"""Lines that end with who took a picture: a caption, though no name of its box says so."""

from __future__ import annotations

import re

CHARS_MAX = 240  # of a caption with its credit
CREDIT_CHARS_MAX = 70
RIGHTS = "\xa9"
# "... © an agency"
BY_RIGHTS = re.compile(r".{0,120}\xa9\s?[^\W\d][^.!?\u061f\d]{1,40}(?:\.\w{2,4})?")
# "... Foto: a name/an agency", "(تصوير: ...)"; a colon in a sentence has other words before it.
BY_LABEL = re.compile(
    r".*(?:^|[\s(\[|])(?:foto|fotos|fot|photo|photos|bild|bilder|photo credit|image credit|crédit"
    r"(?:\sphoto)?|تصوير|عدسة|مصدر الصورة|الصورة من)\s?[:.]\s?[^\W\d_][^:!?\u061f]{1,60}[)\]]?",
    re.IGNORECASE | re.DOTALL,
)


def is_credited(text: str) -> bool:
    """True for a short text whose last words name a photographer or the owner of a picture.

    >>> is_credited("زحام في سوق الملح بصنعاء القديمة. تصوير: سالم باوزير")
    True
    >>> is_credited("وقال الوزير: التصوير ممنوع في الميناء منذ عام.")
    False
    """
    if RIGHTS in text and BY_RIGHTS.fullmatch(text):
        return True
    if len(text) > CHARS_MAX or not (":" in text[-CREDIT_CHARS_MAX:] or _has_short(text)):
        return False
    return BY_LABEL.fullmatch(text) is not None


def _has_short(text: str) -> bool:
    """True for "Fot."; putting an Arabic line in lower case takes 8 ns a letter."""
    return ("t." in text or "T." in text) and "fot." in text.lower()
