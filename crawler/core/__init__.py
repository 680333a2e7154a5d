"""Plain Python: no Scrapy, no network, no clock. What it needs comes in as arguments."""
