"""Stories of the demo for sites that a test makes: no two say the same."""

from __future__ import annotations

from functools import cache
from itertools import count, islice

from crawler.demo.story import Story, story_of

SEED = 11


@cache
def stories(number: int) -> tuple[Story, ...]:
    """So many stories, no copies and no daily templates among them."""
    told = (story_of(SEED, slot) for slot in count())
    return tuple(islice((story for story in told if story.kind == "story"), number))


def page_of(story: Story, more: str = "") -> str:
    """A plain page of a story; `more` stands under it."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
    return f"<html><body><h1>{story.headline}</h1>{text}{more}</body></html>"
