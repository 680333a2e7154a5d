"""Every file that is shipped: commands that there are, and no secret."""

from __future__ import annotations

import argparse
import re
import shlex
from importlib import import_module

import pytest
import yaml
from scrapy.settings import Settings

from tests.deploy.shipped import COMPOSE, DEPLOY, OURS, PODS, UNITS, keys, pod_of

SECRETS = ("PASSWORD", "TOKEN", "CONTACT", "NOTIFY", "PING")


def commands() -> list[list[str]]:
    """What each part runs, without the program's own name."""
    services = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    found = [services[name]["command"] for name in OURS]
    found += [services[name]["healthcheck"]["test"][2:] for name in ("worker", "publisher")]
    found += [shlex.split(keys(unit)["ExecStart"])[1:] for unit in UNITS]
    for name in PODS:
        (container,) = pod_of(name)["containers"]
        found.append(container["args"])
        probes = [value for key, value in container.items() if key.endswith("Probe")]
        found += [probe["exec"]["command"][1:] for probe in probes]
    return found


def test_every_part_runs_a_command_that_there_is_with_its_options():
    found = commands()
    assert len(found) > 12
    for name, *options in found:
        command = import_module(f"crawler.commands.{name}").Command()
        parser = argparse.ArgumentParser(prog=name, conflict_handler="resolve", exit_on_error=False)
        command.settings = Settings()
        command.add_options(parser)
        _, rest = parser.parse_known_args(options)
        assert rest == [], (name, options)


def secrets(text: str) -> list[str]:
    """Passwords in addresses, and values of ours that are none of a variable."""
    found = re.findall(r"://[^\s/:@]+:[^\s/@]+@", text)
    for name, value in re.findall(r"\b(\w+)[=:][ ]*\"?([^\s\"]*)", text):
        if name.startswith(("RASID", "PG", "POSTGRES")) and name.endswith(SECRETS):
            found += [value] if value not in ("", "…") and not value.startswith("${") else []
    return found


def test_no_file_holds_a_secret():
    files = [path for path in DEPLOY.rglob("*") if path.is_file() and path.name != ".env"]
    assert len(files) > 15
    assert {path: found for path in files if (found := secrets(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    "text", ["URL=postgresql://rasid:geheim@db/rasid", "PGPASSWORD: geheim", "RASID_SERVE_TOKEN=x"]
)
def test_a_secret_would_be_seen(text):
    assert secrets(text)
