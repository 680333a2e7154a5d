"""`scrapy extract --explain`: an account of a page in plain lines."""

from __future__ import annotations

import argparse

import pytest
from scrapy.settings import Settings

from crawler.commands.extract import Command

HEADLINE = "فرق الصيانة تعيد التيار إلى أحياء المدينة القديمة"
PAGE = f"""<html><head><title>{HEADLINE}</title></head><body><h1>بالصور.. {HEADLINE}</h1>
<div>منذ يوم</div>
<p>أعادت فرق الصيانة التيار الكهربائي إلى أحياء المدينة القديمة بعد انقطاع دام ثلاثة أيام.</p>
<p>وقال مدير المحطة إن العطل أصاب المحول الرئيس، وإن قطع الغيار وصلت من الميناء أمس.</p>
</body></html>"""


@pytest.fixture
def run(capsys):
    """Runs the command; gives exit code, lines of output, errors."""

    def command(*arguments):
        made = Command()
        made.settings = Settings()
        parser = argparse.ArgumentParser(conflict_handler="resolve")
        made.add_options(parser)
        options, names = parser.parse_known_args(list(map(str, arguments)))
        made.run(names, options)
        said = capsys.readouterr()
        return made.exitcode, said.out.splitlines(), said.err

    return command


def test_an_account_instead_of_a_line(run, tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes(PAGE.encode("cp1256"))
    code, lines, errors = run("--explain", page)

    assert (code, errors) == (0, "rasid: 1 article(s), 0 page(s) without one\n")
    assert lines[0] == str(page)
    titles = [line.strip() for line in lines if line.startswith("  ") and line[2] != " "]
    assert titles == [
        "encoding", "headline", "sources", "date", "language", "removed", "findings",
    ]  # fmt: skip
    told = {line[4:22].strip(): line[23:] for line in lines if line.startswith("    ")}
    assert told["used"] == "\u2068cp1256\u2069"
    assert told["form"] == "\u2068relative\u2069"
    assert told["alternative"] == f"\u2068بالصور.. {HEADLINE}\u2069"
    assert told["headline_label"] == "\u2068بالصور..\u2069"


def test_every_value_keeps_its_direction_to_itself(run, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("منذ يوم", "منذ\u202b يوم\u2067"), encoding="utf-8")
    _, lines, _ = run("--explain", page)
    for line in lines[1:]:
        assert (line.count("\u2068"), line.count("\u2069")) in ((0, 0), (1, 1))
    assert not {"\u202b", "\u2067"} & set("".join(lines))


def test_no_article_no_file_and_a_strange_name(run, tmp_path):
    empty = tmp_path / "em\u202epty\x1b.html"
    empty.write_text("<html><body><p>x</p></body></html>", encoding="utf-8")
    code, lines, errors = run("--explain", empty, tmp_path / "gone.html")

    assert code == 74
    assert lines[0].endswith("empty.html")
    assert "    none               \u2068empty\u2069" in lines
    assert '"error": ' in lines[-1]
    assert errors == "rasid: 0 article(s), 2 page(s) without one\n"
    assert run("--explain", empty)[0] == 65


def test_without_the_option_it_is_a_line(run, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    _, lines, _ = run(page)
    assert len(lines) == 1
    assert f'"headline":"{HEADLINE}"' in lines[0]
