"""From stories to what a page shows: teasers, pagination, most read, tracked links."""

# ruff: noqa: S311 - the same seed must give the same site; nothing here is a secret

from __future__ import annotations

from math import ceil
from random import Random

from crawler.demo.aggregator import Aggregator
from crawler.demo.sections import HOME, SECTIONS, section_name
from crawler.demo.story import Story
from crawler.demo.views import ArticleView, Chrome, Link, ListingView, Teaser

PER_PAGE = 20
SUMMARY_WORDS = 22
MOST_READ = 6
MOST_READ_OF = 60  # among the newest
NUMBERS_AROUND = 2  # a pager links so many pages on each side, the first and the last
PRIVATE = "/private/archive"
# place of a link: every how many-th article, what is put behind its address
TRACKING = {
    "listing": ((5, "utm_source=home&utm_medium=listing"), (7, "#comments")),
    "most_read": ((2, "utm_source=sidebar&utm_campaign=most_read"),),
    "related": ((3, "fbclid=IwAR2mirrorx0{id}"), (4, "#top")),
}


def tracked(path: str, number: int, place: str) -> str:
    """The address as it stands in a link: some carry who sent the reader, or a fragment."""
    for every, addition in TRACKING[place]:
        if number % every == 0:
            joint = "" if addition.startswith("#") else "&" if "?" in path else "?"
            return f"{path}{joint}{addition.format(id=number)}"
    return path


class Pages:
    """The views of a site at the moment of its clock. `base` is its address, ending in a slash."""

    def __init__(
        self, aggregator: Aggregator, base: str, padding: tuple[str, str] = ("", "")
    ) -> None:
        self._site = aggregator
        self._listed = {each: aggregator.listed(each) for each in (HOME, *SECTIONS)}
        self._chromes = {english: self._chrome(base, padding, english) for english in (False, True)}

    def _chrome(self, base: str, padding: tuple[str, str], english: bool) -> Chrome:  # noqa: FBT001 - own
        site = self._site
        newest = [each for each in self._listed[HOME] if each.kind != "broken"][:MOST_READ_OF]
        picked = Random(f"{site.seed}:{site.now:%Y%m%d%H}").sample(
            newest, min(MOST_READ, len(newest))
        )
        sections = [each for each in SECTIONS if self._listed[each]]
        return Chrome(
            base=base,
            nav=tuple(self.section_link(each, english=english) for each in (HOME, *sections)),
            most_read=tuple(self._link(each, "most_read") for each in picked),
            private=Link(PRIVATE, "أرشيف المشتركين"),
            year=site.now.year,
            feeds=("/rss.xml",) if site.feeds else (),
            padding_head=padding[0],
            padding_body=padding[1],
        )

    def section_link(self, section: str, *, english: bool = False) -> Link:
        """The link to the first page of a listing."""
        path = self._site.markup_of(section).listing_path(section, 1)
        return Link(path, section_name(section, english=english))

    def count(self, section: str) -> int:
        """Number of pages of a listing, at least one."""
        return max(1, ceil(len(self._listed[section]) / PER_PAGE))

    def article(self, story: Story) -> ArticleView:
        """The page of a story."""
        site = self._site
        markup = site.markup_of(story.section)
        return ArticleView(
            chrome=self._chromes[markup.english],
            path=site.path_of(story),
            headline=story.headline,
            section=self.section_link(story.section, english=markup.english),
            when=markup.when(story.published, site.now),
            published=story.published,
            publisher=story.publisher,
            paragraphs=tuple(story.paragraphs),
            related=tuple(self._link(site.story(each), "related") for each in story.related),
            number=story.id,
        )

    def listing(self, section: str, page: int) -> ListingView:
        """Page `page` (from 1) of a listing."""
        markup = self._site.markup_of(section)
        count = self.count(section)
        shown = self._listed[section][(page - 1) * PER_PAGE : page * PER_PAGE]
        near = {1, count, *range(page - NUMBERS_AROUND, page + NUMBERS_AROUND + 1)}
        numbers = sorted(each for each in near if 1 <= each <= count and each != page)
        return ListingView(
            chrome=self._chromes[markup.english],
            path=markup.listing_path(section, page),
            title=section_name(section, english=markup.english),
            teasers=tuple(map(self._teaser, shown)),
            page=page,
            numbers=tuple(Link(markup.listing_path(section, n), str(n)) for n in numbers),
            following=markup.listing_path(section, page + 1) if page < count else None,
        )

    def _teaser(self, story: Story) -> Teaser:
        words = " ".join(story.paragraphs[:1]).split()[:SUMMARY_WORDS]
        return Teaser(
            link=self._link(story, "listing"),
            summary=f"{' '.join(words)}..." if words else "",
            when=self._site.markup_of(story.section).when(story.published, self._site.now),
            publisher=story.publisher,
        )

    def _link(self, story: Story, place: str) -> Link:
        return Link(tracked(self._site.path_of(story), story.id, place), story.headline)
