"""What others have written is at hand a moment later, and known at once where it is decided."""

from __future__ import annotations

from crawler.store.outbox import Outbox
from crawler.store.sketches import LOOK_EVERY_S, Sketches


def store(engine, known, given):
    """What becomes of each article."""
    outbox = Outbox(engine, sketches=known)
    for each in given:
        outbox.add(each)
    return [each.outcome for each in outbox.flush()]


def test_what_another_process_commits_is_at_hand_a_moment_later(engine, open_store, tmp_path, told):
    clock = [0.0]
    ours = Sketches(engine, tmp_path / "duplicates", monotonic=lambda: clock[0])
    assert ours.at_hand().rows == 0
    theirs_engine = open_store()
    theirs = Sketches(theirs_engine, tmp_path / "duplicates")
    first, *_, other = told.stories(0, 3)
    store(theirs_engine, theirs, [told.article_of(first)])
    assert ours.at_hand().rows == 0
    clock[0] = LOOK_EVERY_S
    assert ours.at_hand().rows == 1
    store(theirs_engine, theirs, [told.article_of(other)])
    assert ours.at_hand().rows == 1
    ours.forget()
    assert ours.at_hand().rows == 2  # what is to be opened anew is opened as of now


def test_what_is_not_at_hand_yet_is_known_where_it_is_decided(engine, open_store, tmp_path, told):
    ours = Sketches(engine, tmp_path / "duplicates", monotonic=lambda: 0.0)
    assert ours.at_hand().rows == 0
    theirs_engine = open_store()
    theirs = Sketches(theirs_engine, tmp_path / "duplicates")
    story = told.stories(0, 1)[0]
    store(theirs_engine, theirs, [told.article_of(story)])
    assert store(engine, ours, [told.article_of(story, "mirror")]) == ["duplicate"]


def test_what_this_process_stores_is_at_hand_at_once(engine, tmp_path, told):
    ours = Sketches(engine, tmp_path / "duplicates", monotonic=lambda: 0.0)
    assert ours.at_hand().rows == 0
    store(engine, ours, [told.article_of(told.stories(0, 1)[0])])
    assert ours.at_hand().rows == 1
