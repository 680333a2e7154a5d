"""Crater Sky (كريتر سكاي), a publisher in Aden.

Known: the feed below, from a public list of feeds, and that a public scraper found 41 articles on
its listing. Its domain has changed more than once (crater-sky.net, crater-sky.com, cratersky.net).
Never seen live: its markup, its robots.txt, the paths of its articles.
"""

from crawler.core.site import Expectations, SiteProfile
from crawler.spider import AggregatorSpider


class CraterSkySpider(AggregatorSpider):
    """Watch the address: a run without links may mean that the domain has moved."""

    profile = SiteProfile(
        name="crater_sky",
        start_urls=("https://crater-sky.com/",),  # not verified
        feeds=("https://crater-sky.com/feed/categories",),
        timezone="Asia/Aden",
        site_names=("كريتر سكاي", "crater-sky"),
        every="30m",
        delay_s=2.0,
        expect=Expectations(listing_links_min=5),
    )
