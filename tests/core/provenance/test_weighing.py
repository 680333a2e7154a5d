"""Places that agree make a publisher surer, those that contradict it less sure or silent."""

from __future__ import annotations

import pytest

from crawler.core.provenance.candidates import (
    Candidate,
    Original,
    choose_publisher,
    choose_sources,
)
from crawler.core.provenance.registry import read_registry

KNOWN = read_registry(
    "الضفاف\tpublisher\tصحيفة الضفاف\tbanks.example\t\t\t\n"
    "السهول\tpublisher\t\tplains.example\t\t\t\n"
)


def line(name, sure=0.8, url=None):
    return Candidate(name, "source_line", sure, url)


def json_ld(name, sure=0.7, url=None):
    return Candidate(name, "jsonld", sure, url)


@pytest.mark.parametrize(
    ("found", "name", "sure"),
    [
        ([line("الضفاف")], "الضفاف", 0.8),
        ([line("«الضفاف»"), json_ld("صحيفة الضفاف")], "الضفاف", 0.85),
        ([line("الضفاف"), Candidate("الضفاف", "beside", 0.7)], "الضفاف", 0.8),
        ([line("الضفاف"), json_ld("السهول")], "الضفاف", 0.6),
        ([line("الضفاف"), Candidate("السهول", "dateline", 0.7)], "الضفاف", 0.8),
        ([line("الضفاف", url="https://banks.example/7")], "الضفاف", 0.9),
        ([line("الضفاف", url="https://plains.example/7")], "الضفاف", 0.4),
        ([line("الضفاف", url="https://plains.example/7"), json_ld("السهول")], "السهول", 0.5),
        ([Candidate("الضفاف", "selector", 0.95, "https://plains.example/")], "الضفاف", 0.95),
    ],
)
def test_weight(found, name, sure):
    publisher = choose_publisher(found, KNOWN)
    assert (publisher.name, publisher.confidence) == (name, sure)


def test_nothing_is_said_by_who_is_not_sure():
    assert choose_publisher([], KNOWN) is None
    found = [line("الضفاف", 0.5), json_ld("السهول", 0.5)]
    assert choose_publisher(found, KNOWN) is None


@pytest.mark.parametrize(
    ("found", "url"),
    [
        (line("الضفاف"), "https://banks.example/"),
        (line("الضفاف", url="http://old-banks.example/n/7"), "https://banks.example/"),
        (line("مرايا", url="http://mirrors.example/n/7"), "http://mirrors.example/"),
        (line("مرايا"), None),
    ],
)
def test_the_address_is_the_registry_s_or_the_page_s(found, url):
    assert choose_publisher([found], KNOWN).url == url


def test_sources_of_the_surest_site_each_once():
    found = [
        Original("https://banks.example/7", "canonical", 0.5),
        Original("https://banks.example/7?utm_source=x", "source_link", 0.85),
        Original("https://banks.example/8", "jsonld", 0.8),
        Original("https://plains.example/9", "meta", 0.7),
        Original("https://banks.example/", "selector", 0.9),
    ]
    publisher = choose_publisher([line("الضفاف")], KNOWN)
    kept = choose_sources(found, publisher, KNOWN)
    assert [(each.url, each.confidence) for each in kept] == [
        ("https://banks.example/7?utm_source=x", 0.85),
        ("https://banks.example/8", 0.8),
    ]


def test_an_original_elsewhere_than_at_its_publisher_is_doubtful():
    publisher = choose_publisher([line("السهول")], KNOWN)
    doubtful = Original("https://banks.example/7", "source_link", 0.85)
    assert choose_sources([doubtful], publisher, KNOWN)[0].confidence == 0.65
    lying = Original("https://banks.example/7", "canonical", 0.5)
    assert choose_sources([lying], publisher, KNOWN) is None
