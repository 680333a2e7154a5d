"""Crawls of one process share a TLS context, where their settings are the same."""

from __future__ import annotations

import ssl

import pytest

from crawler.middlewares.tls import SETTINGS, tls_context

OTHERS = dict(
    zip(SETTINGS, (False, "TLSv1.2", "TLSv1.2", "ECDHE-RSA-AES128-GCM-SHA256"), strict=True)
)


def test_the_same_settings_share_one(make_crawler):
    first, second = (tls_context(make_crawler().settings) for _ in range(2))
    assert first is second


@pytest.mark.parametrize("name", OTHERS)
def test_a_setting_makes_another(make_crawler, name):
    plain = tls_context(make_crawler(DOWNLOAD_VERIFY_CERTIFICATES=True).settings)
    given = {"DOWNLOAD_VERIFY_CERTIFICATES": True, name: OTHERS[name]}
    assert tls_context(make_crawler(**given).settings) is not plain


def test_certificates_are_checked_where_that_is_asked(make_crawler):
    modes = [
        tls_context(make_crawler(DOWNLOAD_VERIFY_CERTIFICATES=is_on).settings).verify_mode
        for is_on in (True, False)
    ]
    assert modes == [ssl.CERT_REQUIRED, ssl.CERT_NONE]


def test_a_word_that_is_no_version_is_told(make_crawler):
    with pytest.raises(ValueError, match="DOWNLOAD_TLS_MIN_VERSION"):
        tls_context(make_crawler(DOWNLOAD_TLS_MIN_VERSION="TLSv9").settings)
