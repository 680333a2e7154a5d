"""The names of the pages: one flat folder, so that a share, a server and a mail open them alike."""

from __future__ import annotations

import hashlib
import re

SAFE = re.compile(r"[A-Za-z0-9_-]{1,60}")
NOT_SAFE = re.compile(r"[^a-z0-9_-]+")
FILE = re.compile(
    r"(?P<view>[a-z]+)(?:-(?P<about>[A-Za-z0-9_-]{1,90}))?\.(?P<language>[a-z]{2})\.html"
)
SLUG_CHARS = 40


def slug(name: str) -> str:
    """A name as part of a file's name: one that cannot stand as it is gets a hash of itself.

    >>> slug("yemeni_windows"), slug("../x")
    ('yemeni_windows', 'x-d42ff05c')
    """
    if SAFE.fullmatch(name):
        return name
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    plain = NOT_SAFE.sub("-", name.lower()).strip("-")[:SLUG_CHARS]
    return f"{plain}-{digest}" if plain else digest


def page(view: str, language: str, about: str = "") -> str:
    """The file of a view, of one source or run where `about` names it."""
    return f"{view}-{slug(about)}.{language}.html" if about else f"{view}.{language}.html"
