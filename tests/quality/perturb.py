"""Changes of a page that its readers do not see: what does the extraction depend on?"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256

from selectolax.lexbor import LexborHTMLParser

NAMES = ("class", "id")
STATED = "script[type*=ld i],meta[property],meta[name],meta[itemprop],meta[http-equiv]"
KEPT_METAS = frozenset(("charset", "content-type", "viewport", "robots"))
MICRODATA = ("itemprop", "itemtype", "itemscope", "typeof", "property", "vocab")
ROLES = ("role", "aria-label", "data-component", "data-testid")
PARTS = re.compile(
    r"<(/?)(?:article|main|section|aside|header|footer|nav|figure|figcaption|time|address|hgroup)\b",
    re.IGNORECASE,
)
HEADINGS = re.compile(r"<(/?)h[1-6]\b", re.IGNORECASE)
OPENING, CLOSING = re.compile(r"<p\b[^>]*>", re.IGNORECASE), re.compile(r"</p\s*>", re.IGNORECASE)
PARAGRAPHS = re.compile(r"<(/?)p\b", re.IGNORECASE)
SCRIPTS = re.compile(
    r"(<(?:script|style|textarea)\b.*?</(?:script|style|textarea)\s*>)", re.DOTALL | re.IGNORECASE
)
BODY = re.compile(r"(<body\b[^>]*>)(.*)(</body>)", re.DOTALL | re.IGNORECASE)
SIDES = "aside,[class*=sidebar i],[id*=sidebar i],[class*=related i]"
Perturbation = Callable[[str], str]


def _tree(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def _written(tree: LexborHTMLParser) -> str:
    return tree.html or ""


def _in_markup(html: str, change: Callable[[str], str]) -> str:
    """The page with its markup changed and its scripts as they were."""
    pieces = SCRIPTS.split(_written(_tree(html)))
    return "".join(piece if at % 2 else change(piece) for at, piece in enumerate(pieces))


def no_names(html: str) -> str:
    """No element has a class, an id or a role."""
    tree = _tree(html)
    for node in tree.css("[class],[id],[role],[aria-label],[data-component],[data-testid]"):
        for name in (*NAMES, *ROLES):
            if name in node.attributes:
                del node.attrs[name]
    return _written(tree)


def _hashed(name: str) -> str:
    return "x" + sha256(name.encode()).hexdigest()[:6]


def hashed_names(html: str) -> str:
    """Each class and id is a hash of itself, as style modules write them."""
    tree = _tree(html)
    for node in tree.css("[class],[id]"):
        for name in NAMES:
            if value := node.attributes.get(name):
                node.attrs[name] = " ".join(map(_hashed, value.split()))
    return _written(tree)


def wrapped(html: str) -> str:
    """The whole body stands in two more boxes."""
    return BODY.sub(r"\1<div><div>\2</div></div>\3", _written(_tree(html)), count=1)


def divs(html: str) -> str:
    """Paragraphs are boxes."""
    return _in_markup(html, lambda text: PARAGRAPHS.sub(r"<\1div", text))


def breaks(html: str) -> str:
    """Paragraphs are lines in one box, with an empty line between two."""
    return _in_markup(html, lambda text: CLOSING.sub("<br><br>", OPENING.sub("", text)))


def plain_boxes(html: str) -> str:
    """No element says by its tag which part of the page it is."""
    return _in_markup(html, lambda text: PARTS.sub(r"<\1div", text))


def no_headings(html: str) -> str:
    """Headings are boxes in bold print."""
    return _in_markup(html, lambda text: HEADINGS.sub(r"<\1div", text))


def unstated(html: str) -> str:
    """The head states nothing for machines: no JSON-LD, no OpenGraph, no microdata."""
    tree = _tree(html)
    for node in tree.css(STATED):
        names = {node.attributes.get(each) or "" for each in ("name", "http-equiv")}
        if KEPT_METAS.isdisjoint(name.lower() for name in names):
            node.decompose()
    for node in tree.css(",".join(f"[{name}]" for name in MICRODATA)):
        for name in MICRODATA:
            if name in node.attributes:
                del node.attrs[name]
    return _written(tree)


def sides_first(html: str) -> str:
    """What stands beside or below the article stands before it, first in its box."""
    tree = _tree(html)
    half = len(tree.text()) / 2
    for node in tree.css(SIDES):
        first = node.parent.first_child if node.parent is not None else None
        if first is not None and first.mem_id != node.mem_id and len(node.text()) < half:
            first.insert_before(node)
            node.decompose()
    return _written(tree)


def bare(html: str) -> str:
    """All of it: no names, no parts, nothing stated."""
    return unstated(plain_boxes(no_names(html)))


PERTURBATIONS: dict[str, Perturbation] = {
    "as it is": lambda html: html,
    "no names": no_names,
    "hashed names": hashed_names,
    "wrapped": wrapped,
    "div for p": divs,
    "br for p": breaks,
    "plain boxes": plain_boxes,
    "no headings": no_headings,
    "nothing stated": unstated,
    "sides first": sides_first,
    "bare": bare,
}
