"""Embedded posts are signed like comments, but below what they say."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

HEADLINE = "خفر السواحل ينقذ طاقم قارب صيد قبالة الجزيرة"
MORE = "وينتظر أن تعلن الهيئة نتائج التحقيق في الحادث خلال الأيام المقبلة بعد سماع الشهود."
STORY = [
    f"قال قائد خفر السواحل إن الدورية وصلت إلى القارب بعد ساعتين من النداء. {MORE}",
    f"وأضاف أن ستة صيادين نقلوا إلى الميناء وهم في صحة جيدة. {MORE}",
    f"وأوضح أن الأمواج بلغت ثلاثة أمتار في ذلك اليوم. {MORE}",
    f"ودعا الصيادين إلى متابعة نشرات الأرصاد قبل الإبحار. {MORE}",
]
SAID = "كل الشكر لرجال الدورية الذين لبوا النداء في ساعة متأخرة من الليل"
NAMES = ("نادي الصيادين", "سالم باوزير")
POST = "<blockquote><p>{}</p>&mdash; {} (@a) <a href=#>June 2, 2026</a></blockquote>"
SHARED = "<blockquote><p>{}</p><div>{} - 2 يونيو 2026</div></blockquote>"
COMMENT = "<div><b>{1}</b> <span>2 يونيو 2026</span><p>{0} فعلا يا جماعة الخير</p></div>"


def body_of(*parts):
    inside = "".join(parts)
    html = f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1><div>{inside}</div>"
    return extract_article(html, "https://site.example/news/5").articleBody


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize("embed", [POST, SHARED])
def test_two_embedded_posts_do_not_end_the_story(embed):
    posts = [embed.format(SAID, name) for name in NAMES]
    body = body_of(
        paragraphs(*STORY[:2]), posts[0], paragraphs(STORY[2]), posts[1], paragraphs(STORY[3])
    )
    assert [line for line in body.split("\n\n") if line in STORY] == STORY


def test_two_comments_end_it():
    comments = [COMMENT.format(SAID, name) for name in NAMES]
    assert body_of(paragraphs(*STORY), *comments) == "\n\n".join(STORY)
