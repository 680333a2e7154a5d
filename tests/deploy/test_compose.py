"""All parts on one machine, as Compose reads them."""

from __future__ import annotations

import re

import pytest
import yaml

from crawler.queue.child import ENDING_S
from tests.deploy.shipped import COMPOSE, CRAWL_MAX_S, OURS, ROOT, seconds


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))


def test_the_parts_and_their_order(compose):
    services = compose["services"]
    assert set(services) == {"db", *OURS}
    for name in ("worker", "publisher", "dashboard"):
        wanted = services[name]["depends_on"]
        assert wanted["migrate"] == {"condition": "service_completed_successfully"}
        assert services[name]["restart"] == "always"
    assert services["migrate"]["depends_on"]["db"] == {"condition": "service_healthy"}
    assert services["migrate"]["restart"] == "on-failure"
    assert services["db"]["healthcheck"]["test"][1] == "pg_isready"


@pytest.mark.parametrize("name", OURS)
def test_each_part_of_ours_is_nobody_and_writes_nowhere_else(compose, name):
    service = compose["services"][name]
    assert service["user"] == "10001:10001"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {volume.partition(":")[0] for volume in service["volumes"]} == {"data"}


def test_a_stop_waits_for_the_longest_crawl_and_sick_parts_are_seen(compose):
    services = compose["services"]
    grace_s = seconds(services["worker"]["command"][-1])
    assert grace_s > CRAWL_MAX_S
    assert grace_s + ENDING_S < seconds(services["worker"]["stop_grace_period"])
    for name in ("worker", "publisher"):
        assert services[name]["healthcheck"]["test"] == ["CMD", "scrapy", name, "--health"]


def test_only_the_dashboard_can_be_reached_and_only_from_this_machine(compose):
    ports = {name: service.get("ports", []) for name, service in compose["services"].items()}
    assert ports.pop("dashboard") == ["127.0.0.1:8580:8580"]
    assert set(map(tuple, ports.values())) == {()}
    assert compose["networks"]["inside"] == {"internal": True}
    assert compose["services"]["db"]["networks"] == ["inside"]


def test_volumes_networks_and_the_context_are_there(compose):
    for service in compose["services"].values():
        assert {volume.partition(":")[0] for volume in service["volumes"]} <= set(
            compose["volumes"]
        )
        assert set(service["networks"]) <= set(compose["networks"])
    build = compose["x-rasid"]["build"]
    assert (COMPOSE.parent / build["context"]).resolve() == ROOT
    assert (ROOT / build["dockerfile"]).is_file()


def test_every_variable_of_compose_is_in_the_example():
    asked = set(re.findall(r"\$\{(\w+)", COMPOSE.read_text(encoding="utf-8")))
    told = re.findall(r"^(\w+)=", (COMPOSE.parent / "env.example").read_text("utf-8"), re.MULTILINE)
    assert asked == set(told)
