"""Made-up news that packs as real news does: words by Zipf's law of a made-up vocabulary."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate

from crawler.core.article import Article, Metadata, Provider, identifier_of

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
FORMS = ("{0}{1}{2}", "ال{0}{1}ا{2}", "م{0}{1}و{2}", "{0}ا{1}{2}ة", "ت{0}{1}ي{2}", "و{0}{1}{2}ات")
WORDS = 20_000
BODY_CHARS = 1_450  # the median of news; its sketch then has the 725 bytes of real news
PARAGRAPH_WORDS = 45
NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
SITES = 40


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Words, and the sums of their shares."""
    draw = random.Random(5)  # noqa: S311 - a model
    words: dict[str, None] = {}
    while len(words) < WORDS:
        root = draw.choices(LETTERS, k=3)
        words[draw.choice(FORMS).format(*root)] = None
    return list(words), list(accumulate(1 / rank for rank in range(1, WORDS + 1)))


def text(draw: random.Random, number: int) -> list[str]:
    """That many words."""
    words, sums = vocabulary()
    return [words[bisect(sums, draw.random() * sums[-1])] for _ in range(number)]


def body(draw: random.Random) -> str:
    """Paragraphs; lengths spread as those of news do."""
    chars = BODY_CHARS * draw.lognormvariate(0, 0.6)
    paragraphs, size = [], 0
    while size < chars:
        paragraphs.append(" ".join(text(draw, PARAGRAPH_WORDS)) + ".")
        size += len(paragraphs[-1])
    return "\n\n".join(paragraphs)


def news(number: int) -> Iterator[Article]:
    """That many articles of forty sites, as a crawl would hand them to the store."""
    draw = random.Random(11)  # noqa: S311 - a model
    for each in range(number):
        site = f"windows_{each % SITES}"
        url = f"https://{site.replace('_', '-')}.example/news/2025/03/{each}"
        seen = (NOW + timedelta(seconds=each)).isoformat().replace("+00:00", "Z")
        yield Article(
            identifier=identifier_of(url), url=url, canonicalUrl=url,
            headline=" ".join(text(draw, 9)), description=" ".join(text(draw, 25)),
            articleBody=body(draw), articleSection="محليات", inLanguage="ar",
            provider=Provider(name=site, url="https://windows.example/"),
            datePublished=seen, datePublishedEarliest=seen, datePublishedLatest=seen,
            datePublishedRaw="01/03/2025 - 12:00", datePrecision="minute",
            dateBasis="text-absolute",
            metadata=Metadata(
                dateDownloaded=seen, dateFirstSeen=seen, spider=site,
                runId="20250301T120000Z-windows-ab12", profileVersion="1a2b3c4d", httpStatus=200,
            ),
        )  # fmt: skip
