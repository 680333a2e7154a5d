"""What becomes of the articles of a group: decided in the transaction that writes them.

A copy ("same", "contained") of an article that is published is recorded and not published. A longer
version ("extends") is published, linked to the first. Issues of a template and round-ups are
stories of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from crawler.core.dedup.match import CONTAINED, SAME, Match
from crawler.core.dedup.sketch_bytes import finish
from crawler.store.new_article import NewArticle, Outcome, Stored
from crawler.store.sketch_log import NewSketch, SketchLog
from crawler.store.story_index import Judged, nothing

COPIES = frozenset({SAME, CONTAINED})  # they add nothing to what is published


@dataclass(frozen=True, slots=True)
class Decided:
    """An article that is to be written. `match` is the earlier one that it is like, if any."""

    article: NewArticle
    match: Match | None
    sketch: NewSketch | None
    withheld: bool

    @property
    def outcome(self) -> Outcome:
        """As told to who gave the article."""
        return "duplicate" if self.withheld else "new"

    @property
    def stored(self) -> NewArticle:
        """The article as its row says it: `duplicate_of` keeps it out of the feed."""
        article, of, relation = self.article, None, None
        if self.withheld and self.match:
            of, relation = self.match.identifier, self.match.relation
        if (article.duplicate_of, article.relation) == (of, relation):
            return article
        return replace(article, duplicate_of=of, relation=relation)


@dataclass(slots=True)
class Deciding:
    """`holders` (content key to identifier) and `log` grow as articles are decided.

    `given_up`: identifiers whose articles are not published and wait to be fetched again.
    """

    holders: dict[str, str]
    log: SketchLog | None = None
    withhold: bool = True
    given_up: frozenset[str] = frozenset()

    def decide(self, article: NewArticle) -> Decided:
        """What becomes of one article that is not stored yet."""
        log, sketch = self.log, article.sketch
        if log is None or sketch is None:
            return self._decided(article, self._match(article, None), None)
        judged = log.index.judge(sketch)
        match = self._match(article, judged)
        if match is not judged.match:
            # The index does not know the first one; nothing is to be found to be like this one.
            judged, sketch = Judged(match, None, searched=False), nothing(article.identifier)
        elif judged.exact:
            sketch = nothing(article.identifier)  # all that it would find is found already
        return self._decided(article, match, log.append(article.identifier, sketch, judged, match))

    def _decided(
        self, article: NewArticle, match: Match | None, sketch: NewSketch | None
    ) -> Decided:
        withheld = match is not None and self._is_withheld(article, match)
        if not withheld:
            self.holders.setdefault(article.content_key, article.identifier)
        return Decided(article, match, sketch, withheld)

    def _match(self, article: NewArticle, judged: Judged | None) -> Match | None:
        if judged and judged.match and judged.match.is_duplicate:
            return judged.match
        if judged is None and article.duplicate_of:
            return Match(article.duplicate_of, article.relation or SAME)
        holder = self.holders.get(article.content_key)
        if holder:
            return Match(holder, SAME)
        return judged.match if judged else None

    def _is_withheld(self, article: NewArticle, match: Match) -> bool:
        if match.identifier in self.given_up:  # nobody has it: a copy of it is no copy
            return False
        if article.sketch is None and article.duplicate_of:
            return True
        return self.withhold and match.relation in COPIES


def outcomes(
    group: Iterable[NewArticle], known: set[str], deciding: Deciding
) -> Iterator[tuple[Stored, Decided | None]]:
    """Each article of a group in order, with None for one that the store has; `known` grows."""
    group = list(group)
    finish(article.sketch for article in group if article.sketch)  # all in one step
    for article in group:
        if article.identifier in known:
            yield Stored(article.identifier, "known"), None
            continue
        known.add(article.identifier)
        decided = deciding.decide(article)
        yield Stored(article.identifier, decided.outcome), decided
