"""Aden Al-Ghad (عدن الغد), a publisher in Aden.

Known: the feed below, from a public feed reader's list, and a second domain, adengad.net. Never
seen live: its markup, its robots.txt, the paths of its articles.
"""

from crawler.core.site import Expectations, SiteProfile
from crawler.spider import AggregatorSpider


class AdngadSpider(AggregatorSpider):
    """The feed leads; the front page is read as any listing."""

    profile = SiteProfile(
        name="adngad",
        start_urls=("https://adngad.net/",),  # not verified
        feeds=("https://adngad.net/rss/",),
        timezone="Asia/Aden",
        site_names=("عدن الغد", "adngad", "adengad"),
        every="30m",
        delay_s=2.0,
        expect=Expectations(listing_links_min=5),
    )
