"""What an element is for and whether it is shown, by its attributes alone."""

import pytest

from crawler.core.extract.hints import (
    HIDDEN,
    HIDING_CLASSES,
    SHOWN,
    SOURCE,
    class_of,
    hint_of,
    names_source,
    said_by,
    use_of,
)
from crawler.core.extract.layout import Box

PICTURE = "background:url(data:" + "A" * 500 + ")"


@pytest.mark.parametrize(
    ("attributes", "hint"),
    [
        ({}, ""),
        ({"class": "Post Body"}, "post body"),
        ({"id": "Main", "class": "Post", "data-x": "y"}, "main post"),
        ({"class": "Post", "data-x": "y"}, "post"),
        ({"class": None, "role": "Article"}, "article"),
        ({"class": "post", "style": "color:red"}, "post"),
        ({"style": PICTURE, "id": "a"}, "a"),
        ({"style": f"{PICTURE};display: none", "id": "a"}, None),
        ({"style": "VISIBILITY:hidden"}, None),
        ({"style": None, "class": "a"}, "a"),
        ({"hidden": None, "class": "post"}, None),
        ({"class": "post d-none"}, None),
        ({"class": "hidden md:block", "id": "a"}, "hidden md:block a"),
    ],
)
def test_hint(attributes, hint):
    assert hint_of(attributes) == hint


def test_a_class_names_the_source():
    assert names_source("news-source")
    assert not names_source("sourcebook")


@pytest.mark.parametrize("name", sorted(HIDING_CLASSES))
def test_every_hiding_class_hides(name):
    assert class_of(f"Post {name.upper()} wide") is None
    assert use_of(f"post {name}") == HIDDEN


def test_the_class_of_a_part_of_a_line_says_what_to_make_of_it():
    assert use_of("post") == SHOWN
    assert use_of("post news-source") == SOURCE
    assert use_of("news-source d-none") == HIDDEN


def test_a_box_puts_its_names_together_when_they_are_asked_for():
    attributes = {"id": "Main", "data-x": "y", "class": "Post"}
    box = Box("div", -1, said_by(attributes), 0)
    assert box.said is attributes
    assert box.hint == "main post"
    assert box.said == box.hint == "main post"
    assert said_by({"class": "Post", "data-x": "y"}) == "post"
