"""The site of `line_time`, at the address in LINE_SITE, asked every minute."""

from __future__ import annotations

import os

from crawler.core.site import SiteProfile
from crawler.spider import AggregatorSpider

ELSEWHERE = "http://127.0.0.1:9/"  # where nothing answers


class LineSpider(AggregatorSpider):
    """A site of loopback that waits for nobody."""

    profile = SiteProfile(
        name="line", start_urls=(os.environ.get("LINE_SITE", ELSEWHERE),), delay_s=0.0, every="1m"
    )
