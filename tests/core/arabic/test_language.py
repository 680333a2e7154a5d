"""The language of texts that share a script."""

import importlib.util
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.arabic import language
from crawler.core.arabic.language import identify_language, language_evidence, script_share
from crawler.core.arabic.one_byte import letters

needs_cld2 = pytest.mark.skipif(language.pycld2 is None, reason="no wheel of CLD2 for this machine")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("افتتح المحافظ صباح اليوم مدرسة جديدة في ريف المدينة", "ar"),
        ("دولت برنامهٔ تازه\u200cای برای ساخت مدرسه در روستاها اعلام کرد", "fa"),
        ("حکومت نے دیہات میں نئے اسکول بنانے کا اعلان کیا ہے", "ur"),
        ("حکومەت پلانێکی نوێی بۆ دروستکردنی قوتابخانە ڕاگەیاند", "ckb"),
        ("حکومت په کليو کې د نوو ښوونځيو جوړولو اعلان وکړ", "ps"),
        ("ھۆكۈمەت يېزىلاردا يېڭى مەكتەپ قۇرۇشنى ئېلان قىلدى", "ug"),
        pytest.param(
            "The government announced new schools in the countryside today", "en", marks=needs_cld2
        ),
        pytest.param(
            "Le gouvernement annonce de nouvelles écoles dans les villages", "fr", marks=needs_cld2
        ),
        ("", "und"),
        ("12:30 – 45 %", "und"),
        ("\U0001f534\U0001f534", "und"),
    ],
)
def test_language(text, tag):
    assert identify_language(text) == tag


def test_vowels_tell_sorani_from_uyghur_without_their_own_letters():
    assert identify_language("ئەمە دەبێتە کێشە") == "ckb"
    assert identify_language("مەن مەكتەپكە كەتتىم") == "ug"


def test_common_words_decide_where_the_detector_is_silent(monkeypatch):
    monkeypatch.setattr(language, "_detected", lambda _: None)
    assert identify_language("خرج إلى السوق") == "ar"
    assert identify_language("کار ما") == "fa"
    assert identify_language("سوق") == "und"
    assert identify_language("market") == "und"


def test_where_cld2_has_no_wheel_texts_in_arabic_script_are_told_all_the_same(monkeypatch):
    monkeypatch.setitem(sys.modules, "pycld2", None)  # its import fails
    found = importlib.util.find_spec(language.__name__)
    without = importlib.util.module_from_spec(found)
    monkeypatch.setitem(sys.modules, language.__name__, without)  # its dataclass looks for itself
    found.loader.exec_module(without)
    assert without.identify_language("افتتح المحافظ صباح اليوم مدرسة جديدة في ريف المدينة") == "ar"
    assert without.identify_language("حکومت نے دیہات میں نئے اسکول بنانے کا اعلان کیا ہے") == "ur"
    assert without.identify_language("The government announced new schools today") == "und"
    assert without.language_evidence("دولت برنامهٔ تازه ای اعلام کرد").cld2 is None


@needs_cld2
def test_characters_the_detector_refuses_do_not_raise(monkeypatch):
    def refuse(*args, **kwargs):
        raise language.pycld2.error("invalid UTF-8")

    monkeypatch.setattr(language.pycld2, "detect", refuse)
    assert identify_language("عاد الفريق إلى المدينة") == "ar"


ARABIC = "قال الوزير إن العمل في الميناء بدأ أمس، ووصل عمال إلى الموقع في الصباح من المدينة."


def test_arabic_beyond_doubt_is_told_without_the_detector(monkeypatch):
    monkeypatch.setattr(language, "_detected", None)
    assert identify_language(ARABIC) == "ar"


def test_each_letter_counts_as_much_as_one_byte_as_it_does_in_a_text(monkeypatch):
    """At the limit: so many of it as there are of the two common letters, and one more."""
    common = ARABIC.count("ا") + ARABIC.count("ل")
    texts = [ARABIC + letter * times for _, letter in letters() for times in (common, common + 1)]
    by_bytes = [language._is_surely_arabic(text) for text in texts]
    monkeypatch.setattr(language, "encoded_long", lambda _: None)
    assert by_bytes == [language._is_surely_arabic(text) for text in texts]
    assert 100 < sum(by_bytes) < len(by_bytes) - 50


@pytest.mark.parametrize(
    "text",
    [
        ARABIC.replace(" في ", " "),
        f"{ARABIC} پ",
        f"{ARABIC} {'The port is open again, and so is the road. ' * 2}",
        f"{ARABIC} {'Порт снова открыт. ' * 3}",
    ],
)
def test_any_doubt_asks_the_detector(monkeypatch, text):
    monkeypatch.setattr(language, "_detected", lambda _: "fr")
    monkeypatch.setattr(language, "_ARABIC_SCRIPT_TAGS", {"fr": "fr"})
    assert identify_language(text) == "fr"


def test_share_of_the_script():
    assert script_share("عدن") == 1.0
    assert script_share("Aden") == 0.0
    assert script_share("123") == 0.0
    assert script_share("عدن abc") == 0.5


@given(st.text(max_size=40))
def test_never_raises(text):
    assert identify_language(text)


@pytest.mark.parametrize(
    ("text", "own_letters", "cld2"),
    [
        ("افتتح المحافظ صباح اليوم مدرسة جديدة في ريف المدينة", None, "ar"),
        ("حکومت نے دیہات میں نئے اسکول بنانے کا اعلان کیا ہے", "ur", "ur"),
        ("ئەمە دەبێتە کێشە", "ckb", None),
        ("12:30", None, None),
    ],
)
def test_evidence(text, own_letters, cld2):
    evidence = language_evidence(text)
    assert evidence.tag == identify_language(text)
    assert (evidence.own_letters, evidence.arabic_share) == (own_letters, script_share(text))
    assert cld2 is None or language.pycld2 is None or evidence.cld2 == cld2
