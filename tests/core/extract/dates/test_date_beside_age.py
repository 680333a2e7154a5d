"""An age whose element, or another line, says the day in full."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.core.extract.dates import beside_age

NOW = datetime(2025, 5, 20, 9, 30, tzinfo=UTC)
ISO, AGE = "2025-05-08", "منذ 12 يوما"


@pytest.mark.parametrize(
    "line",
    [
        f'<abbr class="timeago" title="2025-05-08T07:20:00Z">{AGE}</abbr>',
        f"<abbr title='الخميس 8 مايو 2025، الساعة 10:20 ص'>{AGE}</abbr>",
        f'<span title="08-05-2025 10:20">{AGE}</span>',
        f'<span aria-label="8 مايو 2025 10:14 ص">{AGE}</span>',
        f'<em data-original-title="2025-05-08 10:14"> {AGE}</em>',
        '<relative-time datetime="2025-05-08T07:20:00Z">12 days ago</relative-time>',
        '<time title="8 مايو 2025 10:20 ص">قبل أسبوعين</time>',
        f'<b>سالم عوض</b> · <span title="8 مايو 2025">{AGE}</span>',
        f"أضيف {AGE}</div><div>8/5/2025",
        f'<span title="2025-05-08 10:14">{AGE}</span> <span>الزيارات: 31</span>',
    ],
)
def test_the_day_in_full_beside_an_age(read, line):
    article = read(below=f"<div>{line}</div>", observed_at=NOW)
    assert article.datePublished[:10] == ISO
    assert article.dateBasis in ("time-tag", "text-absolute")


@pytest.mark.parametrize(
    "line",
    [
        f'<span title="2019-03-02 10:14">{AGE}</span>',  # that of something else
        f'<span class="item-20250508" title="مايو 2025">{AGE}</span>',
        f'<span title="2025-05-08">سالم</span> {AGE}',
        f"{AGE}</div><div>8 مايو 2019",
    ],
)
def test_what_an_age_does_not_agree_with(read, line):
    article = read(below=f"<div>{line}</div>", observed_at=NOW)
    assert (article.datePublished, article.dateBasis) == (None, "text-relative")


def test_the_age_of_another_article_has_no_say(read):
    card = f'<div class=related><a href=/9>خبر آخر</a> <span title="2025-05-08">{AGE}</span></div>'
    article = read(below="<div>قبل يومين</div>", after=card, observed_at=NOW)
    assert article.datePublished is None


def test_an_age_with_half_a_letter_is_in_no_markup():
    markup = f"<p>{AGE}?</p>".encode()
    assert beside_age._found(markup, f"{AGE}\ud800") == (b"", -1)
    assert beside_age._found(markup, AGE) == (AGE.encode(), 3)


@pytest.mark.parametrize("far", [0, 300, 390])
def test_a_tag_is_read_whole_whatever_letters_it_has(read, far):
    title = f'data-a="{"خ" * far}" title="2025-05-08 10:14"' if far else 'title="2025-05-08 10:14"'
    article = read(below=f"<div><span {title}>{AGE}</span></div>", observed_at=NOW)
    assert (article.datePublished or "")[:10] == (ISO if far < 380 else "")
