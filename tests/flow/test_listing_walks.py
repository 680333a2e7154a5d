"""Walks from page to page: arrows, "load more" with JSON, and where they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.flow.loopback import Answers, answering
from tests.flow.runs import Run, run
from tests.flow.told import page_of, stories

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
JSON = "application/json; charset=utf-8"


def links(*numbers: int) -> str:
    told = stories(9)
    return "".join(f"<li><a href='/news/{n}'>{told[n].headline}</a></li>" for n in numbers)


def site() -> Answers:
    """Nine articles, and no listing yet."""
    answers = Answers()
    for number, story in enumerate(stories(9)):
        answers.page(f"/news/{number}", page_of(story))
    return answers


def crawl(answers: Answers, folder: Path) -> Run:
    with answering(answers) as url:
        return run(url, folder)


def page(body: str) -> str:
    return f"<html><body>{body}</body></html>"


def test_arrows_that_point_the_wrong_way(tmp_path: Path) -> None:
    answers = site()
    answers.page("/", page(links(0, 1, 2) + "<a href='/?page=2'>»</a>"))
    back = "<a href='/?page=1'>«</a>"
    answers.page("/?page=1", page(links(0, 1, 2)))
    answers.page("/?page=2", page(f"{links(3, 4, 5)}<a href='/?page=3'>»</a>{back}"))
    answers.page("/?page=3", page(f"{links(6, 7, 8)}<a href='/?page=2'>«</a>"))

    done = crawl(answers, tmp_path)

    assert done.articles == 9
    assert "/?page=1" not in answers.asked


def test_load_more_that_answers_json(tmp_path: Path) -> None:
    answers = site()
    button = "<button class='load-more' data-url='/more' data-page='1'>المزيد</button>"
    answers.page("/", page(links(0, 1, 2) + button))
    for number, shown in ((2, (3, 4, 5)), (3, (6, 7, 8)), (4, ())):
        text = json.dumps({"html": links(*shown)}, ensure_ascii=False)
        answers.page(f"/more?page={number}", text, kind=JSON)

    done = crawl(answers, tmp_path)

    assert done.articles == 9
    assert done.stats["rasid/listing/ended_at_empty"] == 1
    assert [path for path in answers.asked if "more" in path] == [
        f"/more?page={number}" for number in (2, 3, 4)
    ]


def test_a_page_number_that_the_site_ignores_ends_the_walk(tmp_path: Path) -> None:
    answers = site()
    for number in range(1, 30):
        path = f"/?page={number}" if number > 1 else "/"
        answers.page(path, page(links(*range(9)) + f"<a href='/?page={number + 1}'>›</a>"))

    done = crawl(answers, tmp_path)

    assert done.articles == 9
    assert done.stats["rasid/listing/ended_at_repeat"] == 1
    assert [path for path in answers.asked if "page=" in path] == ["/?page=2"]


def test_a_calendar_without_news_ends_the_walk(tmp_path: Path) -> None:
    answers = site()
    answers.page("/", page(links(*range(9)) + "<a href='/days?month=2024-01'>التالي</a>"))
    for month in range(1, 12):
        following = f"<a href='/days?month=2024-{month + 1:02}'>التالي</a>"
        answers.page(f"/days?month=2024-{month:02}", page(f"<h1>التقويم</h1>{following}"))

    done = crawl(answers, tmp_path)

    assert done.articles == 9
    assert done.stats["rasid/listing/ended_at_empty"] == 1
    assert [path for path in answers.asked if "days" in path] == ["/days?month=2024-01"]


def test_an_address_of_the_shape_of_articles_counts_with_a_short_text(tmp_path: Path) -> None:
    answers = site()
    short = page("<a href='/news/8'>عاجل</a>")
    with answering(answers) as url:
        answers.page("/", short)
        assert run(url, tmp_path / "unknown", code=65).articles == 0  # no listing is no good run
        answers.page("/", page(links(*range(8))))
        assert run(url, tmp_path / "known").articles == 8
        answers.page("/", short)
        assert run(url, tmp_path / "known").articles == 9


def test_tools_beside_headlines_are_not_asked_and_a_cursor_is_followed(tmp_path: Path) -> None:
    answers = site()
    tool = "<a href='/pdf/{}'>تحميل الخبر بصيغة ملف محمول</a>"
    tools = "".join(map(tool.format, range(9)))
    button = "<button data-url='/api?size=3' data-cursor='k3'>المزيد</button>"
    answers.page("/", page(links(0, 1, 2) + tools + button))
    for first, after in ((3, "k6"), (6, None)):
        found = {"html": links(*range(first, first + 3)), "nextCursor": after}
        answers.page(f"/api?size=3&cursor=k{first}", json.dumps(found), kind=JSON)

    done = crawl(answers, tmp_path)

    assert done.articles == 9
    assert not [path for path in answers.asked if path.startswith("/pdf/")]
