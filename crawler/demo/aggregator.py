"""The embedded aggregator: which stories it shows at a moment, and where."""

# ruff: noqa: S311 - the same seed must give the same site; nothing here is a secret

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random

from crawler.demo.broken import broken_stories
from crawler.demo.markups import MARKUPS, Markup
from crawler.demo.sections import HOME, SECTIONS
from crawler.demo.story import FIRST_ID, Story, Writer, from_forms, published_at, slot_at, story_of

MIXED = "mixed"
MARKUP_NAMES = (MIXED, *MARKUPS)
RELATED = 4  # links of a related block
RELATED_BACK = 30  # slots before a story from which they are taken
RELATED_AHEAD = 8  # for the first stories of all, which have none before them


class Aggregator:
    """A site with a movable clock. The same arguments always give the same site.

    `now` (aware) is the site's clock, `articles` the number of stories at that moment; each hour
    brings two more. `markup` is one of MARKUP_NAMES; "mixed" builds each section differently, has
    broken pages and, unless `feeds` says otherwise, an RSS feed and sitemaps. `writer` writes what
    is no copy of another story.
    Raises ValueError when an argument cannot work.
    """

    def __init__(  # noqa: PLR0913 - what a caller may set, by name
        self,
        *,
        now: datetime,
        seed: int = 1,
        markup: str = MIXED,
        articles: int = 300,
        feeds: bool | None = None,
        writer: Writer = from_forms,
    ) -> None:
        if markup not in MARKUP_NAMES:
            message = f"markup is one of {', '.join(MARKUP_NAMES)}, not {markup!r}"
            raise ValueError(message)
        if now.tzinfo is None:
            message = f"now needs a time zone: {now!r}"
            raise ValueError(message)
        self.now = now.astimezone(UTC)
        self.seed = seed
        self.markup = markup
        self.feeds = markup == MIXED if feeds is None else feeds
        self.writer = writer
        self._last = self._slot(self.now)
        self._first = self._last - articles + 1
        if articles < 1 or self._first < 0:
            message = f"articles is a number from 1 to {self._last + 1}, not {articles!r}"
            raise ValueError(message)
        self.broken = broken_stories(seed, self.now) if markup == MIXED else ()
        self._place = lru_cache(maxsize=None)(self._placed)

    def move(self, hours: float) -> None:
        """Set the site's clock forward: new stories appear, relative dates grow."""
        if hours < 0:
            message = f"the clock only moves forward, not {hours!r} hours"
            raise ValueError(message)
        self.now += timedelta(hours=hours)

    def stories_at(self, now: datetime) -> list[Story]:
        """The stories that are out at `now`, newest first, without the broken pages."""
        last = self._slot(now.astimezone(UTC))
        return [self._place(slot) for slot in range(last, self._first - 1, -1)]

    def listed(self, section: str = HOME) -> list[Story]:
        """What the listing of a section shows now, newest first, with the broken pages."""
        stories = [*self.stories_at(self.now), *self.broken]
        if section != HOME:
            stories = [each for each in stories if each.section == section]
        return sorted(stories, key=lambda each: each.published, reverse=True)

    def story(self, number: int) -> Story:
        """The story with this id."""
        return self._place(number - FIRST_ID)

    def markup_of(self, section: str) -> Markup:
        """The markup in which a section, or the home page, is built."""
        if self.markup != MIXED:
            return MARKUPS[self.markup]
        return MARKUPS["cards" if section == HOME else SECTIONS[section][2]]

    def path_of(self, story: Story) -> str:
        """Where a story is: path and query, percent-encoded, without tracking parameters."""
        return self.markup_of(story.section).article_path(story)

    def truth(self) -> dict[str, Story]:
        """Every address that a listing shows as an article now, with what stands there."""
        return {self.path_of(story): story for story in self.listed()}

    def _slot(self, now: datetime) -> int:
        """The last slot whose story is out."""
        slot = slot_at(now)
        return slot if published_at(self.seed, slot) <= now else slot - 1

    def _placed(self, slot: int) -> Story:
        """The story of a slot as this site knows it: with related links to what it shows.

        A copy whose original is older than the site is a story of its own here.
        """
        story = story_of(self.seed, slot, self.writer)
        if story.of is not None and story.of < FIRST_ID + self._first:
            story = replace(story, kind="story", of=None)
        before = range(max(self._first, slot - RELATED_BACK), slot)
        after = range(slot + 1, min(self._first + RELATED_AHEAD, self._last) + 1)
        around = before if len(before) >= RELATED else (*before, *after)
        random = Random(f"{self.seed}:{slot}:related")
        chosen = random.sample(around, min(RELATED, len(around)))
        return replace(story, related=tuple(FIRST_ID + each for each in chosen))
