"""Pages of our own that show, hide, or lie about where an article comes from, and what is true."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

PAGE = "https://windows.example/news/7"
PAPER = "https://paper.example/news/55"
KNOWN = "adengad.net"  # of the registry
KNOWN_URL = f"https://{KNOWN}/news/{918273}/"
AMP = "adengad-net.cdn.ampproject.org"
SABA = "sabanew.net"
SOCIAL = "www.facebook.com"
OTHER = "almashhadnews.com"
OTHER_URL = f"https://{OTHER}/{33445}"
FIRST = (
    "افتتح وكيل المحافظة صباح اليوم مركزاً صحياً جديداً في المديرية الغربية، بعد أعمال بناء استمرت "
    "قرابة عام ونصف العام بكلفة تجاوزت ما كان مقرراً."
)
LAST = (
    "وأشاد الأهالي بالخطوة وطالبوا بتوفير سيارة إسعاف وطاقم مناوب، مؤكدين أن أقرب مستشفى يبعد عنهم "
    "أكثر من ساعتين عبر طريق جبلية وعرة."
)
TITLE = "افتتاح مركز صحي جديد في المديرية الغربية بعد عام ونصف"
DOUBLE = quote(quote(PAPER, safe=""), safe="")
PLAIN = quote(PAPER, safe="")
BASE64 = base64.b64encode(PAPER.encode()).decode()
URL_SAFE = base64.urlsafe_b64encode((PAPER + "?>>>a=~~~").encode()).decode().rstrip("=")


@dataclass(frozen=True)
class Case:
    """A page in parts, and its truth: publisher, original, dateline (None: must not be said)."""

    name: str
    publisher: str | None = None
    source: str | None = None
    dateline: str | None = None
    before: str = ""
    after: str = ""
    head: str = ""
    opening: str = ""
    ending: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    url: str = PAGE
    site: str = "نوافذ تجريبية"


def link(href: str, text: str) -> str:
    return f"<a href='{href}'>{text}</a>"


def read(href: str) -> str:
    """A line below the article that leads to the source."""
    return f"<p>{link(href, 'لقراءة الخبر من المصدر')}</p>"


LABELS = [
    Case("label with a colon", "صحيفة الأيام", before="<p>المصدر: الأيام</p>"),
    Case("label with spaces", "عدن الغد", before="<p>المصدر : صحيفة «عدن الغد»</p>"),
    Case("label with a dash", "الأمناء نت", before="<p>المصدر - الأمناء نت</p>"),
    Case("label with a tatweel as a dash", "الأمناء نت", after="<p>المصدر ـ الأمناء</p>"),
    Case("quoting", "رويترز", after="<p>نقلاً عن رويترز</p>"),
    Case("quoting in brackets", "فرانس برس", after="<p>(نقلا عن أ ف ب)</p>"),
    Case("source of the news", "يمن شباب نت", after="<p>مصدر الخبر: يمن شباب</p>"),
    Case("a name nobody knows", "مرايا الجنوب", before="<p>المصدر: مرايا الجنوب</p>"),
    Case("an agency and agencies", "الجزيرة نت", after="<p>المصدر: الجزيرة + وكالات</p>"),
    Case("two agencies", "رويترز", after="<p>المصدر: رويترز، أ ف ب</p>"),
    Case("a label in a line of its own", "سبأ", after="<p>المصدر:</p><p>وكالة سبأ</p>"),
    Case("a label beside the date", "عدن الغد",
         before="<div><span>محليات</span> | <span>المصدر: عدن الغد</span></div>"),
    Case("a Latin alias", "المصدر أونلاين", before="<p>Source: almasdaronline</p>"),
    Case("another spelling", "فرانس برس", after="<p>المصدر: أ.ف.ب</p>"),
    Case("with its kind behind", "الأناضول", after="<p>المصدر: وكالة الأناضول للأنباء</p>"),
    Case("a class", "مرايا الجنوب", before="<p>صحة <span class=source>مرايا الجنوب</span></p>"),
    Case("a class with a label", "رويترز",
         before="<p><span class=source>المصدر: رويترز</span></p>"),
    Case("a name beside section and date", "صدى الوادي",
         before="<div><span>محليات</span> <span>صدى الوادي</span> <span>قبل ساعة</span></div>"),
    Case("a label on a page that has the publisher in its title", "عدن الغد", site="عدن الغد",
         before="<p>المصدر: عدن الغد</p>"),
    Case("a known name in a line", "مأرب برس", before="<p>مأرب برس</p>"),
]  # fmt: skip
NOBODY = [
    Case("agencies are nobody", after="<p>المصدر: وكالات</p>"),
    Case("follow-ups are nobody", after="<p>المصدر: متابعات</p>"),
    Case("networks are nobody", after="<p>المصدر: مواقع التواصل الاجتماعي</p>"),
    Case("an official is no publisher", after="<p>المصدر: مسؤول محلي</p>"),
    Case("the source of an image", before="<p>مصدر الصورة: رويترز</p>"),
    Case("the label of an image",
         before="<figure><img src=/a.jpg><figcaption>المصدر: رويترز</figcaption></figure>"),
    Case("a class inside an image's box",
         before="<div class=post-thumb><p><span class=source>رويترز</span> ميناء</p></div>"),
    Case("a label over a tool", after="<p>المصدر</p><p>مشاركة</p>"),
    Case("a label over an age", after="<p>المصدر:</p><p>قبل ساعة</p>"),
    Case("two letters beside a date", before="<div><span>RT</span> <span>قبل ساعة</span></div>"),
    Case("a sentence that quotes", ending=" وذلك نقلاً عن رويترز في تقرير سابق لها."),
    Case("the aggregator as the source", after="<p>المصدر: نوافذ تجريبية</p>"),
    Case("another aggregator", after="<p>المصدر: صحافة نت</p>"),
    Case("the aggregator in JSON-LD", data={"publisher": {"name": "نوافذ تجريبية"}}),
    Case("the aggregator's host in JSON-LD", data={"publisher": {"name": "windows.example"}}),
    Case("the aggregator's address in JSON-LD",
         data={"publisher": {"name": "بوابة", "url": "https://windows.example/"}}),
    Case("the aggregator's WebSite",
         data={"publisher": "راصد", "isPartOf": {"@type": "WebSite", "name": "راصد"}}),
    Case("the aggregator's house",
         data={"publisher": "راصد", "about": {"@type": "Organization", "name": "راصد"}}),
    Case("another name of the aggregator, as in its title", site="بوابة",
         data={"publisher": "بوابة"}),
    Case("a person as the byline", before="<div><span>محليات</span> <span>سالم أحمد</span></div>"),
    Case("a section with the word news", before="<div><span>آخر الأخبار</span> <b>صحة</b></div>"),
    Case("nothing at all"),
]  # fmt: skip
DATELINES = [
    Case("place and agency in a line", "سبأ", None, "صنعاء - سبأ", before="<p>صنعاء - سبأ</p>"),
    Case("place and agency in the text", "سبأ", None, "صنعاء - سبأ", opening="صنعاء - سبأ: "),
    Case("a long dash", "واس", None, "الرياض – واس", opening="الرياض – واس: "),
    Case("a slash", "سبأ", None, "عدن/ سبأ نت", opening="عدن/ سبأ نت/ "),
    Case("brackets", "رويترز", None, "عدن (رويترز)", opening="عدن (رويترز) - "),
    Case("quotation marks", "القدس العربي", None, "عدن - «القدس العربي»",
         opening="عدن ـ «القدس العربي»: "),
    Case("a publisher and special", "نافذة اليمن", None, "نافذة اليمن - خاص",
         before="<p>نافذة اليمن - خاص</p>"),
    Case("special in brackets", "عدن الغد", None, "(عدن الغد) خاص", opening="(عدن الغد) خاص: "),
    Case("special first", "عدن الغد", None, "خاص - عدن الغد", before="<p>خاص - عدن الغد</p>"),
    Case("three parts", "كريتر سكاي", None, "عدن - كريتر سكاي - خاص",
         before="<p>عدن - كريتر سكاي - خاص</p>"),
    Case("an outlet nobody knows", "ميناء برس", None, "المكلا - ميناء برس",
         opening="المكلا - ميناء برس: "),
    Case("agencies in a dateline", None, None, "صنعاء - وكالات", opening="صنعاء - وكالات: "),
    Case("an agency and a colon", "سبأ", None, "سبأنت", opening="سبأنت: "),
    Case("an agency, a space and a colon", "رويترز", None, "رويترز", opening="رويترز : "),
    Case("no dateline: a word that is a newspaper", opening="البيان: "),
    Case("no dateline: who speaks", opening="رئيس المجلس: "),
    Case("no dateline: a verb", opening="عدن - أعلنت السلطات: "),
    Case("no dateline: a date", opening="صنعاء - 12 مايو: "),
    Case("no dateline: a dialogue", opening="السؤال - الجواب: "),
    Case("the end of the text", "رويترز", ending=" (رويترز)"),
    Case("a bracket that is nobody", ending=" (صور)"),
]  # fmt: skip
LINKS = [
    Case("read from the source", "paper.example", PAPER, after=read(PAPER)),
    Case("the news from the source", "عدن الغد", KNOWN_URL,
         after=f"<p>{link(KNOWN_URL, 'الخبر من المصدر')}</p>"),
    Case("read, above the text", "paper.example", PAPER,
         before=f"<p>{link(PAPER, 'اقرأ من المصدر')}</p>"),
    Case("a label with a link", "وكالة الضفاف", PAPER,
         after=f"<p>المصدر: {link(PAPER, 'وكالة الضفاف')}</p>"),
    Case("the headline is a link", None, PAPER, before=f"<h2>{link(PAPER, TITLE)}</h2>"),
    Case("isBasedOn", None, PAPER, data={"isBasedOn": {"@id": PAPER}}),
    Case("original-source", None, PAPER, head=f"<meta name=original-source content='{PAPER}'>"),
    Case("an honest canonical", "عدن الغد", KNOWN_URL,
         head=f"<link rel=canonical href='{KNOWN_URL}'>"),
    Case("a front page is no original", "عدن الغد", None,
         after=f"<p>المصدر: {link(f'https://{KNOWN}/', 'عدن الغد')}</p>"),
    Case("a social network", after=read(f"https://{SOCIAL}/paper/posts/7")),
    Case("an advertiser", after=read("https://ads.example/click?adurl=x")),
    Case("its own page", after=read("https://m.windows.example/news/7")),
    Case("a share button", after=read(f"/share?url={PLAIN}")),
    Case("a share button of the page", after=read(f"/go?url={quote(PAGE, safe='')}")),
    Case("a link in the related list",
         after=f"<h3>أخبار ذات صلة</h3><ul><li>{link(PAPER, 'الخبر من المصدر')}</li></ul>"),
    Case("JSON-LD names the publisher", "عدن الغد",
         data={"publisher": {"name": "عدن الغد", "url": f"https://{KNOWN}"}}),
    Case("the publisher in the path", "مأرب برس", url="https://windows.example/marebpress/3456"),
    Case("a section in the path", url="https://windows.example/sport/3456"),
    Case("a publisher's own site", "عدن الغد", url=KNOWN_URL),
]  # fmt: skip
REDIRECTS = [
    Case(f"redirect: {name}", "paper.example", target, after=read(href))
    for name, href, target in (
        ("percent-encoded", f"/go?url={PLAIN}", PAPER),
        ("short name", f"/go?u={PLAIN}", PAPER),
        ("bare", f"/out.php?to={PAPER}", PAPER),
        ("encoded twice", f"/redirect?target={DOUBLE}", PAPER),
        ("base64", f"/go?u={BASE64}", PAPER),
        ("base64 for addresses", f"/go?link={URL_SAFE}", f"{PAPER}?>>>a=~~~"),
        ("hexadecimal", f"/go?u={PAPER.encode().hex()}", PAPER),
        ("in the path", f"/out/{PAPER}", PAPER),
        ("base64 in the path", f"/go/{BASE64}", PAPER),
        ("without scheme", "/go?url=paper.example/news/55", PAPER),
        ("in the fragment", f"/away#url={PLAIN}", PAPER),
        ("on another host", f"https://links.example/click?url={PLAIN}", PAPER),
        ("one in another", f"/go?url={quote(f'https://r.example/out?u={PLAIN}', safe='')}", PAPER),
        ("no scheme but a host", "/go?url=//paper.example/news/55", PAPER),
    )
]
LIES = [
    Case("canonical to the front page of another",
         head=f"<link rel=canonical href='https://{KNOWN}/'>"),
    Case("canonical to its own mirror",
         head="<link rel=canonical href='https://old.example/news/7'>"),
    Case("canonical against the label", "المشهد اليمني", None,
         head="<link rel=canonical href='https://www.windows.example/'>",
         after="<p>المصدر: المشهد اليمني</p>"),
    Case("canonical to another publisher", "المشهد اليمني", None,
         head=f"<link rel=canonical href='{KNOWN_URL}'>", after="<p>المصدر: المشهد اليمني</p>"),
    Case("canonical of an AMP cache", "عدن الغد", KNOWN_URL,
         head=f"<link rel=canonical href='https://{AMP}/c/s/{KNOWN}/news/{918273}/'>"),
    Case("one of two houses by its link", "سبأ (عدن)", f"https://{SABA}/n/{7}",
         after=f"<p>المصدر: {link(f'https://{SABA}/n/{7}', 'سبأ')}</p>"),
    Case("a name with another's link", "المشهد اليمني", OTHER_URL,
         after=f"<p>المصدر: {link(OTHER_URL, 'عدن الغد')}</p>{read(OTHER_URL)}"),
]  # fmt: skip
CASES = [*LABELS, *NOBODY, *DATELINES, *LINKS, *REDIRECTS, *LIES]
