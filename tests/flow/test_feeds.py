"""Articles that only a feed or a sitemap names are found, and a feed's date is taken over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.campaigns.campaign import Site
from tests.flow.loopback import Answers, answering

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
FRONT = """<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml">
<link rel="sitemap" href="/sitemaps.xml"></head><body><h1>أخبار الساحل</h1></body></html>"""
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>الساحل</title>
<item><title>من الموجز</title><link>{url}a/1</link>
<pubDate>Sat, 14 Feb 2026 09:30:00 +0300</pubDate></item></channel></rss>"""
INDEX = """<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{url}sitemap-1.xml</loc></sitemap></sitemapindex>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{url}a/2</loc></url><url><loc>http://elsewhere.test/a/9</loc></url></urlset>"""
ARTICLE = """<html><body><h1>{headline}</h1><p>قررت إدارة الميناء فتح الرصيف الشرقي أمام قوارب
الصيد الصغيرة ابتداء من الأسبوع القادم بعد انتهاء أعمال الصيانة فيه.</p><p>وأضاف مدير الميناء أن
الرصيف رقم {number} سيبقى مغلقاً حتى وصول المعدات الجديدة من المصنع.</p></body></html>"""


def test_feed_and_sitemap_lead_to_articles(tmp_path: Path) -> None:
    answers = Answers()
    with answering(answers) as url:
        answers.page("/", FRONT)
        answers.page("/rss.xml", RSS.format(url=url), kind="application/rss+xml")
        answers.page("/sitemaps.xml", INDEX.format(url=url), kind="text/xml")
        answers.page("/sitemap-1.xml", SITEMAP.format(url=url), kind="application/xml")
        for number in (1, 2):
            page = ARTICLE.format(headline=f"الميناء يفتح الرصيف {number}", number=number)
            answers.page(f"/a/{number}", page)
        code, output = Site(url, tmp_path).finish()

    lines = [
        json.loads(line)
        for part in (tmp_path / "feed").glob("part-*.jsonl")
        for line in part.read_text(encoding="utf-8").split("\n")
        if line
    ]
    found = {article["url"].removeprefix(url): article for article in lines}
    assert code == 0, output
    assert set(found) == {"a/1", "a/2"}
    assert found["a/1"]["datePublished"] == "2026-02-14T06:30:00Z"
    assert found["a/1"]["dateBasis"] == "feed"
    assert found["a/2"]["dateBasis"] == "first-seen"
    assert not [path for path in answers.asked if "elsewhere" in path]
