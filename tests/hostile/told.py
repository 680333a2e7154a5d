"""The texts of the hostile site: every page that is an article tells a story of its own."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.demo.story import Story
from tests.flow.told import stories

STORIES = 160


def story(number: int) -> Story:
    """The story of a number, the same each time."""
    return stories(STORIES)[number]


def paragraphs(told: Story) -> str:
    """Its text as paragraphs of HTML."""
    return "".join(f"<p>{each}</p>" for each in told.paragraphs)


def article(number: int, *, head: str = "", title: str | None = None, more: str = "") -> str:
    """A whole page; `head` goes into its head, `more` under its text."""
    told = story(number)
    shown = told.headline if title is None else title
    return (
        f"<!doctype html><html lang='ar'><head><meta charset='utf-8'>{head}</head><body>"
        f"<h1>{shown}</h1>{paragraphs(told)}{more}</body></html>"
    )


def listing(paths: Sequence[str], more: str = "", head: str = "") -> str:
    """A listing with a headline for each path."""
    links = "".join(
        f'<li><a href="{path}">{story(STORIES - 1 - at % 40).headline}</a></li>'
        for at, path in enumerate(paths)
    )
    return (
        f"<!doctype html><html lang='ar'><head><meta charset='utf-8'>{head}</head><body>"
        f"<ul>{links}</ul>{more}</body></html>"
    )
