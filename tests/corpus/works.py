"""Work for processes of their own."""

from __future__ import annotations

import os
import signal


def die(text: str) -> str:
    """A process that the machine kills in the middle of its work."""
    os.kill(os.getpid(), signal.SIGKILL)
    return text
