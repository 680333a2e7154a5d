"""A regular expression for many words that looks at each common beginning once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Tree: TypeAlias = "dict[str, Tree]"
_END = ""  # the mark of a whole word


def tree_pattern(words: Iterable[Iterable[str]]) -> str:
    """A pattern that matches where one of the words begins; each is given in pieces of patterns.

    Says whether there is a match, not how far it goes: of two words the shorter one is enough.

    >>> tree_pattern(["share", "shop", "ad"])
    '(?:sh(?:are|op)|ad)'
    """
    tree: Tree = {}
    for word in words:
        node = tree
        for piece in (*word, _END):
            node = node.setdefault(piece, {})
    return _written(tree)


def _written(tree: Tree) -> str:
    if _END in tree:
        return ""
    parts = [piece + _written(rest) for piece, rest in tree.items()]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
