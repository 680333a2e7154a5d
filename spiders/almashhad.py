"""Al-Mashhad Al-Yemeni (المشهد اليمني), a Yemeni publisher.

Known: the feed below, from a public feed reader's list. It has lived at almashhad-alyemeni.com and
almashhadnews.com too; aggregators still name the first and link to the second. Never seen live:
its markup, its robots.txt, the paths of its articles.
"""

from crawler.core.site import Expectations, SiteProfile
from crawler.spider import AggregatorSpider


class AlmashhadSpider(AggregatorSpider):
    """Watch the address: a run without links may mean that the domain has moved."""

    profile = SiteProfile(
        name="almashhad",
        start_urls=("https://almashhad.news/",),  # not verified
        feeds=("https://almashhad.news/rss.php",),
        timezone="Asia/Aden",
        site_names=("المشهد اليمني", "almashhad"),
        every="30m",
        delay_s=2.0,
        expect=Expectations(listing_links_min=5),
    )
