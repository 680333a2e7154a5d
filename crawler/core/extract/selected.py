"""What the selectors of a site's profile find on a page, and which of them miss."""

from __future__ import annotations

from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from crawler.core.extract.blocks import lay_out
from crawler.core.extract.layout import Layout
from crawler.core.extract.page import Page
from crawler.core.site import SiteProfile

VALUE_ATTRIBUTES = {"meta": "content", "time": "datetime"}  # where these elements keep their value


class Selected:
    """Reads a page with the selectors of a profile; `missed` names the fields that found nothing.

    Without a profile nothing is found and nothing is missed.
    """

    def __init__(self, page: Page, profile: SiteProfile | None) -> None:
        self.page = page
        self.profile = profile
        self.missed: list[str] = []
        self.layout = self._lay_out()

    def _lay_out(self) -> Layout:
        profile = self.profile
        if profile is None or not (profile.noise or profile.cut_after):
            return self.page.layout
        noise = self._identities(profile.noise)
        ends = self._identities(profile.cut_after)
        return lay_out(self.page.tree, noise=noise, cut_after=ends)

    def _identities(self, selectors: Iterable[str]) -> set[int]:
        """Noise and ends may be absent from a page: that is no miss."""
        return {node.mem_id for selector in selectors for node in self.page.tree.css(selector)}

    def nodes(self, field: str) -> list[LexborNode]:
        """The elements that the selector of a field finds."""
        selector = getattr(self.profile, field) if self.profile else None
        return self.page.tree.css(selector) if selector else []

    def text(self, field: str) -> str | None:
        """The first text that the selector of a field finds, or None."""
        for node in self.nodes(field):
            if text := self._text_of(node):
                return text
        self.miss(field)
        return None

    def date_texts(self) -> list[str]:
        """What `published` finds: the machine's form first, then what readers see."""
        found = []
        for node in self.nodes("published"):
            seen = " ".join(node.text(separator=" ").split())
            found += [text for text in (self._text_of(node), seen) if text]
        if not found:
            self.miss("published")
        return found

    def boxes(self, field: str) -> list[int]:
        """The boxes with text that the selector of a field finds; of a part of a line, its box."""
        found = []
        for node in self.nodes(field):
            box = self._box_of(node)
            if box is not None and self.layout.boxes[box].last > self.layout.boxes[box].first:
                found.append(box)
        if not found:
            self.miss(field)
        return list(dict.fromkeys(found))

    def miss(self, field: str) -> None:
        """Note that the selector of a field, if there is one, found nothing of use."""
        if self.profile and getattr(self.profile, field) and field not in self.missed:
            self.missed.append(field)

    def _box_of(self, node: LexborNode) -> int | None:
        current: LexborNode | None = node
        while current is not None:
            box = self.layout.box_of.get(current.mem_id)
            if box is not None:
                return box
            current = current.parent
        return None

    def _text_of(self, node: LexborNode) -> str:
        name = VALUE_ATTRIBUTES.get(node.tag or "")
        value = node.attributes.get(name) if name else None
        if value and value.strip():
            return value.strip()
        box = self.layout.box_of.get(node.mem_id)
        if box is None:
            return " ".join(node.text().split())
        held = self.layout.boxes[box]
        return " ".join(block.text for block in self.layout.blocks[held.first : held.last])
