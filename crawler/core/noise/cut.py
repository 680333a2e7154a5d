"""Cuts lines of the site off both ends of a body; lines between sentences stay."""

from __future__ import annotations

from crawler.core.article import Article, Removed
from crawler.core.clean import clean_article
from crawler.core.noise.edges import IsNoise, edges_of

NOTICE = "notice"
BODY_CHARS_MIN = 120  # learned lines never leave less: a short story may be all repetition


def cut_edges(article: Article, is_noise: IsNoise | None = None) -> Article:
    """The article without noise lines at its beginning and its end; they go to `removed`.

    With `is_noise` lines that the site taught go too, under the rule `learned`, unless less than
    120 characters would be left. A disclaimer becomes `disambiguatingNotice` when there is none.
    Never takes the last paragraph.
    """
    lines = article.articleBody.split("\n\n")
    head, body, tail = edges_of(lines, is_noise)
    if is_noise and len("\n\n".join(body)) < BODY_CHARS_MIN:
        head, body, tail = edges_of(lines)
    if not head and not tail:
        return article
    removed = [Removed(rule=rule, text=line) for rule, line in (*head, *tail)]
    article.removed = [*(article.removed or ()), *removed]
    notices = [each.text for each in removed if each.rule == NOTICE]
    if notices and not article.disambiguatingNotice:
        article.disambiguatingNotice = notices[-1]
    article.articleBody = "\n\n".join(body)
    return clean_article(article)  # its words and hashes follow from the new body
