"""`scrapy crawl`: what keeps a site from being crawled is a line, and no stack."""

import pytest

from tests.commandline import completed


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("nowhere",), 64, "rasid: no site 'nowhere'; there are adngad, aggregator"),
        ((), 64, "rasid: name one site"),
        (("aggregator",), 78, "rasid: aggregator has no address: give one by -a start_urls=URL"),
        (("yemeni_windows",), 78, "rasid: RASID_CONTACT is ''"),
    ],
)
def test_what_keeps_a_site_from_being_crawled(tmp_path, arguments, code, told):
    done = completed("crawl", *arguments, RASID_DATA_DIR=str(tmp_path), RASID_CONTACT="")
    assert done.returncode == code
    assert done.stderr.splitlines()[-1].startswith(told)
    assert "Traceback" not in done.stderr
