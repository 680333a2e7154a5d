"""Almasdar Online (المصدر أونلاين), a Yemeni publisher.

Known: the feed below, from a public list of feeds. Never seen live: its pages, the paths of its
articles, its robots.txt. The saved pages of its test have a form that is common, not its own.
"""

from crawler.core.site import Expectations, SiteProfile
from crawler.spider import AggregatorSpider


class AlmasdaronlineSpider(AggregatorSpider):
    """The feed leads; the front page is read as any listing."""

    profile = SiteProfile(
        name="almasdaronline",
        start_urls=("https://almasdaronline.com/",),  # not verified
        feeds=("https://almasdaronline.com/rss",),
        timezone="Asia/Aden",
        site_names=("المصدر أونلاين", "almasdaronline"),
        every="30m",
        delay_s=2.0,
        expect=Expectations(listing_links_min=5),
    )
