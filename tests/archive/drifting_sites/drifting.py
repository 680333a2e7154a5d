"""A site whose profile names its parts by selectors."""

from crawler.core.site import SiteProfile
from crawler.spider import AggregatorSpider


class DriftingSpider(AggregatorSpider):
    profile = SiteProfile(
        name="drifting",
        start_urls=("http://127.0.0.1:9/",),
        headline="h1.title",
        body="div.text",
        site_names=("نوافذ",),
    )
