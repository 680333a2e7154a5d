"""A line that tells when an article was published or changed, and nothing else."""

from __future__ import annotations

from crawler.core.arabic.date_tokens import tokens_of
from crawler.core.arabic.text import fold_text
from crawler.core.extract.line_above import is_dated

CHARS_MAX = 120
OTHER = "k"  # the code of a word that no date has
DAYS = frozenset("dy")  # a date in figures, a year
LABELS = frozenset(
    map(
        fold_text,
        ("نشر", "النشر", "تحديث", "التحديث", "تعديل", "تاريخ", "آخر", "قراءة", "published",
         "posted", "updated", "modified", "first", "last", "on", "read"),
    )
)  # fmt: skip


def is_date_line(text: str) -> bool:
    """True for days, hours, the labels before them and the time that reading takes.

    >>> is_date_line("نشر : الجمعة 17 يناير 2025 - 20:11 | تحديث : الجمعة 17 يناير 2025 - 20:40")
    True
    >>> is_date_line("في 17 يناير 2025 وصلت إلى الميناء 3 سفن محملة بالقمح.")
    False
    """
    if len(text) > CHARS_MAX or not is_dated(text):
        return False
    tokens = [*tokens_of(fold_text(text))]
    if any(token.code == OTHER and token.key not in LABELS for token in tokens):
        return False
    return not DAYS.isdisjoint(token.code for token in tokens)
