"""Text broken before the page was written is mended; sound text is left alone."""

from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core import mojibake
from crawler.core.mojibake import repair_text

SENTENCE = "أعلنت وزارة الزراعة، اليوم، أن موسم الحصاد في الأوسط، بدأ مبكراً «هذا العام»؛ و١٢ قرية"


def misread(text, wrote, read):
    """The text as one who takes bytes of one charset for another, as browsers do, sees it."""
    return "".join(
        bytes([byte]).decode(read, "ignore") or chr(byte) for byte in text.encode(wrote, "ignore")
    )


@pytest.mark.parametrize(
    ("wrote", "read", "word"),
    [
        ("utf-8", "cp1252", "utf8_read_as_cp1252"),
        ("utf-8", "latin-1", "utf8_read_as_cp1252"),
        ("utf-8", "cp1256", "utf8_read_as_cp1256"),
        ("cp1256", "cp1252", "cp1256_read_as_cp1252"),
        ("cp1256", "latin-1", "cp1256_read_as_cp1252"),
    ],
)
def test_read_in_a_wrong_charset(wrote, read, word):
    text = SENTENCE.encode(wrote, "ignore").decode(wrote)
    assert repair_text(f"<p>{misread(text, wrote, read)}</p>") == (f"<p>{text}</p>", (word,))


@pytest.mark.parametrize("read", ["cp1252", "cp1256", None])
def test_the_bytes_at_hand_make_no_difference(read):
    text = f"<p>{misread(SENTENCE, 'utf-8', read) if read else SENTENCE}</p>"
    assert repair_text(text, text.encode()) == repair_text(text)
    assert bool(repair_text(text)[1]) is (read is not None)


@pytest.mark.parametrize("read", ["cp1252", "cp1256"])
def test_half_of_a_page(read):
    sound = "وصلت سفينة القمح إلى الميناء الأوسط، والحظ؟ §"
    mixed = f"{sound} {misread(SENTENCE, 'utf-8', read)}"
    assert repair_text(mixed)[0] == f"{sound} {SENTENCE}"


def test_a_piece_that_is_no_utf8_stays():
    broken = misread("خبر", "utf-8", "cp1252")
    assert repair_text(f"{broken} \u00f0\u20ac\u20ac\u20ac")[0] == "خبر \u00f0\u20ac\u20ac\u20ac"


def test_quotation_marks_of_a_sound_page():
    assert repair_text("قال \u00e2\u20ac\u0153نعم\u00e2\u20ac\x9d") == (
        "قال “نعم”",
        ("utf8_read_as_cp1252",),
    )


@pytest.mark.parametrize(
    "escape",
    [
        lambda text: "".join(f"&amp;#{ord(c)};" if c > "~" else c for c in text),
        lambda text: "".join(f"&amp;#x{ord(c):x};" if c > "~" else c for c in text),
    ],
)
def test_escaped_twice(escape):
    text, repairs = repair_text(f"<p>{escape('خبر من عدن')} &amp;nbsp;</p>")
    assert "&amp;" not in text
    assert text.count(";") == 9
    assert repairs == ("double_escaped",)


@pytest.mark.parametrize(
    "escape",
    [
        lambda text: text.encode("ascii", "backslashreplace").decode(),
        lambda text: text.encode("ascii", "backslashreplace").decode().replace("\\", "%"),
        quote,
        quote_plus,
    ],
)
def test_letters_written_as_escapes(escape):
    text = "وصلت السفينة إلى عدن"
    assert repair_text(f"<p>{escape(text)}</p>") == (f"<p>{text}</p>", ("escaped_letters",))


@pytest.mark.parametrize(
    "sound",
    [
        SENTENCE * 20,
        '<a href="/%D8%B9%D8%AF%D9%86">https://site.example/%D8%B9%D8%AF%D9%86</a>',
        '<script>var a = "\\u0627\\u0644\\u064a\\u0645\\u0646";</script><p>نص</p>',
        "<p>مسار C:\\\\u0627\\\\u0628</p>",
        "<p>%D8%D8%D8 100% %D8%A7%FF</p>",
        "<p>&amp;#39; &amp;#1575;</p>",
        "Ænes Øl § Él está aquí – ¿Qué? Çok güzel, İstanbul; naïve façade",
        "ÇÑÃ ÄÖÜ",
        "حظ§ وسط، ظ„ “الشرط”",
        "\u00c3\u20ac",
        "ÉÈÀÙÔÎÇ ÇÀÉÈÊË ÜÖÄßÜÖÄ Ø§x",
        "Ø\u00a7\u00d9 âÃ âx€",
    ],
)
def test_sound_text_is_unchanged(sound):
    assert repair_text(sound) == (sound, ())


class TakenApartError(Exception):
    """A page was split into its tags."""


class NeverSplit:
    def split(self, text):
        raise TakenApartError(text)


SCRIPT = 'a = "\\u0627\\u0644\\u064a\\u0648\\u0645 %u0627%u0644"'
HIDDEN = [
    '<a href="/%D8%B9%D8%AF%D9%86"><b title="%D8%B9%D8%AF %D9%86%D8%B9">\u0639</b></a>',
    f"<script>{SCRIPT}</script><p>\u0646\u0635</p><STYLE media=all>{SCRIPT}</Style>",
    f"<script>{SCRIPT}<style>{SCRIPT}</script >",
    f"<p>\u0646</p></script><script>{SCRIPT}",
    "https://site.example/%D8%B9%D8%AF%D9%86 and a=%D8%B9%D8%AF",
]


@pytest.mark.parametrize("page", HIDDEN)
def test_a_page_whose_readers_see_no_escape_is_not_taken_apart(monkeypatch, page):
    monkeypatch.setattr(mojibake, "_TAG", NeverSplit())
    assert mojibake._letters(page) == page


@pytest.mark.parametrize(
    "page",
    [
        f"<script>{SCRIPT}</script><p>{SCRIPT}</p>",
        f"<script src=a></script>{SCRIPT}<script>{SCRIPT}</script>",
        f"{SCRIPT} < b <i>",
        f"a < {SCRIPT} < b >",
        f"<a href='%D8%B9'>{SCRIPT}</a>",
        f"<p>{SCRIPT}",
        f"<a> {SCRIPT} > </a>",
        f"<styles>{SCRIPT}</styles>",
        "<p>%D8%B9%D8%AF</p>",
        "%D8%B9%D8%AF",
    ],
)
def test_one_whose_readers_do_is(monkeypatch, page):
    repaired = mojibake._letters(page)
    monkeypatch.setattr(mojibake, "_TAG", NeverSplit())
    with pytest.raises(TakenApartError):
        mojibake._letters(page)
    assert repaired != page


ESCAPED = st.sampled_from(
    (
        "<", ">", "<a href='", "'>", "</a>", "<script>", "</script>", "<STYLE a>", "</style>",
        "<script", "\\u0627", "%u0644", "\\\\u0627", "%D8%A7", "%d9%84", "/", "=", " ", "ا", "x",
    )
)  # fmt: skip


@given(st.lists(ESCAPED, max_size=14).map("".join))
def test_a_glance_at_the_escapes_changes_no_answer(page):
    parts, hidden, whole = mojibake._TAG.split(page), False, ""
    for number, part in enumerate(parts):
        found = mojibake._NOT_SHOWN.match(part) if number % 2 else None
        hidden = not found[1] if found else hidden
        whole += part if hidden or number % 2 else mojibake._shown(part)
    assert mojibake._letters(page) == whole


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (misread(SENTENCE[:24], "cp1256", "cp1252"), "cp1256_read_as_cp1252"),
        ("\u00d9\u2026\u00d9\u2020", "utf8_read_as_cp1252"),
        ("\u00e2\u20ac\u201c", "utf8_read_as_cp1252"),
    ],
)
def test_the_least_that_is_repaired_has_the_sign_for_it(text, word):
    sign = next(row[2] for row in mojibake._REPAIRS if row[0] == word)
    assert sign.search(text.encode())
    assert repair_text(text)[1] == repair_text(text, text.encode())[1] == (word,)
