"""The proposal as a difference of the spider's module."""

from __future__ import annotations

import subprocess

import pytest

from crawler.core.drift.patch import difference, patched
from crawler.core.errors import ProfileError

SOURCE = '''"""موقع تجريبي."""

from crawler.core.site import SiteProfile
from crawler.spider import AggregatorSpider


class WindowsSpider(AggregatorSpider):
    """A site."""

    profile = SiteProfile(
        name="windows",
        start_urls=("https://windows.example/",),
        headline="h1.title",  # العنوان
        body=(
            "div.text"
        ),
        site_names=("نوافذ",),
    )
'''


def test_only_the_selectors_change():
    body = '[itemprop="articleBody"]'
    made = patched(SOURCE, {"headline": "h1.title, .entry-title", "body": body})
    assert 'headline="h1.title, .entry-title",  # العنوان\n' in made
    assert "'[itemprop=\"articleBody\"]'\n" in made
    assert len(made.split("\n")) == len(SOURCE.split("\n"))
    compile(made, "windows.py", "exec")


def test_the_difference_is_one_that_git_takes(tmp_path):
    (tmp_path / "spiders").mkdir()
    file = tmp_path / "spiders" / "windows.py"
    file.write_text(SOURCE, encoding="utf-8")
    made = patched(SOURCE, {"headline": ".x"})
    text = difference("spiders/windows.py", SOURCE, made)
    done = subprocess.run(
        ["git", "apply", "-"], input=text, cwd=tmp_path, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert file.read_text(encoding="utf-8") == made


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("x = 1\n", "0 calls"),
        ("SiteProfile(headline='a')\nSiteProfile()\n", "2 calls"),
        ("SiteProfile(headline=NAME)\n", "headline"),
        ("SiteProfile(name='x')\n", "headline"),
    ],
)
def test_a_module_that_is_none_is_refused(source, word):
    with pytest.raises(ProfileError, match=word):
        patched(source, {"headline": ".x"})
