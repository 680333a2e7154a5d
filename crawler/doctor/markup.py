"""HTML that is escaped wherever it comes from a page: only `tag` makes `Markup`."""

from __future__ import annotations

import html

from crawler.core.arabic.text import clean_text


class Markup(str):
    """HTML that is safe to be written as it is."""

    __slots__ = ()


def tag(element: str, *children: str, **attributes: str) -> Markup:
    """An element; children that are no Markup are text. `class_` is written `class`."""
    given = "".join(
        f' {name.rstrip("_")}="{html.escape(value)}"' for name, value in attributes.items()
    )
    return Markup(f"<{element}{given}>{joined(*children)}</{element}>")


def joined(*children: str) -> Markup:
    """Children one after the other."""
    return Markup("".join(map(_safe, children)))


def _safe(child: str) -> str:
    """Text without control characters and directions of its own, escaped; Markup as it is."""
    return child if isinstance(child, Markup) else html.escape(clean_text(child))


def technical(text: str) -> Markup:
    """An address, a rule word, a moment: written from left to right, apart from what is around."""
    return tag("bdi", text, dir="ltr", class_="code")
