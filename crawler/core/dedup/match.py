"""What the index answers: the earlier article, how it relates, how alike the two are."""

from __future__ import annotations

from dataclasses import dataclass

SAME, CONTAINED, EXTENDS, TEMPLATE, ROUNDUP = "same", "contained", "extends", "template", "roundup"
DUPLICATES = frozenset({SAME, CONTAINED, EXTENDS})


@dataclass(frozen=True, slots=True)
class Match:
    """The head of the group that an article belongs to, or stands beside.

    `relation` is what the later article is to the earlier: "same", "contained" (shorter), "extends"
    (longer), "template" (another issue of one form: another story), "roundup" (tells several
    stories, this one among them). `similarity` is the share of the shorter text's words that the
    other has, from 0 to 1.
    """

    identifier: str
    relation: str
    similarity: float = 1.0

    @property
    def is_duplicate(self) -> bool:
        """True when both tell one story, in one wording, in full or in part."""
        return self.relation in DUPLICATES
