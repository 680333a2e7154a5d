"""One walk over a page's tree, without recursion: its text as blocks, its boxes, links, images."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.core.extract.hints import (
    HIDDEN,
    OWN_LINE,
    SOURCE,
    class_of,
    hint_in,
    hint_of,
    is_hidden,
    said_by,
    use_of,
)
from crawler.core.extract.kept_lines import (
    keeps_lines,
    kept_names,
    may_be_lines,
    paragraphs_of,
)
from crawler.core.extract.layout import Anchor, Block, Box, Image, Layout, Named, Stamp
from crawler.core.extract.media.image_source import image_source
from crawler.core.extract.one_line import one_line
from crawler.core.extract.tags import (
    BLOCK,
    BREAK,
    FIELD,
    IMAGE,
    KNOWN,
    LINK,
    PLAIN,
    SKIP,
    SPAN,
    TEXT_NUMBER,
    TIME,
    known_tag,
)

PIECES_CHARS_MAX = 160  # of a line under a headline that names section, date and publisher
SPAN_PARAGRAPH_CHARS = 60  # a span of this length that ends a sentence is a paragraph of its own
SPAN_PIECES_MAX = 6  # texts in its last characters: text from Word may have a span for each word
KEPT_CHARS_MIN = 120  # of a text whose line ends may tell paragraphs apart
ALONE = frozenset((IMAGE, FIELD))  # elements without an end
FILLED_IN = frozenset(("", "text", "email", "tel", "radio", "number"))  # types of `input`
SENTENCE_ENDS = (".", "!", "؟", "?", "»", '"', "”", ":", "…", "。")


def lay_out(
    tree: LexborHTMLParser, *, noise: Iterable[int] = (), cut_after: Iterable[int] = ()
) -> Layout:
    """Walk the tree once, without recursion, whatever its depth.

    Args:
        tree: The page.
        noise: `mem_id` of elements that are to be left out.
        cut_after: `mem_id` of elements that end the body.
    """
    root = tree.root
    if root is None:
        return Layout()
    walk = _Walk(root, frozenset(noise), frozenset(cut_after))
    walk.run(root)
    return walk.layout


class _Walk:
    """The state of the walk: open boxes, the text of the block that is being read, open links."""

    def __init__(self, root: LexborNode, noise: frozenset[int], cut_after: frozenset[int]) -> None:
        self.root = root
        self.layout = Layout()
        self.noise = noise
        self.cut_after = cut_after
        self.box = -1
        self.buffer: list[str] = []
        self.link_chars = 0
        self.link: Anchor | None = None
        self.link_parts: list[str] = []
        self.after_span = False
        self.styles: dict[int, str] = {}  # of boxes
        self.kept: set[str] | None = None  # names in style sheets; None: not looked for

    def run(self, node: LexborNode | None) -> None:  # noqa: C901, PLR0912 - all nodes pass here
        """Preorder walk; what is open stands on a stack of our own.

        Three of four nodes are text or blocks: what these need stands here, not in methods.
        """
        opened: list[tuple[LexborNode, int]] = []
        is_marked = bool(self.noise or self.cut_after)
        known, buffer, boxes, blocks = KNOWN, self.buffer, self.layout.boxes, self.layout.blocks
        while node is not None:
            if (number := node.tag_id) == TEXT_NUMBER:  # half of all nodes
                text = node.text_content or ""
                if not text.isspace():
                    buffer.append(text)
                    self.after_span = False
                    if self.link is not None:
                        self.on_link_text(self.link, text)
                elif buffer and buffer[-1] != " ":
                    buffer.append(" ")
            else:
                tag, kind = known.get(number) or known_tag(number, node.tag or "")
                if is_marked and kind != SKIP and self.is_left_out(node, kind):
                    entered = False
                elif kind == BLOCK:
                    if buffer:
                        self.flush()
                    entered = self.open_box(node, tag)
                elif kind == SKIP:
                    entered = False
                elif kind == BREAK:
                    self.flush()
                    entered = False
                else:
                    entered = tag in PLAIN or self.enter_inline(node, kind, node.attributes)
                if entered:
                    if (child := node.first_child) is not None:
                        opened.append((node, kind))
                        node = child
                        continue
                    self.leave(kind)
            following = node.next
            while following is None and opened:
                node, kind = opened.pop()
                if kind == BLOCK:
                    if buffer:
                        self.flush()
                    box = boxes[self.box]
                    box.last = len(blocks)
                    self.box = box.parent
                elif kind == LINK:
                    self.close_link()
                elif kind == SPAN and buffer:
                    self.after_span = True
                following = node.next
            node = following

    def on_link_text(self, link: Anchor, text: str) -> None:
        """Text inside a link counts as link text."""
        if not self.link_parts:
            link.block = len(self.layout.blocks)
        self.link_parts.append(text)
        self.link_chars += len(text) - text.count(" ")

    def is_left_out(self, node: LexborNode, kind: int) -> bool:
        """True for a part of a line that a profile calls noise; also notes where it cuts."""
        identity = node.mem_id
        if identity in self.cut_after:
            self.flush()
            if self.layout.cut is None:  # the walk goes forward: the first is the earliest
                self.layout.cut = len(self.layout.blocks)
        return kind not in (BLOCK, BREAK) and identity in self.noise

    def enter_inline(self, node: LexborNode, kind: int, attributes: dict[str, str | None]) -> bool:
        """Open a part of a line; False when there is nothing to read in it."""
        if ("style" in attributes or "hidden" in attributes) and is_hidden(attributes):
            return False
        words = attributes.get("class")
        if words and (use := use_of(words)):
            if use == HIDDEN:
                return False
            if use == SOURCE:
                text = " ".join(node.text().split())
                self.layout.sources.append(Named(text, len(self.layout.blocks)))
            elif use == OWN_LINE and kind == SPAN:
                self.flush()
        if kind == LINK:
            self.open_link(attributes)
        elif kind in ALONE:
            self.on_alone(kind, attributes)
            return False
        elif kind == TIME:
            machine = attributes.get("datetime") or attributes.get("content") or ""
            text = " ".join(node.text().split())
            here = len(self.layout.blocks)
            self.layout.stamps.append(Stamp(machine, text, here, hint_of(attributes) or ""))
        elif kind == SPAN and self.after_span and self.ends_paragraph():
            self.flush()
        return True

    def leave(self, kind: int) -> None:
        """Close an element that holds nothing."""
        if kind == BLOCK:
            box = self.layout.boxes[self.box]
            box.last = box.first
            self.box = box.parent
        elif kind == LINK:
            self.close_link()
        elif self.buffer:
            self.after_span = True

    def ends_paragraph(self) -> bool:
        """True when what was read so far is a paragraph: spans that a style sheet makes blocks."""
        end = ""  # joining all of it for each of a thousand spans would take seconds
        for count, piece in enumerate(reversed(self.buffer)):
            end = piece + end if end else piece.rstrip()
            if len(end) > SPAN_PARAGRAPH_CHARS:
                return count < SPAN_PIECES_MAX and end.endswith(SENTENCE_ENDS)
        return False

    def open_box(self, node: LexborNode, tag: str) -> bool:
        """A new box inside the open one; False for what is hidden and for menus."""
        layout = self.layout
        said: str | Mapping[str, str | None] = ""
        here = len(layout.boxes)
        if tag not in PLAIN and (attributes := node.attributes):
            words = attributes.get("class")
            told = class_of(words) if words and len(attributes) == 1 else said_by(attributes)
            if told is None:
                return False
            said = told
            if "style" in attributes:
                self.styles[here] = attributes["style"] or ""
        if tag == "nav" and "crumb" not in (said if isinstance(said, str) else hint_in(said)):
            return False
        identity = node.mem_id
        layout.box_of[identity] = here
        box = Box(tag, self.box, said, len(layout.blocks))
        if self.noise:
            outside = self.box < 0 or not layout.boxes[self.box].is_noise
            box.is_noise = identity in self.noise or not outside
        layout.boxes.append(box)
        self.box = here
        return True

    def open_link(self, attributes: dict[str, str | None]) -> None:
        """Links do not nest in HTML: a second one ends the first."""
        if self.link is not None:
            self.close_link()
        href = attributes.get("href")
        if href:
            self.link = Anchor(href, "", len(self.layout.blocks))

    def close_link(self) -> None:
        """Keep the link that is open, with its text."""
        if self.link is not None:
            parts = self.link_parts
            if parts:
                self.link.text = one_line(parts[0] if len(parts) == 1 else "".join(parts))
                parts.clear()
            self.layout.anchors.append(self.link)
            self.link = None

    def on_alone(self, kind: int, attributes: dict[str, str | None]) -> None:
        """Keep an image that has an address, and where readers write or choose something."""
        if kind == FIELD:
            if (attributes.get("type") or "").lower() in FILLED_IN:
                self.layout.fields.append(self.box)
        elif src := image_source(attributes):
            here = len(self.layout.blocks)
            self.layout.images.append(Image(src, attributes.get("alt") or "", here, self.box))

    def flush(self) -> None:
        """End the open block."""
        buffer = self.buffer
        if buffer:
            raw = buffer[0] if len(buffer) == 1 else "".join(buffer)
            text = one_line(raw)
            length = len(text)
            if length >= KEPT_CHARS_MIN and "\n" in raw and self.add_lines(raw):
                pass
            elif text:
                layout, here = self.layout, self.box
                block = Block(text, layout.boxes[here].tag if here >= 0 else "", here)
                if length <= PIECES_CHARS_MAX and (len(buffer) > 1 or "|" in text):
                    block.parts = tuple(buffer)
                if linked := self.link_chars:
                    block.link_chars = linked
                    letters = length - text.count(" ")
                    block.link_share = linked / letters if linked < letters else 1.0
                layout.blocks.append(block)
            buffer.clear()
            self.link_chars = 0
        self.after_span = False

    def is_styled(self, box: Box) -> bool:
        """True for a box whose line ends a style sheet in the page keeps."""
        if self.kept is None:
            sheets = (node.text() for node in self.root.css("style"))
            sheets = (sheet for sheet in sheets if "white-space" in sheet)
            self.kept = {name for sheet in sheets for name in kept_names(sheet)}
        return bool(self.kept) and not self.kept.isdisjoint((box.tag, *box.hint.split()))

    def add_lines(self, raw: str) -> bool:
        """Add a block for each paragraph of a text whose line ends are kept; False for others.

        Links in such a text are few: each of its paragraphs has its share of them.
        """
        box = self.layout.boxes[self.box] if self.box >= 0 else None
        parts = paragraphs_of(raw) if box is not None and may_be_lines(raw.strip()) else ()
        if box is None or len(parts) <= 1:
            return False
        style = self.styles.get(self.box, "")
        if not keeps_lines(box.tag, box.hint, style) and not self.is_styled(box):
            return False
        share = self.link_chars / len(raw)
        for part in parts:
            text = one_line(part)
            linked = int(share * len(text))
            self.layout.blocks.append(Block(text, box.tag, self.box, linked, share))
        return True
