"""Source lines in more voices: what is a name, what is nobody, notes about the article itself."""

from __future__ import annotations

from tests.core.provenance.cases import OTHER_URL, PAPER, Case, link, read

NOTE = "المشهد اليمني"
HEX = PAPER.encode().hex()
VOICES = [
    # what was done with the text is no part of the name
    Case("adapted, in brackets", "رويترز", after="<p>المصدر: رويترز (بتصرف)</p>"),
    Case("adapted", "صدى الوادي", after="<p>المصدر: صدى الوادي - بتصرف</p>"),
    # two that an "and" joins
    Case("an and that is joined", "سبأ", after="<p>المصدر: سبأ ورويترز</p>"),
    Case("an and between", "رويترز", after="<p>المصدر: رويترز و أ ف ب</p>"),
    Case("an and inside a name", "مال وأعمال برس", after="<p>المصدر: مال وأعمال برس</p>"),
    # nobody, said in several words
    Case("the local press", after="<p>المصدر: صحافة محلية</p>"),
    Case("the Arab press", after="<p>المصدر: الصحافة العربية</p>"),
    Case("official media", after="<p>المصدر: الإعلام الرسمي</p>"),
    Case("media of others", after="<p>المصدر: وسائل إعلام عبرية</p>"),
    Case("monitoring and follow-up", after="<p>المصدر: رصد ومتابعة</p>"),
    Case("follow-ups, special", after="<p>المصدر: متابعات - خاص</p>"),
    Case("a hashtag", after="<p>المصدر: #صدى_الوادي</p>"),
    Case("somebody's page", after="<p>المصدر: صفحة الكاتب على فيسبوك</p>"),
    Case("press with a name", "صحافة الجنوب", after="<p>المصدر: صحافة الجنوب</p>"),
    # labels that other lines begin with too: only with a known name
    Case("via", "رويترز", after="<p>Via: Reuters</p>"),
    Case("from, alone", "رويترز", after="<p>عن رويترز</p>"),
    Case("a source without article", "رويترز", after="<p>مصدر: رويترز</p>"),
    Case("an equals sign", "رويترز", after="<p>المصدر = رويترز</p>"),
    Case("bold without a colon", "رويترز", after="<p><b>المصدر</b> رويترز</p>"),
    Case("a headline that quotes a source", after="<p>مصدر: الرواتب في البنوك غدا</p>"),
    Case("a line about something", after="<p>عن الموقع</p>"),
    Case("a newspaper that is called the source", "المصدر أونلاين",
         before="<p>المصدر أونلاين</p>"),
    # cells, and labels that are not first
    Case("a row of a table", "صدى الوادي",
         before="<table><tr><td>المصدر</td><td>صدى الوادي</td></tr></table>"),
    Case("a list of terms", "صدى الوادي",
         before="<dl><dt>المصدر</dt><dd>صدى الوادي</dd></dl>"),
    Case("behind the date", "صدى الوادي", before="<p>12 نوفمبر 2026 - المصدر: صدى الوادي</p>"),
    # datelines with a day
    Case("place, day and agency", "رويترز", None, "عدن 12 نوفمبر (رويترز)",
         opening="عدن 12 نوفمبر (رويترز) - "),
    Case("place, date and agency", "شينخوا", None, "عدن 12 نوفمبر 2026 (شينخوا)",
         opening="عدن 12 نوفمبر 2026 (شينخوا) -- "),
    # notes about the article itself
    Case("a note: taken from", NOTE, after="<p>هذا الخبر منقول من المشهد اليمني</p>"),
    Case("a note: was taken from", NOTE, after="<p>تم نقل هذا الخبر من موقع المشهد اليمني</p>"),
    Case("a note: appeared first", NOTE,
         after="<p>ظهرت المقالة افتتاح مركز صحي أولاً على المشهد اليمني.</p>"),
    Case("a note: republished", NOTE,
         after="<p>ينشر الموقع هذا الخبر نقلاً عن المشهد اليمني دون تدخل في محتواه</p>"),
    Case("a note with a link", NOTE, OTHER_URL,
         after=f"<p>نشر هذا الخبر أولا في {link(OTHER_URL, NOTE)} ويمكنك قراءته هناك</p>"),
    Case("a note that names nobody", after="<p>هذا الخبر منقول من مصادر مختلفة</p>"),
    Case("a note that disclaims", after="<p>هذا الخبر لا يعبر عن رأي الموقع</p>"),
    Case("a deck about another's report",
         before="<p>نشرت الجزيرة هذا التقرير الذي نقل عن رويترز أرقاما جديدة</p>"),
    Case("a sentence of the text", ending=" وقد نقل هذا الخبر عن رويترز موقع محلي."),
    # links
    Case("read on at a named house", NOTE, OTHER_URL,
         after=f"<p>{link(OTHER_URL, 'لقراءة الخبر من المشهد اليمني اضغط هنا')}</p>"),
    Case("read something at another house",
         after=f"<p>{link(OTHER_URL, 'شاهد الخبر من كريتر سكاي هنا')}</p>"),
    Case("its original site", "paper.example", PAPER,
         after=f"<p>{link(PAPER, 'قراءة الخبر في موقعه الأصلي')}</p>"),
    Case("the publisher's site", "paper.example", PAPER,
         after=f"<p>{link(PAPER, 'انتقل إلى موقع الناشر')}</p>"),
    Case("isBasedOnUrl", None, PAPER, data={"isBasedOnUrl": PAPER}),
    Case("a redirector's own parameter", "paper.example", PAPER, after=read(f"/r.php?lnk={PAPER}")),
    Case("a redirector without parameter", "paper.example", PAPER, after=read(f"/go?{HEX}")),
    Case("a redirector that says where from", after=read(f"/go?id=7&ref={PAPER}")),
]  # fmt: skip
