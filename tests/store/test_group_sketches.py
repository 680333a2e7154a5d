"""The sketches of a group are finished in one step: one by one they cost three times as much."""

from __future__ import annotations

from crawler.core.dedup import sketch_bytes
from crawler.core.dedup.sketch import sketch_of
from crawler.store.deciding import Deciding, outcomes
from crawler.store.sketch_log import SketchLog
from tests.store.conftest import make_article

STORIES = (
    "افتتحت البلدية حديقة للأطفال قرب المدرسة الثانوية وغرست فيها أشجار الزيتون والليمون.",
    "أعلن النادي تعاقده مع حارس شاب من أكاديمية المدينة لثلاثة مواسم قابلة للتمديد.",
    "أغلقت الشركة محطة التحلية يومين لتبديل المرشحات ودعت السكان إلى خزن ما يكفيهم من الماء.",
)


def group():
    bodies = [*STORIES, f"{STORIES[0]} وحضر الافتتاح طلاب من ثلاث مدارس.", STORIES[1]]
    return [
        make_article(number, body=body, sketch=sketch_of(f"خبر {number}", body))
        for number, body in enumerate(bodies)
    ]


def steps(monkeypatch, articles):
    """How many sketches are made in each step while the group is decided."""
    made, usual = [], sketch_bytes.finished
    with monkeypatch.context() as patch:
        patch.setattr(
            sketch_bytes, "finished", lambda drafts: made.append(len(drafts)) or usual(drafts)
        )
        decided = list(outcomes(iter(articles), set(), Deciding({}, SketchLog())))
    assert len(decided) == len(articles)
    return made


def test_a_group_is_finished_together(monkeypatch):
    articles = group()
    exact_copy = [1]  # gets a sketch that finds nothing
    assert steps(monkeypatch, articles) == [len(articles), *exact_copy]
    assert not any(article.sketch.draft for article in articles)


def test_an_article_without_a_sketch_is_passed_over(monkeypatch):
    assert steps(monkeypatch, [make_article(1), *group()[:1]]) == [1]
