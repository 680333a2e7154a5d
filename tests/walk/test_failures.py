"""A word for every way in which a request gives no page, with the messages that Scrapy writes."""

from __future__ import annotations

import gzip
import re
import ssl
import zlib
from importlib import import_module
from inspect import getsource

import brotli
import pytest
from scrapy import exceptions
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.walk.failures import failure_told, failure_word, outcome_of

URL = "https://max-size-robots.example/"  # a word in an address is no sign
TOO_LARGE = (
    f"Ignored response <200 {URL}> because its body (9 B compressed, 99 B decompressed so far) "
    "exceeded DOWNLOAD_MAXSIZE (50 B) during decompression."
)


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (HttpError(Response(URL, status=404)), "http_404"),
        (HttpError(Response(URL, status=503)), "http_503"),
        (exceptions.DownloadTimeoutError(), "timeout"),
        (exceptions.DownloadConnectionRefusedError(), "refused"),
        (exceptions.CannotResolveHostError(), "dns"),
        (exceptions.ResponseDataLossError(), "data_loss"),
        (exceptions.DownloadCancelledError(), "too_large"),
        (exceptions.UnsupportedURLSchemeError(), "scheme"),
        (exceptions.DownloadFailedError(), "connection"),
        (exceptions.IgnoreRequest("Forbidden by robots.txt"), "robots"),
        (exceptions.IgnoreRequest("max redirections reached"), "redirects"),
        (exceptions.IgnoreRequest(f"Filtered offsite request to {URL!r}"), "offsite"),
        (exceptions.IgnoreRequest(TOO_LARGE), "too_large"),
        (exceptions.IgnoreRequest("no_browser: none is in PATH"), "no_browser"),
        (exceptions.IgnoreRequest(f"Ignored request not in cache: {URL}"), "ignored"),
        (exceptions.IgnoreRequest(), "ignored"),
        (gzip.BadGzipFile("Not a gzipped file"), "decode_error"),
        (zlib.error("invalid stored block lengths"), "decode_error"),
        (brotli.error("decoder failed"), "decode_error"),
        (EOFError("ended before the end-of-stream marker"), "decode_error"),
        (ssl.SSLCertVerificationError("self-signed"), "tls"),
        (caused(exceptions.DownloadConnectionRefusedError(), ssl.SSLError("x")), "tls"),
        (caused(exceptions.DownloadFailedError(), OSError("x")), "connection"),
        (RuntimeError("robots"), "other"),
        (TypeError("'>' not supported between 'int' and 'NoneType'"), "bug"),
        (AttributeError("no attribute"), "bug"),
    ],
)
def test_words(error, word):
    assert failure_word(Failure(error)) == word


@pytest.mark.parametrize(
    ("module", "message"),
    [
        ("robotstxt", "Forbidden by robots.txt"),
        ("redirect", "max redirections reached"),
        ("offsite", "Filtered offsite request to"),
        ("httpcompression", "exceeded "),
        ("httpcompression", "DOWNLOAD_MAXSIZE ("),
    ],
)
def test_scrapy_still_writes_these_messages(module, message):
    assert message in getsource(import_module(f"scrapy.downloadermiddlewares.{module}"))


def test_words_are_fit_for_the_names_of_stats():
    words = [
        failure_word(Failure(error)) for error in (RuntimeError(URL), exceptions.IgnoreRequest(URL))
    ]
    assert all(re.fullmatch(r"[a-z_0-9]+", word) for word in words)


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("http_404", "gone"),
        ("http_410", "gone"),
        ("http_503", "failed"),
        ("timeout", "failed"),
        ("guard", "dropped:guard"),
        ("backoff", "unasked"),
        ("request_budget", "unasked"),
    ],
)
def test_what_becomes_of_the_visit(word, outcome):
    assert outcome_of(word) == outcome


def test_a_word_that_fits_anything_is_told_with_its_error():
    error = Failure(OSError(24, "Too many open files"))
    assert failure_told(error, failure_word(error)) == "other: OSError(24, 'Too many open files')"
    assert failure_told(Failure(exceptions.DownloadTimeoutError()), "timeout") == "timeout"
    assert len(failure_told(Failure(ValueError("س" * 5000)), "other")) == 300
