"""Videos of an article: stated ones first, then players in its text."""

from __future__ import annotations

import json

import pytest

from crawler.core.extract import extract_article
from crawler.core.extract.media.videos import videos_of
from crawler.core.extract.page import Page

URL = "https://site.example/news/1"
TITLE = "انطلاق سباق الزوارق الشراعية في خليج المدينة"
ONE = "انطلق صباح اليوم سباق الزوارق الشراعية في خليج المدينة بمشاركة ثلاثين زورقا."
TWO = "ويستمر السباق ثلاثة أيام، وتعلن النتائج في حفل يقام على الشاطئ مساء الجمعة."

# Players are known by their hosts; none of them is ever asked.
TUBE, VIMEO, DAILY = (
    f"https://{host}"
    for host in ("www.youtube.com/embed", "player.vimeo.com/video/7", "www.dailymotion.com/embed/x")
)


def videos(inner="", head="", after=""):
    html = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>"
        f"<div><p>{ONE}</p>{inner}<p>{TWO}</p></div>{after}</body></html>"
    )
    return [(each.url, each.caption) for each in extract_article(html, URL).videos or ()]


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        ("<video src=/v/1.mp4></video>", "https://site.example/v/1.mp4"),
        ("<video><source src=/v/1.webm></video>", "https://site.example/v/1.webm"),
        (f"<iframe src={TUBE}/abc123></iframe>", f"{TUBE}/abc123"),
        (f"<div class=video><iframe data-src='{VIMEO[6:]}'></iframe></div>", VIMEO),
        (f"<iframe src='about:blank' data-src='{DAILY}'></iframe>", DAILY),
        ("<amp-youtube data-videoid=q1></amp-youtube>", f"{TUBE}/q1"),
    ],
)
def test_players_in_the_text(inner, url):
    assert videos(inner) == [(url, None)]


@pytest.mark.parametrize(
    "inner",
    [
        "<iframe src=https://ads.example/frame.html></iframe>",
        "<iframe src=https://www.google.com/maps/embed?x></iframe>",
        "<video></video>",
        "<video src='blob:https://site.example/1'></video>",
        "<div class=related><video src=/other.mp4></video></div>",
    ],
)
def test_other_frames_are_none(inner):
    assert videos(inner) == []


def test_players_elsewhere_on_the_page_are_none():
    rest = "<p>كلام آخر</p>" * 5
    side = f"<div>{rest}</div><aside><iframe src={TUBE}/zz></iframe></aside>"
    assert videos(after=side) == []


def test_video_objects_of_json_ld_come_first_with_their_names():
    data = {
        "@type": "NewsArticle",
        "video": {"@type": "VideoObject", "name": "لقطات من السباق", "contentUrl": "/v/race.mp4"},
    }
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    assert videos("<video src=/v/2.mp4></video>", head) == [
        ("https://site.example/v/race.mp4", "لقطات من السباق"),
        ("https://site.example/v/2.mp4", None),
    ]
    assert videos("<video src=/v/race.mp4></video>", head) == [
        ("https://site.example/v/race.mp4", "لقطات من السباق")
    ]


def test_a_video_object_without_an_address_is_none():
    data = {"@type": "VideoObject", "name": "بلا عنوان"}
    assert videos(head=f"<script type='application/ld+json'>{json.dumps(data)}</script>") == []


def test_a_player_outside_of_the_body_is_none():
    frame = "<video src=/v/9.mp4></video>"
    html = f"<html><head>{frame}</head></html>"
    page = Page(html, URL)
    page.layout.box_of.clear()
    assert videos_of(page, 0, 5) is None


def test_video_objects_of_a_list_are_others():
    item = {"@type": "VideoObject", "contentUrl": "/v/other.mp4"}
    data = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": item}]}
    assert videos(head=f"<script type='application/ld+json'>{json.dumps(data)}</script>") == []


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("https://site.example/v/1.mp4", True),
        (f"{TUBE}/abc", True),
        ("https://site.example/news/1", False),
    ],
)
def test_og_video_is_a_file_or_a_player(content, found):
    head = f'<meta property="og:video" content="{content}">'
    assert videos(head=head) == ([(content, None)] if found else [])
