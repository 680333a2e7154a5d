"""What one run notes of a page twice: the last word holds, whatever was said before it."""

from __future__ import annotations

from itertools import product

from crawler.core.access.validators import Validator
from crawler.store.validators import Known, Validators

BEFORE = ("", "k", "u")
SAID = {"k": True, "f": False, "kf": False, "fk": True, "kfk": True}  # k: kept, f: forgotten


def test_the_last_word_holds(engine, now):
    validator = Validator(
        etag='"a"', last_modified=None, made_by="1/p", body="b", reading="r",
        read_at=now, changed_at=now,
    )  # fmt: skip
    notes = Validators(engine, "windows")
    tell = {
        "k": lambda url: notes.keep(url, validator, b"memory"),
        "f": notes.forget,
        "u": notes.unchanged,
    }
    pages = {f"https://windows.example/{'-'.join(pair)}": pair for pair in product(BEFORE, SAID)}
    for turn in range(2):
        for url, pair in pages.items():
            for word in pair[turn]:
                tell[word](url)
        notes.flush(now)
    known = {url: notes.find(url) for url in pages}
    whole = Known(validator, b"memory")
    assert known == {url: whole if SAID[said] else Known() for url, (_, said) in pages.items()}
