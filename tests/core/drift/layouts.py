"""A site before and after a change of its layout: 74 mutated templates of an article."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

WHO = (
    "المجلس المحلي", "نقابة الصيادين", "إدارة الميناء", "مكتب الزراعة", "لجنة الطرق",
    "مركز الأرصاد",
)  # fmt: skip
WHERE = (
    "المرفأ القديم", "السوق الشرقي", "وادي النخيل", "حي المنارة", "مديرية الساحل", "جسر السيل",
)  # fmt: skip
WHAT = (
    "أعمال ترميم الرصيف", "حملة تنظيف القنوات", "توزيع شتلات البن", "صيانة مضخات المياه",
    "فتح مدرسة جديدة", "إنارة الطريق العام",
)  # fmt: skip
SENTENCES = (
    "أعلن {who} صباح اليوم بدء {what} في {where} بكلفة تبلغ {n} مليون ريال وبمشاركة عشرات العمال.",
    "وقال المتحدث باسم {who} إن العمل سيستمر {n} أسبوعا، وإن السكان شاركوا في اختيار الموقع.",
    "وأضاف أن نحو {n} أسرة في {where} ستستفيد من المشروع، بعد سنوات من الانتظار والوعود المؤجلة.",
    "وذكر أهال أن {what} تأخرت كثيرا، وطالبوا بنشر أسماء المقاولين ومواعيد التسليم على لوحة عامة.",
    "ومن المقرر أن تزور لجنة من {who} المكان بعد {n} يوما لتقييم ما أنجز ورفع تقرير مفصل عنه.",
)
SECTIONS = ("محليات", "اقتصاد", "خدمات")


@dataclass(frozen=True)
class Story:
    number: int
    headline: str
    section: str
    paragraphs: tuple[str, ...]
    day: int  # of February 2025


def stories(count: int, seed: int) -> list[Story]:
    dice = random.Random(seed)  # noqa: S311 - texts, not secrets
    made = []
    for number in range(count):
        values = {"who": dice.choice(WHO), "where": dice.choice(WHERE), "what": dice.choice(WHAT)}
        texts = [each.format(n=dice.randint(11, 90), **values) for each in SENTENCES]
        dice.shuffle(texts)
        headline = "{who} يبدأ {what} في {where} خلال {n} يوما".format(
            n=dice.randint(11, 99), **values
        )
        section = dice.choice(SECTIONS)
        told = tuple(texts[: dice.randint(3, 5)])
        made.append(Story(7000 + number, headline, section, told, (7 * number + seed) % 28 + 1))
    return made


Names = dict[str, str]
OLD: Names = {
    "page": "page", "article": "article", "title": "title", "cat": "cat", "body": "text",
    "related": "related", "side": "side", "h": "h1", "p": "p", "date": "date",
}  # fmt: skip


def page(story: Story, others: list[Story], names: Names, shape: str = "plain") -> str:
    """A page of the site in a layout: its names, and how its parts lie."""
    links = "".join(
        f'<li><a href="/news/{each.number}">{each.headline}</a>{_date(each, names)}</li>'
        for each in others[:4]
    )
    head = f"<{names['h']} {_named(names['title'])}>{_inner(story.headline, shape)}</{names['h']}>"
    cat = f"<span {_named(names['cat'])}>{story.section}</span>"
    body = BODIES.get(shape, _plain)(story, names)
    crumbs = f'<nav class="crumbs"><a href="/">الرئيسية</a> <span>{story.headline}</span></nav>'
    first = crumbs if shape == "crumbs" else ""
    main = f"{first}{cat}{head}{_date(story, names)}{body}"
    related = f"<div {_named(names['related'])}><h3>أخبار ذات صلة</h3><ul>{links}</ul></div>"
    side = f"<aside {_named(names['side'])}><h3>الأكثر قراءة</h3><ul>{links}</ul></aside>"
    article = f"<div {_named(names['article'])}>{main}</div>{related}"
    if shape == "deep":
        article = (
            f'<div class="wrap"><div class="grid"><div class="col">{article}</div></div></div>'
        )
    if shape == "same_names":  # related headlines are named as the headline is
        side = "".join(
            f"<div {_named(names['title'])}>{each.headline}</div>" for each in others[:3]
        )
        article = f"{side}{article}" if len(story.headline) % 2 else f"{article}{side}"
        side = ""
    inside = f"{side}{article}" if shape == "side_first" else f"{article}{side}"
    return (
        f'<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{story.headline} - '
        f'نوافذ</title></head><body><header><a href="/">نوافذ</a></header>'
        f"<div {_named(names['page'])}>{inside}</div>"
        "<footer>جميع الحقوق محفوظة</footer></body></html>"
    )


def _date(story: Story, names: Names) -> str:
    """Those of related articles are named as that of the article is."""
    return f"<time {_named(names['date'])}>{story.day} فبراير 2025</time>"


def _named(name: str) -> str:
    """An attribute: `#x` is an id, `[itemprop=x]` what it says, anything else classes."""
    if name.startswith("#"):
        return f'id="{name[1:]}"'
    if name.startswith("["):
        key, _, value = name[1:-1].partition("=")
        return f'{key}="{value}"'
    return f'class="{name}"' if name else ""


def _inner(headline: str, shape: str) -> str:
    return f"<span>{headline}</span>" if shape == "nested" else headline


def _plain(story: Story, names: Names) -> str:
    tag = names["p"]
    texts = "".join(f"<{tag}>{each}</{tag}>" for each in story.paragraphs)
    return f"<div {_named(names['body'])}>{texts}</div>"


def _lines(story: Story, names: Names) -> str:
    return f"<div {_named(names['body'])}>{'<br><br>'.join(story.paragraphs)}</div>"


def _advertised(story: Story, names: Names) -> str:
    made = _plain(story, names)
    return made.replace("</p>", '</p><div class="ad-box"></div>', 1)


def _unwrapped(story: Story, names: Names) -> str:
    return "".join(f"<p {_named(names['body'])}>{each}</p>" for each in story.paragraphs)


def _numbered(story: Story, names: Names) -> str:
    return _plain(story, names).replace("<div ", f'<div data-id="{story.number}" ', 1)


BODIES: dict[str, Callable[[Story, Names], str]] = {
    "lines": _lines,
    "ads": _advertised,
    "unwrapped": _unwrapped,
    "numbered": _numbered,
}
RENAMED: tuple[Names, ...] = (
    {"title": "entry-title", "cat": "entry-cat", "body": "entry-content", "date": "entry-date"},
    {"title": "headline", "cat": "kicker", "body": "story-body", "h": "h2", "date": "stamp"},
    {
        "title": "[itemprop=headline]", "cat": "[itemprop=articleSection]",
        "body": "[itemprop=articleBody]", "date": "[itemprop=datePublished]",
    },
    {"title": "#news-title", "cat": "#news-cat", "body": "#news-text"},
    {
        "title": "css-1x7g9k", "cat": "css-9d8e7f", "body": "css-4a5b6c", "article": "post",
        "date": "css-3k4j5h",
    },
    {"title": "t big bold", "cat": "c small", "body": "b wide", "h": "div", "date": "d tiny"},
    {"title": "", "cat": "tag", "body": "prose", "article": "single", "date": ""},
    {"title": "name", "cat": "label", "body": "", "article": "news-item"},
    {"title": "post__title post__title--xl", "cat": "post__cat", "body": "post__text", "p": "div"},
)  # fmt: skip
SHAPES = ("plain", "crumbs", "deep", "side_first", "nested", "lines", "ads", "numbered")
TRAPS = ("same_names", "unwrapped")
WITH_SHAPES = 7  # ways to name the parts that are tried with every shape


def layouts() -> list[tuple[str, Names, str]]:
    """A name, the names of its parts, and its shape: of each new layout."""
    made = [
        (f"{shape}-{number}", OLD | names, shape)
        for shape in SHAPES
        for number, names in enumerate(RENAMED[:WITH_SHAPES])
    ]
    return made + [
        (f"{trap}-{number}", OLD | names, trap)
        for trap in TRAPS
        for number, names in enumerate(RENAMED)
    ]
