"""The browser that draws script-built pages: where it is, and what it may do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Where playwright puts a Chromium of its own, on Linux and macOS; the last one is the newest.
OWN_FOLDERS = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright")
OWN_PROGRAMS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium_headless_shell-*/chrome-linux*/headless_shell",
    "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
)
# The proxy's name inside the browser; `.invalid` means no host anywhere (RFC 2606).
PROXY_NAME = "rasid-guard.invalid"
NAVIGATION_TIMEOUT_MS = 20_000
LAUNCH_TIMEOUT_MS = 20_000
PAGES_MAX = 4  # one context with four pages is the fastest shape, more contexts are slower
# Only the last list counts, so that this one repeats what playwright turns off.
DISABLED = (
    "IsolateSandboxedIframes",  # in a process of its own a frame asks past the rules of its page
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",  # a site on http is asked as it is written
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "Translate",
)
ARGUMENTS = (
    f"--disable-features={','.join(DISABLED)}",
    "--disable-background-networking",  # no request of the browser's own
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # no UDP past the proxy
    "--proxy-bypass-list=<-loopback>",  # loopback too goes through the proxy
)
# What carries no text, or talks on after the page is drawn.
ABORTED = frozenset(
    (
        "image",
        "font",
        "media",
        "stylesheet",
        "eventsource",
        "ping",
        "manifest",
        "cspviolationreport",
    )
)


def find_chromium(
    configured: str = "", look: Callable[[str], str | None] = shutil.which, home: str = ""
) -> str | None:
    """The path of a Chromium, or None.

    What the setting or variable RASID_CHROMIUM names is taken or nothing; else the first of
    `NAMES` in PATH, else one that playwright has installed.

    Args:
        configured: The value of RASID_CHROMIUM, empty when not set.
        look: Finds a program by its name.
        home: The user's folder instead of `~`, for tests.
    """
    if configured:
        return look(configured)
    named = (look(name) for name in NAMES)
    return next((path for path in named if path), None) or _own_chromium(home)


def _own_chromium(home: str) -> str | None:
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    for folder in (named, *OWN_FOLDERS):
        root = Path(folder.replace("~", home, 1) if home else folder).expanduser()
        for pattern in OWN_PROGRAMS if folder and root.is_dir() else ():
            if found := sorted(root.glob(pattern)):
                return str(found[-1])
    return None


def network_arguments(proxy_port: int) -> list[str]:
    """Chromium's arguments by which nothing but our proxy can be reached.

    Two walls. Everything is sent to the proxy, which judges it. And no name or address but the
    proxy's leads anywhere, below the page: for frames, workers, WebSockets and redirects alike.
    """
    rules = f"MAP {PROXY_NAME} 127.0.0.1 , MAP * ~NOTFOUND"
    return [
        f"--proxy-server=http://{PROXY_NAME}:{proxy_port}",
        f"--host-resolver-rules={rules}",
    ]


def launch_options(program: str, proxy_port: int, *, is_root: bool) -> dict[str, Any]:
    """How playwright starts the browser; times in milliseconds.

    The sandbox is on, except for root, for whom Chromium has none. Signals are left to the crawl,
    which finishes its pages before it closes the browser.
    """
    return {
        "executable_path": program,
        "headless": True,
        "chromium_sandbox": not is_root,
        "args": [*ARGUMENTS, *network_arguments(proxy_port)],
        "timeout": LAUNCH_TIMEOUT_MS,
        "handle_sigint": False,
        "handle_sigterm": False,
        "handle_sighup": False,
    }


def context_options(user_agent: str, language: str, timezone: str) -> dict[str, Any]:
    """How a page is opened: as a reader of the site would, with our name, and nothing is kept.

    The language and the zone are the site's, because scripts write dates by them.
    """
    return {
        "user_agent": user_agent,
        "locale": language,
        "timezone_id": timezone,
        "accept_downloads": False,
        "service_workers": "block",  # they would fetch past the page's rules
    }
