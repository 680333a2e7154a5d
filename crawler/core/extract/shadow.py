"""Declarative shadow roots: readers see what stands in them, a parser without scripts does not."""

from __future__ import annotations

import re

from crawler.core.extract.tags import SHADOW

TEMPLATE = re.compile(rb"<(/?)template(?=[\s>])([^<>]*)>", re.IGNORECASE)


def opened(markup: bytes) -> bytes:
    """The page with its shadow roots (HTML, 13.2.6.4.4) as boxes; other templates stay closed.

    >>> opened(b"<c><template shadowrootmode=open><p>a</template><template>b</template></c>")
    b'<c><div shadowrootmode=open><p>a</div><template>b</template></c>'
    """
    roots: list[bool] = []

    def renamed(tag: re.Match[bytes]) -> bytes:
        """The tag of a root as one of a box; any other as it is."""
        if tag[1]:
            is_root = bool(roots) and roots.pop()
        else:
            is_root = SHADOW in tag[2].lower()
            roots.append(is_root)
        return b"<%bdiv%b>" % (tag[1], tag[2]) if is_root else tag[0]

    return TEMPLATE.sub(renamed, markup)
