"""`scrapy duplicates`: which articles tell one story, and why two are, or are not, the same."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from crawler.command import RasidCommand
from crawler.core.errors import WrongUsageError

if TYPE_CHECKING:
    from crawler.core.story_pair import StoryPair
    from crawler.store.groups import Group, Groups, Member


class Command(RasidCommand):
    """A group, a pair, or the figures of a site."""

    def syntax(self) -> str:
        """As shown by -h."""
        return "SITE|ID|URL [ID|URL] [--json]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Show the copies of an article or of a site, and why they are copies"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """In which form."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one object, with all words")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it; exit 64 for what the store does not know."""
        from crawler.commands.duplicates_told import told
        from crawler.store import has_store, store_of
        from crawler.store.groups import Groups

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        if len(args) not in (1, 2):
            raise WrongUsageError("name a site or an article (ID or URL), or two")
        if not has_store(self.settings):
            raise WrongUsageError("there is no store yet; run a crawl first")
        found = self._found(Groups(store_of(self.settings)), args)
        if found is None:
            names = " or ".join(map(repr, args))
            raise WrongUsageError(f"the store has no article and no site {names}")
        if opts.json:
            sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write("\n".join(told(found)) + "\n")

    def _found(self, groups: Groups, args: list[str]) -> dict[str, Any] | None:
        members = [groups.member(_identifier(name)) for name in args]
        if len(args) == 2:  # noqa: PLR2004 - a pair
            one, other = members
            return {"pair": self._pair(one, other)} if one and other else None
        if members[0] is None:
            site = groups.site(args[0])
            return {"site": _site(groups, args[0])} if site else None
        group = groups.group(members[0].identifier)
        return self._group(group, members[0]) if group else None

    def _group(self, group: Group, asked: Member) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "head": group.head.as_dict(),
            "members": [each.as_dict() for each in group.members],
            "siblings": [each.as_dict() for each in group.siblings],
        }
        if asked.identifier != group.head.identifier:
            shown["pair"] = self._pair(asked, group.head)
        return shown

    def _pair(self, one: Member, other: Member) -> dict[str, Any]:
        """The account of two articles; the later is compared with the earlier, as in a crawl."""
        from crawler.core.story_pair import compare
        from crawler.store import sketches_of

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        earlier, later = sorted((one, other), key=lambda each: each.first_seen)
        if one.first_seen == other.first_seen:
            later, earlier = one, other
        frequency = sketches_of(self.settings).current().index.frequency
        pair: StoryPair = compare(later.told(), earlier.told(), frequency)
        return {"later": later.as_dict(), "earlier": earlier.as_dict()} | pair.as_dict()


def _identifier(name: str) -> str:
    """An ID as it is; that of an address."""
    from crawler.core.article import identifier_of
    from crawler.core.urls import canonical_url

    return identifier_of(canonical_url(name)) if "://" in name else name


def _site(groups: Groups, name: str) -> dict[str, Any]:
    """The figures of a site that the store knows."""
    figures = groups.site(name)
    assert figures is not None  # noqa: S101 - asked before
    alike = sum(figures.within.values()) + sum(figures.across.values())
    biggest = [
        {"size": size, "head": member.as_dict()}
        for identifier, size in figures.biggest
        if (member := groups.member(identifier))
    ]
    return {
        "site": name,
        "articles": figures.articles,
        "within": figures.within,
        "across": figures.across,
        "shareWithin": round(sum(figures.within.values()) / alike, 4) if alike else None,
        "biggest": biggest,
    }
