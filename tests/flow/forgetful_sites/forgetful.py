"""A spider that learns nothing of addresses, to see what learning saves."""

from __future__ import annotations

from typing import Any

from crawler.core.site import SiteProfile
from crawler.spider import AggregatorSpider


class ForgetfulSpider(AggregatorSpider):
    profile = SiteProfile(name="forgetful", start_urls=("http://127.0.0.1:9/",))

    def prepare(self, *given: Any) -> None:
        super().prepare(*given)
        self.frontier.observe = lambda *_: None  # type: ignore[method-assign]
