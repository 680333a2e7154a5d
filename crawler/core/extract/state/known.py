"""What a site has shown of its script-built pages, and when it has to be looked at again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from crawler.core.extract.state.recipe import NO_RECIPE, Recipe
from crawler.core.urls import general_shape, shape_of

Way = Literal["drawn", "state", "api"]
SCOPE_CHARS_MAX = 300
RUNS_MAX = (
    48  # half a day of runs every 15 minutes; then one page of the form is asked as a first one
)
PAGES_MIN = 2  # that gave the same recipe, before it is used for others
FAILURES_MAX = 2  # in a row, before a recipe is given up until the next check


def scope_of(url: str, kind: str) -> str:
    """The form of addresses that a decision is for; the sections of a site are one form.

    >>> scope_of("http://site.example/topics/sport?page=2", "listing")
    '/topics/~?page=#'
    >>> scope_of("http://site.example/story/7", "article")
    '/story/#'
    """
    shape = shape_of(url)
    return (general_shape(shape) if kind == "listing" else shape)[:SCOPE_CHARS_MAX]


@dataclass(frozen=True, slots=True)
class Known:
    """A decision for one form of addresses.

    `way`: `drawn` by the browser, `state` from the data in the page, `api` from an endpoint.
    `pages` have confirmed it, `example` is the first of them; `runs` have used it since it was
    checked; `failures` came in a row.
    """

    way: Way
    example: str
    recipe: Recipe = NO_RECIPE
    pages: int = 1
    runs: int = 0
    failures: int = 0

    @property
    def is_due(self) -> bool:
        """True when a page is to be asked as if nothing were known."""
        return self.runs >= RUNS_MAX

    def confirmed(self, way: Way, recipe: Recipe, example: str) -> Known:
        """After a page that was looked at from the start: the same again, or another decision."""
        given_up = self.failures >= FAILURES_MAX and not self.is_due
        if way == self.way and recipe.is_like(self.recipe):
            best = recipe if recipe.paging and not self.recipe.paging else self.recipe
            return replace(self, recipe=best, pages=self.pages + 1, runs=0, failures=0)
        if given_up and way != "drawn":
            return self
        if way == "drawn" and self.way != "drawn" and not self.is_due:
            return self.failed()  # a page without its data, once, proves little
        return Known(way, example, recipe)

    def failed(self) -> Known:
        """After a page whose data were not what was learned."""
        failures = self.failures + 1
        if failures < FAILURES_MAX:
            return replace(self, failures=failures)
        return Known("drawn", self.example, failures=failures)

    def worked(self) -> Known:
        """After a page that came without a browser."""
        return replace(self, failures=0) if self.failures else self
