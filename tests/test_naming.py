"""One word for one thing: a site's module, spider and profile; a step's module and class."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.utils.spider import iter_spider_classes

from crawler import settings
from crawler.core.site import SiteProfile
from crawler.spider import AggregatorSpider

ROOT = Path(__file__).resolve().parents[1]
SITES = sorted(path.stem for path in (ROOT / "spiders").glob("*.py") if path.stem != "__init__")
STEPS = sorted(path.stem for path in (ROOT / "pipelines").glob("*.py") if path.stem != "__init__")
ORDER = (
    "clean_text", "cut_noise", "resolve_date", "check_article", "find_duplicates", "store_article",
)  # fmt: skip
WITHOUT_NETWORK = """
import socket, sys
def refuse(*_, **__):
    raise AssertionError("a module asks the network when it is imported")
socket.socket.connect = socket.getaddrinfo = refuse
for name in sys.argv[1:]:
    __import__(name)
"""


@pytest.mark.parametrize("site", SITES)
def test_a_site_has_one_name(site):
    module = __import__(f"spiders.{site}", fromlist=["*"])
    (spider,) = iter_spider_classes(module)

    assert spider.name == spider.profile.name == site
    assert issubclass(spider, AggregatorSpider)
    assert isinstance(spider.profile, SiteProfile)
    assert spider.__name__.endswith("Spider")
    assert spider.__name__.lower().removesuffix("spider").endswith(site.replace("_", ""))


def test_the_steps_stand_in_their_order_in_hundreds():
    by_place = sorted(settings.ITEM_PIPELINES, key=settings.ITEM_PIPELINES.get)
    assert [path.split(".")[1] for path in by_place] == list(ORDER)
    assert sorted(settings.ITEM_PIPELINES.values()) == [100, 200, 300, 400, 500, 600]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_in_the_settings_under_one_name(step):
    class_name = step.replace("_", " ").title().replace(" ", "")
    path = f"pipelines.{step}.{class_name}"
    assert path in settings.ITEM_PIPELINES
    place = settings.ITEM_PIPELINES[path]

    module = __import__(f"pipelines.{step}", fromlist=["*"])
    assert callable(getattr(module, class_name).process_item)
    assert module.__doc__.startswith(f"Step {place}: ")


def test_sites_and_steps_are_imported_without_network():
    names = [*(f"spiders.{site}" for site in SITES), *(f"pipelines.{step}" for step in STEPS)]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK, *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
