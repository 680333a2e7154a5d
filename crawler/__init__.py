"""Rasid: the machinery of a crawl that knows nothing of any single site."""

__version__ = "0.1.0"
