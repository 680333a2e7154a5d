"""Takes out those parts of Scrapy that are switched off, before they are loaded.

Scrapy loads each part to ask it whether it is on. The remote control alone brings aiohttp's server,
the cookies a list of all public suffixes and two HTTP clients (docs/performance-tried.md).
"""

from __future__ import annotations

from scrapy.settings import BaseSettings

ASKING, EXTENSIONS = "DOWNLOADER_MIDDLEWARES_BASE", "EXTENSIONS_BASE"
# The switch of a part, the table that it stands in, and its path there.
PARTS = (
    ("COOKIES_ENABLED", ASKING, "scrapy.downloadermiddlewares.cookies.CookiesMiddleware"),
    ("HTTPCACHE_ENABLED", ASKING, "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware"),
    ("HTTPPROXY_ENABLED", ASKING, "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware"),
    ("REMOTE_CONTROL_ENABLED", EXTENSIONS, "scrapy.extensions.remote_control.RemoteControl"),
    ("TELNETCONSOLE_ENABLED", EXTENSIONS, "scrapy.extensions.telnet.TelnetConsole"),
    ("MEMDEBUG_ENABLED", EXTENSIONS, "scrapy.extensions.memdebug.MemoryDebugger"),
    ("AUTOTHROTTLE_ENABLED", EXTENSIONS, "scrapy.extensions.throttle.AutoThrottle"),
)  # fmt: skip


class UnusedParts:
    """Scrapy add-on. A part that is switched on, for one site or by `-s`, stays where it was."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Called for each crawl, when its settings are known and nothing is loaded yet."""
        for switch, table, path in PARTS:
            if not settings.getbool(switch):
                settings[table].pop(path, None)
