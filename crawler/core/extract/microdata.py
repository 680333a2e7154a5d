"""The microdata of a page (HTML, 5): what `itemscope` and `itemprop` say of an article."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.core.extract.jsonld import Node, article_nodes

ITEMS_MAX = 200
PROPERTIES_MAX = 2_000
SCOPES = "[itemscope][itemtype]"
# Where these elements keep their value (HTML, 5.2.4); others keep it in `content`, or are text.
VALUES = {
    "meta": "content", "a": "href", "link": "href", "area": "href", "img": "src", "iframe": "src",
    "video": "src", "audio": "src", "source": "src", "embed": "src", "object": "data",
    "time": "datetime", "data": "value", "meter": "value",
}  # fmt: skip
UNREAD = "articlebody"  # nobody asks for it, and it is the whole text once more
NAMED = frozenset(("author", "publisher", "articlesection", "keywords"))  # text even of a link


def read_microdata(tree: LexborHTMLParser) -> list[Node]:
    """The articles that microdata describe, in the form of JSON-LD nodes, keys in lower case.

    Items inside items (author, publisher, image) are objects. An article inside another one, such
    as those of a related list, is none of them.
    """
    items: dict[int, Node] = {}
    found: list[Node] = []
    for scope in tree.css(SCOPES)[:ITEMS_MAX]:
        kinds = (scope.attributes.get("itemtype") or "").split()
        items[scope.mem_id] = node = {"@type": kinds}
        if scope.attributes.get("itemprop") is None and _scope_of(scope, items) is None:
            found.append(node)
    if not article_nodes(found):  # a menu, a trail, the site: nobody asks for their parts
        return []
    for element in tree.css("[itemprop]")[:PROPERTIES_MAX]:
        holder = _scope_of(element, items)
        if holder is not None:
            _add(items[holder], element, items)
    return article_nodes(found)


def _scope_of(element: LexborNode, items: dict[int, Node]) -> int | None:
    """The item that an element is a property of: the next one around it."""
    current = element.parent
    while current is not None:
        if current.mem_id in items:
            return current.mem_id
        current = current.parent
    return None


def _add(holder: Node, element: LexborNode, items: dict[int, Node]) -> None:
    own = items.get(element.mem_id)
    for name in _names(element):
        value = own if own is not None else _value(element, name)
        if not value:
            continue
        if name not in holder:
            holder[name] = value
        elif isinstance(holder[name], list):
            holder[name].append(value)
        else:
            holder[name] = [holder[name], value]


def _names(element: LexborNode) -> Iterator[str]:
    yield from (element.attributes.get("itemprop") or "").lower().split()


def _value(element: LexborNode, name: str) -> str:
    attributes = element.attributes
    stated = attributes.get("content")
    if stated and stated.strip():
        return stated.strip()
    kept = VALUES.get(element.tag or "")
    if kept and not (kept == "href" and name in NAMED):
        return (attributes.get(kept) or "").strip()
    return "" if name == UNREAD else " ".join(element.text(separator=" ").split())
