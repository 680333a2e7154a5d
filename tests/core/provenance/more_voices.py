"""Source lines once more: chains, own correspondents, tails, and what only looks like a source."""

from __future__ import annotations

from tests.core.provenance.cases import KNOWN_URL, Case, link

MORE_VOICES = [
    # labels
    Case("sources", "رويترز", after="<p>المصادر: رويترز + أ ف ب</p>"),
    Case("source of the information", "رويترز", after="<p>مصدر المعلومات: رويترز</p>"),
    Case("a heading without a colon", "عدن الغد", KNOWN_URL,
         after=f"<h4>المصدر</h4><p>{link(KNOWN_URL, 'عدن الغد')}</p>"),
    Case("a heading over a tool", after="<h4>المصدر</h4><p>مشاركة</p>"),
    Case("translated, in brackets", "رويترز", after="<p>المصدر: رويترز (ترجمة خاصة)</p>"),
    Case("translated from", "رويترز", after="<p>ترجمة عن رويترز</p>"),
    Case("printed in", "القدس العربي", after="<p>نشر في صحيفة القدس العربي</p>"),
    Case("by, in English", "فرانس برس", before="<p>By AFP</p>"),
    Case("from two", "عدن الغد", after="<p>عن: عدن الغد - رويترز</p>"),
    # chains: who showed it last is the source
    Case("one that quotes another", "المشهد اليمني",
         after="<p>المصدر: المشهد اليمني نقلا عن رويترز</p>"),
    Case("from one, from another", "المشهد اليمني",
         after="<p>نقلا عن المشهد اليمني عن رويترز</p>"),
    Case("the site itself and an agency", "رويترز",
         after="<p>المصدر: نوافذ تجريبية + رويترز</p>"),
    Case("the site itself and nobody", after="<p>المصدر: نوافذ تجريبية + وكالات</p>"),
    # special to
    Case("special to a known house", "عدن الغد", before="<p>خاص بـ عدن الغد</p>"),
    Case("special to a quoted name", "ضفاف", before="<p>خاص لـ«ضفاف»</p>"),
    Case("special to an outlet", "صدى الوادي", before="<p>خاص لـ صدى الوادي</p>"),
    Case("special to readers", before="<p>خاص بالمشتركين</p>"),
    Case("special to nobody known", before="<p>خاص بـ المشتركين الجدد</p>"),
    # spellings of known houses
    Case("the Arabic edition", "سبوتنيك", after="<p>المصدر: سبوتنيك عربي</p>"),
    Case("in Arabic", "سي إن إن بالعربية", after="<p>المصدر: CNN بالعربية</p>"),
    Case("Latin and Arabic", "روسيا اليوم", after="<p>المصدر: RT عربي</p>"),
    Case("a satellite channel", "بلقيس", after="<p>المصدر: قناة بلقيس الفضائية</p>"),
    # datelines
    Case("letters with dots", "فرانس برس", None, "القاهرة (أ.ف.ب)", opening="القاهرة (أ.ف.ب) - "),
    Case("two places", "سبأ", None, "عدن، لحج - سبأ", opening="عدن، لحج - سبأ: "),
    Case("two agencies in a dateline", "رويترز", None, "دبي - رويترز، أ ف ب",
         opening="دبي - رويترز، أ ف ب: "),
    Case("a house and its correspondent", "عدن الغد", None, "عدن / عدن الغد / سالم باوزير",
         before="<p>عدن / عدن الغد / سالم باوزير</p>"),
    Case("a place and a correspondent", opening="عدن - سالم باوزير: "),
    # tails
    Case("two in the last bracket", "رويترز", ending=" (رويترز، أ ب)"),
    Case("a square bracket", "رويترز", ending=" [رويترز]"),
    Case("behind a dash", "رويترز", ending=" - رويترز."),
    Case("behind a star", "عدن الغد", ending=" *عدن الغد"),
    Case("a name alone below", "سبأ", after="<p>سبأ</p>"),
    Case("a link alone below", after=f"<p>{link('/tag/7', 'سبأ')}</p>"),
    Case("somebody behind a dash", ending=" - سالم باوزير."),
    # nobody, and what is no source
    Case("a press release", after="<p>المصدر: بيان صحفي</p>"),
    Case("a press office", after="<p>المصدر: المكتب الإعلامي</p>"),
    Case("a network's platform", after="<p>المصدر: منصة إكس</p>"),
    Case("a press office with a name", "المركز الإعلامي للموانئ",
         after="<p>المصدر: المركز الإعلامي للموانئ</p>"),
    Case("what a source said", after="<p>المصدر: لن نتراجع</p>"),
    Case("what a source said of another", after="<p>المصدر: هذا اتفاق مؤقت</p>"),
    Case("a security source", after="<p>مصدر أمني: لا ضحايا في الحادث</p>"),
    Case("the source is an official", after="<p>المصدر مسؤول في السلطة المحلية</p>"),
    Case("the photographer", after="<p>تصوير: صالح العبيدي - فرانس برس</p>"),
    Case("a photo", before="<p>Photo: AFP</p>"),
    Case("a sponsor", after="<p>برعاية: صحيفة الأيام</p>"),
    Case("a translator", after="<p>ترجمة: سمير الأحمدي</p>"),
    Case("a copyright", after="<p>جميع الحقوق محفوظة لوكالة رويترز</p>"),
    Case("a doctor", after="<p>المصدر: د. سالم باوزير</p>"),
]  # fmt: skip
