"""Why a request gave no page, as one of a fixed set of words."""

from __future__ import annotations

import gzip
import ssl
import zlib

import brotli  # type: ignore[import-untyped]
from scrapy import exceptions
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.python.failure import Failure

GONE = (404, 410)
UNTOLD = frozenset(("bug", "ignored", "other"))  # words that fit anything
TOLD_CHARS_MAX = 300
UNASKED = frozenset(("backoff", "request_budget", "store"))
SILENT = frozenset(("tls", "timeout", "refused", "dns", "connection"))  # nobody has answered
WORDS: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLError, "tls"),
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.DownloadConnectionRefusedError, "refused"),
    (exceptions.CannotResolveHostError, "dns"),
    (exceptions.ResponseDataLossError, "data_loss"),
    (exceptions.DownloadCancelledError, "too_large"),
    (exceptions.UnsupportedURLSchemeError, "scheme"),
    (exceptions.DownloadFailedError, "connection"),
    (gzip.BadGzipFile, "decode_error"),  # Content-Encoding says what the body is not
    (zlib.error, "decode_error"),
    (brotli.error, "decode_error"),
    (EOFError, "decode_error"),
    # No site can bring these about: a middleware or a handler is wrong.
    (TypeError, "bug"),
    (AttributeError, "bug"),
    (NameError, "bug"),
    (AssertionError, "bug"),
)
UNANSWERED: tuple[type[Exception], ...] = (
    *(kind for kind, word in WORDS if word != "bug"),
    exceptions.IgnoreRequest,
    HttpError,
    ConnectError,  # what Scrapy leaves as Twisted raises it
    ConnectionClosed,
    OSError,
    ValueError,  # an address or a status line that cannot be read
)
"""What a request may end with through no fault of ours; anything else is a bug."""
# How the messages of IgnoreRequest begin, or what they say: Scrapy has no classes of its own for
# them. They may quote an address, so that a single word such as "max" would be no sign.
IGNORED = (
    ("forbidden by robots.txt", "robots"),
    ("guard: ", "guard"),
    ("backoff: ", "backoff"),
    ("request_budget: ", "request_budget"),
    ("store: ", "store"),
    ("no_browser:", "no_browser"),
    ("max redirections reached", "redirects"),
    ("exceeded download_maxsize", "too_large"),
    ("filtered offsite request", "offsite"),
)


class OvertakenError(exceptions.IgnoreRequest):
    """The article came under another address, or comes; this one is not asked."""


class SilentHostError(exceptions.IgnoreRequest):
    """A page that is not asked, since its host did not even answer when asked for its robots.txt.

    `word` says what became of that, as if the page had been asked.
    """

    def __init__(self, host: str, word: str) -> None:
        super().__init__(f"{host} does not answer: {word} when asked for robots.txt")
        self.word = word


def failure_word(failure: Failure) -> str:
    """`http_404`, `timeout`, `robots`, …: a word for the stats; `other` when nothing fits."""
    error = failure.value
    cause = error.__cause__ if error else None
    if isinstance(cause, ssl.SSLError):  # Scrapy calls it a refused connection
        error = cause
    if isinstance(error, HttpError):
        return f"http_{error.response.status}"
    if isinstance(error, SilentHostError):
        return error.word
    for kind, word in WORDS:
        if isinstance(error, kind):
            return word
    if isinstance(error, exceptions.IgnoreRequest):
        text = str(error).lower()
        return next((word for sign, word in IGNORED if sign in text), "ignored")
    return "other"


def failure_told(failure: Failure, word: str) -> str:
    """The word for a line of the log; with the error itself where the word says nothing of it."""
    return f"{word}: {failure.value!r}"[:TOLD_CHARS_MAX] if word in UNTOLD else word


def outcome_of(word: str) -> str:
    """What the visit of an article becomes.

    `gone` for good, `dropped:guard` as long, `unasked` when it was we who did not ask, `failed`
    and asked again soon.
    """
    if word == "guard":
        return "dropped:guard"
    if word in UNASKED:
        return "unasked"
    return "gone" if word in {f"http_{status}" for status in GONE} else "failed"
