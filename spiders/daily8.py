"""Daily8, an aggregator that republishes Yemeni publishers with their own dates and labels.

Known: dates such as "الخميس - 14 أغسطس 2025 - 01:18 ص بتوقيت عدن", source lines such as "نافذة
اليمن - خاص", and a most-read list after the body. Never seen live: its front page, its markup, its
robots.txt, the paths of its articles.
"""

from crawler.core.site import Expectations, SiteProfile
from crawler.spider import AggregatorSpider


class Daily8Spider(AggregatorSpider):
    """Dates name Aden's time; the engine reads them so."""

    profile = SiteProfile(
        name="daily8",
        start_urls=("https://daily8.com/",),  # not verified
        timezone="Asia/Aden",
        site_names=("daily8",),
        every="1h",
        delay_s=2.0,
        expect=Expectations(listing_links_min=5),
    )
