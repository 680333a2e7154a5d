"""Marebpress (مأرب برس), a Yemeni publisher.

Known: the feed below, from a public list of feeds; a ticker of headlines before every article; and
addresses whose path goes on behind the script (articles.php/video/…/articles.php?id=43556), seen
on marebpress.org, which may be another host of it. Never seen live: markup, robots.txt, dates.
"""

from crawler.core.site import Expectations, SiteProfile
from crawler.spider import AggregatorSpider


class MarebpressSpider(AggregatorSpider):
    """The feed leads; one article may have many addresses, with more path behind the script."""

    profile = SiteProfile(
        name="marebpress",
        start_urls=("https://marebpress.net/",),  # not verified
        feeds=("https://marebpress.net/news_rss.php?lang=arabic&top=2",),
        timezone="Asia/Aden",
        site_names=("مأرب برس", "marebpress"),
        every="30m",
        delay_s=2.0,
        expect=Expectations(listing_links_min=5),
    )
