"""Each record is one line of JSON, whatever its message holds."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from datetime import date
from types import SimpleNamespace

import pytest
from scrapy.settings import Settings

from crawler.core.errors import CreateError
from crawler.framework.logs import JsonLogs, LogFile, _crawl, drop_old, follow, install, log_failure


@pytest.fixture
def root():
    """The root logger, afterwards as it was."""
    logger = logging.getLogger()
    handlers, level = list(logger.handlers), logger.level
    yield logger
    for handler in [each for each in logger.handlers if each not in handlers]:
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


@pytest.fixture
def log(root, tmp_path):
    """Logs one message to a new file and gives the lines that are in it."""
    path = tmp_path / "logs" / "today.jsonl"
    install(str(path), Settings())
    before = _crawl.set(None)  # a spider that another test has made here

    def write(message, *args, **extra):
        logging.getLogger("rasid.test").info(message, *args, extra=extra)
        lines = path.read_text(encoding="utf-8").split("\n")
        assert lines.pop() == ""
        return [json.loads(line) for line in lines]

    yield write
    _crawl.reset(before)


def test_a_line_says_when_how_bad_who_and_what(log):
    (line,) = log("وصل %s", "خبر")
    assert line["message"] == "وصل خبر"
    assert (line["level"], line["name"]) == ("INFO", "rasid.test")
    assert line["asctime"]


@pytest.mark.parametrize(
    "text", ["سطر\nثان", "\x1b[31mأحمر", '"}\n{"level": "ERROR"}', "\r\x00", "\ud800"]
)
def test_a_title_cannot_forge_or_lose_a_line(log, text):
    (line,) = log("عنوان %s", text)
    assert line["level"] == "INFO"
    assert line["message"].startswith("عنوان ")


def test_escapes_of_a_terminal_do_not_reach_it(log, tmp_path):
    log("\x1b[31m")
    assert b"\x1b" not in (tmp_path / "logs" / "today.jsonl").read_bytes()


def test_the_run_and_the_site_stand_in_each_line(log):
    spider = SimpleNamespace(name="windows", source="windows@127.0.0.1", run_id="r1")
    (line,) = log("x", spider=spider, crawler=object(), item=object(), response=object())
    assert (line["site"], line["run_id"]) == ("windows@127.0.0.1", "r1")
    assert not {"spider", "crawler", "item", "response"} & set(line)


def test_lines_without_a_spider_are_of_the_crawl_whose_task_writes_them(log):
    async def crawl(name):
        follow(name, f"{name}-run")
        await asyncio.sleep(0)  # the other begins
        await asyncio.create_task(child())

    async def child():
        log("x")

    async def both():
        await asyncio.gather(crawl("windows"), crawl("doors"))
        log("x")

    asyncio.run(both())
    lines = [line for line in log("last") if line["name"] == "rasid.test"]
    assert [line.get("site") for line in lines] == ["windows", "doors", None, None]
    assert lines[1]["run_id"] == "doors-run"


def test_a_spider_that_is_not_ours(log):
    (line,) = log("x", spider=SimpleNamespace(name="plain"))
    assert (line["site"], line["run_id"]) == ("plain", None)


def test_a_second_set_up_replaces_the_first(root, tmp_path):
    for name in ("a", "b"):
        install(str(tmp_path / name), Settings({"LOG_LEVEL": "WARNING"}))
    ours = [each for each in root.handlers if getattr(each, "rasid", False)]

    assert [each.baseFilename for each in ours] == [str(tmp_path / "b")]
    assert ours[0].level == logging.WARNING


def test_without_a_file_lines_go_to_standard_error(root):
    install(None, Settings())
    (ours,) = [each for each in root.handlers if getattr(each, "rasid", False)]
    assert ours.stream is sys.stderr


@pytest.mark.parametrize(
    ("values", "file"),
    [
        ({"RASID_LOG_FILE": "ours", "LOG_FILE": "scrapys"}, "ours"),
        ({"LOG_FILE": "scrapys"}, "scrapys"),
        ({"LOG_ENABLED": False, "LOG_FILE": "scrapys"}, None),
    ],
)
def test_the_add_on_takes_the_place_of_scrapys_handler(root, tmp_path, monkeypatch, values, file):
    monkeypatch.chdir(tmp_path)
    settings = Settings(values)
    JsonLogs.update_pre_crawler_settings(settings)

    assert settings.getbool("LOG_INSTALL_ROOT_HANDLER") is False
    ours = [each for each in root.handlers if getattr(each, "rasid", False)]
    assert [each.baseFilename for each in ours] == ([str(tmp_path / file)] if file else [])


@pytest.fixture
def full_disk(root):
    """A device that takes no byte."""
    install("/dev/full", Settings())
    return logging.getLogger("rasid.test")


def test_a_full_disk_is_said_once_and_the_crawl_goes_on(full_disk, capsys):
    for number in range(3):
        full_disk.info("وصل %d", number)

    assert capsys.readouterr().err.count("the log /dev/full could not be written: No space") == 1
    assert log_failure().exit_code == 74


def test_a_message_that_cannot_be_put_together_is_shown_with_its_stack(log, root, capsys):
    (handler,) = [each for each in root.handlers if isinstance(each, LogFile)]
    handler.handle(logging.makeLogRecord({"msg": "وصل %d", "args": ("خبر",)}))

    assert "Logging error" in capsys.readouterr().err
    assert log_failure() is None


def test_a_log_that_cannot_be_opened(root, tmp_path):
    (tmp_path / "logs").touch()

    with pytest.raises(CreateError, match=r"today\.jsonl cannot be opened"):
        install(str(tmp_path / "logs" / "today.jsonl"), Settings())


OLD = ("2025-12-31.jsonl", "2026-01-01.jsonl", "2026-04-01.jsonl", "other.jsonl", "2025-01-01.txt")


@pytest.mark.parametrize(
    ("days", "kept"),
    [(90, OLD[1:]), (0, OLD), (1e9, OLD), (89.5, OLD[2:])],
)
def test_logs_of_days_long_ago_go_and_nothing_else(tmp_path, days, kept):
    for name in OLD:
        (tmp_path / name).touch()
    drop_old(tmp_path, date(2026, 4, 1), days)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(kept)


@pytest.mark.parametrize("today", [date(2026, 4, 2), date(2036, 4, 1)])
def test_a_clock_that_is_ahead_removes_no_log_before_its_time(tmp_path, today):
    for name in OLD:
        (tmp_path / name).touch()
    drop_old(tmp_path, today, 90)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(OLD[1:])


def test_a_folder_of_logs_that_is_not_there_is_no_failure(tmp_path):
    drop_old(tmp_path / "logs", date(2026, 4, 1), 90)
    assert not (tmp_path / "logs").exists()
