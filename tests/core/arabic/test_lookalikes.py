"""Persian letters in Arabic text are mended; Persian, Urdu and Kurdish text is left alone."""

import pytest

from crawler.core.arabic.lookalikes import unify_lookalikes
from crawler.core.arabic.text import clean_text


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("زار الرئیس الترکی المدینة", "زار الرئيس التركى المدينة"),
        ("فی الیمن والذی قال إن", "في اليمن والذي قال إن"),
        ("وصل إلی مستشفی المدینة", "وصل إلى مستشفى المدينة"),
        ("شكوی من هـذه الأزمة", "شكوى من هذه الأزمة"),
        ("یٔس من الحالة", "ئس من الحالة"),
    ],
)
def test_arabic_text(given_text, shown):
    assert clean_text(given_text) == shown


@pytest.mark.parametrize(
    "text", ["کتابخانه ملی ایران", "گزارش خبری دربارهٔ المدينة", "بھارت", "ئەو کەسە", "علی رضا"]
)
def test_other_text(text):
    assert clean_text(text) == text


def test_the_language_decides_where_it_is_known():
    assert unify_lookalikes("کی", language="ar") == "كي"
    assert unify_lookalikes("فی المدینة", language="fa") == "فی المدینة"
    assert clean_text("علی", language="ar") == "على"
