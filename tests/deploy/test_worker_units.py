"""The units of workers and publisher, as systemd reads them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.deploy.shipped import DEPLOY, UNITS, keys
from tests.tools import program

ASKED = ("./rasid-worker@1.service", "./rasid-publisher.service")
PROGRAM = "/srv/rasid/.venv/bin/scrapy"


def analyze(
    folder: Path, *arguments: str, changes: dict[str, tuple[str, str]] | None = None
) -> str:
    """What systemd says of the units; silence of `verify` is good, its exit code says nothing."""
    for name in (*UNITS, "rasid-alert@.service"):
        unit = (DEPLOY / "systemd" / name).read_text(encoding="utf-8").replace(PROGRAM, "/bin/true")
        if changes and name in changes:
            assert changes[name][0] in unit
            unit = unit.replace(*changes[name])
        (folder / name).write_text(unit, encoding="utf-8")
    done = subprocess.run(
        [program("systemd-analyze", "systemd"), *arguments],
        cwd=folder, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_systemd_has_nothing_to_say(tmp_path):
    assert analyze(tmp_path, "verify", "--man=no", *ASKED) == ""


@pytest.mark.parametrize(
    ("unit", "old", "new"),
    [
        (UNITS[0], "Restart=always", "Restart=sometimes"),
        (UNITS[0], "KillMode=control-group", "KillMode=group"),
        (UNITS[1], "MemoryMax=1G", "MemoryMax=much"),
    ],
)
def test_what_systemd_would_swallow_is_seen(tmp_path, unit, old, new):
    assert analyze(tmp_path, "verify", "--man=no", *ASKED, changes={unit: (old, new)}) != ""


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_comes_back_whatever_its_end(unit):
    found = keys(unit)
    assert found["Restart"] == "always"  # on-failure leaves a worker down that ended with 0
    assert found["StartLimitIntervalSec"] == "0"
    assert found["KillMode"] == "control-group"
    assert found["RestartPreventExitStatus"].split() == ["64", "78"]
    assert found["OnFailure"] == "rasid-alert@%n.service"


@pytest.mark.parametrize(("unit", "most"), [(UNITS[0], 2.7), (UNITS[1], 2.5)])
def test_how_exposed_a_unit_is(tmp_path, unit, most):
    name = unit.replace("@", "@1")
    said = analyze(tmp_path, "security", "--offline=yes", f"./{name}")
    (level,) = re.findall(rf"exposure level for {re.escape(name)}: ([\d.]+)", said)
    assert float(level) <= most
