"""What is written down of a command line holds no secret."""

from __future__ import annotations

import pytest

from crawler.core.secrecy import is_secret, without_secrets


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("RASID_NOTIFY=tgram://1:a/2", "RASID_NOTIFY=***"),
        ("--set=RASID_PING_URL=https://hc.example/uuid", "--set=RASID_PING_URL=***"),
        ("-sRASID_DATABASE_URL=postgresql://u:p@h/d", "-sRASID_DATABASE_URL=***"),
        ("site_token=a=b\nc", "site_token=***"),
        ("RASID_BUDGET_S=60", "RASID_BUDGET_S=60"),
        ("start_urls=https://windows.example/?a=1", "start_urls=https://windows.example/?a=1"),
        ("yemeni_windows", "yemeni_windows"),
    ],
)
def test_a_command_line_without_its_secrets(given, kept):
    assert without_secrets(["scrapy", given]) == ["scrapy", kept]


@pytest.mark.parametrize("name", ["RASID_NOTIFY", "RASID_PING_URL", "rasid_database_url"])
def test_settings_that_hold_secrets(name):
    assert is_secret(name)
    assert not is_secret("RASID_CONTACT")
