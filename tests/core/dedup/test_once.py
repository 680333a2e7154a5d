"""A property that is made once."""

from __future__ import annotations

from crawler.core.dedup.once import once


class Text:
    def __init__(self, told):
        self.told, self.made = told, 0

    @once
    def words(self):
        """Its words."""
        self.made += 1
        return self.told.split()


def test_it_is_made_when_it_is_asked_for_and_kept():
    text, other = Text("وصل الوفد"), Text("غادر الوفد")
    assert text.made == 0
    assert text.words is text.words
    assert (text.made, other.made) == (1, 0)
    assert other.words == ["غادر", "الوفد"]


def test_a_value_that_is_false_is_kept_too():
    text = Text("")
    assert text.words == text.words == []
    assert text.made == 1


def test_the_class_tells_what_it_is():
    assert Text.words.__doc__ == "Its words."
