"""Pages that are linked as articles and are none: what a real site serves on a bad day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from crawler.demo.reply import Reply, html_reply
from crawler.demo.sections import SITE_NAME
from crawler.demo.story import FIRST_ID, Story, story_of

# reason, headline under which a listing shows it
BROKEN = (
    ("http_404", "افتتاح ممشى جديد على كورنيش المدينة القديمة مساء الخميس"),
    ("http_500", "وفد من المهندسين يزور محطة التحلية ويعد بتقرير مفصل"),
    ("empty", "طلاب الجامعة يطلقون مبادرة لتنظيف الشاطئ في العطلة"),
    ("truncated", "مزادات التمور تعود إلى السوق الكبير بعد غياب عامين"),
    ("soft_404", "إعلان أسماء الفائزين في مسابقة الخط العربي للناشئين"),
    ("challenge", "توقيع اتفاق لتشغيل خط حافلات بين الميناء والجامعة"),
)
HOURS_APART = 2  # so that they stand between the newest articles of a listing
TRUNCATED_SLOT = 25  # a story of 2020, shown nowhere else
CUT_SHARE = 0.55
SOFT_404 = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>الصفحة غير موجودة - {SITE_NAME}</title></head><body><div class="error">
<h1>الصفحة غير موجودة</h1><p>عذراً، الصفحة التي تبحث عنها غير موجودة أو تم نقلها.</p>
<a href="/">العودة إلى الرئيسية</a></div></body></html>"""
CHALLENGE = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<meta http-equiv="refresh" content="390"><meta name="robots" content="noindex,nofollow"></head>
<body><div class="main-wrapper"><h1>Checking your browser before accessing the site.</h1>
<p>Verify you are human by completing the action below. This may take a few seconds.</p>
<form id="challenge-form" action="#" method="POST"><input type="hidden" name="md"></form>
<noscript>Enable JavaScript and cookies to continue</noscript>
<script>window._cf_chl_opt={cType:"managed"};</script></div></body></html>"""
ERROR = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"


def broken_stories(seed: int, now: datetime) -> tuple[Story, ...]:
    """The broken pages as a listing shows them at `now`; their ids never change."""
    text = story_of(seed, TRUNCATED_SLOT)
    return tuple(
        Story(
            id=FIRST_ID - len(BROKEN) + place,
            headline=headline,
            section="local",
            publisher=text.publisher,
            paragraphs=text.paragraphs if reason == "truncated" else (),
            published=now - timedelta(hours=HOURS_APART * (place + 1)),
            kind="broken",
            reason=reason,
        )
        for place, (reason, headline) in enumerate(BROKEN)
    )


def broken_reply(story: Story, render: Callable[[], str]) -> Reply:
    """What the server answers for a broken page; `render` gives its page were it whole."""
    match story.reason:
        case "http_500":
            return html_reply(ERROR.format("500 Internal Server Error"), status=500)
        case "empty":
            return html_reply("")
        case "truncated":
            whole = render()
            first = whole.index("</p>") + len("</p>")  # further on in a padded page
            end = whole.rindex("</p>", 0, max(first, int(len(whole) * CUT_SHARE)))
            return html_reply(whole[: end + 2])
        case "soft_404":
            return html_reply(SOFT_404)
        case "challenge":
            return html_reply(CHALLENGE)
        case _:
            return not_found()


def not_found() -> Reply:
    """The answer for an address that does not exist."""
    return html_reply(ERROR.format("404 Not Found"), status=404)
