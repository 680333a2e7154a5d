"""RSS and Atom as a known reader sees them, and as a strict parser does."""

from __future__ import annotations

import feedparser
import pytest
from lxml import etree

FORMS = ("rss", "atom")
ATOM = "{http://www.w3.org/2005/Atom}"


def read(data):
    feed = feedparser.parse(data)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


@pytest.mark.parametrize("form", FORMS)
def test_a_known_reader_finds_no_fault(write, plain, nasty, form):
    feed = read(write(form, nasty, plain))
    assert feed.version == {"rss": "rss20", "atom": "atom10"}[form]
    assert feed.feed.title.startswith("راصد &")
    assert [entry.id for entry in feed.entries] == [
        f"urn:rasid:article:{each.identifier}" for each in (nasty, plain)
    ]
    assert feed.entries[1].title == plain.headline
    assert feed.entries[1].link == plain.url


@pytest.mark.parametrize("form", FORMS)
def test_a_strict_parser_finds_no_fault(write, plain, nasty, form):
    root = etree.fromstring(write(form, nasty, plain), etree.XMLParser(recover=False))
    text = "".join(root.itertext())
    assert "\u202e" not in text
    assert "\x00" not in text
    assert "]]>" in text  # as text: it ends nothing


@pytest.mark.parametrize("form", FORMS)
def test_the_text_is_text_and_never_markup(write, nasty, form):
    [entry] = read(write(form, nasty)).entries
    html = entry.content[0].value
    assert html.count("<p>") == 3
    assert "&lt;b&gt;فجرا&lt;/b&gt; &amp; رست" in html
    assert "<br>" in html or "<br />" in html


@pytest.mark.parametrize("form", FORMS)
def test_addresses_are_whole_and_ascii(write, nasty, form):
    [entry] = read(write(form, nasty)).entries
    assert entry.link.startswith("https://windows.example/%D8%A3%D8%AE")
    assert "javascript:" not in write(form, nasty).decode()
    assert "data:image" not in write(form, nasty).decode()
    assert b"https://windows.example/i/1.jpg" in write(form, nasty)


@pytest.mark.parametrize("form", FORMS)
def test_a_date_is_the_pages_or_none(write, plain, nasty, form):
    dated, undated = read(write(form, nasty, plain)).entries
    assert dated.published_parsed[:6] == (2025, 3, 1, 9, 0, 0)
    assert "published_parsed" not in undated


def test_atom_says_when_an_article_was_renewed(write, plain, nasty):
    renewed, seen = read(write("atom", nasty, plain)).entries
    assert renewed.updated == "2025-03-02T10:00:00Z"
    assert seen.updated == "2025-03-01T12:00:00Z"


@pytest.mark.parametrize("form", FORMS)
def test_who_wrote_it_and_whose_it_is(write, nasty, form):
    [entry] = read(write(form, nasty)).entries
    assert entry.author == "سالم العمري"
    if form == "rss":
        assert entry.source == {"href": "https://port.example/", "title": "صحيفة «الميناء»"}


def test_an_atom_entry_has_an_author_in_any_case(write, plain):
    [entry] = read(write("atom", plain)).entries
    assert entry.author == plain.provider.name


@pytest.mark.parametrize("form", FORMS)
def test_no_article_is_a_feed_too(write, form):
    assert read(write(form)).entries == []


def test_atom_keeps_to_rfc_4287(write, plain, nasty):
    """Section 4.1: what a feed and an entry must have, once, and what an author must have."""
    root = etree.fromstring(write("atom", nasty, plain))
    for each in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{name}")) == 1
    for entry in root.iter(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}author/{ATOM}name").text
        alternates = [link for link in entry.iter(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1


def test_rss_keeps_to_its_specification(write, plain, nasty):
    channel = etree.fromstring(write("rss", nasty, plain)).find("channel")
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    for item in channel.iter("item"):
        assert item.findtext("title")
        assert item.find("guid").get("isPermaLink") == "false"


def test_memory_holds_one_article_at_a_time(write, make_article):
    """The writer asks for the next article only when it has written the last."""
    taken = []

    def articles():
        for number in range(50):
            taken.append(number)
            yield make_article(url=f"https://windows.example/{number}")

    data = write("rss", *articles())
    assert len(taken) == 50
    assert len(read(data).entries) == 50
