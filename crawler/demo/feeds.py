"""RSS feed, sitemap and news sitemap of the embedded aggregator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape

from crawler.demo.sections import SITE_NAME, section_name
from crawler.demo.story import Story

RSS_ITEMS = 30
NEWS_AGE = timedelta(days=2)  # a news sitemap holds what is younger (Google's rule)
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{title}</title><link>{base}</link>
<description>{title}</description><language>ar</language>
{items}
</channel></rss>
"""
SITEMAP = """<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
{urls}
</urlset>
"""

Placed = tuple[str, Story]  # absolute address and story


def rss(base: str, placed: Iterable[Placed]) -> str:
    """The newest articles as RSS 2.0; `placed` comes newest first."""
    items = "\n".join(_item(url, story) for url, story in list(placed)[:RSS_ITEMS])
    return RSS.format(title=SITE_NAME, base=escape(base), items=items)


def _item(url: str, story: Story) -> str:
    date = format_datetime(story.published)
    return f"""<item><title>{escape(story.headline)}</title><link>{escape(url)}</link>
<guid isPermaLink="true">{escape(url)}</guid><pubDate>{date}</pubDate>
<category>{section_name(story.section)}</category>
<description>{escape(story.paragraphs[0])}</description></item>"""


def sitemap(placed: Iterable[Placed]) -> str:
    """All articles with their dates, as sitemaps.org has it."""
    urls = "\n".join(
        f"<url><loc>{escape(url)}</loc><lastmod>{story.published.isoformat()}</lastmod></url>"
        for url, story in placed
    )
    return SITEMAP.format(urls=urls)


def news_sitemap(now: datetime, placed: Iterable[Placed]) -> str:
    """The articles of the last two days with publication, date and title."""
    fresh = (each for each in placed if now - each[1].published <= NEWS_AGE)
    return SITEMAP.format(urls="\n".join(_news(url, story) for url, story in fresh))


def _news(url: str, story: Story) -> str:
    return f"""<url><loc>{escape(url)}</loc><news:news><news:publication>
<news:name>{SITE_NAME}</news:name><news:language>ar</news:language></news:publication>
<news:publication_date>{story.published.isoformat()}</news:publication_date>
<news:title>{escape(story.headline)}</news:title></news:news></url>"""
