"""Yemeni Windows (نوافذ يمنية), a Yemeni news search engine that republishes many publishers.

Its address is not verified: nothing public names the site, and its markup was never seen, only
the visible text of one article. So no selector is set and the engine finds every part by itself.
If the site lives elsewhere: `scrapy run yemeni_windows -a start_urls=URL`.
"""

from crawler.core.site import Expectations, SiteProfile
from crawler.spider import AggregatorSpider


class YemeniWindowsSpider(AggregatorSpider):
    """The first site and the pattern for the next: `scrapy newsite URL` writes such a module."""

    profile = SiteProfile(
        name="yemeni_windows",
        start_urls=("https://yemeniwindows.com/",),  # not verified, see above
        timezone="Asia/Aden",
        site_names=("Yemeni Windows", "نوافذ يمنية"),
        every="15m",
        delay_s=2.0,  # a small site: one page in two seconds
        expect=Expectations(listing_links_min=5),
    )
