"""From HTML to an article.

What reads an article is 40 modules; they are loaded when the first is asked for, since most runs of
a site find none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.core.extract.article import article_of, extract_article

__all__ = ["article_of", "extract_article"]


def __getattr__(name: str) -> Any:
    """PEP 562: called for a name that is not there yet; raises AttributeError as Python does."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from crawler.core.extract import article

    return getattr(article, name)
