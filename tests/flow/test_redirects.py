"""A link that leads elsewhere is counted and not asked in every run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaigns.campaign import Site
from tests.flow.loopback import Answers, answering

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
TEXT = (
    "فتحت المكتبة العامة أبوابها مساء أمس أمام الزوار بعد تجديد قاعات القراءة فيها.",
    "وقال أمين المكتبة إن الكتب الجديدة وصلت من ثلاث دور نشر، وإن الإعارة مجانية هذا الشهر.",
)


def headline(number: int) -> str:
    return f"المكتبة العامة تستقبل زوارها بعد التجديد رقم {number}"


def test_redirects_are_dealt_with_once(tmp_path: Path) -> None:
    answers = Answers()
    links = "".join(f"<li><a href='/news/{n}'>{headline(n)}</a></li>" for n in range(1, 6))
    answers.page("/", f"<html><body><ul>{links}</ul></body></html>")
    for number in (1, 2, 3):
        body = "".join(f"<p>{text} ({number})</p>" for text in TEXT)
        page = f"<html><body><h1>{headline(number)}</h1>{body}</body></html>"
        answers.page(f"/news/{number}", page)
    with answering(answers) as url:
        answers.redirect("/news/4", f"{url}news/1")  # the same article under another address
        answers.redirect("/news/5", url.replace("127.0.0.1", "localhost"))  # another site
        first, line = Site(url, tmp_path).finish()
        asked = list(answers.asked)
        answers.asked.clear()
        second, again = Site(url, tmp_path).finish()

    assert (first, second) == (0, 0), line + again
    assert "3 new" in line
    assert "1 failed article offsite" in line
    assert asked.count("/news/1") == 1
    assert set(answers.asked) == {"/"}  # robots.txt is still known
