"""Addresses that no crawl reaches, in every form in which they can be written."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crawler.core.access.hosts import (
    address_of,
    forbidden_word,
    free_origins,
    hostname_of,
    netloc_of,
    origin_of,
    origins_of,
)

WORDS = {
    "127.0.0.1": "loopback",
    "127.255.255.254": "loopback",
    "0.0.0.0": "unspecified",
    "10.1.2.3": "private",
    "172.16.0.1": "private",
    "172.31.255.255": "private",
    "192.168.1.1": "private",
    "100.64.0.1": "shared",
    "169.254.1.1": "link_local",
    "169.254.169.254": "metadata",
    "169.254.170.2": "metadata",
    "100.100.100.200": "metadata",
    "168.63.129.16": "metadata",
    "192.0.0.192": "metadata",
    "192.0.2.1": "reserved",
    "198.18.0.1": "reserved",
    "224.0.0.1": "multicast",
    "255.255.255.255": "reserved",
    "::1": "loopback",
    "::": "unspecified",
    "fe80::1": "link_local",
    "fe80::1%eth0": "link_local",
    "fec0::1": "link_local",
    "fc00::1": "private",
    "fd12:3456::1": "private",
    "fd00:ec2::254": "metadata",
    "ff02::1": "multicast",
    "2001:db8::1": "reserved",
    "3fff::1": "reserved",
    "100::1": "reserved",
    "2001:20::1": "reserved",
    "2001:0:808:808:0:0:f7f7:f7f7": "reserved",  # Teredo, of public addresses
    "::8.8.8.8": "reserved",
    "5f00::1": "reserved",
    "64:ff9b:1::7f00:1": "private",
    # IPv4 inside IPv6
    "::ffff:127.0.0.1": "loopback",
    "::ffff:0:127.0.0.1": "loopback",
    "::127.0.0.1": "loopback",
    "::ffff:169.254.169.254": "metadata",
    "64:ff9b::10.0.0.1": "private",
    "2002:7f00:1::": "loopback",
    "2002:a9fe:a9fe::1": "metadata",
    "2001:0:7f00:1::": "loopback",  # Teredo, by its server
    "2001:0:808:808:0:0:80ff:fffe": "loopback",  # Teredo, by its client: 127.0.0.1 turned
    "2a00::5efe:192.168.0.1": "private",  # ISATAP
    "2a00::200:5efe:10.0.0.1": "private",
}
OPEN = (
    "8.8.8.8",
    "172.32.0.1",
    "100.128.0.1",
    "169.253.0.1",
    "198.20.0.1",
    "2a00:1450::1",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",  # a name behind DNS64
    "2002:808:808::1",
)
WRITTEN = [IPv6Network(each) for each in ("::ffff:0:0/96", "64:ff9b::/96")]
FORMS = (
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0x7F.0.0.1",
    "017700000001",
    "0177.0.0.1",
    "127.1",
    "127.0.1",
    "127.0.0.1.",
    "0x7f.0x0.0x0.0x1",
    "\uff11\uff12\uff17.0.0.1",
    "127\u30020\u30020\u30021",
)


@pytest.mark.parametrize(("address", "word"), WORDS.items())
def test_what_is_never_reached(address, word):
    assert forbidden_word(ip_address(address)) == word


@pytest.mark.parametrize("address", OPEN)
def test_the_public_internet_is_open(address):
    assert forbidden_word(ip_address(address)) is None


@given(some.ip_addresses(v=4))
def test_ipv4_inside_ipv6_is_judged_as_the_ipv4_that_it_is(inner):
    number = int(inner)
    mapped = IPv6Address(0xFFFF00000000 + number)
    nat64 = IPv6Address((0x64FF9B << 96) + number)
    six_to_four = IPv6Address((0x2002 << 112) + (number << 80) + 1)
    words = {forbidden_word(each) for each in (mapped, nat64, six_to_four)}
    assert words == {forbidden_word(inner)}


@given(some.ip_addresses())
def test_what_python_calls_private_is_never_open(address):
    if isinstance(address, IPv6Address) and any(address in network for network in WRITTEN):
        address = IPv4Address(int(address) & 0xFFFFFFFF)
    if address.is_private or address.is_multicast or address.is_loopback or address.is_reserved:
        assert forbidden_word(address)


@pytest.mark.parametrize("host", FORMS)
def test_one_address_in_all_its_forms(host):
    assert address_of(host) == IPv4Address("127.0.0.1")


@given(some.ip_addresses(v=4))
def test_every_form_is_the_same_address(address):
    number = int(address)
    a, b, c, d = address.packed
    forms = (
        str(number),
        hex(number),
        f"0{number:o}",
        f"{a}.{number & 0xFFFFFF}",
        f"{a}.{b}.{number & 0xFFFF}",
        f"0x{a:x}.0{b:o}.{c}.{d}" if b else f"0x{a:x}.0.{c}.{d}",
    )
    assert {address_of(form) for form in forms} == {address}


@pytest.mark.parametrize("host", ["[::1]", "::1", "[::1%25eth0]", "::ffff:127.0.0.1"])
def test_ipv6_with_and_without_its_brackets(host):
    assert isinstance(address_of(host), IPv6Address)
    assert forbidden_word(address_of(host))


@pytest.mark.parametrize("host", ["news.example", "localhost", "1.2.3.4.5", "0xg.1", "a.127", ""])
def test_a_name_is_no_address(host):
    assert address_of(host) is None


@pytest.mark.parametrize(
    "host", ["256.0.0.1", "4294967296", "1.2.3.256", "127.0.65536", "0x1ffffffff"]
)
def test_numbers_that_do_not_fit_are_nobody(host):
    assert forbidden_word(address_of(host)) == "unspecified"


def test_nine_after_a_zero_is_read_as_decimal():
    assert address_of("127.0.0.09") == IPv4Address("127.0.0.9")


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("http://News.Example/a", ("news.example", 80)),
        ("https://news.example:8443/", ("news.example", 8443)),
        ("wss://news.example/", ("news.example", 443)),
        ("http://[::1]:8080/", ("::1", 8080)),
        ("ftp://news.example/", None),
        ("javascript:alert(1)", None),
        ("http://", None),
        ("http://[::1/", None),
        ("http://a:99999/", None),
        ("http://a:0/", ("a", 0)),
    ],
)
def test_host_and_port_of_an_address(url, origin):
    assert origin_of(url) == origin


def test_origins_leave_out_what_has_none():
    assert origins_of(("http://a/x", "http://a/y", "data:,")) == {("a", 80)}


def test_the_word_of_a_host():
    assert netloc_of(("a.example", 80)) == "a.example"
    assert netloc_of(("127.0.0.1", 8000)) == "127.0.0.1:8000"


@pytest.mark.parametrize(
    ("host", "free"),
    [
        ("127.0.0.1", True),
        ("0x7f.1", True),
        ("[::1]", True),
        ("localhost", True),
        ("site.localhost", True),
        ("printer.local", True),
        ("news.internal", True),
        ("nas.home.arpa", True),
        ("news.example", False),
        ("localhost.example", False),
        ("127.0.0.1.example", False),
    ],
)
def test_only_what_no_public_dns_owns_may_be_private(host, free):
    assert bool(free_origins([f"http://{host}:8000/"])) is free


def split_host(url):
    """Host and port as the library reads them; raises ValueError where it cannot."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port


@given(
    some.sampled_from(["http://", "https://", "HTTP://", "ws://", "//", ""]),
    some.text(alphabet="aN.:@[]1/?#\\% \tـ\uff0e", max_size=14),
)
def test_host_and_port_are_those_of_the_library(scheme, rest):
    url = f"{scheme}{rest}"
    try:
        host, port = split_host(url)
    except ValueError:
        assert origin_of(url) is None
        return
    assert hostname_of(url) == host
    if scheme in {"http://", "https://"} and host:
        usual = {"http://": 80, "https://": 443}[scheme]
        assert origin_of(url) == (host.lower(), usual if port is None else port)
