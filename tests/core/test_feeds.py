"""RSS, Atom and sitemaps: what they name, and what they cannot do to us."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime

import pytest

from crawler.core import feeds
from crawler.core.errors import SiteError
from crawler.core.feeds import FeedEntry, read_feed, read_sitemap

URL = "https://windows.example/rss.xml"


def rss(*items, head='<?xml version="1.0" encoding="utf-8"?>', encoding="utf-8"):
    text = f'{head}<rss version="2.0"><channel><title>نوافذ</title>{"".join(items)}</channel></rss>'
    return text.encode(encoding)


def item(link="/news/1", title="خبر", date="", more=""):
    stamp = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title><link>{link}</link>{stamp}{more}</item>"


def urlset(*locations, more=""):
    pages = "".join(f"<url><loc>{location}</loc>{more}</url>" for location in locations)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>'.encode()


# --- feeds ----------------------------------------------------------------------------------------


def test_rss_names_articles_with_their_moments_in_utc():
    body = rss(item("/news/1?utm_source=rss#c", "خبر أول", "Sat, 01 Mar 2025 12:30:00 +0300"))
    assert read_feed(body, URL) == [
        FeedEntry(
            "https://windows.example/news/1", "خبر أول", datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
        )
    ]


def test_atom():
    body = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>a</title>'
        b'<link rel="alternate" href="/news/2"/><published>2025-03-01T09:30:00Z</published>'
        b"</entry></feed>"
    )
    (entry,) = read_feed(body, URL)
    assert entry.url == "https://windows.example/news/2"
    assert entry.published == datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "date", ["Sat, 01 Mar 2025", "2025-03-01", "Sat, 01 Mar 2025 12:30:00", "أمس"]
)
def test_a_day_alone_and_a_time_without_a_zone_are_no_moments(date):
    (entry,) = read_feed(rss(item(date=date)), URL)
    assert entry.published is None


@pytest.mark.parametrize("date", ["Sat, 01 Mar 2025 09:30:00 GMT", "2025-03-01T12:30:00+03:00"])
def test_moments_with_a_zone(date):
    (entry,) = read_feed(rss(item(date=date)), URL)
    assert entry.published == datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


def test_windows_1256():
    head = '<?xml version="1.0" encoding="windows-1256"?>'
    (entry,) = read_feed(rss(item(title="صنعاء"), head=head, encoding="cp1256"), URL)
    assert entry.title == "صنعاء"


def test_entries_without_an_address_are_left_out():
    body = rss(item(""), item("javascript:alert(1)"), item("file:///etc/hosts"), item("/news/9"))
    assert [entry.url for entry in read_feed(body, URL)] == ["https://windows.example/news/9"]


def test_a_feed_that_breaks_off_keeps_what_came():
    body = rss(item("/news/1"), item("/news/2"))
    assert (
        read_feed(body[: body.index(b"/news/2") - 30], URL)[0].url
        == "https://windows.example/news/1"
    )


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>404</body></html>", b"{}", b"\xff\xfe", urlset("/a")]
)
def test_what_is_no_feed(body):
    with pytest.raises(SiteError) as caught:
        read_feed(body, URL)
    assert caught.value.reason == "not_a_feed"
    assert URL in str(caught.value)


def test_a_feed_is_bounded(monkeypatch):
    monkeypatch.setattr(feeds, "ENTRIES_MAX", 2)
    assert len(read_feed(rss(*(item(f"/news/{n}") for n in range(5))), URL)) == 2


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(9))


@pytest.fixture
def open_gate(monkeypatch):
    """Nothing is refused for its document type: what is left is what the parsers do."""
    monkeypatch.setattr(feeds, "INTERNAL_DTD", re.compile(rb"(?!)"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("read", [read_feed, read_sitemap])
def test_what_declares_entities_is_refused_before_it_is_parsed(read, encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n<!DOCTYPE rss PUBLIC "a"\n"b" [{BOMB}]>'
    with pytest.raises(SiteError) as caught:
        read(rss(item(title="&e8;"), head=head, encoding=encoding), URL)
    assert caught.value.reason == "internal_dtd"


def test_a_document_type_without_declarations_is_fine():
    head = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://rss.example/rss-0.91.dtd">'
    (entry,) = read_feed(rss(item("/news/1", "كتاب [مترجم]"), head=head), URL)
    assert entry.title == "كتاب [مترجم]"


def test_an_entity_bomb_and_an_external_entity_expand_to_nothing(tmp_path, open_gate):
    secret = tmp_path / "secret"
    secret.write_text("سري")
    head = f'<?xml version="1.0"?><!DOCTYPE rss [{BOMB}<!ENTITY file SYSTEM "file://{secret}">]>'
    entries = read_feed(rss(item(title="&e8;&file;"), item("/news/2"), head=head), URL)
    assert sum(len(entry.title) for entry in entries) < 1_000
    assert not any("سري" in entry.title for entry in entries)


# --- sitemaps -------------------------------------------------------------------------------------


def test_a_sitemap_names_its_pages_newest_first():
    body = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        b"<url><loc> https://windows.example/a </loc><lastmod>2025-01-01</lastmod></url>"
        b"<url><loc>/b#x</loc><lastmod>2025-03-01</lastmod></url><url><loc>/c</loc></url>"
        b"<url><loc>mailto:a@b</loc></url><url></url></urlset>"
    )
    sitemap = read_sitemap(body, URL)
    assert [entry.url.rpartition("/")[2] for entry in sitemap.entries] == ["b", "a", "c"]
    assert all(entry.published is None for entry in sitemap.entries)
    assert sitemap.sitemaps == ()


def test_a_news_sitemap_says_when_and_what():
    news = (
        '<n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        "<n:publication_date>{}</n:publication_date><n:title> خبر </n:title></n:news>"
    )
    (entry,) = read_sitemap(
        urlset("/a", more=news.format("2025-03-01T12:30:00+03:00")), URL
    ).entries
    assert entry == FeedEntry(
        "https://windows.example/a", "خبر", datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
    )
    for stamp in ("2025-03-01", "2025-03-01T12:30:00", "soon"):
        (entry,) = read_sitemap(urlset("/a", more=news.format(stamp)), URL).entries
        assert entry.published is None


def test_an_index_names_its_sitemaps_once():
    body = (
        b"<sitemapindex><sitemap><loc>/s1.xml</loc></sitemap><sitemap><loc>/s1.xml</loc></sitemap>"
        b"<sitemap><loc>/s2.xml.gz</loc></sitemap><sitemap></sitemap></sitemapindex>"
    )
    assert read_sitemap(body, URL).sitemaps == (
        "https://windows.example/s1.xml",
        "https://windows.example/s2.xml.gz",
    )


def test_gzip():
    assert len(read_sitemap(gzip.compress(urlset("/a", "/b")), URL).entries) == 2


def test_a_gzip_bomb_is_cut(monkeypatch):
    monkeypatch.setattr(feeds, "UNPACKED_BYTES_MAX", 4_000)
    packed = gzip.compress(urlset(*(f"/page/{n}" for n in range(10_000))))
    assert 0 < len(read_sitemap(packed, URL).entries) < 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"text",
        b"{}",
        b"<html></html>",
        rss(),
        b"\x1f\x8b broken",
        gzip.compress(urlset("/a"), mtime=0)[:-20],
        gzip.compress(b"", mtime=0)[:10] + b"\xff" * 40,  # not deflated
    ],
)
def test_what_is_no_sitemap(body):
    with pytest.raises(SiteError) as caught:
        read_sitemap(body, URL)
    assert caught.value.reason == "not_a_sitemap"


def test_a_sitemap_reads_no_file_and_no_bomb(tmp_path, open_gate):
    secret = tmp_path / "secret"
    secret.write_text("https://windows.example/secret")
    head = f'<!DOCTYPE urlset [<!ENTITY f SYSTEM "file://{secret}"><!ENTITY b "/b">]>'.encode()
    sitemap = read_sitemap(head + urlset("&f;", "&b;", "/ok"), URL)
    assert [entry.url for entry in sitemap.entries] == ["https://windows.example/ok"]


def test_only_the_newest_parts_of_an_index_are_read(monkeypatch):
    monkeypatch.setattr(feeds, "SITEMAPS_MAX", 2)
    days = (("a", "2024-01-01"), ("b", "2025-01-01"), ("c", "2023-01-01"))
    parts = "".join(
        f"<sitemap><loc>/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>" for name, day in days
    )
    body = (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</sitemapindex>'
    )
    found = read_sitemap(body.encode(), URL).sitemaps
    assert found == ("https://windows.example/b.xml", "https://windows.example/a.xml")


def test_a_sitemap_is_bounded(monkeypatch):
    monkeypatch.setattr(feeds, "ENTRIES_MAX", 2)
    assert len(read_sitemap(urlset("/a", "/b", "/c"), URL).entries) == 2
