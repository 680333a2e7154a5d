"""The site's name, where a piece of the title stands in a line on the rights or over its front."""

from __future__ import annotations

import pytest

from crawler.core.extract.page import Page
from crawler.core.extract.shown_name import shown_name

URL = "https://news.example/a/5"
TITLE = "وصول دفعة جديدة من السيارات الكهربائية - ضفاف الخبر"
NAME = "ضفاف الخبر"


def name_of(inner, known=()):
    html = f"<html><head><title>{TITLE}</title></head><body><p>نص.</p>{inner}</body></html>"
    return shown_name(Page(html, URL), known)


@pytest.mark.parametrize(
    "line",
    [
        f"© {NAME}",
        f"جميع الحقوق محفوظة، {NAME} 2026",
        f"COPYRIGHT 2026 {NAME}",
        f"{NAME} 2026. All Rights Reserved",
    ],
)
def test_a_line_on_the_rights_names_it(line):
    assert name_of(f"<div>{line}</div>") == NAME


def test_a_link_to_the_front_names_it():
    assert name_of(f"<a href=/>{NAME}</a>") == NAME


@pytest.mark.parametrize("inner", ["", f"<div>{NAME} right now</div>", f"<a href=/b>{NAME}</a>"])
def test_any_other_line_does_not(inner):
    assert not name_of(inner)


def test_a_known_name_is_not_told_again():
    assert not name_of(f"<div>© {NAME}</div>", (NAME,))
