"""How a package that is missing comes: from the lock of the checkout, never by the name of ours.

Rasid is no package of an index. Who asks one for `rasid` gets what a stranger has put there.
"""

from __future__ import annotations

COMMAND = "pip install --no-deps --require-hashes -r requirements.lock"


def missing(name: str) -> str:
    """What to say of a package that is not installed."""
    return f"{name} is not installed; it is in the lock: {COMMAND}"
