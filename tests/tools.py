"""Programs of the system that tests ask: where one is missing, a loud skip, in CI a failure."""

from __future__ import annotations

import os
import shutil

import pytest


def program(name: str, package: str) -> str:
    """The path of a program; `package` is the Debian package that brings it."""
    path = shutil.which(name)
    if path:
        return path
    message = f"NOT RUN: no {name} here; install the Debian package {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
