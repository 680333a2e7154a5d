"""Any aggregator, without a profile: `scrapy crawl aggregator -a start_urls=URL`."""

from crawler.core.site import SiteProfile
from crawler.spider import AggregatorSpider


class AnyAggregatorSpider(AggregatorSpider):
    """Finds listing links, pages and articles by itself."""

    profile = SiteProfile(name="aggregator")
