"""The manifests of workers, publisher and tables, as Kubernetes reads them."""

from __future__ import annotations

import pytest

from crawler.queue.child import ENDING_S
from tests.deploy.shipped import (
    CRAWL_MAX_S,
    PODS,
    check_least_rights,
    manifest,
    pod_of,
    seconds,
)


@pytest.mark.parametrize(
    ("name", "version", "kind"),
    [
        ("workers", "apps/v1", "Deployment"),
        ("publisher", "apps/v1", "Deployment"),
        ("migrate", "batch/v1", "Job"),
        ("data", "v1", "PersistentVolumeClaim"),
    ],
)
def test_each_manifest_is_what_it_is_called(name, version, kind):
    found = manifest(name)
    assert (found["apiVersion"], found["kind"]) == (version, kind)
    selector = found["spec"].get("selector", {}).get("matchLabels", {})
    labels = found["spec"].get("template", {}).get("metadata", {}).get("labels", {})
    assert selector.items() <= labels.items()


@pytest.mark.parametrize("name", PODS)
def test_a_pod_is_nobody_and_writes_nowhere_else(name):
    pod = pod_of(name)
    container = check_least_rights(pod)
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert "memory" in container["resources"]["limits"]
    assert ":" in container["image"]


@pytest.mark.parametrize("name", PODS)
def test_secrets_come_from_outside_and_the_folder_is_shared(name):
    pod = pod_of(name)
    (container,) = pod["containers"]
    assert container["envFrom"] == [{"secretRef": {"name": "rasid-env"}}]
    assert {each["name"] for each in container.get("env", ())} <= {"RASID_REPORT"}
    claims = [each["persistentVolumeClaim"]["claimName"] for each in pod["volumes"]
              if "persistentVolumeClaim" in each]  # fmt: skip
    data = manifest("data")
    assert claims == [data["metadata"]["name"]]
    assert data["spec"]["accessModes"] == ["ReadWriteMany"]


def test_probes_ask_the_command_and_live_is_judged_late():
    for name, command in (("workers", "worker"), ("publisher", "publisher")):
        (container,) = pod_of(name)["containers"]
        probes = [container[each] for each in ("startupProbe", "livenessProbe")]
        for probe in probes:
            assert probe["exec"] == {"command": ["scrapy", command, "--health"]}
            assert probe["timeoutSeconds"] >= 10
            assert probe["periodSeconds"] * probe["failureThreshold"] >= 300
    pod = pod_of("workers")
    grace_s = seconds(pod["containers"][0]["args"][-1])
    assert grace_s > CRAWL_MAX_S
    assert grace_s + ENDING_S < pod["terminationGracePeriodSeconds"]


def test_the_job_of_the_tables_is_tried_again():
    found = manifest("migrate")["spec"]
    assert found["backoffLimit"] > 0
    assert found["template"]["spec"]["restartPolicy"] == "OnFailure"
