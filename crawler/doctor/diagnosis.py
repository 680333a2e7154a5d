"""What the engine made of a page: each block with its fate, the article, the listing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crawler.core.arabic.text import clean_text
from crawler.core.article import Article
from crawler.core.encoding import DecodedPage, decode_html
from crawler.core.errors import NotAnArticle
from crawler.core.extract.article import article_of
from crawler.core.extract.container import find_prose
from crawler.core.extract.listing.reading import Listing, read_listing
from crawler.core.extract.page import Page
from crawler.core.finish import finished
from crawler.core.noise.phrases import kind_of_line
from crawler.core.saved_case import SavedPage
from crawler.core.site import SiteProfile

TAKEN, HEADLINE, RELATED, OUTSIDE = "body", "headline", "related", "outside"


@dataclass(frozen=True, slots=True)
class Seen:
    """A block of the page as a reader sees it; `fate`: `body`, `headline`, `outside` or a rule."""

    text: str
    fate: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All that a picture shows. `article` is None for a page that is none: `reason` says why."""

    saved: SavedPage
    profile: SiteProfile
    decoded: DecodedPage
    blocks: tuple[Seen, ...]
    listing: Listing
    article: Article | None = None
    reason: str | None = None
    robots_txt: str | None = None


def diagnose(saved: SavedPage, profile: SiteProfile, *, robots_txt: str | None = None) -> Diagnosis:
    """What the engine makes of a page with this profile. Pure.

    `robots_txt` says what the site's robots.txt thinks of the page, None: it was not asked.
    """
    decoded = decode_html(saved.body, saved.content_type)
    page = Page(decoded.text, saved.url)
    listing = read_listing(page, profile=profile)
    told = Diagnosis(saved, profile, decoded, (), listing, robots_txt=robots_txt)
    try:
        found = article_of(
            page, profile=profile, observed_at=saved.observed_at, timezone=profile.timezone
        )
    except NotAnArticle as error:
        return replace(told, blocks=_blocks(page, {}), reason=error.reason)
    article = finished(found)
    return replace(told, blocks=_blocks(page, _fates(article)), article=article)


def _fates(article: Article) -> dict[str, str]:
    """Text to what became of it; what was taken wins over what was cut elsewhere."""
    fates = {_key(each.text): each.rule for each in article.removed or ()}
    fates |= {_key(each.name): RELATED for each in article.relatedLink or ()}
    for name, text in (
        ("datePublished", article.datePublishedRaw),
        ("articleSection", article.articleSection),
    ):
        if text:
            fates[_key(text)] = name
    if article.disambiguatingNotice:
        fates[_key(article.disambiguatingNotice)] = "notice"
    fates |= {_key(text): TAKEN for text in article.articleBody.split("\n\n")}
    for headline in (article.alternativeHeadline, article.headline):
        if headline:
            fates[_key(headline)] = HEADLINE
    return fates


def _blocks(page: Page, fates: dict[str, str]) -> tuple[Seen, ...]:
    """Every block; what is outside of the article has the kind of the box that it stands in."""
    blocks = page.layout.blocks
    kinds = find_prose(page.layout).kinds if blocks else []
    return tuple(
        Seen(block.text, fates.get(_key(block.text)) or kind or kind_of_line(block.text) or OUTSIDE)
        for block, kind in zip(blocks, kinds, strict=True)
    )


def _key(text: str) -> str:
    return " ".join(clean_text(text).split())
