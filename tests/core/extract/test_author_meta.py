"""Persons whose names stand where the head of a page should give an address."""

from __future__ import annotations

import pytest

from crawler.core.extract.author_meta import METAS, authors_in_meta
from crawler.core.extract.page import Page


def told(*metas):
    head = "".join(f"<meta property='{name}' content='{text}'>" for name, text in metas)
    found = authors_in_meta(Page(head, "https://news.example/1"), ("الواحة",))
    return [each.name for each in found[0]] if found else None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("هدى الكاف", ["هدى الكاف"]),
        ("هدى الكاف وسالم باوزير", ["هدى الكاف", "سالم باوزير"]),
        ("Huda Alkaf", ["Huda Alkaf"]),
        ("سوق الحرير", None),
        ("huda alkaf", None),
        ("News Desk", None),
        ("الواحة", None),
        ("https://social.example/huda", None),
    ],
    ids=["a name", "two", "in Latin letters", "no given name", "an account", "a desk", "the site",
         "an address"],
)  # fmt: skip
def test_only_what_is_a_persons_name_beyond_doubt_is_an_author(text, names):
    assert told(("article:author", text)) == names


def test_each_of_the_names_of_meta_is_read_and_a_person_counts_once():
    assert [told((name, "هدى الكاف")) for name in METAS] == [["هدى الكاف"]] * 3
    assert told(*((name, "هدى الكاف") for name in METAS)) == ["هدى الكاف"]
    assert told(("article:author", "محرر الموقع"), ("og:author", "سالم باوزير")) == ["سالم باوزير"]
    assert told() is None
