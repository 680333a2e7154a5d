"""The interface in Arabic and English: a table of strings, one key a line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("ar", "en")  # the first is shown where nobody chose
DIRECTION = {"ar": "rtl", "en": "ltr"}
NAMES = {"ar": "العربية", "en": "English"}
COLUMNS = 3  # key, English, Arabic


@cache
def table(language: str) -> Mapping[str, str]:
    """Key to text in a language. Raises ValueError for a line that is not whole."""
    column = {"en": 1, "ar": 2}[language]
    made: dict[str, str] = {}
    for path in sorted(Path(__file__).parent.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) != COLUMNS or not all(cells) or cells[0] in made:
                message = f"{path.name}: not a key and its text in two languages, once: {line!r}"
                raise ValueError(message)
            made[cells[0]] = cells[column]
    return made
