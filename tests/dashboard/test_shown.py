"""How values are shown: with units, on their own, and with nothing of others' that acts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from crawler.dashboard import links, shown
from crawler.dashboard.spark import bar, spark


def text(markup):
    return markup.striptags().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("seconds", "english", "arabic"),
    [
        (0, "0 s", "0 ث"),
        (0.24, "0.2 s", "0.2 ث"),
        (59.6, "1 min", "1 د"),
        (600, "10 min", "10 د"),
        (3_600 * 26 + 60, "1 d 2 h", "1 ي 2 س"),
        (-4, "0 s", "0 ث"),
    ],
)
def test_how_long(seconds, english, arabic):
    assert text(shown.lasting(seconds, "en")) == english
    assert text(shown.lasting(seconds, "ar")) == arabic


def test_numbers():
    assert text(shown.count(1_234_567)) == "1,234,567"
    assert text(shown.count(2.25)) == "2.2"
    assert [text(shown.share(s)) for s in (0, 0.0004, 0.013, 0.5, 1)] == [
        "0 %", "0.04 %", "1.3 %", "50 %", "100 %",
    ]  # fmt: skip
    assert [text(shown.size(n)) for n in (999, 1500, 12_000_000, 5 * 10**15)] == [
        "999 B", "1.5 kB", "12 MB", "5000 TB",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "filtered", [shown.count, shown.share, shown.size, shown.moment, shown.foreign,
                 shown.technical, shown.address, lambda value: shown.lasting(value, "ar")],
)  # fmt: skip
def test_what_is_not_known_is_a_dash(filtered):
    assert filtered(None) == shown.NONE


def test_moments_are_utc():
    aden = datetime(2026, 3, 1, 2, 30, tzinfo=timezone(timedelta(hours=3)))
    assert text(shown.moment(aden)) == "2026-02-28 23:30"
    assert 'datetime="2026-02-28T23:30:00Z"' in shown.moment(
        datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("2026-03-01T02:30:00+03:00", "2026-02-28 23:30"),
        ("2026-03-01", "2026-03-01"),
        ("text", "text"),
        (None, text(shown.NONE)),
    ],
)
def test_a_moment_that_a_page_states_is_short_and_utc(stated, told):
    assert text(shown.stated(stated)) == told


def test_text_of_others_stands_alone_and_does_nothing():
    evil = "<script>x</script>\u202eعكس\x1b[31m\u2066\n\" '"
    made = shown.foreign(evil)
    assert made.startswith("<bdi>")
    assert made.endswith("</bdi>")
    inner = made[5:-6]
    assert not set(inner) & set("<>\"'\u202e\x1b\u2066\n")
    assert len(text(shown.foreign("أ" * 900))) == shown.FOREIGN_CHARS_MAX + 1
    assert text(shown.technical("x" * 900, 10)) == "x" * 10 + "…"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "/news", "vbscript:x"]
)
def test_only_addresses_of_the_web_are_links(url):
    assert "<a" not in shown.address(url)
    assert url in shown.address(url)


def test_an_address_is_a_link_that_says_nothing_of_us():
    made = shown.address('https://a.example/?q="onx')
    assert made.startswith('<a href="https://a.example/?q=')
    assert '"onx' not in made
    assert "noreferrer" in made


def test_sparklines():
    made = spark([1, None, 4, 2], "new <b>", "x")
    assert made.count("<polyline") == 2  # the gap parts them
    assert "new &lt;b&gt;" in made
    assert "style" not in made
    assert spark([], "none") == ""
    assert spark([None], "none") == ""
    assert "<polyline" in spark([0], "flat")
    assert 'width="50"' in bar(0.5)
    assert 'class="fill" width="100"' in bar(7)


def test_files_of_pages():
    assert links.page("board", "ar") == "board.ar.html"
    assert links.page("source", "en", "yemeni_windows") == "source-yemeni_windows.en.html"
    names = ["../../etc/passwd", "a/b", "a@b:1", "", "نوافذ", "x" * 300, "a\x00b", "A b"]
    made = [links.slug(name) for name in names]
    assert len(set(made)) == len(names)
    assert all(links.FILE.fullmatch(links.page("source", "ar", each)) for each in names if each)
    assert [links.slug(each) for each in made] == made
