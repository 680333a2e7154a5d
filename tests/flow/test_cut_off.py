"""A page without an end is cut off, unless no page of the site has one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaigns.campaign import Site
from tests.campaigns.consumer import Consumer
from tests.flow.loopback import Answers, answering

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
END = "</body></html>"
TEXTS = (
    "أنهى عمال البلدية أمس تركيب مصابيح جديدة في الشارع الخلفي للسوق بعد شهرين من العمل.",
    "قال أحد الباعة إن المكان صار أكثر أماناً للمارة في الليل، وإن حركة البيع زادت قليلاً.",
)


def site(end_of_listing: str, end_of_first: str, end_of_others: str) -> Answers:
    answers = Answers()
    links = "".join(f"<li><a href='/news/{n}'>{headline(n)}</a></li>" for n in range(1, 5))
    answers.page("/", f"<html><body><ul>{links}</ul>{end_of_listing}")
    for number in range(1, 5):
        end = end_of_first if number == 1 else end_of_others
        body = "".join(f"<p>{text} ({number})</p>" for text in TEXTS)
        answers.page(f"/news/{number}", f"<html><body><h1>{headline(number)}</h1>{body}{end}")
    return answers


def headline(number: int) -> str:
    return f"البلدية تنير الشارع رقم {number} خلف السوق القديم"


def published(answers: Answers, folder: Path) -> tuple[int, str]:
    with answering(answers) as url:
        code, output = Site(url, folder).finish()
    consumer = Consumer(folder / "feed")
    consumer.poll()
    assert code == 0, output
    return len(consumer.identifiers), output


def test_the_one_page_that_is_cut_off_is_left_out(tmp_path: Path) -> None:
    count, output = published(site(END, "", END), tmp_path)

    assert count == 3
    assert "1 truncated" in output


def test_a_site_that_never_closes_its_pages_is_read(tmp_path: Path) -> None:
    count, output = published(site("", "", ""), tmp_path)

    assert count == 4
    assert "truncated" not in output
