"""Stories of the demo as articles for the store; `with_sketch` is what step 600 would give."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crawler.core.article import Article, Metadata, Provider, identifier_of
from crawler.core.dedup import content_key
from crawler.core.dedup.sketch import sketch_of
from crawler.demo.story import Story, story_of
from crawler.store.new_article import NewArticle

SEED = 11


def stories(first: int, last: int) -> list[Story]:
    """Those of the slots of a range."""
    return [story_of(SEED, slot) for slot in range(first, last)]


def with_sketch(
    headline: str, body: str, url: str, site: str, first_seen: datetime, **changes: Any
) -> NewArticle:
    """An article as its step gives it to the outbox."""
    article = Article(
        identifier=identifier_of(url),
        url=url,
        headline=headline,
        articleBody=body,
        inLanguage="ar",
        provider=Provider(name="نوافذ", url="https://news.example/"),
        metadata=Metadata(spider=site, runId="run-1", dateFirstSeen=first_seen.isoformat()),
    )
    values = {
        "identifier": article.identifier,
        "url": url,
        "site": site,
        "line": article.to_line(),
        "content_key": content_key(body),
        "run_id": "run-1",
        "first_seen": first_seen,
        "sketch": sketch_of(headline, body, site=site, published=first_seen),
    }
    return NewArticle(**(values | changes))


def article_of(story: Story, site: str = "windows", **changes: Any) -> NewArticle:
    """A story as a site shows it."""
    url = f"https://{site}.example/{story.id}"
    body = "\n\n".join(story.paragraphs)
    return with_sketch(story.headline, body, url, site, story.published, **changes)
