"""How a crawl shows itself to a site: its name, a contact, its pace."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from crawler import __version__
from crawler.core.errors import ConfigError
from crawler.core.site import SiteProfile
from crawler.crawl import number_setting

CONTACT = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|https?://[^\s]+\.[^\s]+")
PLACEHOLDER = re.compile(
    r"example\.(?:com|org|net)|your-|changeme|localhost|\.invalid", re.IGNORECASE
)


def is_loopback(host: str) -> bool:
    """True for this machine's own addresses and for `localhost`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def check_identity(settings: BaseSettings, profile: SiteProfile) -> str:
    """The User-Agent of this crawl: product, version and a contact.

    Raises ConfigError when RASID_CONTACT is empty or a placeholder and a host is not loopback.
    """
    contact = (settings.get("RASID_CONTACT") or "").strip()
    if not all(map(is_loopback, profile.hosts)) and (
        not CONTACT.fullmatch(contact) or PLACEHOLDER.search(contact)
    ):
        message = (
            f"RASID_CONTACT is {contact!r}: set it to a mailbox or an address that "
            f"{', '.join(sorted(profile.hosts))} can write to, then run again"
        )
        raise ConfigError(message)
    return f"Rasid/{__version__} (+{contact or 'loopback'})"


def delay_of(settings: BaseSettings, profile: SiteProfile) -> float:
    """Seconds between two requests: RASID_DELAY_S, or the profile's; none on loopback alone.

    Raises ConfigError for a delay of 0 towards any other host.
    """
    local = all(map(is_loopback, profile.hosts))
    if settings.get("RASID_DELAY_S") in (None, ""):
        return 0.0 if local else profile.delay_s
    delay_s = number_setting(settings, "RASID_DELAY_S")
    if delay_s == 0 and not local:
        message = "RASID_DELAY_S=0 is for loopback hosts only; leave a pause of a second or more"
        raise ConfigError(message)
    return delay_s


def source_of(profile: SiteProfile, *, overridden: bool) -> str:
    """The word under which runs are kept: the site, and its address where that was overridden."""
    if not overridden:
        return profile.name
    address = urlsplit(profile.start_urls[0]).netloc.lower()
    return f"{profile.name}@{address.rpartition('@')[2]}"  # never a password
