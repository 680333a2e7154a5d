"""A step with a bug."""

from crawler.core.article import Article


class Bug:
    def process_item(self, item: Article) -> Article:
        raise ZeroDivisionError(item.url)
