"""What reading the archive again came to, for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from crawler.core.reparse_tally import Tally

KINDS = ("filled", "lost", "changed")
WIDTH = 160  # of a file or a pipe
WORDS = {
    "found": "no article when it was fetched, one today",
    "none": "no article, then and today",
    "superseded": "a later reading of the article was published",
    "left": "its article was left out when it was fetched, because of what other pages had shown",
    "no_profile": "of a site without a profile",
    "damaged": "files that break off",
}


def show(tally: Tally) -> None:
    """Print tables of the fields and of examples."""
    from rich.console import Console

    console = Console()
    console = console if console.is_terminal else Console(width=WIDTH)
    for line in _lines(tally):
        console.print(line, markup=False, highlight=False)
    if tally.fields:
        console.print(_fields(tally))
        console.print(_examples(tally))


def _lines(tally: Tally) -> list[str]:
    from crawler.core.reparse_tally import DIFFERENT, SAME

    same, different = tally.pages[SAME], tally.pages[DIFFERENT]
    lines = [f"{sum(tally.pages.values())} pages read again: {same} same, {different} different"]
    for name, number in sorted(tally.pages.items()):
        if name.startswith("gone/"):
            lines.append(
                f"{number}: published, and no article today ({name.removeprefix('gone/')})"
            )
        elif name in WORDS:
            lines.append(f"{number}: {WORDS[name]}")
    lines += tally.damage
    if tally.applied:
        counted = ", ".join(f"{number} {name}" for name, number in sorted(tally.applied.items()))
        lines.append(f"applied: {counted}")
    return lines


def _fields(tally: Tally) -> Table:
    from rich.table import Table

    from crawler.core.reparse_tally import DIFFERENT, SAME

    table = Table("field", box=None, pad_edge=False)
    for kind in ("unchanged", *KINDS):
        table.add_column(kind, justify="right")
    articles = tally.pages[SAME] + tally.pages[DIFFERENT]
    for name in dict.fromkeys(name for name, _ in sorted(tally.fields)):
        numbers = [tally.fields[name, kind] for kind in KINDS]
        table.add_row(name, str(articles - sum(numbers)), *map(str, numbers))
    return table


def _examples(tally: Tally) -> Table:
    from rich.markup import escape
    from rich.table import Table

    table = Table("field", "kind", "page", "before", "after", box=None, pad_edge=False)
    for (name, kind), shown in sorted(tally.examples.items()):
        for example in shown:
            table.add_row(name, kind, *map(escape, example))
    return table
