"""One publisher has one name, whatever its spelling and its domain, and domains have days."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.core.provenance.names import name_key
from crawler.core.provenance.registry import COLUMNS, FILE, read_registry, registry

TABLE = """\
# a comment
صدى الوادي\tpublisher\tsada wadi|صدى\toldest.example\t2019-01-01\t2024-05-01\t2026-11
صدى الوادي\tpublisher\t\tnewest.example\t2024-05-01\t\t2026-11
ورثة الاسم\tpublisher\t\toldest.example\t2025-01-01\t\t2026-11

حائر\tpublisher\t\tone.example\t\t\t2026-11
حائر\tpublisher\t\ttwo.example\t\t\t2026-11
متنازع\tagency\t\ttwo.example\t\t\t2026-11
بلا موقع\taggregator\t\t\t\t\t2026-11
"""
CHURN = {
    "عدن الغد": ("adengad.net", "adngad.net"),
    "المشهد اليمني": ("almashhad-alyemeni.com", "almashhadnews.com", "almashhad.news"),
    "كريتر سكاي": ("crater-sky.net", "crater-sky.com", "cratersky.net"),
    "صحافة نت": ("sahafah.net", "sahaafa.net", "sahafahnet.net"),
    "أنباء عدن": ("anbaaden.com", "anbaaden.net"),
    "مأرب برس": ("marebpress.net", "marebpress.org"),
}


@pytest.fixture
def known():
    return read_registry(TABLE)


def name(found):
    return found and found.name


@pytest.mark.parametrize(
    ("host", "on", "owner"),
    [
        ("oldest.example", date(2018, 12, 31), None),
        ("oldest.example", date(2019, 1, 1), "صدى الوادي"),
        ("www.oldest.example", date(2024, 4, 30), "صدى الوادي"),
        ("oldest.example", date(2024, 5, 1), None),
        ("oldest.example", date(2025, 1, 1), "ورثة الاسم"),
        ("oldest.example", None, "ورثة الاسم"),
        ("m.newest.example", None, "صدى الوادي"),
        ("one.example", None, "حائر"),
        ("two.example", None, None),
        ("example", None, None),
        ("", None, None),
    ],
)
def test_whose_a_domain_was_on_a_day(known, host, on, owner):
    assert name(known.on(on).by_host(host)) == owner


def test_home_is_the_newest_domain_where_the_table_says_which(known):
    homes = {each.name: each.home for each in known.publishers}
    assert homes == {
        "صدى الوادي": "https://newest.example/",
        "ورثة الاسم": "https://oldest.example/",
        "حائر": None,
        "متنازع": "https://two.example/",
        "بلا موقع": None,
    }


def test_the_latest_of_several_open_domains_with_days():
    rows = "\n".join(
        f"س\tpublisher\t\t{year}.example\t{year}-01-01\t\t2026-11" for year in (2021, 2023)
    )
    assert read_registry(rows).by_name("س").home == "https://2023.example/"


def test_slugs(known):
    assert name(known.by_slug("NEWEST")) == "صدى الوادي"
    assert name(known.by_slug("oldest")) is None
    assert name(known.by_slug("خبر")) is None
    assert name(registry().by_slug("adenonline")) == "عدن أونلاين"
    assert registry().by_slug("sport") is None
    assert registry().by_slug("spa") is None


@pytest.mark.parametrize("row", ["a\tpublisher", "a\tpaper\t\t\t\t\t"])
def test_a_wrong_row_is_named(row):
    with pytest.raises(ValueError, match="line 1 of the registry"):
        read_registry(row)


def test_a_name_cannot_stand_for_two():
    rows = "أ\tpublisher\tج\t\t\t\t\nب\tpublisher\tج\t\t\t\t"
    with pytest.raises(ValueError, match="stands for"):
        read_registry(rows)


def test_a_wrong_day_is_an_error():
    with pytest.raises(ValueError, match="month"):
        read_registry("أ\tpublisher\t\ta.example\t2020-13-01\t\t")


@pytest.mark.parametrize(("owner", "hosts"), CHURN.items())
def test_the_known_changes_of_domains(owner, hosts):
    assert {name(registry().by_host(host)) for host in hosts} == {owner}
    assert registry().by_name(owner).home is None  # nobody has published which is the newest


@pytest.mark.parametrize(
    ("spellings", "owner"),
    [
        (("عدن الغد", "صحيفة عدن الغد", "«عدن الغد»", "موقع عدن الغد", "عَدَن الغد"), "عدن الغد"),
        (("أ ف ب", "أ.ف.ب", "ا ف ب", "فرانس برس", "وكالة فرانس برس", "AFP", "afp"), "فرانس برس"),
        (("سبأ", "وكالة سبأ", "سبأ نت", "سبأنت", "وكالة الأنباء اليمنية (سبأ)"), "سبأ"),
        (("المصدر اونلاين", "المصدر أونلاين"), "المصدر أونلاين"),
    ],
)
def test_spellings(spellings, owner):
    assert {name(registry().by_name(each)) for each in spellings} == {owner}


def test_two_houses_of_one_name_are_told_apart_by_their_domains_only():
    known = registry()
    houses = {name(known.by_host(host)) for host in ("sabanew.net", "saba.ye")}
    assert houses == {"سبأ (عدن)", "سبأ (صنعاء)"}
    assert known.by_name("سبأ").domains == []


def test_the_table_is_tidy():
    rows = [
        line.split("\t")
        for line in FILE.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    assert {len(row) for row in rows} == {len(COLUMNS)}
    hosts = [row[3] for row in rows if row[3]]
    assert len(set(hosts)) == len(hosts)
    assert all(host == host.lower() and "/" not in host for host in hosts)
    assert all(name_key(row[0]) for row in rows)
