"""One site for each address in LOAD_SITES, a JSON list: load_01, load_02 and so on."""

from __future__ import annotations

import json
import os

from crawler.core.site import SiteProfile
from crawler.spider import AggregatorSpider

for number, address in enumerate(json.loads(os.environ.get("LOAD_SITES", "[]")), 1):
    profile = SiteProfile(
        name=f"load_{number:02}", start_urls=(address,), delay_s=0.0, pages_max=500
    )
    name = f"Load{number:02}Spider"
    globals()[name] = type(name, (AggregatorSpider,), {"__module__": __name__, "profile": profile})
