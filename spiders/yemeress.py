"""Yemeress (يمرس), an aggregator that republishes Yemeni publishers under /<publisher>/<id>.

Known: that form of its paths, and that some twenty other headlines stand run together before the
body. Never seen live: its front page, its markup, its robots.txt, the form of its dates.
"""

from crawler.core.site import Expectations, SiteProfile
from crawler.spider import AggregatorSpider


class YemeressSpider(AggregatorSpider):
    """No selectors: the engine separates the body from the headlines in front of it."""

    profile = SiteProfile(
        name="yemeress",
        start_urls=("https://www.yemeress.com/",),  # not verified
        timezone="Asia/Aden",
        site_names=("يمرس", "yemeress"),
        every="1h",
        delay_s=2.0,
        expect=Expectations(listing_links_min=5),
    )
