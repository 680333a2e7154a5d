"""`scrapy demo`: where it keeps what it crawls."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.commands.demo import CLOCK, MIXED, Command


@pytest.fixture
def folders(settings):
    """The data folder as it is set, and the one that the demo takes."""

    def chosen():
        command = Command()
        command.settings = settings.copy()
        command._aggregator(MIXED)
        return Path(settings["RASID_DATA_DIR"]), Path(command.settings["RASID_DATA_DIR"])

    return chosen


def test_it_has_a_folder_beside_what_real_runs_have_stored(folders):
    given, taken = folders()
    assert taken == given / "demo"
    assert (taken / CLOCK).is_file()


def test_a_data_folder_that_is_the_demos_own_gets_no_second_one_in_it(folders, settings):
    _, own = folders()
    settings.set("RASID_DATA_DIR", str(own), priority="cmdline")
    given, taken = folders()
    assert taken == given == own
