"""The pictures of an article: each with its caption, and no logos or trackers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from crawler.core.article import Media
from crawler.core.extract.box_names import kind_of_box
from crawler.core.extract.jsonld import Node
from crawler.core.extract.layout import Image, Layout
from crawler.core.extract.page import Page
from crawler.core.urls import absolute, host_of

METAS = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
)
IMAGES_MAX = 100
CAPTION_CHARS_MAX = 400
CAPTION_LEVELS = 3  # boxes from an image up to the one that also holds its caption
CAPTION_BLOCKS_MAX = 3  # caption, photographer, licence
ABOVE_BLOCKS_MAX = 3  # lines between a picture and the headline under it: crumbs, section, date
CAPTION_TAGS = frozenset(("figcaption", "caption"))
# Words in the addresses of what is on a page for the site's sake: marks of the house, faces, signs.
UNWANTED = frozenset(
    ("logo", "logos", "icon", "icons", "favicon", "sprite", "spacer", "blank", "placeholder",
     "pixel", "1x1", "avatar", "avatars", "gravatar", "loader", "spinner", "emoji", "btn")
)  # fmt: skip
# Whole names of files: a picture of a headquarters may have the name of its owner in its own.
SIGNS = frozenset(
    ("facebook", "twitter", "x", "whatsapp", "telegram", "instagram", "youtube", "linkedin",
     "email", "mail", "print", "share", "close", "hamburger", "menu", "search", "arrow", "date",
     "time", "calendar", "clock", "empty", "leer", "transparent", "dummy", "noimage", "no-image")
)  # fmt: skip
DRAWN, PALETTES = frozenset(("svg", "svgz")), frozenset(("png", "gif", "webp"))
COUNTERS = frozenset(("count", "counter", "beacon", "track", "stat", "stats", "imp", "hit"))
SCRIPTED = frozenset(("gif", "php", "asp", "aspx"))  # how what counts visits is served
COUNTING_HOSTS = frozenset(
    ("doubleclick", "scorecardresearch", "quantserve", "googletagmanager", "gravatar", "facebook",
     "chartbeat", "histats", "statcounter", "yandex", "amung")
)  # fmt: skip
WORDS = re.compile(r"[a-z0-9]+")
SIZE = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w+$)")  # at the end of a file's name
UNWANTED_BOXES = frozenset(
    ("related", "most_read", "latest", "share", "comments", "ad", "menu", "footer", "sidebar",
     "follow", "consent", "byline")
)  # fmt: skip


def pictures_of(page: Page, first: int, last: int, end: int) -> list[Media]:
    """The main image first, then those from block `first` to `last`, each once.

    Where no image is announced, one above the headline in the box of the article counts, too.
    After the last paragraph, up to block `end`, only images with a caption count.

    The main image is what the head announces, with the caption that it has in the page.
    """
    stated = _stated(page)
    above = () if stated is not None else _above(page.layout, first, last)
    shown = list(_shown(page, above, first, last, end))
    found: dict[str, Media] = {}
    if stated is not None:
        same = (media for media in shown if _name_of(media.url) == _name_of(stated.url))
        stated.caption = stated.caption or next((each.caption for each in same), None)
        found[_name_of(stated.url)] = stated
    for media in shown:
        found.setdefault(_name_of(media.url), media)
    return list(found.values())[:IMAGES_MAX]


def captions_of(layout: Layout) -> Iterator[tuple[Image, int]]:
    """For each image its caption's block: what stands alone with it in a figure or a named box."""
    for image in layout.images:
        if (index := _caption(layout, image)) is not None:
            yield image, index


@lru_cache(maxsize=256)
def is_picture(src: str) -> bool:
    """False for the address of a counter, a logo, a sign or a face."""
    path = src.partition("?")[0].lower()
    name, _, kind = path.rpartition("/")[2].rpartition(".")
    if kind in DRAWN or (name in SIGNS and kind in PALETTES):
        return False
    words = WORDS.findall(src.lower())
    if not words or not UNWANTED.isdisjoint(words):
        return False
    if not COUNTING_HOSTS.isdisjoint(words) and _is_of_counter(src):
        return False
    return COUNTERS.isdisjoint(words) or SCRIPTED.isdisjoint(words)


def _is_of_counter(src: str) -> bool:
    return "//" in src and not COUNTING_HOSTS.isdisjoint(WORDS.findall(host_of(src)))


def _above(layout: Layout, first: int, last: int) -> Sequence[Image]:
    """The images over the headline in the smallest box that holds it and the text, or on its top.

    None where that box is the page: what stands over the headline may be an advertisement.
    """
    boxes = layout.boxes
    held = (each for each in layout.outward(layout.blocks[first].box) if boxes[each].last > last)
    box = next(held, -1)
    start = max(boxes[box].first, first - ABOVE_BLOCKS_MAX)
    if box < 0 or boxes[box].first == 0:
        return ()
    parent = boxes[box].parent
    if parent >= 0 and boxes[parent].first == boxes[box].first:
        box = parent  # the card around a picture and the box with its text
    near = (image for image in layout.images if start <= image.block < first)
    return [image for image in near if box in layout.outward(image.box)]


def _shown(page: Page, above: Sequence[Image], first: int, last: int, end: int) -> Iterator[Media]:
    """The images of the article that are not in a box of noise."""
    layout = page.layout
    within = (image for image in layout.images if first <= image.block <= end)
    for image in (*above, *within):
        if not is_picture(image.src):
            continue
        index = _caption(layout, image)
        if image.block > last and index is None:
            continue
        if any(kind in UNWANTED_BOXES for kind in _kinds(layout, image.box, last)):
            continue
        caption = layout.blocks[index].text if index is not None else None
        if url := absolute(image.src, page.base_url):
            yield Media(url=url, caption=caption or image.alt.strip() or None)


def _kinds(layout: Layout, index: int, last: int) -> Iterator[str | None]:
    """The kinds of the boxes around an image; the box that holds the text, too, says nothing."""
    for each in islice(layout.outward(index), CAPTION_LEVELS):
        box = layout.boxes[each]
        if box.first <= last < box.last:
            return
        yield kind_of_box(box.tag, box.hint)


def _caption(layout: Layout, image: Image) -> int | None:
    """The block right after the image when its names or its tag say so, or any in its figure."""
    boxes, index = layout.boxes, image.box
    for _ in range(CAPTION_LEVELS):
        if index < 0:
            break
        box, index = boxes[index], boxes[index].parent
        held = range(box.first, min(box.last, box.first + CAPTION_BLOCKS_MAX))
        if box.tag == "figure":
            named = (each for each in held if _is_caption(layout, each))
            return next(named, box.first if held else None)
        if image.block < box.last:
            return image.block if _is_caption(layout, image.block) else None
    return None


def _is_caption(layout: Layout, index: int) -> bool:
    block = layout.blocks[index]
    box = layout.boxes[block.box]
    is_named = box.tag in CAPTION_TAGS or kind_of_box(box.tag, box.hint) == "caption"
    return is_named and len(block.text) <= CAPTION_CHARS_MAX


def _stated(page: Page) -> Media | None:
    """The image that JSON-LD, meta or microdata give, with the caption of JSON-LD."""
    raws: list[tuple[str, str | None]] = [(page.meta.get(name, ""), None) for name in METAS]
    raws += [_image_in(node) for node in (*page.article_ld, *page.microdata)]
    for raw, caption in raws:
        if raw and is_picture(raw) and (url := absolute(raw, page.base_url)):
            return Media(url=url, caption=caption)
    return None


def _image_in(node: Node) -> tuple[str, str | None]:
    value: Any = node.get("image") or node.get("thumbnailurl")
    while isinstance(value, list):
        value = value[0] if value else ""
    caption = None
    if isinstance(value, dict):
        value = {str(key).lower(): part for key, part in value.items()}
        caption = value.get("caption") or value.get("description")
        value = value.get("url") or value.get("contenturl") or value.get("@id") or ""
    return (value if isinstance(value, str) else ""), (
        caption if isinstance(caption, str) and caption.strip() else None
    )


def _name_of(url: str) -> str:
    """An address without what asks for a size: "photo-300x200.jpg?w=300" is "photo.jpg"."""
    return SIZE.sub("", url.partition("?")[0])
