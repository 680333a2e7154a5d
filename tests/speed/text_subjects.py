"""What the text benchmark measures: our functions and their peers, each imported when asked for.

Runs in several interpreters, so nothing but the standard library is imported at the top. A maker
that raises ImportError has no peer to give in this interpreter.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal

Work = Callable[[str], str]
Layer = Literal["display", "key"]
ARACLEAN_PYTHON = (3, 12)
NO_RULE = {"\u0640", *map(chr, range(0xD800, 0xE000))}  # has one already; surrogates cannot have


@dataclass(frozen=True, slots=True)
class Subject:
    """A function from text to text; `package` is whose it is, "" for Python's own and ours."""

    layer: Layer
    package: str
    make: Callable[[], Work]


def _clean_text() -> Work:
    from crawler.core.arabic.text import clean_text

    return clean_text


def _fold_text() -> Work:
    from crawler.core.arabic.text import fold_text

    return fold_text


def _nfc() -> Work:
    return partial(unicodedata.normalize, "NFC")


def _araclean(profile: str) -> Work:
    """The pipeline built once, which is faster than `araclean.normalize`."""
    if sys.version_info < ARACLEAN_PYTHON:
        raise ImportError("araclean needs Python 3.12: make peers PEERS_PYTHON=python3.12")
    araclean = import_module("araclean")
    pipeline: Work = araclean.Pipeline.from_profile(getattr(araclean, profile))
    return pipeline


def _camel_unicode() -> Work:
    unify: Work = import_module("camel_tools.utils.normalize").normalize_unicode
    return unify


def _camel_key() -> Work:
    """What its own guide puts together for search: marks out, three letters unified."""
    dediac: Work = import_module("camel_tools.utils.dediac").dediac_ar
    camel = import_module("camel_tools.utils.normalize")
    unicode, alef = camel.normalize_unicode, camel.normalize_alef_ar
    maksura, marbuta = camel.normalize_alef_maksura_ar, camel.normalize_teh_marbuta_ar

    def key(text: str) -> str:
        folded: str = marbuta(maksura(alef(dediac(unicode(text)))))
        return folded

    return key


def _icu_nfc() -> Work:
    normalize: Work = import_module("icu").Normalizer2.getNFCInstance().normalize
    return normalize


def _icu_rules(*tables: str) -> Work:
    """ICU's engine with our tables, which leave look-alikes and the Hijri sign to code of ours."""
    from crawler.core.arabic import letters

    icu = import_module("icu")
    rules = f"{_escaped(letters.TATWEEL)} > ;\n"
    rules += "".join(_rules(getattr(letters, name)) + ":: NFC ;" for name in tables)
    made = icu.Transliterator.createFromRules("rasid", rules, icu.UTransDirection.FORWARD)
    transliterate: Work = made.transliterate
    return transliterate


def _rules(table: Mapping[str, str]) -> str:
    pairs = ((old, new) for old, new in table.items() if old not in NO_RULE)
    return "".join(f"{_escaped(old)} > {_escaped(new)} ;\n" for old, new in pairs)


def _escaped(text: str) -> str:
    return "".join(f"\\U{ord(letter):08x}" for letter in text)


TEXT: Mapping[str, Subject] = {
    "clean_text": Subject("display", "", _clean_text),
    "unicodedata NFC": Subject("display", "", _nfc),
    "araclean LIGHT": Subject("display", "araclean", partial(_araclean, "LIGHT")),
    "camel-tools normalize_unicode": Subject("display", "camel-tools", _camel_unicode),
    "PyICU NFC": Subject("display", "PyICU", _icu_nfc),
    "PyICU, rules of clean_text": Subject("display", "PyICU", partial(_icu_rules, "DISPLAY")),
    "fold_text": Subject("key", "", _fold_text),
    "araclean SEARCH": Subject("key", "araclean", partial(_araclean, "SEARCH")),
    "camel-tools dediac + 3 letters": Subject("key", "camel-tools", _camel_key),
    "PyICU, rules of fold_text": Subject("key", "PyICU", partial(_icu_rules, "DISPLAY", "FOLD")),
}
OURS: Mapping[Layer, str] = {"display": "clean_text", "key": "fold_text"}


def version_of(package: str) -> str:
    """The installed version, "" for what has none."""
    try:
        return version(package) if package else ""
    except PackageNotFoundError:
        return ""


def made(make: Callable[[], Any]) -> tuple[Any, str]:
    """What is to be measured, or None and the reason."""
    try:
        return make(), ""
    except ImportError as error:
        return None, str(error)
