"""The password in RASID_DATABASE_URL is shown nowhere."""

from __future__ import annotations

import logging

import pytest
from scrapy.settings import Settings

from crawler.core.errors import RasidError
from crawler.core.secrecy import is_secret, without_secrets
from crawler.extensions.run_ledger import settings_hash
from crawler.store import store_of
from crawler.store.database import engine_of

WORD = "geheimwort"
URL = f"postgresql://rasid:{WORD}@127.0.0.1:1/rasid"


def test_not_in_an_error_and_not_in_a_log(caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(RasidError) as caught:
        store_of(Settings({"RASID_DATABASE_URL": URL}))
    shown = [str(caught.value), repr(caught.value), repr(caught.value.__cause__), caplog.text]
    assert not [each for each in shown if WORD in each]


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql//rasid:{WORD}@h",
        f"postgresql://r:{WORD}@h:x/d",
        f"mysql://r:{WORD}@h/d",
        f"postgresql://r:a@{WORD}@h/d",
        f"postgresql://r:a@b:{WORD}@h/d",
    ],
)
def test_not_in_what_is_said_of_an_address_that_is_none(url):
    with pytest.raises(RasidError) as caught:
        engine_of(url)
    assert WORD not in str(caught.value)


def test_not_in_what_an_engine_says_of_itself():
    engine = engine_of(URL)
    assert WORD not in f"{engine!r} {engine.url}"


def test_not_in_the_ledger():
    one, other = (Settings({"RASID_DATABASE_URL": f"{URL}{end}"}) for end in ("", "2"))
    assert is_secret("RASID_DATABASE_URL")
    assert settings_hash(one) == settings_hash(other)
    assert WORD not in " ".join(without_secrets(["run", "-s", f"RASID_DATABASE_URL={URL}"]))
