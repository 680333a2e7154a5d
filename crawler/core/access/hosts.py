"""Which hosts a crawl may never reach: this machine, private networks, cloud metadata."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
Origin = tuple[str, int]  # host in lower case, port
PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}

# IANA's registries of special purpose addresses (RFC 6890); the first that holds decides.
FORBIDDEN_V4 = tuple(
    (IPv4Network(network), word)
    for network, word in (
        ("169.254.169.254/32", "metadata"),  # AWS, Azure, Google, OpenStack
        ("169.254.170.2/32", "metadata"),  # credentials of AWS containers
        ("169.254.170.23/32", "metadata"),
        ("100.100.100.200/32", "metadata"),  # Alibaba
        ("168.63.129.16/32", "metadata"),  # Azure's own, from the public range
        ("192.0.0.192/32", "metadata"),  # Oracle
        ("127.0.0.0/8", "loopback"),
        ("0.0.0.0/8", "unspecified"),  # 0.0.0.0 is this machine
        ("10.0.0.0/8", "private"),
        ("172.16.0.0/12", "private"),
        ("192.168.0.0/16", "private"),
        ("100.64.0.0/10", "shared"),  # behind a provider's NAT, RFC 6598
        ("169.254.0.0/16", "link_local"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "reserved"),
        ("192.88.99.0/24", "reserved"),
        ("198.18.0.0/15", "reserved"),
        ("198.51.100.0/24", "reserved"),
        ("203.0.113.0/24", "reserved"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),  # with broadcast
    )
)
FORBIDDEN_V6 = tuple(
    (IPv6Network(network), word)
    for network, word in (
        ("fd00:ec2::254/128", "metadata"),
        ("fd20:ce::254/128", "metadata"),  # Google
        ("::1/128", "loopback"),
        ("::/128", "unspecified"),
        ("64:ff9b:1::/48", "private"),  # NAT64 of a local network, RFC 8215
        ("fc00::/7", "private"),
        ("fe80::/10", "link_local"),
        ("fec0::/10", "link_local"),  # site local, RFC 3879
        ("ff00::/8", "multicast"),
        ("2001:db8::/32", "reserved"),
        ("3fff::/20", "reserved"),
    )
)
# What is open: the space that IANA gives out, but for its own protocols, and IPv4 as it is written
# or translated (mapped, NAT64).
OPEN_V6 = tuple(map(IPv6Network, ("2000::/3", "::ffff:0:0/96", "64:ff9b::/96")))
PROTOCOLS_V6 = IPv6Network("2001::/23")
# Prefixes that carry an IPv4 address, and by how many bits it stands from the right.
CARRIERS = tuple(
    (IPv6Network(network), shift)
    for network, shift in (
        ("::ffff:0:0/96", 0),  # mapped, RFC 4291
        ("::ffff:0:0:0/96", 0),  # translated, RFC 2765
        ("::/96", 0),  # compatible, RFC 4291
        ("64:ff9b::/96", 0),  # NAT64, RFC 6052
        ("2002::/16", 80),  # 6to4, RFC 3056
        ("2001::/32", 64),  # Teredo's server, RFC 4380
    )
)
TEREDO = IPv6Network("2001::/32")  # its client stands at the right, each bit turned
ISATAP = (0x00005EFE, 0x02005EFE)  # RFC 5214, before an IPv4 address at the right
# RFC 6761, RFC 6762, RFC 8375, and ICANN's for private networks.
PRIVATE_NAMES = (".localhost", ".local", ".home.arpa", ".internal")
LOW_32 = 0xFFFFFFFF
NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
DOTS = str.maketrans("\u3002\uff0e\uff61", "...")  # ideographic full stops, UTS 46
# The beginning of an address that says its host and port; not where a user is named in it.
ROOT = re.compile(r"https?://[^/?#@\s]++(?=[/?#]|\Z)")


def forbidden_word(address: Address) -> str | None:
    """Why an address is not reached, or None for an address of the public Internet.

    `loopback`, `private`, `link_local`, `shared` (CGNAT), `multicast`, `metadata` (of a cloud),
    `unspecified`, `reserved`. IPv4 inside IPv6 (mapped, NAT64, 6to4, Teredo, ISATAP) is judged as
    the IPv4 address that it is.
    """
    if isinstance(address, IPv4Address):
        return next((word for network, word in FORBIDDEN_V4 if address in network), None)
    plain = IPv6Address(int(address))  # without a zone such as %eth0
    found = next((word for network, word in FORBIDDEN_V6 if plain in network), None)
    if found:
        return found
    words = (forbidden_word(inner) for inner in _carried(plain))
    if word := next(filter(None, words), None):
        return word
    is_open = any(plain in network for network in OPEN_V6) and plain not in PROTOCOLS_V6
    return None if is_open else "reserved"


def _carried(address: IPv6Address) -> Iterable[IPv4Address]:
    number = int(address)
    for network, shift in CARRIERS:
        if address in network:
            yield IPv4Address(number >> shift & LOW_32)
    if address in TEREDO:
        yield IPv4Address(~number & LOW_32)
    if number >> 32 & LOW_32 in ISATAP:
        yield IPv4Address(number & LOW_32)


@lru_cache(maxsize=1024)
def address_of(host: str) -> Address | None:
    """The address that a host of a URL is, in any form that browsers read; None for a name.

    Decimal, octal, hexadecimal and short forms of IPv4 as in the WHATWG URL Standard, full-width
    digits as in UTS 46.

    >>> address_of("0x7f.1"), address_of("2130706433"), address_of("news.example")
    (IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'), None)
    """
    name = unicodedata.normalize("NFKC", host.translate(DOTS)).strip("[]").rstrip(".").lower()
    try:
        return ip_address(name)
    except ValueError:
        return _loose_v4(name)


def _loose_v4(name: str) -> IPv4Address | None:
    parts = name.split(".")
    if len(parts) > 4 or not all(map(NUMBER.fullmatch, parts)):  # noqa: PLR2004 - of IPv4
        return None
    numbers = [_number(part) for part in parts]
    *front, last = numbers
    if any(number > 255 for number in front) or last >= 256 ** (5 - len(numbers)):  # noqa: PLR2004
        return IPv4Address(0)  # no address: browsers refuse it, others cut it to size
    value = last
    for place, number in enumerate(front):
        value += number << 8 * (3 - place)
    return IPv4Address(value)


def _number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    try:
        return int(part, 8 if part.startswith("0") else 10)
    except ValueError:  # 8 or 9 after a leading 0
        return int(part)


@lru_cache(maxsize=1024)  # each part of the way of a request asks it again
def origin_of(url: str) -> Origin | None:
    """Host and port that a request for the URL asks; None for what is no http(s) or ws(s)."""
    root = ROOT.match(url)
    return _origin_of(root[0] if root else url)


def hostname_of(url: str) -> str:
    """The host of a URL as `urlsplit` reads it, empty where there is none.

    Raises ValueError as `urlsplit` does.

    >>> hostname_of("http://News.example:8000/a?b"), hostname_of("data:,x")
    ('news.example', '')
    """
    root = ROOT.match(url)
    return _hostname_of(root[0] if root else url)


@lru_cache(maxsize=1024)  # a site has few hosts
def _hostname_of(url: str) -> str:
    return urlsplit(url).hostname or ""


@lru_cache(maxsize=1024)
def _origin_of(url: str) -> Origin | None:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if not host or scheme not in PORTS:
        return None
    return (host.lower(), PORTS[scheme] if port is None else port)


def origins_of(urls: Iterable[str]) -> frozenset[Origin]:
    """The hosts and ports of addresses."""
    return frozenset(origin for url in urls if (origin := origin_of(url)))


def free_origins(urls: Iterable[str]) -> frozenset[Origin]:
    """The profile's hosts and ports that may be private: IP addresses and non-public names.

    A public name is never free: whoever owns it could let it mean this machine tomorrow.

    >>> sorted(free_origins(["http://127.0.0.1:8000/", "https://news.example/"]))
    [('127.0.0.1', 8000)]
    """
    return frozenset(
        (host, port)
        for host, port in origins_of(urls)
        if address_of(host) is not None or "." not in host or host.endswith(PRIVATE_NAMES)
    )


def netloc_of(origin: Origin) -> str:
    """Host and port as one word, without the port where it is that of http or https.

    >>> netloc_of(("news.example", 443)), netloc_of(("::1", 8080))
    ('news.example', '[::1]:8080')
    """
    host, port = origin
    name = f"[{host}]" if ":" in host else host
    return name if port in PORTS.values() else f"{name}:{port}"


def refused_word(url: str, own: frozenset[Origin]) -> str | None:
    """Why a URL is not asked, as far as it is seen in it; None: its address decides when connected.

    `scheme` for what is no http(s), else a word of `forbidden_word`.

    Args:
        url: The address to be asked.
        own: Hosts and ports that are free (`free_origins`).
    """
    origin = origin_of(url)
    if origin is None or not url.lower().startswith(("http:", "https:")):
        return "scheme"
    if origin in own:
        return None
    address = address_of(origin[0])
    return None if address is None else forbidden_word(address)
