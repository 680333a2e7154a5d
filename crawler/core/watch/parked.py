"""Tells the page of a domain that is for sale: by the hosts that sell them and what they say."""

from __future__ import annotations

import re

# Hosts that show such pages, with what stands before them: `ww1.example.com` often leads there.
SELLERS = (
    "sedoparking.com", "sedo.com", "parkingcrew.net", "bodis.com", "hugedomains.com", "dan.com",
    "afternic.com", "above.com", "godaddy.com", "namebright.com", "undeveloped.com",
    "buydomains.com", "dynadot.com", "namecheap.com", "domainmarket.com", "parklogic.com",
    "trellian.com", "uniregistry.com", "epik.com", "sav.com", "porkbun.com",
)  # fmt: skip
SAID = re.compile(
    r"domain (?:name )?(?:is|may be) (?:for sale|parked|available for (?:sale|purchase))"
    r"|buy this domain|this domain has expired|domain parking|parked free|make an offer on"
    r"|(?:هذا )?(?:النطاق|الدومين|اسم النطاق) (?:معروض )?للبيع|شراء هذا (?:النطاق|الدومين)"
    r"|(?:النطاق|الدومين) (?:محجوز|متوقف|منتهي الصلاحية)|انتهت صلاحية (?:هذا )?(?:النطاق|الدومين)",
    re.IGNORECASE,
)
MARKS = ("sedoparking", "parkingcrew", "data-adblockkey", "bodis.com", "park.js")
HIDDEN = ("script", "style")
SPACES = re.compile(r"\s+")
# A front page that reports on domains for sale has far more text than a page that sells one.
CHARS_MAX = 4_000
HTML_CHARS_MAX = 200_000


def is_seller(host: str) -> bool:
    """True for the hosts of those who sell domains.

    >>> is_seller("www.hugedomains.com"), is_seller("sedonews.example")
    (True, False)
    """
    name = host.lower().rstrip(".")
    return any(name == seller or name.endswith(f".{seller}") for seller in SELLERS)


def is_parked(html: str) -> bool:
    """True for a short page that says, or whose scripts say, that its domain is for sale."""
    if len(html) > HTML_CHARS_MAX:
        return False
    text = SPACES.sub(" ", _text_of(html))
    if len(text) > CHARS_MAX:
        return False
    lower = html.lower()
    return SAID.search(text) is not None or any(mark in lower for mark in MARKS)


def _text_of(html: str) -> str:
    """What stands between the tags, in one pass whatever is left open."""
    first, *pieces = html.split("<")
    kept = [first]
    inside = ""
    for piece in pieces:
        tag, _, text = piece.partition(">")
        name = tag.lower()
        if inside and not name.startswith(f"/{inside}"):
            continue
        inside = next((each for each in HIDDEN if name.startswith(each)), "")
        if not inside:
            kept.append(text)
    return " ".join(kept)
