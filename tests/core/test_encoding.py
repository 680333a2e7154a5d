"""Pages in right and wrong encodings give the text that was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.charsets import arabic_charset, charset_of, declared_charset, histogram_of
from crawler.core.encoding import REPAIRS, decode_html

SENTENCE = (
    "أعلنت وزارة الزراعة، اليوم، أن موسم الحصاد في الوادي بدأ مبكراً هذا العام بعد أمطار غزيرة"
)
SHORT = "خبر عاجل من الميناء"


def page(text, head=""):
    title = f"<!doctype html><html><head>{head}<title>{text}</title></head>"
    return f"{title}<body><p>{text}</p></body></html>"


def meta(charset):
    return f'<meta charset="{charset}">'


@pytest.mark.parametrize("text", [SENTENCE, SHORT])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso8859-6", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "declared",
    [None, "utf-8", "windows-1256", "ISO-8859-1", "iso-8859-6", "windows-1251", "foo-bar", "hex"],
)
def test_content_beats_the_header(text, encoding, declared):
    content_type = f"text/html; charset={declared}" if declared else None
    decoded = decode_html(page(text).encode(encoding), content_type)
    assert decoded.text == page(text)
    assert decoded.encoding == encoding


@pytest.mark.parametrize(
    ("encoding", "content_type", "head", "repairs"),
    [
        ("utf-8", "text/html; charset=UTF-8", "", ()),
        ("utf-8", None, "", ()),
        ("utf-8", "text/html; charset=windows-1256", meta("utf-8"), ("lying_header",)),
        ("utf-8", "text/html", meta("windows-1256"), ("lying_meta",)),
        ("cp1256", 'text/html; charset="windows-1256"', "", ()),
        ("cp1256", "text/html; charset=x-cp1256", "", ()),
        ("cp1256", "text/html", meta("x-cp1256"), ()),
        ("cp1256", "text/html; charset=utf-8", meta("windows-1256"), ("lying_header",)),
        ("cp1256", "text/html", meta("utf-8"), ("lying_meta",)),
    ],
)
def test_a_lie_is_recorded(encoding, content_type, head, repairs):
    decoded = decode_html(page(SENTENCE, head).encode(encoding), content_type)
    assert decoded.text == page(SENTENCE, head)
    assert decoded.repairs == repairs


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_wins(mark):
    decoded = decode_html(page(SENTENCE).encode(mark), "text/html; charset=windows-1256")
    assert decoded.text == page(SENTENCE)


def test_a_marked_page_may_be_damaged():
    assert decode_html(b"\xef\xbb\xbfab\xff", None).repairs == ("damaged_utf8",)


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        ("Été à la plage, où l'élève déçu a mangé une crème brûlée", "cp1252", "iso-8859-1"),
        ("Министр открыл новую школу в деревне у реки", "cp1251", "windows-1251"),
        ("Министр открыл новую школу в деревне у реки", "koi8-r", "koi8-r"),
        ("Ο υπουργός εγκαινίασε νέο σχολείο στο χωριό", "cp1253", "windows-1253"),
        ("השר חנך בית ספר חדש בכפר ליד הנהר", "cp1255", "windows-1255"),
        ("大臣は村に新しい学校を開きました", "cp932", "shift_jis"),
        ("大臣は村に新しい学校を開きました", "iso2022_jp", "iso-2022-jp"),
        ("部长在村里开办了一所新学校", "gb18030", "gb2312"),
        ("Bakan köyde yeni bir okul açtı, çok güzel gün", "cp1254", "windows-1254"),
    ],
)
def test_other_languages_decode_as_declared(text, encoding, label):
    decoded = decode_html(page(text).encode(encoding), f"text/html; charset={label}")
    assert decoded.text == page(text)
    assert not decoded.repairs


def test_declared_but_not_valid_falls_back_with_replacement():
    decoded = decode_html(b"caf\xe9 \xff\xfe abc", "text/html; charset=utf-8")
    assert decoded.text == "caf\ufffd \ufffd\ufffd abc"
    assert decode_html(b"caf\xe9", None).text == "caf\u00e9"
    assert decode_html(b"caf\xe9", "x; charset=shift_jis").text.startswith("caf")


def test_damaged_utf8_keeps_its_text():
    body = page(SENTENCE).encode().replace(b"</p>", b"\xc7\xe1\xff</p>")
    decoded = decode_html(body, "text/html; charset=utf-8")
    assert decoded.text == page(SENTENCE).replace("</p>", "\ufffd\ufffd\ufffd</p>")
    assert decoded.repairs == ("damaged_utf8",)
    whole = page(SENTENCE).encode()
    cut = whole[: whole.index("الوادي".encode()) + 5]
    assert decode_html(cut, None).repairs == ("damaged_utf8",)


def test_bytes_are_handed_on_only_where_they_are_the_text():
    body = page(SENTENCE).encode()
    assert decode_html(body, None).utf8 is body
    marked, cut, double = b"\xef\xbb\xbf" + body, body + b"\xd8", body + b"&amp;#1575;&amp;#1576;"
    others = (marked, cut, double, page(SENTENCE).encode("cp1256"))
    assert [decode_html(other, None).utf8 for other in others] == [None] * len(others)


def test_empty():
    assert decode_html(b"", None).text == ""


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("UTF_8", "utf-8"),
        ("Windows-1256 ", "cp1256"),
        ("win-1256", "cp1256"),
        ("iso-8859-6-i", "iso8859-6"),
        ("ascii", "cp1252"),
        ("utf-7", None),
        ("hex", None),
        ("mac-turkish", None),
        ("undefined", None),
        ("no-such-thing", None),
    ],
)
def test_labels(label, codec):
    assert charset_of(label) == codec


def test_declarations():
    assert declared_charset(meta("windows-1256").encode(), "text/html; charset=utf-8") == (
        "utf-8",
        "cp1256",
    )
    assert declared_charset(b"", None) == (None, None)
    assert declared_charset(b"", "text/html") == (None, None)


def test_a_few_high_bytes_prove_nothing():
    assert arabic_charset(histogram_of(b"abc \xc7\xe1")) is None
    assert arabic_charset(histogram_of(b"plain")) is None


@given(
    st.binary(max_size=60),
    st.sampled_from(
        [None, "text/html", "x; charset=hex", "x; charset=utf-16", "charset=idna", "charset=cp1256"]
    ),
)
def test_never_raises(body, content_type):
    decoded = decode_html(body, content_type)
    assert isinstance(decoded.text, str)
    assert set(decoded.repairs) <= set(REPAIRS)
    assert decoded.utf8 is None or decoded.utf8.decode() == decoded.text


@given(st.text(alphabet="ابتجدرسعفقكلمنهويةىأإءئؤآ،؛؟«»“”– \nطظ<p>aé%&;#", max_size=60))
def test_clean_utf8_is_never_repaired(text):
    assert decode_html(text.encode(), "text/html; charset=utf-8").text == text
