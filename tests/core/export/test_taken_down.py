"""Every place in which an article carries an address or a name that was taken down."""

from __future__ import annotations

import pytest

from crawler.core.article import Author, Provider, Publisher, Source
from crawler.core.export.rights import Takedown

ADDRESS = "https://taken.example/n/7"
NAME = "مرآة الساحل"


@pytest.mark.parametrize(
    "place",
    [
        {"url": ADDRESS},
        {"canonicalUrl": ADDRESS},
        {"isBasedOn": [Source(url="https://origin.example/1"), Source(url=ADDRESS)]},
        {"publisher": Publisher(name="أخرى", url=ADDRESS)},
        {"provider": Provider(name="أخرى", url=ADDRESS)},
    ],
    ids=lambda place: next(iter(place)),
)
@pytest.mark.parametrize("entry", [ADDRESS, f"{ADDRESS}?utm_source=x", "taken.example"])
def test_an_address_is_found_wherever_it_stands(make_article, place, entry):
    taken = Takedown.parse([entry])
    assert taken.covers(make_article(**place))
    assert not taken.covers(make_article())


@pytest.mark.parametrize(
    "place",
    [
        {"publisher": Publisher(name=NAME)},
        {"provider": Provider(name=NAME, url="https://windows.example/")},
        {"author": [Author(name="سالم العمري"), Author(name=NAME)]},
    ],
    ids=lambda place: next(iter(place)),
)
def test_a_name_is_found_wherever_it_stands(make_article, place):
    taken = Takedown.parse([f"  {NAME}  "])
    assert taken.covers(make_article(**place))
    assert not taken.covers(make_article())


@pytest.mark.parametrize("host", ["www.taken.example", "taken.example"])
@pytest.mark.parametrize("entry", ["taken.example", "WWW.Taken.example"])
def test_a_host_is_one_with_and_without_its_www(make_article, host, entry):
    assert Takedown.parse([entry]).covers(make_article(url=f"https://{host}/n/8"))


@pytest.mark.parametrize("query", ["?utm_source=share", "?fbclid=1", "#comments"])
def test_an_article_that_was_found_by_a_longer_address_is_covered_too(make_article, query):
    assert Takedown.parse([ADDRESS]).covers(make_article(url=ADDRESS + query))
