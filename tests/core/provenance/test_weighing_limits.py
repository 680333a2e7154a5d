"""How sure many places together can make, and which of two that give one address is kept."""

from __future__ import annotations

import pytest

from crawler.core.provenance.candidates import (
    SURE_MAX,
    WORTH_MIN,
    Candidate,
    Original,
    choose_publisher,
    choose_sources,
)
from crawler.core.provenance.registry import read_registry

KNOWN = read_registry("الضفاف\tpublisher\t\tbanks.example\t\t\t\n")
URL = "https://mirrors.example/n/7"


def places(sure, *methods):
    return [Candidate("مرايا الساحل", method, sure) for method in methods]


@pytest.mark.parametrize(
    ("found", "sure"),
    [
        (places(0.8, "source_line"), 0.8),
        (places(0.8, "source_line", "jsonld"), 0.85),
        (places(0.8, "source_line", "jsonld", "class", "canonical"), 0.85),
        (places(0.95, "selector", "jsonld"), SURE_MAX),
    ],
)
def test_places_that_agree_make_it_surer_once_and_never_quite(found, sure):
    assert choose_publisher(found, KNOWN).confidence == sure


def test_what_is_just_not_sure_enough_is_not_said():
    assert choose_publisher(places(WORTH_MIN, "beside"), KNOWN) is None
    assert choose_publisher(places(WORTH_MIN + 0.01, "beside"), KNOWN) is not None
    assert choose_sources([Original(URL, "canonical", WORTH_MIN)], None, KNOWN) is None
    assert choose_sources([Original(URL, "canonical", WORTH_MIN + 0.01)], None, KNOWN)


@pytest.mark.parametrize("turned", [False, True])
def test_an_address_is_kept_as_its_surest_place_gives_it(turned):
    found = [
        Original(URL, "source_link", 0.9),
        Original(f"{URL}?utm_source=share", "jsonld", 0.6),
        Original("https://mirrors.example/n/8", "canonical", 0.7),
    ]
    made = choose_sources(found[::-1] if turned else found, None, KNOWN)
    assert [(each.url, each.method) for each in made] == [
        (URL, "source_link"),
        ("https://mirrors.example/n/8", "canonical"),
    ]
