"""Photo galleries: pages whose text is the captions of their pictures."""

from __future__ import annotations

from crawler.core.extract.body import Body
from crawler.core.extract.box_names import kind_of_box
from crawler.core.extract.container import Prose, prose_of
from crawler.core.extract.layout import Layout
from crawler.core.extract.media.pictures import UNWANTED_BOXES, captions_of, is_picture

PICTURES_MIN = 3
WORDS_MIN = 3  # of a caption that tells something


def gallery_body(layout: Layout, prose: Prose, body: Body | None) -> Body | None:
    """The captions as the text of a page that has no other, or None for any other page.

    They are in the order of the page, each text once. There must be three pictures or more that
    have one, and no paragraph besides them.
    """
    if len(layout.images) < PICTURES_MIN:
        return None
    told = _paragraphs(layout, body) if body is not None else []
    if len(told) > len(layout.images):  # a picture has one caption: so it is on most pages
        return None
    captions: dict[str, int] = {}
    captioned = list(captions_of(layout))
    known: dict[int, bool] = {}
    for image, index in captioned:
        text = layout.blocks[index].text
        if not is_picture(image.src) or len(text.split()) < WORDS_MIN:
            continue
        if not layout.blocks[index].link_chars and _is_told(layout, index, known):
            captions.setdefault(text, index)
    if len(captions) < PICTURES_MIN:
        return None
    blocks = sorted(captions.values())
    shown = {index for _, index in captioned}
    if not shown.issuperset(told):
        return None
    found = Body(first=blocks[0], last=blocks[-1] + 1)
    if body is not None:
        found.rules = {index: rule for index, rule in body.rules.items() if index not in blocks}
        found.notice = body.notice
    found.blocks = blocks
    if prose.box < 0:
        prose.box = layout.blocks[blocks[0]].box
    return found


def _paragraphs(layout: Layout, body: Body) -> list[int]:
    chars = prose_of(layout)
    return [index for index in body.blocks if chars[index]]


def _is_told(layout: Layout, index: int, known: dict[int, bool]) -> bool:
    """False for a caption in a list of other galleries; `known` says so of boxes seen before."""
    path = []
    box = layout.blocks[index].box
    while box >= 0 and box not in known:
        path.append(box)
        box = layout.boxes[box].parent
    is_told = known.get(box, True)
    for each in reversed(path):
        kind = kind_of_box(layout.boxes[each].tag, layout.boxes[each].hint)
        is_told = known[each] = is_told and kind not in UNWANTED_BOXES
    return is_told
