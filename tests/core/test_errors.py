"""Errors say who can mend them, and with what exit code."""

from __future__ import annotations

import errno

from crawler.core import errors


def test_the_tree():
    assert issubclass(errors.ProfileError, errors.RasidError)
    assert issubclass(errors.ProfileError, ValueError)
    assert issubclass(errors.NotAnArticle, errors.SiteError)
    assert issubclass(errors.FeedAheadError, errors.MachineError)
    assert errors.MachineError.exit_code == 74
    assert errors.CreateError.exit_code == 73


def test_an_error_of_the_site_keeps_its_reason_word():
    error = errors.NotAnArticle("login", "https://windows.example/7")
    assert error.reason == "login"
    assert str(error) == "login: https://windows.example/7"
    assert str(errors.SiteError("empty")) == "empty"


def test_an_error_of_the_system_says_what_was_done():
    cause = OSError(errno.ENOSPC, "No space left on device")
    error = errors.CreateError.from_os(cause, "writing part-1")
    assert str(error) == (
        "writing part-1: No space left on device; free space or fix the path, then run again"
    )
    assert error.__cause__ is cause
    assert type(error) is errors.CreateError
    assert "weird" in str(errors.MachineError.from_os(OSError("weird"), "x"))
