"""What may name a publisher, and what a link or a line must say to be believed."""

from __future__ import annotations

import pytest

from crawler.core.provenance.credit import read_credit, read_tail
from crawler.core.provenance.dateline import read_dateline
from crawler.core.provenance.names import is_name, is_outlet, is_place, names_in
from crawler.core.provenance.outbound import (
    is_home,
    is_own,
    is_source_label,
    may_be_source,
    source_address,
)
from crawler.core.provenance.registry import registry

PAGE = "https://www.site.example/n/7"


@pytest.mark.parametrize("text", ["عدن الغد", "«الأيام»", "الحرف 28", "Crater Sky", "سبأ"])
def test_names(text):
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    ["", "و", "وكالات", "خاص", "12", "مصدر مسؤول في الوزارة", "قال الوزير", "عدن: خبر", "ماذا؟",
     "هذا سطر طويل جداً لا يمكن أن يكون اسماً لصحيفة", "2025-03-04", "من هنا", "أحمد. علي"],
)  # fmt: skip
def test_no_names(text):
    assert not is_name(text)


def test_outlets():
    assert all(map(is_outlet, ("ميناء برس", "قوافل نت", "سواحل اليوم", "بوابة السهل")))
    assert not any(map(is_outlet, ("نت", "منى علي", "أهم الأخبار", "حدث اليوم", "كرة القدم")))


def test_several_names():
    assert names_in("الجزيرة + وكالات") == ["الجزيرة"]
    assert names_in("رويترز، أ ف ب / متابعات") == ["رويترز", "أ ف ب"]
    assert names_in("وكالات / متابعات") == []


def test_places():
    assert is_place("صنعاء")
    assert is_place("أبو ظبي")
    assert not is_place("سبأ")


@pytest.mark.parametrize(
    "text",
    ["اقرأ من المصدر", "الخبر من المصدر", "لقراءة الخبر من المصدر", "اقرأ الخبر كاملاً من المصدر",
     "إضغط هنا لقراءة الخبر من المصدر", "المصدر", "رابط الخبر الأصلي", "زيارة الموقع الأصلي",
     "تابع التفاصيل من مصدره", "Read from source", "View original article", "المصدر الأصلي »",
     "لقراءة المزيد من المصدر", "لمتابعة قراءة الخبر من المصدر اضغط هنا",
     "اقرأ الخبر من المصدر: عدن الغد", "Read the full story from the source"],
)  # fmt: skip
def test_labels_of_source_links(text):
    assert is_source_label(text)


@pytest.mark.parametrize(
    "text",
    ["", "المصدر أونلاين", "المزيد", "اقرأ المزيد", "الموقع", "الخبر", "مصدر مسؤول ينفي الخبر",
     "التفاصيل", "من نحن", "المصدر يكشف تفاصيل جديدة عن الحادثة التي وقعت مساء أمس في المدينة"],
)  # fmt: skip
def test_other_links(text):
    assert not is_source_label(text)


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://site.example/x", True),
        ("https://m.site.example/x", True),
        ("https://cdn.site.example/x", True),
        ("https://othersite.example/x", False),
        ("https://example/x", False),
    ],
)
def test_own_site(url, own):
    assert is_own(url, PAGE, registry()) is own


def test_domains_of_one_publisher_are_one_site():
    old, new = (f"https://{host}/n/7" for host in ("adengad.net", "adngad.net"))
    assert is_own(old, new, registry())


@pytest.mark.parametrize(
    "host", ["t.me", "x.com", "www.facebook.com", "ad.doubleclick.net", "ads.example", "youtu.be"]
)
def test_never_a_source(host):
    url = f"https://{host}/paper/{7}"
    assert not may_be_source(url)
    assert source_address(url, PAGE, PAGE, registry()) is None


def test_where_links_lead():
    def leads(href):
        return source_address(href, PAGE, PAGE, registry())

    assert leads("https://paper.example/n/7") == ("https://paper.example/n/7", "")
    assert leads("/go?u=https://paper.example/n/7") == ("https://paper.example/n/7", "plain")
    by_chance = "https://paper.example/n/7?url=https://third.example/x"
    assert leads(by_chance) == (by_chance, "")
    assert leads("https://r.example/go?u=https://ads.example/x") is None
    assert leads("/n/8") is None
    assert leads("javascript:void(0)") is None
    assert leads("https://paper.example/logo.png") is None


def test_front_pages():
    assert all(map(is_home, ("https://a.example", "https://a.example/index.php")))
    assert not any(map(is_home, ("https://a.example/?id=7", "https://a.example/n/7")))


def test_half_trust_where_several_are_named():
    assert (
        read_credit("المصدر: رويترز، أ ف ب").confidence < read_credit("المصدر: رويترز").confidence
    )
    assert read_credit("المصدر: / + ،") is None
    assert read_credit("كلام عادي لا يذكر أحداً") is None


@pytest.mark.parametrize(
    "line",
    ["نقلا عن رويترز", "نقلا\u064b عن رويترز", "نقل\u064bا عن رويترز", "المصدر/ رويترز",
     "المصدر | رويترز", "* المصدر: (رويترز)", "SOURCE: رويترز"],
)  # fmt: skip
def test_spellings_of_a_source_line(line):
    assert read_credit(line).name == "رويترز"


def test_the_end_of_a_text():
    assert read_tail("وانتهى الاجتماع مساء اليوم. (رويترز)", registry()).name == "رويترز"
    assert (
        read_tail("وانتهى الاجتماع مساء. * نقلاً عن الشرق الأوسط", registry()).name == "الشرق الأوسط"
    )
    assert read_tail("وانتهى الاجتماع مساء اليوم (السبت)", registry()) is None
    assert read_tail("وانتهى الاجتماع مساء اليوم", registry()) is None


@pytest.mark.parametrize(
    "line", ["عدن - الأحد", "رياضة - محلي", "صنعاء", "صنعاء - عدن - تعز", "أ - ب", "", "عدن - سالم"]
)
def test_lines_that_are_no_datelines(line):
    assert read_dateline(line, registry(), is_whole=True) is None
