"""What is switched off is taken out before it is loaded; what is switched on stays."""

from __future__ import annotations

import pytest
from scrapy.settings import Settings
from scrapy.settings import default_settings as scrapys

from crawler import settings as project
from crawler.framework.unused_parts import PARTS, UnusedParts


@pytest.mark.parametrize(("switch", "table", "path"), PARTS)
def test_each_is_a_part_of_scrapy_with_that_switch(switch, table, path):
    assert path in getattr(scrapys, table)
    assert switch in scrapys.__all__
    assert not getattr(project, switch, getattr(scrapys, switch))


@pytest.mark.parametrize(("switch", "table", "path"), PARTS)
@pytest.mark.parametrize("on", [False, True])
def test_only_what_is_off_is_taken_out(switch, table, path, on):
    settings = Settings({switch: on})
    UnusedParts().update_settings(settings)
    assert (path in settings[table]) is on


def test_a_part_that_is_missing_is_no_error():
    settings = Settings({"EXTENSIONS_BASE": {}})
    UnusedParts().update_settings(settings)
    assert dict(settings["EXTENSIONS_BASE"]) == {}


def test_the_other_parts_stay():
    settings = Settings({switch: False for switch, _, _ in PARTS})
    UnusedParts().update_settings(settings)
    for table in ("DOWNLOADER_MIDDLEWARES_BASE", "EXTENSIONS_BASE"):
        taken = {path for _, name, path in PARTS if name == table}
        assert set(getattr(scrapys, table)) - set(settings[table]) == taken
