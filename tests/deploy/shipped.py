"""The files that are shipped for many machines, read for tests."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "crawler" / "deploy"
COMPOSE = DEPLOY / "docker" / "compose.yaml"
CLUSTER = DEPLOY / "kubernetes" / "scale-out"
UNITS = ("rasid-worker@.service", "rasid-publisher.service")
OURS = ("migrate", "worker", "publisher", "dashboard")  # services of Compose
PODS = ("workers", "publisher", "migrate")
CRAWL_MAX_S = 30 * 60  # longer than a crawl may take by what the schedules give it
DURATION = re.compile(r"(?:(\d+)m)?(?:(\d+)s)?")


def seconds(text: str) -> int:
    """What Compose reads in `45m` or `1m30s`."""
    minutes, rest = DURATION.fullmatch(text).groups()  # type: ignore[union-attr] # else it fails
    return int(minutes or 0) * 60 + int(rest or 0)


def keys(name: str) -> dict[str, str]:
    text = (DEPLOY / "systemd" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE))


def manifest(name: str) -> dict:
    return yaml.safe_load((CLUSTER / f"{name}.yaml").read_text(encoding="utf-8"))


def pod_of(name: str) -> dict:
    return manifest(name)["spec"]["template"]["spec"]


def check_least_rights(pod: dict) -> dict:
    """A pod is nobody, gains no rights and writes to its volumes only; its one container."""
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["automountServiceAccountToken"] is False
    security = container["securityContext"]
    assert security["readOnlyRootFilesystem"] is True
    assert security["allowPrivilegeEscalation"] is False
    assert security["capabilities"] == {"drop": ["ALL"]}
    volumes = {volume["name"] for volume in pod["volumes"]}
    assert {mount["name"] for mount in container["volumeMounts"]} == volumes
    assert not container["image"].endswith(":latest")
    return container
