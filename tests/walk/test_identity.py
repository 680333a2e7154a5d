"""How a crawl shows itself, and that it does not go out without a contact."""

from __future__ import annotations

import pytest
from scrapy.settings import Settings

from crawler.core.errors import ConfigError
from crawler.core.site import SiteProfile
from crawler.walk.identity import check_identity, delay_of, is_loopback, source_of

SITE = SiteProfile(name="windows", start_urls=("https://windows.example/",), delay_s=2.5)
LOCAL = SiteProfile(name="windows", start_urls=("http://127.0.0.1:8000/",), delay_s=2.5)
BOTH = SiteProfile(name="windows", start_urls=(*SITE.start_urls, *LOCAL.start_urls))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_loopback(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    ["10.0.0.1", "0.0.0.0", "169.254.1.1", "localhost.windows.example", "127.0.0.1.nip.example"],
)
def test_what_only_looks_like_loopback(host):
    assert not is_loopback(host)


@pytest.mark.parametrize("contact", ["ops@newsroom.test", " https://newsroom.test/bot "])
def test_the_contact_stands_in_the_user_agent(contact):
    agent = check_identity(Settings({"RASID_CONTACT": contact}), SITE)
    assert agent.startswith("Rasid/")
    assert agent.endswith(f" (+{contact.strip()})")


@pytest.mark.parametrize(
    "contact",
    [
        None, "", "  ", "ops", "@", "ops@newsroom", "you@example.com", "https://example.org/bot",
        "ops@your-newsroom", "changeme@x.y", "https://localhost/a.b", "a@b.invalid", "a@b.c\nX: y",
    ],
)  # fmt: skip
def test_without_a_contact_no_site_is_asked(contact):
    settings = Settings({"RASID_CONTACT": contact})
    for profile in (SITE, BOTH):
        with pytest.raises(ConfigError, match=r"RASID_CONTACT .*windows\.example"):
            check_identity(settings, profile)


def test_loopback_needs_no_contact():
    assert check_identity(Settings(), LOCAL).endswith("(+loopback)")


def test_the_delay_is_the_profiles():
    assert delay_of(Settings(), SITE) == 2.5
    assert delay_of(Settings({"RASID_DELAY_S": ""}), BOTH) == 1.0


def test_loopback_needs_no_delay_unless_one_is_wished():
    assert delay_of(Settings(), LOCAL) == 0
    assert delay_of(Settings({"RASID_DELAY_S": "0.2"}), LOCAL) == 0.2


def test_a_delay_of_zero_is_for_loopback_only():
    assert delay_of(Settings({"RASID_DELAY_S": 0}), LOCAL) == 0
    for value in ("0", 0, "0.0"):
        with pytest.raises(ConfigError, match="RASID_DELAY_S"):
            delay_of(Settings({"RASID_DELAY_S": value}), BOTH)


@pytest.mark.parametrize("value", ["-1", "soon", "nan", "inf"])
def test_a_delay_that_is_no_number(value):
    with pytest.raises(ConfigError, match="RASID_DELAY_S"):
        delay_of(Settings({"RASID_DELAY_S": value}), SITE)


def test_the_source_is_the_site_and_its_address_where_that_is_not_its_own():
    assert source_of(SITE, overridden=False) == "windows"
    assert source_of(LOCAL, overridden=True) == "windows@127.0.0.1:8000"


def test_a_password_in_an_address_is_no_part_of_a_name():
    profile = SiteProfile(name="windows", start_urls=("https://me:secret@Windows.example/",))
    assert source_of(profile, overridden=True) == "windows@windows.example"
