"""How to install a missing package: from the lock of the checkout, never by the name `rasid`.

Rasid is on no package index: who installs `rasid` from one gets what a stranger has put there.
"""

from __future__ import annotations

COMMAND = "pip install --no-deps --require-hashes -r requirements.lock"


def missing(name: str) -> str:
    """What to say of a package that is not installed."""
    return f"{name} is not installed; it is in the lock: {COMMAND}"
