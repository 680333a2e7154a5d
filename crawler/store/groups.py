"""Which stored articles tell one story: a group with its head, its copies and its siblings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, RowMapping, case, func, or_, select

from crawler.core.article import Article
from crawler.core.dedup.match import DUPLICATES
from crawler.core.story_pair import Told
from crawler.store.database import reading
from crawler.store.schema import articles, sketches

BIGGEST = 10
HEAD = "head"
_heads = articles.alias("heads")
_member = (
    select(
        articles,
        case((sketches.c.relation.is_not(None), sketches.c.relation), else_=articles.c.relation)
        .label("likeness"),
        sketches.c.similarity,
        sketches.c.matched,
    )
    .join(sketches, sketches.c.article == articles.c.id, isouter=True)
    .order_by(articles.c.id)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a group. `relation` is what it is to the head, "head" for that itself."""

    identifier: str
    url: str
    site: str
    headline: str
    body: str
    first_seen: datetime
    relation: str
    similarity: float
    published: bool

    def told(self) -> Told:
        """As it is compared."""
        return Told(self.headline, self.body, self.site, self.first_seen)

    def as_dict(self) -> dict[str, Any]:
        """For JSON, without its text."""
        names = ("identifier", "url", "site", "headline", "relation", "similarity", "published")
        shown = {name: getattr(self, name) for name in names}
        return shown | {"firstSeen": self.first_seen.isoformat()}


@dataclass(frozen=True, slots=True)
class Group:
    """A story: its first article, its copies and versions; `siblings` are like it and are not."""

    head: Member
    members: tuple[Member, ...]
    siblings: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class SiteCopies:
    """How many articles of a site are like an earlier one, by relation, and of which site's."""

    articles: int
    within: dict[str, int]
    across: dict[str, int]
    biggest: tuple[tuple[str, int], ...]  # identifier of the head, articles in the group


class Groups:
    """Questions about groups; every method may raise MachineError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def member(self, identifier: str) -> Member | None:
        """The article, if it is stored."""
        row = self._row(identifier)
        return _member_of(row) if row else None

    def group(self, identifier: str) -> Group | None:
        """The group that an article belongs to; None when it is not stored."""
        row = self._row(identifier)
        head = self._head(row) if row else None
        if head is None:
            return None
        like = or_(articles.c.duplicate_of == head["identifier"], sketches.c.matched == head["id"])
        with reading(self._engine) as connection:
            rows = connection.execute(_member.where(like)).mappings().all()
        found = [_member_of(each) for each in rows]
        return Group(
            _member_of(head, HEAD),
            tuple(each for each in found if each.relation in DUPLICATES),
            tuple(each for each in found if each.relation not in DUPLICATES),
        )

    def site(self, name: str) -> SiteCopies | None:
        """The figures of a site; None when the store has no article of it."""
        own = or_(articles.c.site == name, articles.c.site.startswith(f"{name}@", autoescape=True))
        within = articles.c.site == _heads.c.site
        pairs = (
            select(
                sketches.c.relation,
                within.label("within"),
                func.count().label("number"),
            )
            .join(articles, articles.c.id == sketches.c.article)
            .join(_heads, _heads.c.id == sketches.c.matched)
            .where(own)
            .group_by(sketches.c.relation, within)  # not by names: `articles` has a relation too
        )
        with reading(self._engine) as connection:
            total = connection.scalar(select(func.count()).select_from(articles).where(own))
            rows = connection.execute(pairs).all()
            biggest = connection.execute(_biggest(name)).all()
        if not total:
            return None
        return SiteCopies(
            int(total),
            {row.relation: row.number for row in rows if row.within},
            {row.relation: row.number for row in rows if not row.within},
            tuple((row.identifier, row.size + 1) for row in biggest),
        )

    def _row(self, identifier: str) -> RowMapping | None:
        with reading(self._engine) as connection:
            query = _member.where(articles.c.identifier == identifier)
            return connection.execute(query).mappings().first()

    def _head(self, row: RowMapping) -> RowMapping | None:
        """The row of the head of the article's group: its own when it is no copy."""
        if row["likeness"] not in DUPLICATES and row["duplicate_of"] is None:
            return row
        if row["duplicate_of"] is not None:
            return self._row(row["duplicate_of"])
        with reading(self._engine) as connection:
            return (
                connection.execute(_member.where(articles.c.id == row["matched"]))
                .mappings()
                .first()
            )


def _biggest(name: str) -> Any:
    """The groups with the most copies of those that a site has an article in."""
    of_site = or_(
        *(
            clause
            for table in (articles, _heads)
            for clause in (
                table.c.site == name,
                table.c.site.startswith(f"{name}@", autoescape=True),
            )
        )
    )
    copies = func.count().label("size")
    touched = (
        select(sketches.c.matched)
        .join(articles, articles.c.id == sketches.c.article)
        .join(_heads, _heads.c.id == sketches.c.matched)
        .where(of_site, sketches.c.relation.in_(DUPLICATES))
    )
    return (
        select(_heads.c.identifier, copies)
        .join(sketches, sketches.c.matched == _heads.c.id)
        .where(sketches.c.relation.in_(DUPLICATES), sketches.c.matched.in_(touched))
        .group_by(_heads.c.id, _heads.c.identifier)
        .order_by(copies.desc(), _heads.c.id)
        .limit(BIGGEST)
    )


def _member_of(row: RowMapping, relation: str = "") -> Member:
    article = Article.model_validate_json(row["line"])
    likeness = row["likeness"]
    return Member(
        identifier=row["identifier"],
        url=row["url"],
        site=row["site"],
        headline=article.headline,
        body=article.articleBody,
        first_seen=row["first_seen"],
        relation=relation or likeness or HEAD,
        similarity=1.0 if row["similarity"] is None else row["similarity"],
        published=row["duplicate_of"] is None,
    )
