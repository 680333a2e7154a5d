"""The two layers of text: what each one does, and the laws both keep."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.arabic import text as arabic_text
from crawler.core.arabic.letters import DISPLAY, FOLD, KEPT_SIGNS
from crawler.core.arabic.text import clean_text, fold_text

TRAPS = (
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
    "\u0653\u0654\u0655ٱ\u0640\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u061c"
    "\u00a0\u2009\u3000\u2028\u2029\u0085\n\r\t \u0000\u0007\u00ad٠١٢۱۲۳123،؛؟«»“”'\"()"
    "\ufdf2\ufdfa\ufdfb\ufdfc\ufdfd\ufefb\ufef7\ufe8d\ufedf\ufef4\ufb8e\ufbfc\ufc5e\ufe70\ufe71"
    "کیہھەۀۂگپچژڤABÉéß\u0301\u0345\u03b1\u0390\u1fb4\u0308İſ-–…\ufffd\ud800\U0001f468\u2764\ufe0f"
)
texts = st.text(alphabet=st.sampled_from(TRAPS), max_size=30) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("الأخبــــار", "الأخبار"),
        ("\ufee3\ufeae\ufea3\ufe92\ufe8e", "مرحبا"),
        ("\ufdf2 أعلم", "الله أعلم"),
        (
            "قال \ufdfa \ufd3eآية\ufd3f بسعر 500 \ufdfc",
            "قال \ufdfa \ufd3eآية\ufd3f بسعر 500 \ufdfc",
        ),
        ("ب\ufe76 ت\ufe71", "ب\u064e ت\u064b"),
        ("\u200fصنعاء\u202c\u2069 \ufeffعدن", "صنعاء عدن"),
        ("سد\u200b مأ\u00adرب", "سد مأرب"),
        ("أ\u00a0ب\u2009\u3000ج\tد", "أ ب ج د"),
        ("سطر\r\nثان\rثالث\u2028رابع\u0085خامس", "سطر\nثان\nثالث\nرابع\nخامس"),
        ("فقرة \n \n\n\n فقرة", "فقرة\n\nفقرة"),
        ("أ\x00\x07\x9fب", "أب"),
        ("مُحمَّد بن عليّ", "مُحمَّد بن عليّ"),
        ("\u0627\u0654حمد", "أحمد"),
        ("\u0627\u0640\u0654حمد", "أحمد"),
        ("Cafe\u0301", "Café"),
        ("١٢٣ و456 «نص» … ½", "١٢٣ و456 «نص» … ½"),
        (
            "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
        ),
        ("كسر\ud800ة", "كسر\ufffdة"),
        ("", ""),
        (" \n\t ", ""),
    ],
)
def test_display_layer(given_text, shown):
    assert clean_text(given_text) == shown


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("18 محرم 1447هـ", "18 محرم 1447هـ"),
        ("18 محرم 1447 هـــ.", "18 محرم 1447 هـ."),
        ("(١٤٤٧هـ)", "(١٤٤٧هـ)"),
        ("هـ) البند الخامس", "هـ) البند الخامس"),
        ("1447هـ\u200f الموافق", "1447هـ الموافق"),
        ("وجهـــ", "وجه"),
        ("هـــذا", "هذا"),
        ("1\u0640هـ", "1ه"),
        ("مياهـ", "مياه"),
        ("\u0640\u0640", ""),
    ],
)
def test_the_hijri_sign_keeps_its_tatweel(given_text, shown):
    assert clean_text(given_text) == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مسؤول", "مسئول"),
        ("إلى المدرسة", "الى المدرسه"),
        ("مستشفى", "مستشفي"),
        ("ٱلله", "الله"),
        ("هٰذا", "هذا"),
        ("١٢ و۳", "12 و3"),
        ("«نعم»، قال؟", '"نعم", قال?'),
        ("علی", "على"),
        ("کتاب", "كتاب"),
        ("می\u200cخواهم", "ميخواهم"),
        ("1447هـ", "1447ه"),
        ("سطر\n\nسطر", "سطر سطر"),
        ("ARABIC", "arabic"),
        ("Straße", "STRASSE"),
        ("\u06ddآية\u08f0", "اية"),
        ("ۀ", "ه"),
        ("\u0390", "\u03b9\u0308\u0301"),
        ("\u1fb4", "\u03b1\u0345\u0301"),
    ],
)
def test_one_key(one, other):
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("علم", "عالم"), ("حرب", "حزب"), ("12", "13"), ("عدن", "عدنا"), ("يمني", "يمنية")],
)
def test_two_keys(one, other):
    assert fold_text(one) != fold_text(other)


def test_tables_are_closed():
    for table in (DISPLAY, FOLD):
        assert not {character for value in table.values() for character in value} & set(table)
    assert not KEPT_SIGNS & (set(DISPLAY) | set(FOLD))


@pytest.mark.parametrize("before", ["e\u0301", "\u304b\u3099", "\u0653\u05b0"])
def test_what_composes_before_a_hijri_sign_needs_no_second_cleaning(before):
    shown = clean_text(f"{before}هـ.")
    assert clean_text(shown) == shown
    assert shown.endswith("ه.")


@pytest.mark.parametrize("words", ["Straße " * 80, "خبر " * 120])
def test_rare_forms_in_a_long_text_that_tables_cannot_tell_are_folded(words):
    assert fold_text(words + "\u6f22 \u06f3").endswith(" \u6f22 3")


def test_a_key_that_composing_changes_is_not_lost():
    assert fold_text("\u0390") == "\u0390"


@given(texts)
def test_idempotent(text):
    shown, key = clean_text(text), fold_text(text)
    assert clean_text(shown) == shown
    assert fold_text(key) == key
    assert fold_text(shown) == key


@given(texts)
def test_display_layer_is_normal_and_printable(text):
    shown = clean_text(text)
    assert unicodedata.is_normalized("NFC", shown)
    assert not set(shown) & set(DISPLAY)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert shown == shown.strip()


@given(texts)
def test_display_layer_loses_no_letter(text):
    def letters(value):
        folded = unicodedata.normalize("NFKC", value).translate(LOOKALIKES)
        return Counter(
            c
            for c in unicodedata.normalize("NFKD", folded)
            if unicodedata.category(c)[0] == "L" and c != "\u0640"
        )

    assert letters(clean_text(text)) == letters(text)


LOOKALIKES = str.maketrans("کڪیىہھەۀۂ", "ككييههههه")


@given(texts)
def test_lines_and_brackets_stay(text):
    shown = clean_text(text)
    assert shown.count("\n") <= len(text.splitlines())
    assert "\n\n\n" not in shown
    assert [c for c in shown if c in "()«»"] == [c for c in text if c in "()«»"]


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=40))
def test_ascii_is_unchanged(text):
    assert clean_text(text) == text


@given(texts)
def test_key_is_one_line_without_marks(text):
    key = fold_text(text)
    assert "\n" not in key
    assert "  " not in key
    assert not set(key) & set(FOLD)


def test_nothing_that_a_reader_sees_is_lost():
    """Every character of Unicode: what goes is a control, a format character or tatweel.

    That is why `removed` has no entry for what `clean_text` does.
    """
    gone = [char for char in map(chr, range(0x110000)) if clean_text(f"x{char}x") == "xx"]
    assert {unicodedata.category(char) for char in gone if char != "\u0640"} == {"Cc", "Cf"}
    assert "\u0640" in gone
    assert not set(gone) & set("\u200c\u200d\ufe0f\u0600\u06dd")


def test_a_name_that_comes_again_is_not_folded_again(monkeypatch):
    folded, name, fold_plain = [], "أمين الحديدة", arabic_text.fold_plain
    monkeypatch.setattr(
        arabic_text, "fold_plain", lambda text: folded.append(text) or fold_plain(text)
    )
    arabic_text._kept_key.cache_clear()
    assert [fold_text(name), fold_text(name)] == ["امين الحديده"] * 2
    assert folded == [name]


def test_keys_of_paragraphs_take_no_memory():
    arabic_text._kept_key.cache_clear()
    fold_text("أ" * (arabic_text.KEPT_CHARS_MAX + 1))
    assert arabic_text._kept_key.cache_info().currsize == 0
