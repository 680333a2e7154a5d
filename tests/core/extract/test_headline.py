"""Labels and site names leave a headline, everything else stays."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.extract import headline as headline_module
from crawler.core.extract.headline import clean_headline, read_headline, split_labels

KEPT = [
    "السفير: نرحب بالهدنة",
    "عمان - مسقط: رحلات جديدة",
    "الميناء | متى يعود؟",
    "نداء عاجل من المزارعين",
    "شاهد عيان: رأيت السفينة",
    "خاصية جديدة للهواتف",
    "بالصور أجمل شلالات إب",
    "قرار عاجل - ما القصة؟",
    "سعر الصرف: 530 - 540",
    "فيديو مسرب يثير الجدل",
    "«شاهد» تعلن عن مسلسل جديد",
    "عاجل",
    "كأس الخليج - المجموعة الثانية",
]


def test_a_text_too_long_for_a_headline_is_only_cleaned():
    long = "عاجل | " + "كلمة " * 120
    assert clean_headline(long) == long.strip()
    assert split_labels(long) == ((), long.strip())


@pytest.mark.parametrize("headline", KEPT)
def test_kept(headline):
    assert clean_headline(headline) == headline
    assert split_labels(headline) == ((), headline)


@pytest.mark.parametrize(
    ("raw", "headline", "labels"),
    [
        ("عاجل | وصول السفينة", "وصول السفينة", ("breaking",)),
        ("عااااجل.. وصول السفينة", "وصول السفينة", ("breaking",)),
        ("\U0001f534 عاجل: وصول السفينة", "وصول السفينة", ("breaking",)),
        ("(عاجل) وصول السفينة", "وصول السفينة", ("breaking",)),
        ("«عاجل» وصول السفينة", "وصول السفينة", ("breaking",)),
        ("#عاجل وصول السفينة", "وصول السفينة", ("breaking",)),
        ("عاجل/ وصول السفينة", "وصول السفينة", ("breaking",)),
        ("عاجل | بالفيديو.. وصول السفينة", "وصول السفينة", ("breaking", "video")),
        ("شاهد بالصور: أجمل القرى", "أجمل القرى", ("photos",)),
        ("حصري – نص الاتفاق", "نص الاتفاق", ("exclusive",)),
        ("انفوجرافيك | أسعار القمح", "أسعار القمح", ("infographic",)),
        ("بث مباشر.. جلسة المجلس", "جلسة المجلس", ("live",)),
        ("أجمل القرى - صور", "أجمل القرى", ("photos",)),
        ("أجمل القرى (صور + فيديو)", "أجمل القرى", ("video", "photos")),
        ("أجمل القرى.. فيديو", "أجمل القرى", ("video",)),
    ],
)
def test_labels(raw, headline, labels):
    assert clean_headline(raw) == headline
    assert split_labels(raw) == (labels, headline)


@pytest.mark.parametrize(
    ("raw", "site", "headline"),
    [
        ("وصول السفينة - نوافذ يمنية", "نوافذ يمنية", "وصول السفينة"),
        ("وصول السفينة | نوافذ يمنيه", "نوافذ يمنية", "وصول السفينة"),
        ("نوافذ يمنية :: وصول السفينة", "نوافذ يمنية", "وصول السفينة"),
        ("نوافذ يمنية: وصول السفينة", "نوافذ يمنية", "وصول السفينة"),
        ("عاجل | وصول السفينة « نوافذ يمنية", "نوافذ يمنية", "وصول السفينة"),
        ("وصول السفينة - نوافذ - Windows", "نوافذ - Windows", "وصول السفينة"),
        ("افتتاح نوافذ يمنية", "نوافذ يمنية", "افتتاح نوافذ يمنية"),
        ("وصول السفينة - أخبار محلية", "نوافذ يمنية", "وصول السفينة - أخبار محلية"),
        ("نوافذ يمنية", "نوافذ يمنية", "نوافذ يمنية"),
        ("نوافذ يمنية - ", "نوافذ يمنية", "نوافذ يمنية -"),
        ("وصول السفينة - خبر", "", "وصول السفينة - خبر"),
    ],
)
def test_site_names(raw, site, headline):
    assert clean_headline(raw, site_names=[site]) == headline


@pytest.mark.parametrize(
    ("raw", "headline"),
    [
        ("  وصول \n السفينة\u200f ", "وصول السفينة"),
        ("&quot;الميناء&quot; &amp;#8211; تحديث", '"الميناء"'),
        ("ماذا حدث؟....", "ماذا حدث؟"),
        ("ماذا حدث …", "ماذا حدث"),
        ("...", "..."),
        ("وصلت السفينة.", "وصلت السفينة."),
        ("", ""),
    ],
)
def test_one_clean_line(raw, headline):
    assert clean_headline(raw) == headline


@pytest.mark.parametrize(
    ("raw", "cut"),
    [
        ("وصول السفينة", ()),
        ("  وصـول\u200f السفينة&nbsp;", ()),
        ("عاجل | وصول السفينة", (("headline_label", "عاجل |"),)),
        (
            "بالفيديو.. وصول السفينة - نوافذ يمنية",
            (("headline_site_name", "- نوافذ يمنية"), ("headline_label", "بالفيديو..")),
        ),
        (
            "نوافذ يمنيه :: أجمل القرى (صور) ...",
            (("headline_site_name", "نوافذ يمنيه ::"), ("headline_dots", "...")),
        ),
        (
            "عاجل: بالصور: أجمل القرى",
            (("headline_label", "عاجل:"), ("headline_label", "بالصور:")),
        ),
    ],
)
def test_what_was_cut_is_told(raw, cut):
    read = read_headline(raw, site_names=["نوافذ يمنية"])
    assert read.cut == cut
    assert read.text == clean_headline(raw, site_names=["نوافذ يمنية"])
    assert (read.text == read.whole) == (not cut)


@given(
    st.text(alphabet="عاجلشهدفيو |:.-–…()#«»/+ ab", max_size=40),
    st.sampled_from(["", "عاجل", "ab"]),
)
def test_the_line_is_the_headline_and_what_was_cut(raw, site):
    read = read_headline(raw, site_names=[site])
    pieces = [read.text, *(piece for _, piece in read.cut)]
    assert Counter("".join(pieces).replace(" ", "")) == Counter(read.whole.replace(" ", ""))


@given(st.text(alphabet='عاجلشهد \n|:.-–—…([{}])#«“"»/+!,،¦•·★ ab', max_size=30))
def test_a_text_without_signs_has_no_label(text):
    found = headline_module._OPENING.match(text) or headline_module._CLOSING.search(text)
    assert found is None or headline_module._SIGN_IN_LABEL.search(text)


@given(
    st.text(alphabet="عاجلشهدفيو |:.-–…()#«»/+ ab", max_size=40),
    st.sampled_from(["", "عاجل", "ab"]),
)
def test_never_empty_and_idempotent(raw, site):
    headline = clean_headline(raw, site_names=[site])
    assert bool(headline) == bool(raw.strip())
    assert clean_headline(headline, site_names=[site]) == headline


@given(st.text(alphabet="ab  \t-–—_:|·«»~…./\xa0\x1cا", max_size=14))
def test_separators_are_found_where_their_expression_finds_them(text):
    plain = [found.span() for found in headline_module._SEPARATOR.finditer(text)]
    assert [found.span() for found in headline_module._separators(text)] == plain
