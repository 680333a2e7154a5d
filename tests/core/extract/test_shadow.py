"""Declarative shadow roots are read, templates for scripts are not."""

from __future__ import annotations

import pytest

from crawler.core.extract.page import Page
from crawler.core.extract.shadow import opened

ROOT = "<template shadowrootmode=open>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f"<x>{ROOT}<p>أ</p></template></x>", "أ"),
        (f"<x>{ROOT}<y>{ROOT}<p>أ</p></template></y><p>ب</p></template></x>", "أ ب"),
        (f"<x>{ROOT}<template><p>أ</p></template><p>ب</p></template></x>", "ب"),
        ("<template><p>أ</p></template><p>ب</p>", "ب"),
        (f"<x>{ROOT}<p>أ</p>", "أ"),
        ("<x><TEMPLATE shadowrootmode='closed'><p>أ</p></TEMPLATE></x>", "أ"),
    ],
)
def test_what_a_reader_sees(html, text):
    layout = Page(f"<html><body>{html}</body></html>", "https://site.example/").layout
    assert " ".join(block.text for block in layout.blocks) == text


@pytest.mark.parametrize("broken", [b"</template>", b"<template", b"<templates shadowrootmode>"])
def test_what_is_no_template_stays(broken):
    assert opened(broken + b"<p>") == broken + b"<p>"
