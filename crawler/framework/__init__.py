"""Parts of Scrapy in a form of ours, which the settings name."""
