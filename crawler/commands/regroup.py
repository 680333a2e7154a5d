"""`scrapy regroup`: all stored articles grouped anew by today's rules, and what differs."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.command import RasidCommand
from crawler.core.errors import CreateError, WrongUsageError

if TYPE_CHECKING:
    from crawler.core.dedup import Match
    from crawler.corpus.regrouping import Regrouped
    from crawler.corpus.spread import Engine

WORDS = {
    "same": "are what they were",
    "joined": "are copies today and were none",
    "parted": "were copies and are none today",
    "moved": "are copies of another article",
    "renamed": "are copies of the same article in another relation",
    "no_words": "have no word to compare",
}


class Command(RasidCommand):
    """Looks only; the groups of today go into a file where one is named."""

    takes_arguments = False

    def syntax(self) -> str:
        """As shown by -h."""
        return "[--jobs N] [--engine dask] [-o FILE] [--json]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Group all articles by today's rules and show what differs; changes nothing"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """By whom, and in which form."""
        super().add_options(parser)
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes (1)")
        parser.add_argument("--engine", metavar="E", help="as of scrapy reparse")
        parser.add_argument(
            "-o", dest="out", metavar="FILE", help="each copy and its article, JSON lines"
        )
        parser.add_argument("--json", action="store_true", help="one object")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it; exit 64 for wrong usage, else as errors say."""
        from crawler.corpus.mind import engine_for

        del args
        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        try:
            engine = engine_for(self.settings, opts.engine, opts.jobs)
        except ValueError as error:
            raise WrongUsageError(str(error)) from error
        found = self._regroup(engine, opts.out)
        sys.stdout.write(json.dumps(found.as_dict()) + "\n" if opts.json else told(found))

    def _regroup(self, engine: Engine, out: str | None) -> Regrouped:
        from crawler.corpus.regrouping import regrouped

        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        if not out:
            return regrouped(self.settings, engine, lambda _identifier, _match: None)
        try:
            file = Path(out).open("w", encoding="utf-8")  # noqa: SIM115 - closed below
        except OSError as error:
            raise CreateError.from_os(error, f"{out} cannot be written") from error
        with file:
            return regrouped(
                self.settings,
                engine,
                lambda identifier, match: file.write(line_of(identifier, match)),
            )


def line_of(identifier: str, match: Match) -> str:
    """A copy as a line of JSON."""
    copy = {
        "identifier": identifier,
        "of": match.identifier,
        "relation": match.relation,
        "similarity": round(match.similarity, 4),
    }
    return json.dumps(copy) + "\n"


def told(found: Regrouped) -> str:
    """For a person."""
    lines = [f"{sum(found.kinds.values())} articles grouped again"]
    lines += [f"{found.kinds[kind]}: {words}" for kind, words in WORDS.items() if found.kinds[kind]]
    for kind, examples in found.examples.items():
        for each in examples:
            before, today = each["beforeRelation"] or "none", each["todayRelation"] or "none"
            lines.append(f"  {kind} {each['identifier']}: {before} -> {today}")
    return "".join(f"{line}\n" for line in lines)
