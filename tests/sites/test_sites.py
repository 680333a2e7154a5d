"""Every saved page of every site gives what its file says; `scrapy savepage` writes them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from scrapy.utils.spider import iter_spider_classes

from crawler.core.saved_case import expected_of, saved_page

HERE = Path(__file__).resolve().parent
SPIDERS = HERE.parents[1] / "spiders"
CASES = sorted(path.relative_to(HERE).with_suffix("").as_posix() for path in HERE.glob("*/*.json"))
SITES = sorted(path.stem for path in SPIDERS.glob("*.py") if path.stem != "__init__")


def profile_of(site: str):
    """The profile in the module beside these tests, wherever they stand."""
    spec = importlib.util.spec_from_file_location(f"site_{site}", SPIDERS / f"{site}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (spider,) = iter_spider_classes(module)
    return spider.profile


def told(case: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the file of a case says, and what the engine says."""
    path = HERE / case
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    saved = saved_page(path.with_suffix(".html").read_bytes(), expected)
    return expected, expected_of(
        saved, profile_of(path.parent.name), as_listing="listing" in expected
    )


def differences(expected: Any, found: Any, where: str = "") -> dict[str, tuple[Any, Any]]:
    """Path of each field that differs: what its file says, and what was found now."""
    if isinstance(expected, dict) and isinstance(found, dict):
        names = dict.fromkeys((*expected, *found))
        inner = (
            differences(expected.get(name), found.get(name), f"{where}.{name}".lstrip("."))
            for name in names
        )
        return {path: both for each in inner for path, both in each.items()}
    return {} if expected == found else {where: (expected, found)}


@pytest.mark.parametrize("case", CASES)
def test_a_saved_page_gives_what_its_file_says(case):
    differ = differences(*told(case))
    lines = "".join(f"\n{path}:\n  file {a!r}\n  now  {b!r}" for path, (a, b) in differ.items())
    again = f"scrapy savepage --site {case.partition('/')[0]} --again"
    assert not differ, (
        f"{case} differs; if what is found now is right: {again}, read the diff{lines}"
    )


def test_what_differs_is_told_by_the_name_of_its_field():
    file = {"article": {"headline": "a", "author": [{"name": "b"}], "url": "u"}}
    now = {"article": {"headline": "c", "author": [], "url": "u", "wordCount": 3}}
    assert differences(file, now) == {
        "article.headline": ("a", "c"),
        "article.author": ([{"name": "b"}], []),
        "article.wordCount": (None, 3),
    }
    assert differences(file, file) == {}


@pytest.mark.parametrize("site", SITES)
def test_each_site_has_a_listing_and_an_article(site):
    kinds = [
        next(kind for kind in ("listing", "article", "notAnArticle") if kind in expected)
        for path in (HERE / site).glob("*.json")
        for expected in (json.loads(path.read_text(encoding="utf-8")),)
    ]
    assert "listing" in kinds
    assert "article" in kinds


def test_saved_pages_belong_to_sites_and_are_whole():
    pages = {path.relative_to(HERE).with_suffix("").as_posix() for path in HERE.glob("*/*.html")}
    assert pages == set(CASES)
    assert {case.partition("/")[0] for case in CASES} == set(SITES)
