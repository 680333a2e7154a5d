"""What an element is for and whether it is shown, by its attributes alone."""

import pytest

from crawler.core.extract.hints import hint_of, names_source

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
