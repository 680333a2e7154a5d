"""What makes real pages heavy: mega menus, inline styles, scripts and drawings."""

# ruff: noqa: S311 - the same seed must give the same site; nothing here is a secret

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from crawler.demo.sections import SECTIONS

PAGE_BYTES = 7_000  # a page of ours without padding
STYLE_SHARE, DRAWING_SHARE = 0.45, 0.2
MENU_COLUMNS = 6
PROPERTIES = (
    "margin:{}px", "padding:{}px", "width:{}%", "font-size:{}px", "line-height:{}px",
    "border-radius:{}px", "top:{}px", "flex:0 0 {}%", "gap:{}px", "z-index:{}",
)  # fmt: skip


def padding(size_kb: int, nav: tuple[tuple[str, str], ...] = ()) -> tuple[str, str]:
    """HTML for head and body that brings a page to about `size_kb`; empty when that is little.

    `nav` are addresses and texts for the mega menu. Always the same for the same arguments.
    """
    wanted = size_kb * 1024 - PAGE_BYTES
    if wanted <= 0:
        return "", ""
    random = Random(size_kb)
    style = _fill(_rules(random), int(wanted * STYLE_SHARE))
    drawing = _fill(_curves(random), int(wanted * DRAWING_SHARE))
    menu = _menu(nav)
    script = _fill(_statements(random), wanted - len(style) - len(drawing) - len(menu.encode()))
    body = (
        f'{menu}\n<svg class="sprite" style="display:none"><path d="{drawing}"/></svg>\n'
        f"<script>(function(w){{\n{script}\n}})(window);</script>\n"
    )
    return f"<style>\n{style}\n</style>\n", body


def _fill(pieces: Iterator[str], size: int) -> str:
    """Pieces, one a line, until they have `size` characters."""
    filled: list[str] = []
    length = 0
    while length < size:
        filled.append(next(pieces))
        length += len(filled[-1]) + 1
    return "\n".join(filled)


def _rules(random: Random) -> Iterator[str]:
    while True:
        body = ";".join(each.format(random.randint(1, 99)) for each in random.sample(PROPERTIES, 4))
        yield f".c-{random.getrandbits(20):x} .u-{random.getrandbits(16):x}{{{body}}}"


def _curves(random: Random) -> Iterator[str]:
    while True:
        yield "C" + " ".join(f"{random.uniform(0, 99):.2f}" for _ in range(6)) + "Z"


def _statements(random: Random) -> Iterator[str]:
    while True:
        name = f"{random.getrandbits(24):x}"
        yield f'w["_{name}"]=function(a,b){{return a&&b?a["{name}"]+b*{random.random():.6f}:0;}};'


def _menu(nav: tuple[tuple[str, str], ...]) -> str:
    """A hidden menu that names the sections over and over, as large sites do."""
    links = nav or tuple(("/", name) for name, _, _ in SECTIONS.values())
    column = "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in links)
    columns = f"<ul>{column}</ul>" * MENU_COLUMNS
    return f'<div class="mega-menu" hidden aria-hidden="true">{columns}</div>'
