"""Which stored articles tell one story by today's rules, beside what was decided when they came.

Workers make the sketches, which is nearly all of the work; one process puts them into an index in
the order in which the articles came. Nothing is written: what is published stays as it is.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from scrapy.settings import BaseSettings
from sqlalchemy import func, select

from crawler import crawl
from crawler.core.article import Article
from crawler.core.article_sketch import article_sketch
from crawler.core.dedup import DuplicateIndex, Match
from crawler.core.dedup.duplicate_index import WINDOW_DAYS
from crawler.core.dedup.match import DUPLICATES
from crawler.core.dedup.sketch_bytes import finish, from_bytes, to_bytes
from crawler.corpus.mind import Mind, answer, check_mark, mind_of, opened, told
from crawler.corpus.spread import Engine, spread
from crawler.store import store_of
from crawler.store.database import reading
from crawler.store.schema import articles, sketches

RANGE = 500  # articles of a piece
EXAMPLES_MAX = 5  # of each kind
_heads = articles.alias("heads")
_ROWS = (
    select(
        articles.c.identifier,
        articles.c.site,
        articles.c.line,
        sketches.c.relation,
        _heads.c.identifier.label("head"),
    )
    .join(articles, articles.c.id == sketches.c.article)
    .join(_heads, _heads.c.id == sketches.c.matched, isouter=True)
    .order_by(sketches.c.id)
)


@dataclass(slots=True)
class Regrouped:
    """How many articles are what they were, by kind, and some that are not.

    Kinds: `same`; `joined`, `parted`: a copy only today, only then; `moved`: a copy of another
    article; `renamed`: of the same one, in another relation; `no_words`: cannot be compared.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[dict[str, str | None]]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"articles": dict(sorted(self.kinds.items())), "examples": self.examples}


def regrouped(
    settings: BaseSettings, engine: Engine, copy: Callable[[str, Match], object]
) -> Regrouped:
    """All articles of a store; `copy` is told of each copy of today.

    Raises ConfigError and MachineError, as the store and the engine do.
    """
    days = int(crawl.number_setting(settings, "RASID_DUPLICATES_WINDOW")) or WINDOW_DAYS
    mind = Mind(**mind_of(settings, engine, {}))
    with reading(store_of(settings)) as connection:
        last = connection.scalar(select(func.max(sketches.c.id))) or 0
    return regroup(spread(sketch_range, texts(mind, last), engine), days, copy)


def texts(mind: Mind, last: int) -> Iterator[str]:
    """What `sketch_range` takes, for the articles up to that row of the log, in its order."""
    line = json.dumps(asdict(mind), ensure_ascii=False)
    for first in range(1, last + 1, RANGE):
        yield f"{line}\n{json.dumps([first, min(first + RANGE - 1, last)])}"


def sketch_range(text: str) -> str:
    """The answer for one of `texts`: identifier, sketch, head and relation of each article."""
    return answer(_sketched, text)


def _sketched(mind: dict[str, Any], piece: list[int]) -> list[Any]:
    made = Mind(**mind)
    check_mark(made, {})
    store, _ = opened(made)
    with reading(store) as connection:
        rows = connection.execute(_ROWS.where(sketches.c.id.between(piece[0], piece[1]))).all()
    found = [article_sketch(Article.model_validate_json(row.line), row.site) for row in rows]
    finish(sketch for sketch in found if sketch)  # all in one step
    told = (b64encode(to_bytes(sketch)).decode() if sketch else None for sketch in found)
    return [[r.identifier, one, r.head, r.relation] for r, one in zip(rows, told, strict=True)]


def regroup(
    answers: Iterator[str], window_days: int, copy: Callable[[str, Match], object]
) -> Regrouped:
    """Group what `sketch_range` answered, in order; `copy` is told of each copy of today."""
    index, made = DuplicateIndex(window_days=window_days), Regrouped()
    for text in answers:
        for identifier, data, head, relation in told(text):
            before = Match(head, relation) if relation in DUPLICATES and head else None
            match = _match(index, identifier, data)
            if match:
                copy(identifier, match)
            kind = "no_words" if data is None else _kind(before, match)
            made.kinds[kind] += 1
            if kind not in ("same", "no_words"):
                _show(made, kind, identifier, before, match)
    return made


def _match(index: DuplicateIndex, identifier: str, data: str | None) -> Match | None:
    """What it is a copy of; it is one of the index from then on."""
    if data is None:
        return None
    sketch = from_bytes(b64decode(data))
    match = index.match_sketch(sketch)
    index.add_sketch(identifier, sketch)
    return match if match and match.is_duplicate else None


def _kind(before: Match | None, today: Match | None) -> str:
    if before is None or today is None:
        return "same" if before is today else "parted" if before else "joined"
    if before.identifier != today.identifier:
        return "moved"
    return "same" if before.relation == today.relation else "renamed"


def _show(
    made: Regrouped, kind: str, identifier: str, before: Match | None, today: Match | None
) -> None:
    shown = made.examples.setdefault(kind, [])
    if len(shown) < EXAMPLES_MAX:
        pair = {"before": before, "today": today}
        told = {
            f"{name}{what}": getattr(match, attribute) if match else None
            for name, match in pair.items()
            for what, attribute in (("Of", "identifier"), ("Relation", "relation"))
        }
        shown.append({"identifier": identifier, **told})
