"""The embedded aggregator over HTTP as its own command serves it, with texts as unlike as news."""

from __future__ import annotations

import sys

from crawler.demo.server import main
from tests.speed.news_stories import news

if __name__ == "__main__":
    sys.exit(main(writer=news))
