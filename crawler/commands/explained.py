"""How the account of a page is written: plain lines, in which each value has its own direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.core.explain import Explanation

NAME_CHARS = 18
FIRST_STRONG, POP = "\u2068", "\u2069"  # UAX #9: an isolate does not reorder what is around it


def lines_of(told: Explanation, title: str) -> list[str]:
    """The lines of an account; `title` names the page."""
    from crawler.core.arabic.text import clean_text

    lines = [" ".join(clean_text(title).split())]
    for section in told.sections:
        lines.append(f"  {section.title}")
        lines += [
            f"    {name:<{NAME_CHARS}} {FIRST_STRONG}{value}{POP}" for name, value in section.rows
        ]
    return lines
