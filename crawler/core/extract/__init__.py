"""From HTML to an article."""

from crawler.core.extract.article import article_of, extract_article

__all__ = ["article_of", "extract_article"]
