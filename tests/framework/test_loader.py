"""A broken profile is named; the other sites run."""

from __future__ import annotations

import itertools
import sys

import pytest
from scrapy.settings import Settings

from crawler.core.errors import ProfileError
from crawler.framework.loader import SiteLoader

GOOD = """
from crawler.core.site import SiteProfile
from crawler.spider import AggregatorSpider
class {name}(AggregatorSpider):
    profile = SiteProfile(name="{name}", start_urls=("https://windows.example/",))
"""
packages = (f"sites_{number}" for number in itertools.count())


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Loads a package of spiders with these modules."""
    monkeypatch.syspath_prepend(tmp_path)

    def load_sites(**modules):
        package = next(packages)
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
        for name, text in modules.items():
            (tmp_path / package / f"{name}.py").write_text(text)
        return SiteLoader.from_settings(Settings({"SPIDER_MODULES": [package]}))

    yield load_sites
    for name in [name for name in sys.modules if name.startswith("sites_")]:
        del sys.modules[name]


def test_good_sites(load):
    loader = load(one=GOOD.format(name="one"), two=GOOD.format(name="two"))
    assert sorted(loader.list()) == ["one", "two"]
    assert loader.load("one").profile.name == "one"
    assert loader.broken == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("https:", "https"), "start_urls: needs absolute"),
        (GOOD.replace("start_urls", "start_url"), "TypeError.*start_url"),
        (GOOD.replace('name="{name}"', 'name="{name}", timezone="Mars"'), "timezone: .*'Mars'"),
        (GOOD.replace("profile =", "profil ="), "AttributeError.*profile"),
        (GOOD.replace("SiteProfile(", "SiteProfil("), "NameError"),
        (GOOD.replace("core.site", "core.sites"), "ModuleNotFoundError"),
        ("class {name}(", "SyntaxError"),
        ("int('x')", "ValueError"),
        ("{{}}['x']", "KeyError"),
        ("open('/no/such/file')", "FileNotFoundError"),
    ],
)
def test_a_broken_module_does_not_stop_the_others(load, caplog, text, message):
    loader = load(bad=text.format(name="bad"), good=GOOD.format(name="good"))

    assert loader.list() == ["good"]
    assert list(loader.broken) == ["bad"]
    assert isinstance(loader.broken["bad"], ProfileError)
    with pytest.raises(ProfileError, match=message):
        raise loader.broken["bad"]
    assert "site bad cannot be used" in caplog.text


def test_two_spiders_of_one_name_are_said(load):
    text = GOOD.format(name="one")
    with pytest.warns(UserWarning, match="several spiders with the same name"):
        load(one=text, two=text)
