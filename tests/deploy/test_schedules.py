"""The schedules that are shipped, as systemd, cron, Kubernetes and logrotate read them."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from crawler.commands.run import Command
from tests.deploy.shipped import check_least_rights
from tests.tools import program

DEPLOY = Path(__file__).resolve().parents[2] / "crawler" / "deploy"
UNITS = ("rasid.service", "rasid.timer", "rasid-alert@.service")
PROGRAM = "/srv/rasid/.venv/bin/scrapy"
LINE = re.compile(r"^(?:[\d*/,-]+\s+){5}(\S+)\s+(.+)$")
SCHEDULE = re.compile(r"^(\S+ ){4}\S+$")


def text(*parts: str) -> str:
    return DEPLOY.joinpath(*parts).read_text(encoding="utf-8")


# --- systemd --------------------------------------------------------------------------------------


def verify(folder: Path, **changes: tuple[str, str]) -> str:
    """What systemd says of the units; silence is good, its exit code says nothing."""
    for name in UNITS:
        unit = text("systemd", name).replace(PROGRAM, "/bin/true")
        if name in changes:
            old, new = changes[name]
            assert old in unit
            unit = unit.replace(old, new)
        (folder / name).write_text(unit, encoding="utf-8")
    names = ("./rasid.service", "./rasid.timer", "./rasid-alert@rasid.service.service")
    done = subprocess.run(
        [program("systemd-analyze", "systemd"), "verify", "--man=no", *names],
        cwd=folder, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_systemd_has_nothing_to_say(tmp_path):
    assert verify(tmp_path) == ""


@pytest.mark.parametrize(
    ("unit", "old", "new"),
    [
        ("rasid.service", "TimeoutStartSec=50min", "TimeoutStartSec=soon"),
        ("rasid.service", "NoNewPrivileges", "NoNewPrivilege"),
        ("rasid.timer", "OnCalendar=*:0/5", "OnCalendar=every day"),
        ("rasid.service", "/bin/true", "/bin/not-there"),
    ],
)
def test_what_systemd_would_swallow_is_seen(tmp_path, unit, old, new):
    assert verify(tmp_path, **{unit: (old, new)}) != ""


def test_the_calendar_is_read_and_a_wrong_one_is_not():
    (wanted,) = re.findall(r"^OnCalendar=(.+)$", text("systemd", "rasid.timer"), re.MULTILINE)
    for calendar, good in ((wanted, True), ("*:0/61", False)):
        command = [program("systemd-analyze", "systemd"), "calendar", calendar]
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
        assert (done.returncode == 0) == good


def test_the_service_means_what_it_says():
    unit = text("systemd", "rasid.service")
    keys = dict(re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE))
    assert keys["Type"] == "oneshot"
    assert "RuntimeMaxSec" not in keys  # it has no effect on a oneshot
    assert keys["SuccessExitStatus"].split() == ["75", "143"]
    assert keys["OnFailure"] == "rasid-alert@%n.service"
    assert keys["ProtectSystem"] == "strict"
    assert {"169.254.0.0/16", "10.0.0.0/8", "127.0.0.0/8"} <= set(keys["IPAddressDeny"].split())


def test_how_exposed_the_service_is(tmp_path):
    verify(tmp_path)
    command = [program("systemd-analyze", "systemd"), "security", "--offline=yes"]
    done = subprocess.run(
        [*command, "./rasid.service"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    (level,) = re.findall(r"exposure level for rasid\.service: ([\d.]+)", done.stdout)
    assert float(level) <= 2.7


# --- cron -----------------------------------------------------------------------------------------


def cron_faults(table: str) -> list[str]:
    """What cron would take badly without a word."""
    found = [] if table.endswith("\n") else ["no newline at the end: the file is ignored"]
    for line in table.splitlines():
        job = LINE.match(line)
        if not line.strip() or line.startswith("#") or re.match(r"^[A-Z_0-9]+=\S*$", line):
            continue
        if not job:
            found.append(f"neither a job nor a setting: {line}")
        elif re.search(r"(?<!\\)%", job[2]):
            found.append(f"a percent sign ends the command: {line}")
    return found


def jobs() -> list[str]:
    return [job[2] for line in text("crontab").splitlines() if (job := LINE.match(line))]


def test_cron_takes_the_table():
    assert cron_faults(text("crontab")) == []
    assert len(jobs()) == 1
    assert "PYTHONUTF8=1" in text("crontab")


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("* * * * * rasid true", "newline"),
        ("* * * * * rasid date +%F\n", "percent"),
        ("* * * * rasid\n", "neither"),
    ],
)
def test_what_cron_would_swallow_is_seen(table, fault):
    assert fault in cron_faults(table)[0]


# --- Kubernetes and logrotate ---------------------------------------------------------------------


def test_the_cron_job():
    job = yaml.safe_load(text("kubernetes", "cronjob.yaml"))
    spec = job["spec"]
    assert (job["apiVersion"], job["kind"]) == ("batch/v1", "CronJob")
    assert SCHEDULE.match(spec["schedule"])
    assert spec["concurrencyPolicy"] == "Forbid"
    assert 10 <= spec["startingDeadlineSeconds"] <= 300
    work = spec["jobTemplate"]["spec"]
    assert work["backoffLimit"] == 0
    pod = work["template"]["spec"]
    assert pod["restartPolicy"] == "Never"
    check_least_rights(pod)


def test_each_schedule_calls_the_command_as_it_is():
    job = yaml.safe_load(text("kubernetes", "cronjob.yaml"))
    (container,) = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    unit = re.findall(r"^ExecStart=(.+)$", text("systemd", "rasid.service"), re.MULTILINE)
    lines = [*unit, shlex.join(container["command"]), jobs()[0]]
    for line in lines:
        arguments = line.partition(".venv/bin/scrapy ")[2]
        assert arguments == "run --due --budget 12m"
    assert Command().short_desc().startswith("Crawl sites")


def test_old_logs_go():
    config = text("logrotate")
    assert config.endswith("}\n")
    assert "/var/lib/rasid/logs/*.jsonl {" in config
    assert "copytruncate" not in config  # nothing is written to a file of an earlier day
    rules = {line.strip() for line in config.splitlines()}
    assert {"minage 14", "rotate 0", "missingok", "nocreate"} <= rules
