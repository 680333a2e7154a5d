"""Whether a link above a headline is an entry of a menu, or the end of a trail in lines."""

from __future__ import annotations

from itertools import islice, takewhile

from crawler.core.extract.container import HEADING_TAGS
from crawler.core.extract.page import Page
from crawler.core.extract.section_trail import HOME, STEPS_MAX
from crawler.core.noise.phrases import key_of

LINKED_SHARE = 0.5
MENU_LINKS = 3  # one under the other


def is_of_menu(page: Page, index: int, heading: int) -> bool:
    """True for one of several links in lines of their own, but not for the end of a trail."""
    below = page.layout.blocks[index + 1 : index + MENU_LINKS]
    more = len([*takewhile(lambda block: block.link_share > LINKED_SHARE, below)])
    above = reversed(page.layout.blocks[: index + 1])
    run = [*takewhile(lambda block: block.link_share > LINKED_SHARE, islice(above, MENU_LINKS))]
    if len(run) + more < MENU_LINKS:
        return False
    return not (_begins_at_home(page, index, heading) or _is_headed(page, index, heading))


def _is_headed(page: Page, index: int, heading: int) -> bool:
    """True for the first line of a box with the heading below it: the menu stands outside."""
    layout = page.layout
    boxes = (layout.boxes[box] for box in layout.outward(layout.blocks[index].box))
    around = next((box for box in boxes if box.last > index + 1), None)
    if around is None or around.first != index:
        return False
    return index + 1 == heading or layout.blocks[index + 1].tag in HEADING_TAGS


def _begins_at_home(page: Page, index: int, heading: int) -> bool:
    """True for the last link of a short list from the site's front, which a menu may be as well.

    But no menu is ordered, ends with the page itself, or has one link right above the headline.
    """
    layout = page.layout
    around = layout.boxes[max(0, layout.boxes[layout.blocks[index].box].parent)]
    steps = index - around.first
    if not 0 < steps <= STEPS_MAX or key_of(layout.blocks[around.first].text) not in HOME:
        return False
    below = layout.blocks[index + 1 : around.last]
    if below:
        return len(below) == 1 and not below[0].link_chars
    return around.tag == "ol" or (steps == 1 and index + 1 == heading)
