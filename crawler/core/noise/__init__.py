"""Phrases and blocks that belong to a site, not to an article."""
