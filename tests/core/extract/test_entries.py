"""Live pages: the entries are the article, in the order of the page, each with its time."""

from __future__ import annotations

import json

import pytest

from crawler.core.extract import extract_article
from crawler.core.extract.entries import entry_blocks
from crawler.core.extract.page import Page

URL = "https://site.example/news/1"
TITLE = "حريق كبير في سوق المدينة القديمة والدفاع المدني يواصل عمله"
INTRO = "بدأ الحريق ظهر اليوم في سوق المدينة القديمة، وهذه تغطية مباشرة لما يجري هناك."
ENTRIES = (
    ("14:35", "السيطرة على الحريق", "أعلن الدفاع المدني أن فرقه سيطرت على الحريق في السوق."),
    ("13:50", "وصول سيارات إطفاء", "وصلت ست سيارات إطفاء من المديريات المجاورة قبل قليل."),
    ("13:05", "رواية شاهد عيان", "قال شاهد عيان إن النيران بدأت في محل للأقمشة ثم امتدت."),
    ("12:40", "إخلاء البيوت المجاورة", "أخلت الشرطة البيوت المجاورة، ولم تسجل إصابات حتى الآن."),
)
EXPECTED = [part for entry in ENTRIES for part in entry]
LIVE = {
    "@type": "LiveBlogPosting",
    "headline": TITLE,
    "datePublished": "2025-07-13T09:00:00+03:00",
    "liveBlogUpdate": [
        {"@type": "BlogPosting", "headline": "السيطرة", "datePublished": "2025-07-13T14:35:00Z"}
    ],
}
RELATED = "<div><h3>أخبار ذات صلة</h3><ul>{}</ul></div>".format(
    "".join(f"<li><a href=/n/{n}>خبر آخر رقم {n} له عنوان من كلمات</a></li>" for n in range(8))
)


def read(body, data=None):
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>" if data else ""
    html = f"<html><head><title>{TITLE}</title>{script}</head><body><h1>{TITLE}</h1>{body}</body>"
    return extract_article(f"{html}</html>", URL)


def paragraphs(body, data=None):
    return read(body, data).articleBody.split("\n\n")


def entries(form):
    return "".join(
        form.format(n=n, time=time, heading=heading, text=text)
        for n, (time, heading, text) in enumerate(ENTRIES)
    )


FORMS = {
    "boxes": "<div class=e><time>{time}</time><h3>{heading}</h3><p>{text}</p></div>",
    "own links": "<li><span>{time}</span><h3><a href='#e{n}'>{heading}</a></h3><p>{text}</p></li>",
    "flat": "<p>{time}</p><h3>{heading}</h3><p>{text}</p>",
}


def test_a_time_with_the_word_for_hour_begins_an_entry():
    html = f"<h1>{TITLE}</h1>" + entries("<p>الساعة {time}</p><h3>{heading}</h3><p>{text}</p>")
    page = Page(html, URL)
    times = [page.layout.blocks[index].text for index in sorted(entry_blocks(page))[::3]]
    assert times == [f"الساعة {time}" for time, _, _ in ENTRIES]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("intro", ["", f"<p>{INTRO}</p>"], ids=["bare", "intro"])
def test_entries_stay_in_order_with_times_and_headings(form, intro):
    expected = [INTRO, *EXPECTED] if intro else EXPECTED
    assert paragraphs(f"<div>{intro}{entries(form)}</div>{RELATED}") == expected


def test_the_heading_may_stand_above_the_time():
    form = "<section><h2>{heading}</h2><small>{time}</small><p>{text}</p></section>"
    expected = [part for time, heading, text in ENTRIES for part in (heading, time, text)]
    assert paragraphs(f"<div>{entries(form)}</div>{RELATED}") == expected


def test_entries_with_pages_of_their_own_are_kept_when_json_ld_says_live():
    form = (
        "<article class=e><span>{time}</span><h3><a href='/live/{n}'>{heading} في السوق القديم</a>"
        "</h3><p>{text}</p></article>"
    )
    body = f"<div><p>{INTRO}</p>{entries(form)}</div>"
    expected = [
        part
        for time, heading, text in ENTRIES
        for part in (time, f"{heading} في السوق القديم", text)
    ]
    assert paragraphs(body, LIVE) == [INTRO, *expected]
    assert paragraphs(body) == [INTRO]  # without it they announce other articles


def test_the_date_is_the_articles_not_that_of_an_entry():
    form = (
        "<div class=e><time datetime='2025-07-13T{time}:00+03:00'>{time}</time>"
        "<h3>{heading}</h3><p>{text}</p></div>"
    )
    assert read(entries(form), LIVE).datePublished == "2025-07-13T09:00:00+03:00"
    assert read(entries(form)).datePublished is None


MORE = "ويمتد السوق على ثلاثة شوارع، وفيه أكثر من مئتي محل يعمل فيها مئات من سكان المدينة."


def test_comments_are_no_entries():
    form = "<div class=comment><span>{time}</span> <b>قارئ</b><p>{text}</p></div>"
    body = f"<div><p>{INTRO}</p><p>{MORE}</p><p>{MORE} وهو قديم.</p></div>"
    comments = f"<div id=comments>{entries(form)}</div>"
    assert paragraphs(body + comments) == [INTRO, MORE, f"{MORE} وهو قديم."]


def test_lengths_of_films_are_no_times():
    form = "<li class=v><span>{}</span><p>مقطع قصير من السوق بعد أن أخمد الحريق تماما.</p></li>"
    films = map(form.format, ("1:30", "3:14", "1:52", "4:10"))
    page = Page(f"<html><body><h1>{TITLE}</h1><ul>{''.join(films)}</ul></body></html>", URL)
    assert not entry_blocks(page)
    rising = map(form.format, ("11:30", "12:14", "13:52", "14:10"))
    page = Page(f"<html><body><h1>{TITLE}</h1><ul>{''.join(rising)}</ul></body></html>", URL)
    assert entry_blocks(page)
