"""Sahafah Net (صحافة نت), a Yemeni aggregator that sorts the headlines of many publishers.

Known from a public scraper of it: a row has a headline, its source, a section and an age such as
"قبل 1 ساعة و 50 دقيقة"; there is a page for each source, an archive and a most-read list. Never
seen live: its markup, the paths of its articles, its robots.txt. It has also been named as
sahaafa.net and sahafahnet.net, so the address may be an old one. No feed is known.
"""

from crawler.core.site import Expectations, SiteProfile
from crawler.spider import AggregatorSpider


class SahafahNetSpider(AggregatorSpider):
    """It shows ages instead of dates, which count back from the moment when the page was read."""

    profile = SiteProfile(
        name="sahafah_net",
        start_urls=("https://sahafah.net/",),  # not verified
        timezone="Asia/Aden",
        site_names=("صحافة نت", "sahafah.net"),
        every="30m",
        delay_s=2.0,
        expect=Expectations(listing_links_min=5),
    )
