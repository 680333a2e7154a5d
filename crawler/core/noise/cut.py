"""Takes lines of the site off the two ends of a body; what stands between sentences stays."""

from __future__ import annotations

from crawler.core.article import Article, Removed
from crawler.core.clean import clean_article
from crawler.core.noise.phrases import closing_kind, kind_of_line

NOTICE = "notice"
# At the ends of a body these are the site's, whatever page they come from.
EDGE_KINDS = frozenset(
    ("related", "most_read", "latest", "share", "tags", "comments", "follow", "notice", "copyright")
)


def cut_edges(article: Article) -> Article:
    """The article without noise lines at its beginning and its end; they go to `removed`.

    A disclaimer becomes `disambiguatingNotice` when there is none. Never takes the last paragraph.
    """
    paragraphs = article.articleBody.split("\n\n")
    removed: list[Removed] = []
    first, last = 0, len(paragraphs)
    while last - first > 1 and (kind := kind_of_line(paragraphs[first])) in EDGE_KINDS:
        removed.append(Removed(rule=str(kind), text=paragraphs[first]))
        first += 1
    while last - first > 1 and (kind := closing_kind(paragraphs[last - 1])) in EDGE_KINDS:
        last -= 1
        removed.append(Removed(rule=str(kind), text=paragraphs[last]))
    if not removed:
        return article
    article.removed = [*(article.removed or ()), *removed]
    notices = [each.text for each in removed if each.rule == NOTICE]
    if notices and not article.disambiguatingNotice:
        article.disambiguatingNotice = notices[0]
    article.articleBody = "\n\n".join(paragraphs[first:last])
    return clean_article(article)  # its words and hashes follow from the new body
