"""A cheap look in front of a slow expression hides nothing that the expression finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.arabic import dates
from crawler.core.extract.dates import labels
from crawler.core.extract.dates.labels import (
    OTHER,
    UPDATED,
    find_change,
    is_change,
    is_of_something_else,
    tells_change_only,
)

CHANGES = (
    "آخر تحديث: 4 مارس", "وآخر تعديل 4 مارس", "تحديث في 4 مارس", "محدث 4 مارس", "حدثت يوم الأحد",
    "عدل بتاريخ 4 مارس", "Updated5 March", "LAST UPDATED", "Modified", "modıfied", "MODİFİED",
    "Revised", "ReviSed", "reviewed 5 March", "Mise à jour", "modifié le", "AKTUALISIERT",
    "letzte Änderung", "zuletzt GEÄNDERT", "Stand: 4. März", "Última actualización", "Atualizado",
    "aggiornato", "ultima modifica", "Son güncelleme", "bijgewerkt", "Обновлено", "Aktualizacja",
    "zaktualizowano", "به روز رسانی", "بروزرسانی", "آخرین ویرایش",
)  # fmt: skip
OTHERS = (
    "من 4 مارس إلى 7 مارس", "الخبر السابق 4", "المقال التالي", "الموضوع السابق", "موعد 4 مارس",
    "فعاليات", "الدورة", "مهرجان", "المعرض", "مسابقة", "مواليد 1980", "صورة", "تصوير", "أرشيفية",
    "حقوق", "آخر أجل", "ولد: 1951", "توفيت في 1999", "تاريخ الميلاد: 1980", "الوفاة: 4", "بعد عام",
    "الذكرى", "الزمان: 4", "مباراة", "تم الجلب", "تم سحب", "تم حفظ", "تم أرشفة", "تاريخ الطباعة: 4",
    "تم إنشاء هذه الصفحة", "طبع هذا الخبر في 4", "generated", "Cached", "fetched", "ينعقد", "تقام",
    "ينتهي", "تبدأ", "ينطلق", "يصادف", "تم الوصول", "© 2025", "Events",
    "deadline", "STARTS", "ends", "begins", "until", "due", "expires", "exhibition", "Festıval",
    "conference", "born", "DİED", "photograph", "file photo", "Copyright", "joined", "accessed",
    "retrieved", "Ausstellung", "Termin", "Veranstaltung", "Archivbild", "foto", "événement",
    "Exposition", "etkinlik", "sergi", "evento", "mostra", "fotografia", "رویداد", "نمایشگاه",
    "عکس",
)  # fmt: skip


@pytest.mark.parametrize("line", CHANGES)
def test_words_of_a_change(line):
    assert UPDATED.search(line)
    assert find_change(line)
    assert is_change(line)
    assert tells_change_only(line)


@pytest.mark.parametrize("line", OTHERS)
def test_words_of_something_else(line):
    assert OTHER.search(line)
    assert is_of_something_else(line)


@given(st.from_regex(UPDATED))
def test_every_change_has_a_sign(line):
    assert find_change(line)


@given(st.from_regex(OTHER))
def test_all_else_has_a_sign(line):
    assert labels._has_one(line, labels._OTHER_SIGNS)


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [(dates._UPDATED, dates._UPDATED_SIGNS), (dates._NOISE, dates._NOISE_SIGNS)],
    ids=["changes", "figures"],
)
@given(data=st.data())
def test_every_key_has_a_sign(pattern, signs, data):
    key = data.draw(st.from_regex(pattern))
    assert any(sign in key for sign in signs)


@pytest.mark.parametrize(
    ("signs", "removed", "lines"),
    [
        ("_UPDATED_SIGNS", "tual", CHANGES),
        ("_UPDATED_SIGNS", "عدل", CHANGES),
        ("_OTHER_SIGNS", "ed", OTHERS),
        ("_OTHER_SIGNS", "صورة", OTHERS),
    ],
)
def test_a_sign_that_is_missing_is_noticed(monkeypatch, signs, removed, lines):
    rest = tuple(sign for sign in getattr(labels, signs) if sign != removed)
    monkeypatch.setattr(labels, signs, rest)
    assert not all(labels._has_one(line, rest) for line in lines)
