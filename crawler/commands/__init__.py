"""The commands that Rasid adds to `scrapy`."""
